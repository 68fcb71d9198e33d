"""What adapters note is there after a restart, for its time, and unreadable in the database."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.notes import Notes
from communitybot.sealing import Seal

DAY = timedelta(days=1)


@pytest.fixture
def notes(units, clock):
    return Notes(units, Seal(b"k" * 40, "notes"), clock)


async def test_a_note_is_found_again_by_its_name_alone(notes, units, clock):
    await notes.keep("a", "first", lasts=DAY)
    await notes.keep("b", "other", lasts=DAY)
    await notes.keep("a", "second", lasts=DAY)

    again = Notes(units, Seal(b"k" * 40, "notes"), clock)
    assert [await again.find(name) for name in "abc"] == ["second", "other", None]


async def test_a_note_whose_time_is_over_is_gone_from_the_table_as_well(notes, units, clock):
    await notes.keep("a", "words", lasts=DAY)
    clock.advance(DAY)
    assert await notes.find("a") is None
    await notes.keep("b", "words", lasts=DAY)

    assert await units.read(lambda work: work.connection.scalar(text("SELECT count(*) FROM notes"))) == 1


async def test_a_forgotten_note_is_gone(notes):
    await notes.keep("a", "words", lasts=DAY)
    await notes.forget("a")
    await notes.forget("never there")

    assert await notes.find("a") is None


async def test_nobody_reads_it_in_the_database(notes, units, clock):
    await notes.keep("a", "what somebody typed", lasts=DAY)
    held = await units.read(lambda work: work.connection.scalar(text("SELECT words FROM notes")))

    assert "typed" not in held
    assert await Notes(units, Seal(b"x" * 40, "notes"), clock).find("a") is None


async def test_without_a_database_a_note_is_lost_and_nobody_is_held_up(notes, units):
    await units.run(lambda work: work.connection.execute(text("DROP TABLE notes")))
    await notes.keep("a", "words", lasts=DAY)

    assert await notes.find("a") is None
    await notes.forget("a")
