"""Somebody whose private messages are closed on Discord is written to on Slack, and no room hears of it."""

import re

import pytest

from communitybot.conversation.message import message
from communitybot.outbox.entry import NewEntry
from tests.adapters.test_both_platforms import opened, soon

WORDS = "Reading circle begins in an hour."


@pytest.fixture
async def both(tmp_path):
    async with opened(tmp_path) as house:
        yield house


async def one_person(both):
    """Priya's two accounts are one; she used the one on Discord last."""
    await both.linked()
    offer = await both.in_slack(both.people[1], "/my", "link")
    code = re.search(r"code: (\S+)", offer.text)[1].strip("`.")
    preview = await both.in_discord(both.scene.teacher, "my link", code=code)
    await (await both.scene.teacher.press(preview, "Both are mine")).acknowledged()
    await both.house.bot.settle()


async def remind(both):
    house, account = both.house, both.scene.address(both.scene.teacher)

    async def unit(work):
        known = await work.people.sighting(account)
        assert len(known.person.accounts) == 2
        entry = NewEntry(
            key="reminder",
            community=known.person.community,
            kind="note",
            due=house.clock.now(),
            destination=str(account),
            subject="event:1",
            message=message(WORDS),
        )
        await work.outbox.put([entry])

    await house.units.run(unit)


def in_slack(both):
    dana = both.people[1]
    return [each for each in both.slack.seen(dana, both.slack.direct(dana)) if WORDS in each.text]


def in_discord(both):
    teacher = both.scene.teacher
    return [each for each in teacher.sees(teacher.direct) if WORDS in each.text]


def in_rooms(both):
    rooms = (*both.scene.principal.sees(both.scene.events), *both.slack.seen(both.people[0], both.room))
    return [each for each in rooms if WORDS in each.text]


async def test_closed_on_discord_it_arrives_on_slack(both):
    await one_person(both)
    both.scene.teacher.close_dms()
    await remind(both)
    await soon(lambda: in_slack(both))
    await both.house.bot.settle()

    assert len(in_slack(both)) == 1
    assert in_rooms(both) == []


async def test_control_open_on_discord_it_arrives_there_alone(both):
    await one_person(both)
    await remind(both)
    await soon(lambda: in_discord(both))
    await both.house.bot.settle()

    assert in_slack(both) == []
    assert in_rooms(both) == []
