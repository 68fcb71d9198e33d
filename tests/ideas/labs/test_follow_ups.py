"""What was promised is followed up before its date, on it, and a few times after, until it is done."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from communitybot.ideas.model.commitment import State
from communitybot.ideas.model.idea import Stage
from tests.ideas.discussing.made import ROOM, words
from tests.ideas.labs.bench import IDEA

DATE = datetime.fromisoformat("2026-12-15T14:00:00+00:00")  # nine in the morning in New York
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


async def promised(bench, owner="me", by="15 december"):
    await bench.types("ana", "idea commit", what="Ask the board", owner=owner, by=by)
    (one,) = await bench.units.read(lambda work: work.labs.commitments("c1", IDEA, limit=9))
    return one


async def asked(bench, *moments, person="ana"):
    """How often somebody had been asked how it goes, at each of these moments."""
    found = []
    for moment in moments:
        await bench.until(moment)
        found.append(sum("Ask the board" in words for words in bench.heard(person)))
    return found


async def test_it_is_asked_three_days_before_on_the_date_and_three_times_after(bench):
    await promised(bench)
    moments = (DATE - 3 * DAY - MINUTE, DATE - 3 * DAY + MINUTE, DATE - MINUTE, DATE + MINUTE)
    assert await asked(bench, *moments) == [0, 1, 1, 2]
    again = [DATE + 14 * turn * DAY + MINUTE for turn in (1, 2, 3, 4, 9)]
    assert await asked(bench, *again) == [3, 4, 5, 5, 5]
    assert "How is it coming along?" in bench.heard("ana")[0]
    assert "How does it stand?" in bench.heard("ana")[1]


@pytest.mark.parametrize("verb", ["idea.is_done", "idea.dropped"])
async def test_what_is_done_or_dropped_is_not_asked_after(bench, verb):
    one = await promised(bench)
    assert await asked(bench, DATE - 3 * DAY + MINUTE) == [1]
    await bench.presses("ana", verb, IDEA, one.id, word="")
    assert await asked(bench, DATE + 60 * DAY) == [1]


async def test_more_time_moves_the_questions(bench):
    one = await promised(bench)
    await bench.until(DATE - 3 * DAY + MINUTE)
    await bench.presses("ana", "idea.moved", IDEA, one.id, by="30 december", word="Holidays")
    later = DATE + 15 * DAY
    moments = (later - 3 * DAY - MINUTE, later - 3 * DAY + MINUTE, later + MINUTE, later + 14 * DAY + MINUTE)
    assert await asked(bench, *moments) == [1, 2, 3, 4]

    await bench.presses(
        "ana", "idea.moved", IDEA, one.id, by="20 january", word=""
    )  # and again, after its date
    last = DATE + 36 * DAY
    assert await asked(bench, last - 3 * DAY + MINUTE, last + MINUTE) == [5, 6]


async def test_who_is_known_by_name_only_is_asked_after_with_the_author(bench):
    await promised(bench, owner="Dr. Kim")
    assert await asked(bench, DATE - 3 * DAY + MINUTE) == [1]
    assert "Dr. Kim promised this for Mentor hours: Ask the board" in bench.heard("ana")[0]


async def test_the_author_is_asked_where_the_owner_cannot_be_reached(bench):
    one = await promised(bench, owner="Ben Okri")
    await bench.presses("ben", "idea.take_on", IDEA, one.id)
    await bench.passes(minutes=1)
    told = len(bench.heard("ana"))
    bench.closed_to("ben")
    await bench.until(DATE - 3 * DAY + timedelta(hours=3))
    new = bench.heard("ana")[told:]
    assert len(new) == 1
    assert "Ben Okri promised, for Mentor hours: Ask the board" in new[0]
    room = [words(one.shown) for one in bench.platform.visible() if one.place == ROOM]
    assert room == ["Ben Okri: I have news for you and cannot write to you privately."]


async def test_who_never_took_it_on_is_asked_twice_and_then_the_one_who_named_them(bench):
    one = await promised(bench, owner="Ben Okri")
    await bench.passes(days=40)
    assert ["A week ago" in words for words in bench.heard("ben")] == [False, True]
    assert len(bench.heard("ana")) == 1
    assert "has not said whether they take on" in bench.heard("ana")[0]
    held = await bench.units.read(lambda work: work.labs.commitment("c1", IDEA, one.id))
    assert held.state is State.ASKED


async def test_after_a_long_silence_of_the_bot_one_question_comes_and_not_all_that_were_missed(bench):
    await promised(bench)
    await bench.house.relay.run_once()
    bench.clock.set(DATE + 40 * DAY)
    await bench.passes(minutes=5)
    assert len(bench.heard("ana")) == 1
    assert "How does it stand?" in bench.heard("ana")[0]
    await bench.passes(days=13)
    assert len(bench.heard("ana")) == 1
    await bench.passes(days=2)
    assert len(bench.heard("ana")) == 2


@pytest.mark.parametrize(("stage", "after"), [(Stage.WITHDRAWN, 0), (Stage.PARKED, 1)])
async def test_an_idea_that_was_withdrawn_asks_nothing_and_one_that_rests_asks_later(bench, stage, after):
    await promised(bench)

    async def at(to):
        async def unit(work):
            await work.ideas.save(replace(await work.ideas.get("c1", IDEA), stage=to))

        await bench.units.run(unit)

    await at(stage)
    await bench.until(DATE + DAY)
    assert bench.heard("ana") == []
    await at(Stage.LAB)
    await bench.until(DATE + 13 * DAY)
    assert len(bench.heard("ana")) == after
