"""What the store forgets of a chat: words by their age, and what somebody asked or took away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import OAK, START, chat, keep, log, said, tell

from communitybot.livechats.model.log import Reflection, Wondered

HOUR = timedelta(hours=1)


async def test_words_are_blanked_that_are_older_than_a_moment(units):
    await keep(units, chat())
    await tell(units, *(replace(said(word), at=START + n * HOUR) for n, word in enumerate("abc")))

    async def hush(work):
        return await work.chats.hush(OAK, "ce14", before=START + 2 * HOUR)

    assert await units.run(hush) == 2
    assert [line.text for line in await log(units)] == ["", "", "c"]
    assert await units.run(hush) == 0


@pytest.mark.parametrize(
    ("person", "before", "left"),
    [
        ("ada", None, ["w2"]),
        (None, START + HOUR, ["w3"]),
        ("ben", START, ["w1", "w2", "w3"]),
        (None, None, []),
    ],
)
async def test_questions_of_the_audience_are_forgotten_with_their_votes(units, person, before, left):
    await keep(units, chat())
    asked = [("w1", "ada", START), ("w2", "ben", START), ("w3", "ada", START + HOUR)]

    async def unit(work):
        for key, who, at in asked:
            await work.chats.wonder(
                OAK, "ce14", Wondered(id=key, person=who, name=who, text=f"{key}?", at=at)
            )
            await work.chats.vote(OAK, "ce14", key, "cleo", on=True)
        await work.chats.take(OAK, "ce14", "w1")  # also what was asked already
        gone = await work.chats.unwonder(OAK, "ce14", person, before=before)
        return gone, await work.chats.votes_of(OAK, "ce14", "cleo")

    gone, votes = await units.run(unit)

    assert sorted(votes) == left
    assert sorted(one.id for one in gone) == sorted({"w1", "w2", "w3"} - set(left))
    assert all(one.text == f"{one.id}?" for one in gone)


async def test_somebodys_reflection_is_forgotten_and_no_other(units):
    await keep(units, chat())

    async def unit(work):
        for who in ("ada", "ben"):
            one = Reflection(person=who, name=who, text="I learned.", at=START)
            await work.chats.reflect(OAK, "ce14", one)
        twice = [await work.chats.unreflect(OAK, "ce14", "ada") for _ in range(2)]
        return twice, await work.chats.reflections(OAK, "ce14")

    twice, left = await units.run(unit)

    assert twice == [True, False]
    assert [one.person for one in left] == ["ben"]
