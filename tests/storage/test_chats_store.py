"""Live chats are read back as they were written, in the order people look for them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import ELM, FULL, HOUR, OAK, START, chat, keep
from rows import counts, fill
from seeded_dates import posted

from communitybot.livechats.model.chat import Stage

DAY = timedelta(days=1)


async def get(units, name="ce14", community=OAK):
    return await units.read(lambda work: work.chats.get(community, name))


@pytest.mark.parametrize("held", [chat(), FULL], ids=["plain", "with everything"])
async def test_a_chat_comes_back_exactly(units, held):
    await keep(units, held)

    assert await get(units) == held


async def test_a_chat_comes_back_exactly_after_it_changed(units):
    await keep(units, chat())
    await units.run(lambda work: work.chats.save(FULL))

    assert await get(units) == FULL


async def test_saving_leaves_the_number_of_lines_alone(units):
    await keep(units, chat(lines=7))
    await units.run(lambda work: work.chats.save(chat(lines=3, title="Other")))

    assert await get(units) == chat(lines=7, title="Other")


@pytest.mark.parametrize(("given", "stands"), [(4, 5), (6, 6)])
async def test_the_revision_never_goes_back(units, given, stands):
    await keep(units, chat(revision=5))
    await units.run(lambda work: work.chats.save(chat(revision=given)))

    assert (await get(units)).revision == stands


async def test_a_held_chat_comes_back_as_well(units):
    await keep(units, FULL)

    assert await units.run(lambda work: work.chats.get(OAK, "ce14", hold=True)) == FULL


async def test_a_chat_is_found_by_its_address_alone(units):
    await keep(units, FULL)

    assert await units.read(lambda work: work.chats.addressed("ce14")) == FULL
    assert await units.read(lambda work: work.chats.addressed("nothing")) is None


async def test_chats_of_an_event_come_soonest_first(units):
    later = chat("b", event="series", start=START + DAY)
    sooner, other = chat("a", event="series"), chat("c", event="another")
    await keep(units, later, sooner, other)

    assert await units.read(lambda work: work.chats.of_event(OAK, "series")) == [sooner, later]


async def test_what_is_to_come_is_listed_soonest_first_and_what_is_over_latest_first(units):
    coming = [chat(f"c{day}", stage=Stage.COMING, start=START + day * DAY) for day in (1, 2, 3)]
    gone = [chat(f"o{day}", stage=Stage.OVER, start=START - day * DAY) for day in (1, 2, 3)]
    await keep(units, *reversed(coming), *gone[1:], gone[0], chat("draft"))

    async def listed(*stages, **page):
        return await units.read(lambda work: work.chats.at_stage(OAK, stages, **page))

    assert await listed(Stage.COMING, limit=9) == coming
    assert await listed(Stage.OVER, limit=9) == gone
    assert await listed(Stage.OVER, Stage.COMING, limit=3, offset=2) == [coming[2], *gone[:2]]
    assert await listed(Stage.LIVE, limit=9) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("connec", ["new", "old"]),
        ("edu", ["new", "old"]),
        ("ce1", ["new"]),
        ("#CE14", ["new"]),
        ("connected edu", ["new", "old"]),
        ("necte", []),
        ("lehrer", ["lehrer"]),
        ("für", ["lehrer"]),
        ("%", []),
        ("_", []),
    ],
)
async def test_posted_chats_are_found_by_the_beginnings_of_their_words(units, typed, found):
    await keep(
        units,
        chat("old", stage=Stage.OVER, start=START - DAY),
        chat("new", stage=Stage.COMING, hashtag="ce14"),
        chat("lehrer", stage=Stage.LIVE, title="Für Lehrer_innen: 100 %"),
        chat("draft", hashtag="ce14"),
        chat("theirs", ELM, stage=Stage.COMING, hashtag="ce14"),
    )
    chats = await units.read(lambda work: work.chats.named(OAK, typed, limit=5))

    assert [each.id for each in chats] == found


async def test_a_chat_that_is_deleted_leaves_nothing(units):
    await units.run(lambda work: fill(work.connection, OAK))
    before = await units.read(lambda work: counts(work.connection))
    assert min(before[name] for name in before if name.startswith("chat")) == 1
    await units.run(lambda work: work.chats.delete(OAK, f"chats-id-{OAK}"))
    after = await units.read(lambda work: counts(work.connection))

    assert {name for name in after if after[name] != before[name]} == {
        name for name in after if name.startswith("chat")
    }


async def test_a_draft_event_that_is_discarded_takes_its_chat_along(units):
    await keep(units, chat("mine", event="e1"), chat("other", event="e2"), chat("theirs", ELM, event="e1"))
    await units.run(lambda work: work.events.delete(OAK, "e1"))

    assert await get(units, "mine") is None
    assert await get(units, "other") is not None
    assert await get(units, "theirs", ELM) is not None


async def test_a_chat_follows_its_date_when_the_event_is_moved(units):
    event = posted("moved", community=OAK)
    held, other = (chat(name, event=each) for name, each in (("ce14", "moved"), ("other", "another")))
    await units.run(lambda work: work.events.add(event))
    await keep(units, held, other)
    new = held.original + HOUR
    await units.run(lambda work: work.events.rekey(OAK, "moved", {held.original: new}))

    assert await get(units) == replace(held, original=new)
    assert await get(units, "other") == other
    assert await units.read(lambda work: work.events.originals(OAK, "moved")) == [new]
