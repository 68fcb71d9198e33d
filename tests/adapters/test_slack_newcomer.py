"""From an empty channel to a first reminder, with the steps that are easily forgotten."""

import json

import pytest
from click.testing import CliRunner
from twins import loom
from twins.loom.faults import LOSES, Fault

from communitybot.cli import main
from tests.adapters.slacking import seated

NOTE = "/invite @communitybot"
READING = "create Reading circle, when: tomorrow 4pm"


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=47) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


def channel(table, *, private=False):
    """A channel nobody has invited the bot to."""
    return table.twin.channel("staff", members=[table.priya, table.dana], private=private, bot=False)


@pytest.mark.parametrize(
    ("told", "reached"),
    [
        ({"SLACK_SIGNING_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-1"}, "Slack calls http://127.0.0.1"),
        (
            {"SLACK_APP_TOKEN": "xapp-1", "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "s"},
            "people add me at",
        ),
    ],
)
def test_a_manifest_that_slack_could_not_reach_is_not_printed(told, reached, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    nowhere = CliRunner().invoke(main, ["manifest", "slack"], env=told)
    home = {"COMMUNITYBOT_PUBLIC_URL": "https://bot.example.org"}
    somewhere = CliRunner().invoke(main, ["manifest", "slack"], env=told | home)

    assert nowhere.exit_code == 1
    assert "COMMUNITYBOT_PUBLIC_URL" in nowhere.stderr
    assert reached in nowhere.stderr
    assert nowhere.stdout == ""  # nothing to paste by mistake
    assert json.loads(somewhere.stdout)["settings"]


@pytest.mark.parametrize("private", [False, True])
async def test_where_it_was_not_invited_a_preview_says_what_to_type(table, private):
    room = channel(table, private=private)
    before = await (await table.priya.command(room, "/event", READING)).answer()
    table.twin.happens.invites_bot(room, by=table.priya)
    after = await (await table.priya.command(room, "/event", READING)).answer()

    assert NOTE in before.text
    assert NOTE not in after.text


async def test_from_an_app_just_made_to_a_first_reminder(tmp_path):
    async with loom.Twin.open(seed=47) as twin:
        priya = twin.person("Priya Raman", admin=True)
        dana = twin.person("Dana Whitfield")
        room = twin.channel("events", members=[priya, dana], bot=False)
        async with seated(twin, tmp_path / "bot.db", people=(priya, dana, room)) as table:
            forgot = await (await priya.command(room, "/event", READING)).answer()
            twin.happens.invites_bot(room, by=priya)
            await (await priya.press(forgot, "Post it")).ack()
            await table.settled()
            [card] = table.shared()
            await (await dana.press(card, "Going")).ack()
            await table.settled()
            await table.house.bot.advance(26 * 3_600)
            await table.settled()
            shared = [each.text for each in table.shared()]

    assert NOTE in forgot.text
    assert "1 going" in shared[0]
    assert len(shared) > 1  # the card, and reminders
    assert all("Reading circle" in each for each in shared)


async def test_after_a_form_it_is_said_as_well(table):
    room = channel(table)
    form = await (await table.priya.command(room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "Reading circle", "when": "friday 5pm"})).ack()
    await table.settled()

    assert NOTE in table.twin.seen(table.priya, room)[-1].text


async def test_what_only_tells_is_not_burdened_with_it(table):
    room = channel(table)
    asked = table.twin.requests["conversations.info"]
    told = [await (await table.priya.command(room, name)).answer() for name in ("/events", "/communitybot")]

    assert not any(NOTE in each.text for each in told)
    assert table.twin.requests["conversations.info"] == asked


async def test_in_private_there_is_nobody_to_invite(table):
    direct = await (await table.priya.command(table.twin.direct(table.priya), "/event", READING)).answer()

    assert "Reading circle" in direct.text
    assert NOTE not in direct.text


async def test_where_it_is_already_slack_is_asked_once_a_minute(table):
    asked = table.twin.requests["conversations.info"]
    for _ in range(4):
        await (await table.priya.command(table.room, "/event", READING)).answer()

    assert table.twin.requests["conversations.info"] == asked + 1


async def test_while_slack_cannot_say_nothing_is_said_either(table):
    table.twin.faults.always["conversations.info"] = Fault(LOSES)
    told = await (await table.priya.command(channel(table), "/event", READING)).answer()

    assert "Reading circle" in told.text
    assert NOTE not in told.text
