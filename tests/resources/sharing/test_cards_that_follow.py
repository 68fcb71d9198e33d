"""A card stands exactly while everybody sees its resource, whatever the platform does meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from sqlalchemy import update

from communitybot.communities.model import Room
from communitybot.conversation.addresses import PlaceAddress
from communitybot.library import library
from communitybot.outbox.relay import Relay
from communitybot.ports import TryLater
from communitybot.resources.delivery import cards
from communitybot.resources.model.resource import SHOWN, State
from communitybot.storage.outbox import StoredOutbox
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.tables.outbox import outbox
from communitybot.storage.types import microseconds
from tests.events.reading_cards import said
from tests.resources.sharing.school import LOUNGE, NOON

HILL = PlaceAddress("fake", "c2", "hill")


@pytest.fixture
async def room(school, sqlite_database):
    """A platform that shows what is sent, and the relay that sends it."""
    platform = RecordingPlatform("fake")
    relay = Relay(
        units=school.units,
        ledger=StoredLedger(sqlite_database),
        clock=school.clock,
        platforms={"fake": platform},
        handlers=library(
            school.units, school.clock, base_url="", key=b"k" * 32, hears=lambda _platform: True
        ).handlers,
    )

    async def passes(seconds=30):
        for _ in range(seconds // 5):
            school.clock.advance(timedelta(seconds=5))
            await relay.run_once()

    platform.passes = passes
    yield platform
    await relay.stop()


async def becomes(school, resource, state):
    """What a report, or a moderator who checked it, does."""

    async def unit(work):
        found = await work.resources.get("c1", resource.id, hold=True)
        after = replace(found, state=state, revision=found.revision + 1)
        await work.resources.save(after)
        await cards.changed(work, after, school.clock.now())

    await school.units.run(unit)


def shown(room):
    return [said(each.shown) for each in room.visible() if each.place == LOUNGE]


async def test_hidden_it_goes_and_checked_it_comes_again_once(school, ana, room):
    shared = await school.shared(ana)
    await room.passes()
    assert len(shown(room)) == 1

    await becomes(school, shared, State.HIDDEN)
    await room.passes()
    assert shown(room) == []
    await becomes(school, shared, State.SHARED)
    await room.passes()
    await school.editing.note(ana, shared.id, "On paper.")
    await room.passes()
    (card,) = shown(room)
    assert "On paper." in card
    await school.editing.withdraw(ana, shared.id)
    await room.passes()
    assert shown(room) == []


async def test_taken_back_before_it_left_it_is_never_posted(school, ana, room):
    shared = await school.shared(ana)
    await school.editing.withdraw(ana, shared.id)
    await room.passes()

    assert room.posted == []


async def test_changed_while_it_was_on_its_way_its_card_says_the_latest(school, ana, room):
    def away(verb, key):
        raise TryLater(timedelta(seconds=20))

    room.before = away
    shared = await school.shared(ana)
    await room.passes(10)
    for text in ("First.", "Second.", "Third."):
        await school.editing.note(ana, shared.id, text)
    room.before = lambda _verb, _key: None
    await room.passes(120)

    (card,) = shown(room)
    assert "Third." in card


@pytest.mark.parametrize("protected", [True, False])
async def test_no_edit_that_comes_late_brings_back_what_was_taken_away(
    school, ana, room, monkeypatch, protected
):
    """The control: where what was drawn is neither overtaken nor waited for, the card comes back."""
    shared = await school.shared(ana)
    await room.passes()

    def holds_edits(verb, _key):
        if verb == "edit":
            raise TryLater(timedelta(seconds=40))

    room.before = holds_edits
    await school.editing.note(ana, shared.id, "On paper.")
    await room.passes(10)
    if not protected:
        monkeypatch.setattr(StoredOutbox, "unfinished", _nothing)
        monkeypatch.setattr(StoredOutbox, "redraw", _none)
        monkeypatch.setattr(StoredOutbox, "supersede", _none)
    await school.editing.withdraw(ana, shared.id)
    await room.passes(10)
    room.before = lambda _verb, _key: None
    await room.passes(120)

    assert bool(shown(room)) is not protected


async def _nothing(_outbox, _community, _subject):
    return {}


async def _none(_outbox, _community, _subject, **_given):
    return 0


async def test_what_a_join_took_aside_loses_its_card(school, ana, room):
    async def has_a_room(work):
        elm = await work.communities.get("c2")
        await work.communities.save(replace(elm, rooms=(Room(HILL, "hill"),)))

    await school.units.run(has_a_room)
    here = await school.shared(ana)
    eve = await school.somebody("Eve Stone", community="c2", place=HILL)
    there = await school.shared(eve)
    await room.passes()
    assert [each.place for each in room.visible()] == [LOUNGE, HILL]

    async def joined(work):
        await work.links.join("c2", "c1")
        await work.connection.execute(
            update(outbox).where(outbox.c.kind == SHOWN).values(due=microseconds(NOON))
        )

    await school.units.run(joined)
    await room.passes()
    assert (await school.resource(here.id)).seen
    assert (await school.resource(there.id)).state is State.WITHDRAWN
    assert [each.place for each in room.visible()] == [LOUNGE]
