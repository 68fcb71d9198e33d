"""Slack is told nothing was heard when nothing was done, and no log tells what people said."""

import pytest
from twins import loom
from twins.loom.faults import LOSES, Fault

from tests.adapters.slacking import seated


@pytest.fixture
async def table(tmp_path):
    async with (
        loom.Twin.open(seed=53) as twin,
        seated(twin, tmp_path / "bot.db", socket=False, http=True) as seats,
    ):
        yield seats


async def test_while_slack_cannot_say_who_we_are_nothing_is_acknowledged(table, capfd, caplog):
    table.twin.faults.always["auth.test"] = Fault(LOSES)
    table.adapter.floor.workspaces.forget(table.twin.home_team.id)
    capfd.readouterr()
    refused = await (await table.priya.command(table.room, "/events")).ack()
    said = capfd.readouterr()
    del table.twin.faults.always["auth.test"]
    taken = await (await table.priya.command(table.room, "/events")).ack()

    assert refused.status == 503
    assert taken.status == 200
    assert "Traceback" not in said.out + said.err + caplog.text


async def test_a_fault_of_ours_is_logged_by_its_kind_alone(table, monkeypatch, capfd, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError("a word of Priya's")

    monkeypatch.setattr(table.adapter.floor.people, "who", broken)
    capfd.readouterr()
    ack = await (await table.priya.command(table.room, "/events", "a word of hers")).ack()
    said = capfd.readouterr()

    assert ack.status == 500
    assert "ZeroDivisionError" in said.out + said.err
    assert "a word of" not in said.out + said.err + caplog.text
