"""Votes for what the audience asks: whatever is repeated, the tally is the last choice of each."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from live_chats import OAK, START, chat, keep

from communitybot.livechats.model.log import Reflection, Wondered

serial = count()
VOTERS = [f"voter{number}" for number in range(50)]
FIRST = Wondered(id="w1", person="ada", name="Ada Lee", text="Why? 🚪", at=START + timedelta(microseconds=3))
SECOND = Wondered(id="w2", person="ben", name="Ben", text="How?", at=START + timedelta(minutes=1))
ACTIONS = some.tuples(some.sampled_from(VOTERS[:5]), some.booleans(), some.integers(1, 3))


async def asked(units):
    await keep(units, chat())
    for each in (FIRST, SECOND):
        await units.run(lambda work, each=each: work.chats.wonder(OAK, "ce14", each))


async def waiting(units):
    return await units.read(lambda work: work.chats.wondering(OAK, "ce14"))


def last_choices(actions):
    """How many want to hear it: who said so last."""
    last = dict(actions)
    return sum(last.values())


@pytest.mark.promise("R16")
@pytest.mark.slow
async def test_ten_thousand_actions_of_fifty_voters_are_the_last_choice_of_each(units):
    await asked(units)
    dice = random.Random(16)
    actions = []
    while len(actions) < (10_000 if units.database.file else 1_000):  # the same words to a slower server
        once = (dice.choice(VOTERS), dice.random() < 0.5)
        actions += [once] * dice.choice((1, 1, 2, 3))  # retries and double clicks

    async def unit(work):
        told = 0
        for person, on in actions:
            told = await work.chats.vote(OAK, "ce14", "w1", person, on=on)
        return told

    assert await units.run(unit) == last_choices(actions)
    assert {each.id: each.votes for each in await waiting(units)} == {"w1": last_choices(actions), "w2": 0}


@pytest.mark.promise("R16")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=some.lists(ACTIONS, max_size=30))
async def test_any_actions_are_told_as_they_stand(sqlite_units, actions):
    name = f"chat{next(serial)}"
    await keep(sqlite_units, chat(name))
    wondered = replace(FIRST, id=f"w-{name}")
    seen = []

    async def unit(work):
        await work.chats.wonder(OAK, name, wondered)
        for person, on, times in actions:
            for _ in range(times):
                seen.append((person, on))
                told = await work.chats.vote(OAK, name, wondered.id, person, on=on)
                assert told == last_choices(seen)
        for person in VOTERS[:5]:
            mine = await work.chats.votes_of(OAK, name, person)
            assert mine == (frozenset({wondered.id}) if dict(seen).get(person) else frozenset())

    await sqlite_units.run(unit)


@pytest.mark.promise("R16")
async def test_votes_given_at_one_time_all_count_once(units):
    await asked(units)

    async def vote(person):
        await units.run(lambda work: work.chats.vote(OAK, "ce14", "w1", person, on=True))

    await asyncio.gather(*(vote(person) for person in VOTERS[:10] * 3))

    assert {each.id: each.votes for each in await waiting(units)} == {"w1": 10, "w2": 0}


async def test_what_most_want_to_hear_comes_first_then_what_was_asked_first(units):
    await asked(units)
    assert await waiting(units) == [FIRST, SECOND]
    await units.run(lambda work: work.chats.vote(OAK, "ce14", "w2", "ada", on=True))

    assert await waiting(units) == [replace(SECOND, votes=1), FIRST]


async def test_a_question_is_taken_once(units):
    await asked(units)
    await units.run(lambda work: work.chats.vote(OAK, "ce14", "w1", "ben", on=True))

    async def take():
        return await units.run(lambda work: work.chats.take(OAK, "ce14", "w1"))

    taken = [one for one in await asyncio.gather(*(take() for _ in range(5))) if one is not None]
    assert taken == [replace(FIRST, votes=1, taken=True)]
    assert await waiting(units) == [SECOND]


async def test_a_question_that_is_asked_again_stays_as_it_was(units):
    await asked(units)
    again = replace(FIRST, text="other")
    await units.run(lambda work: work.chats.wonder(OAK, "ce14", again))

    assert await waiting(units) == [FIRST, SECOND]


async def test_a_reflection_takes_the_place_of_an_earlier_one(units):
    await keep(units, chat())
    early = Reflection(person="ada", name="Ada", text="I learned.", at=START)
    later = Reflection(person="ada", name="Ada", text="I learned more.", at=START + timedelta(1), read=True)
    other = Reflection(person="ben", name="Ben", text="So did I.", at=START + timedelta(hours=1))

    async def unit(work):
        for each in (early, other, later):
            await work.chats.reflect(OAK, "ce14", each)
        return await work.chats.reflections(OAK, "ce14")

    assert await units.run(unit) == [other, later]
