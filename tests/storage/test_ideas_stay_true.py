"""Whatever is done to ideas in whatever order, lists, counts and words are those of the ideas as they are."""

import asyncio
import random
from collections import Counter
from dataclasses import replace

import pytest
from ideas_told import TOLD
from sqlalchemy import func, select, text
from stored_ideas import ADA, AT, BEN, DAY, OAK, idea, keep, member

from communitybot.ideas.model.idea import Category, Joining, Role, Stage
from communitybot.storage import ideas_words
from communitybot.storage import work as units_of_work
from communitybot.storage.engine import create
from communitybot.storage.ideas_shelves import shelves
from communitybot.storage.ideas_words import COUNTED, vector
from communitybot.storage.tables.ideas import (
    idea_authors,
    idea_follows,
    idea_shelves,
    idea_terms,
    idea_votes,
    idea_words,
    ideas,
)
from communitybot.storage.work import UnitsOfWork

PEOPLE = ("ada", "ben", "cy", "di")
NAMES = ("one", "two", "three")
TEXTS = [" ".join(words) for words in TOLD.values()]


def changed(dice, held):
    """An idea with something else about it."""
    return replace(
        held,
        **dice.choice(
            (
                {"stage": dice.choice(tuple(Stage)), "published": AT + dice.randrange(9) * DAY},
                {"title": dice.choice(TEXTS)[:60], "need": dice.choice(TEXTS)},
                {
                    "tags": tuple(dice.sample(("rural", "time", "data"), 2)),
                    "place": dice.choice(("", "Austin")),
                },
                {"category": dice.choice((None, *Category)), "roles": dice.choice(((), (Role.COACH,)))},
                {"authors": dice.choice(((ADA,), (BEN, ADA), (BEN,)))},
            )
        ),
    )


async def act(work, dice):
    name, person, on = dice.choice(NAMES), dice.choice(PEOPLE), dice.random() < 0.7
    match dice.randrange(4):
        case 0:
            await work.ideas.save(changed(dice, await work.ideas.get(OAK, name)))
        case 1:
            await work.ideas.vote(OAK, name, person, on=on, at=AT)
        case 2:
            await work.ideas.follow(OAK, name, person, on=on, at=AT)
        case _:
            await work.ideas.enrol(OAK, name, member(person, dice.choice(tuple(Joining))))


async def true(work):
    """Compare everything that is kept of ideas with what the ideas are."""

    async def rows(*columns, where=()):
        return (await work.connection.execute(select(*columns).where(*where))).all()

    held = await work.ideas.many(OAK, NAMES)
    stand = {(each.id, shelf, *sorts.values()) for each in held for shelf, sorts in shelves(each).items()}
    s = idea_shelves.c
    assert {tuple(row) for row in await rows(s.idea, s.shelf, s.heat, s.published, s.waits)} == stand
    words = {each.id: vector(each) for each in held}
    having = Counter(word for vectors in words.values() for word in vectors)
    having[COUNTED] = sum(bool(vectors) for vectors in words.values())
    t = idea_terms.c
    assert {row.word: row.ideas for row in await rows(t.word, t.ideas) if row.ideas} == +having
    w = idea_words.c
    weighed = await rows(w.idea, t.word, w.weight, where=(t.id == w.term,))
    meant = sorted((one, word, weight) for one, told in words.items() for word, weight in told.items())
    assert sorted(map(tuple, weighed)) == meant
    for each in held:
        voters = {
            row.person for row in await rows(idea_votes.c.person, where=(idea_votes.c.idea == each.id,))
        }
        assert each.votes == len(voters - {author.person for author in each.authors})
        for table, number in ((idea_follows, each.follows), (idea_authors, len(each.authors))):
            counted = select(func.count()).select_from(table).where(table.c.idea == each.id)
            assert await work.connection.scalar(counted) == number
        assert each.team == len(await work.ideas.members(OAK, each.id))


async def test_hundreds_of_changes_leave_lists_counts_and_words_as_the_ideas_are(sqlite_units):
    await keep(sqlite_units, *(idea(name) for name in NAMES))
    dice = random.Random(5)

    async def unit(work):
        for step in range(240):
            await act(work, dice)
            if step % 20 == 0:
                await true(work)
        await true(work)

    await sqlite_units.run(unit)


async def test_a_shelf_that_is_not_followed_would_be_noticed(sqlite_units):
    await keep(sqlite_units, *(idea(name) for name in NAMES))

    async def unit(work):
        await true(work)
        await work.connection.execute(ideas.update().where(ideas.c.id == "one").values(tags=["other"]))
        try:
            await true(work)
        except AssertionError:
            return True
        return False

    assert await sqlite_units.run(unit)


MANY = [f"i{number:02}" for number in range(12)]


async def published_at_once(units):
    """What went wrong while many ideas with the same words were published and reworded."""
    dice = random.Random(6)

    async def publish(name, texts):
        first, second = (idea(name, title=words[:50], need=words) for words in texts)
        await keep(units, first)
        await units.run(lambda work: work.ideas.save(second))

    told = await asyncio.gather(
        *(publish(name, dice.sample(TEXTS, 2)) for name in MANY), return_exceptions=True
    )
    return [each for each in told if each is not None]


async def test_ideas_published_and_reworded_at_one_time_are_all_counted(units):
    """Words are counted in one order, so that units that share them wait and do not block one another."""
    assert await published_at_once(units) == []

    async def unit(work):
        asked = select(idea_terms.c.word, idea_terms.c.ideas).where(idea_terms.c.ideas != 0)
        held = await work.ideas.many(OAK, MANY)
        having = Counter(word for each in held for word in (COUNTED, *vector(each)))
        assert dict(map(tuple, await work.connection.execute(asked))) == having

    await units.read(unit)


async def until_both_wait(units):
    """Until two other units wait for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    while await units.read(lambda work: work.connection.scalar(waiting)) < 2:
        await asyncio.sleep(0.02)


@pytest.mark.postgres
@pytest.mark.parametrize("ordered", [True, pytest.param(False, id="control: in any order they block")])
async def test_units_that_count_the_same_words_wait_in_one_order(postgres_url, monkeypatch, ordered):
    """Both reach a word in the middle that somebody holds: one from its beginning, the other from the end."""
    database = create(postgres_url)
    units = UnitsOfWork(database)
    await keep(units, idea("before", title="Acorns, maples, zinnias"))
    turns = iter((False, True))

    def turned(more):
        return dict(sorted(more.items(), reverse=next(turns)))

    if not ordered:
        monkeypatch.setattr(ideas_words, "_in_order", turned)
        monkeypatch.setattr(units_of_work, "TRIES", 1)
    held, go_on = asyncio.Event(), asyncio.Event()

    async def holding(work):
        await work.connection.execute(
            select(idea_terms.c.id).where(idea_terms.c.word == "mapl").with_for_update()
        )
        held.set()
        await go_on.wait()

    first = asyncio.create_task(units.run(holding))
    await held.wait()
    others = [
        asyncio.create_task(keep(units, idea(name, title="Acorns, maples, zinnias"))) for name in NAMES[:2]
    ]
    await until_both_wait(units)
    go_on.set()
    told = await asyncio.gather(first, *others, return_exceptions=True)
    await database.close()

    assert ("deadlock detected" in str(told)) is not ordered
