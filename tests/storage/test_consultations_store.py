"""Consultations in tables: one answer a person whatever is repeated, and nothing of another community."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from communitybot.consultations.model.consultation import Asker, Stage
from communitybot.consultations.model.response import Showing
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.people.model import Person
from communitybot.storage.consultations_uniting import hand_over
from tests.consultations.asked import NOON, consultation, response

DAY = "0000000000day1"
ROOM = PlaceAddress("slack", "school", "ideas")


async def keep(units, *some):
    for one in some:
        await units.run(lambda work, one=one: work.consultations.add(one))


async def test_what_is_kept_comes_back_as_it_was(units):
    full = consultation(
        asker=Asker("Rosa 🌻", "superintendent", "rosa"),
        opens=NOON - timedelta(microseconds=1),
        rooms=(ROOM,),
        reply="From August on.",
        replied=NOON,
        closed=NOON,
        least=7,
    )
    one = response("ana", "1", None, "Äpfel\n🍎", role="a teacher", picked=frozenset({3}))
    await keep(units, full)
    assert await units.run(lambda work: work.consultations.respond("c1", DAY, one))

    async def back(work):
        kept = work.consultations
        return (
            await kept.get("c1", DAY),
            await kept.response("c1", DAY, "ana"),
            await kept.responses("c1", DAY),
        )

    assert await units.read(back) == (full, one, [one])


async def test_saving_changes_all_but_whose_it_is_and_never_lowers_the_revision(units):
    await keep(units, consultation(revision=4))
    closed = consultation(stage=Stage.CLOSED, closed=NOON, revision=2, title="Later?", created_by="eve")
    await units.run(lambda work: work.consultations.save(closed))

    kept = await units.read(lambda work: work.consultations.get("c1", DAY))
    assert (kept.stage, kept.title, kept.revision, kept.created_by) == (Stage.CLOSED, "Later?", 4, "hana")


@pytest.mark.promise("R16")
async def test_however_answers_are_repeated_each_person_counts_once_with_the_last_they_said(units):
    await keep(units, consultation())
    dice, serial, last = random.Random(16), count(), {}
    people = [f"p{number}" for number in range(20)]

    async def unit(work):
        for _ in range(250):
            person = dice.choice(people)
            if dice.random() < 0.2:
                assert await work.consultations.withdraw("c1", DAY, person) == (
                    last.pop(person, None) is not None
                )
                continue
            said = dice.choice("123")
            new = person not in last
            for _ in range(dice.choice((1, 1, 2))):  # retries and double clicks
                one = response(person, said, id=f"r{next(serial)}")
                assert await work.consultations.respond("c1", DAY, one) is new
                new = False
            last[person] = said
        return await work.consultations.counts("c1", [DAY]), await work.consultations.responses("c1", DAY)

    counts, kept = await units.run(unit)
    assert counts == {DAY: len(last)}
    assert {one.person: one.said[1] for one in kept} == last


@pytest.mark.promise("R16")
async def test_answers_of_one_person_that_arrive_at_once_are_one(units):
    await keep(units, consultation())

    async def answer(number):
        one = response("ana", str(number % 3 + 1), id=f"r{number}")

        async def unit(work):
            await work.consultations.get("c1", DAY, hold=True)
            return await work.consultations.respond("c1", DAY, one)

        return await units.run(unit)

    news = await asyncio.gather(*map(answer, range(12)))
    assert sum(news) == 1
    assert await units.read(lambda work: work.consultations.counts("c1", [DAY])) == {DAY: 1}


async def test_answering_again_keeps_when_one_first_did_and_under_which_name_it_is_known(units):
    await keep(units, consultation())
    first, again = response("ana", "1"), response("ana", "2", minutes=5, id="other", showing=Showing.COUNTED)
    for one in (first, again):
        await units.run(lambda work, one=one: work.consultations.respond("c1", DAY, one))

    kept = await units.read(lambda work: work.consultations.response("c1", DAY, "ana"))
    assert kept == replace(again, id=first.id, first=first.first)


@pytest.mark.promise("R37")
async def test_another_community_reaches_nothing(units):
    await keep(units, consultation(), consultation(id="0000000000elm1", community="c2", title="Elm day"))
    await units.run(lambda work: work.consultations.respond("c1", DAY, response("ana", "1")))

    async def reach(work):
        kept = work.consultations
        await kept.save(consultation(community="c2", title="Taken"))
        await kept.delete("c2", DAY)
        assert not await kept.respond("c2", DAY, response("eve", "1"))
        assert not await kept.withdraw("c2", DAY, "ana")
        assert await kept.get("c2", DAY) is None
        assert await kept.response("c2", DAY, "ana") is None
        assert await kept.responses("c2", DAY) == []
        assert await kept.counts("c2", [DAY]) == {DAY: 0}
        assert await kept.answered("c2", [DAY], "ana") == frozenset()
        assert [one.title for one in await kept.named("c2", "day", limit=9)] == ["Elm day"]
        assert [one.title for one in await kept.at_stage("c2", [Stage.OPEN], limit=9)] == ["Elm day"]

    await units.run(reach)
    kept = await units.read(lambda work: work.consultations.get("c1", DAY))
    assert kept == consultation()
    assert await units.read(lambda work: work.consultations.counts("c1", [DAY])) == {DAY: 1}


async def test_lists_have_their_order_and_drafts_are_their_makers_alone(units):
    def one(key, **given):
        return consultation(id=f"0000000000{key}", title=f"Day {key}", **given)

    await keep(
        units,
        one("soon", closes=NOON + timedelta(days=1)),
        one("late", closes=NOON + timedelta(days=2)),
        one("old1", stage=Stage.CLOSED, closed=NOON),
        one("new1", stage=Stage.CLOSED, closed=NOON + timedelta(hours=1)),
        one("mine", stage=Stage.DRAFT, created_by="ana"),
    )

    async def titles(work):
        kept = work.consultations
        found = [
            await kept.at_stage("c1", [Stage.OPEN], limit=9),
            await kept.at_stage("c1", [Stage.CLOSED], limit=1),
            await kept.at_stage("c1", [Stage.CLOSED], limit=9, offset=1),
            await kept.drafts("c1", "ana", limit=9),
            await kept.drafts("c1", "ben", limit=9),
            await kept.named("c1", "DAY min", limit=9, person="ana"),
            await kept.named("c1", "day min", limit=9, person="ben"),
            await kept.named("c1", "%", limit=9),
        ]
        return [[each.title.removeprefix("Day ") for each in some] for some in found]

    assert await units.read(titles) == [["soon", "late"], ["new1"], ["old1"], ["mine"], [], ["mine"], [], []]


async def test_two_accounts_that_become_one_person_leave_the_later_answer(units):
    other = consultation(id="0000000000day2", asker=Asker("Ana", "", "old"), created_by="old")
    await keep(units, consultation(), other)
    ana = Person(id="ana", community="c1", name="Ana Ruiz", accounts=(PersonAddress("slack", "school", "a"),))
    old = Person(id="old", community="c1", name="Ana R", accounts=(PersonAddress("discord", "school", "o"),))

    async def unit(work):
        kept = work.consultations
        await kept.respond("c1", DAY, response("ana", "1", minutes=1))
        await kept.respond("c1", DAY, response("old", "2", minutes=2))
        await kept.respond("c1", other.id, response("old", "3", id="r-2"))
        for _ in range(2):  # it may be repeated
            await hand_over(work.connection, ana, old)
        return (
            {
                one: [(each.person, each.name, each.said[1]) for each in await kept.responses("c1", one)]
                for one in (DAY, other.id)
            },
            await kept.get("c1", other.id),
        )

    said, asked = await units.run(unit)
    assert said == {DAY: [("ana", "Ana Ruiz", "2")], other.id: [("ana", "Ana Ruiz", "3")]}
    assert (asked.asker.person, asked.created_by) == ("ana", "ana")
