"""What a platform told us is kept before we say so, and until it has been acted on; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.letterbox import FORGET_AFTER, UNDER_WAY, Letterbox


@pytest.fixture
def letterbox(units, clock):
    return Letterbox(units, clock)


async def test_a_letter_is_kept_until_it_is_finished(letterbox, clock):
    assert await letterbox.keep("slack", "Ev1", '{"type": "event"}')
    clock.advance(UNDER_WAY)
    (letter,) = await letterbox.unfinished("slack")
    await letterbox.finish("slack", "Ev1")

    assert (letter.happening, letter.text) == ("Ev1", '{"type": "event"}')
    assert await letterbox.unfinished("slack") == []


async def test_what_is_told_again_is_heard_once_finished_or_not(letterbox):
    first = await letterbox.keep("slack", "Ev1", "one")
    again = await letterbox.keep("slack", "Ev1", "two")
    await letterbox.finish("slack", "Ev1")
    later = await letterbox.keep("slack", "Ev1", "three")

    assert (first, again, later) == (True, False, False)
    assert await letterbox.unfinished("slack", at_start=True) == []


async def test_two_platforms_may_use_the_same_id(letterbox):
    assert await letterbox.keep("slack", "1", "a")
    assert await letterbox.keep("discord", "1", "b")
    assert [letter.text for letter in await letterbox.unfinished("discord", at_start=True)] == ["b"]


async def test_what_is_under_way_is_left_to_whoever_has_it(letterbox, clock):
    await letterbox.keep("slack", "Ev1", "a")
    clock.advance(UNDER_WAY - timedelta(seconds=1))

    assert await letterbox.unfinished("slack") == []
    assert len(await letterbox.unfinished("slack", at_start=True)) == 1


async def test_letters_come_oldest_first(letterbox, clock):
    for number in range(3):
        await letterbox.keep("slack", f"Ev{9 - number}", str(number))
        clock.advance(1)

    assert [letter.text for letter in await letterbox.unfinished("slack", at_start=True)] == ["0", "1", "2"]


async def test_of_a_finished_letter_no_word_is_kept_and_after_a_week_not_even_its_id(letterbox, clock, units):
    await letterbox.keep("slack", "Ev1", "a secret")
    await letterbox.finish("slack", "Ev1")
    rows = await units.read(lambda work: work.connection.execute(text("SELECT happening, text FROM letters")))
    kept = [tuple(row) for row in rows]
    clock.advance(FORGET_AFTER + timedelta(days=1))
    await letterbox.keep("slack", "Ev2", "b")

    assert kept == [("Ev1", None)]
    assert await letterbox.keep("slack", "Ev1", "again")


async def test_what_nobody_finished_is_not_forgotten(letterbox, clock):
    await letterbox.keep("slack", "Ev1", "a")
    clock.advance(FORGET_AFTER + timedelta(days=1))
    await letterbox.keep("slack", "Ev2", "b")

    assert [letter.text for letter in await letterbox.unfinished("slack", at_start=True)] == ["a", "b"]
