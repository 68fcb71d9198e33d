"""Whatever people do with resources, in whatever order: each number is that of the rows it counts."""

import random
from collections import Counter
from contextlib import suppress

from sqlalchemy import select

from communitybot.errors import Refusal
from communitybot.resources.model.judgement import Repeat, Why
from communitybot.resources.previews import Preview
from communitybot.resources.views import ResourceWish
from communitybot.storage import resources_index
from communitybot.storage.resources_index import SUBJECT, TAG, WORD
from communitybot.storage.resources_rows import resource_of
from communitybot.storage.resources_terms import words_found
from communitybot.storage.tables.resource_judging import resource_saves, resource_tries
from communitybot.storage.tables.resources import resource_notes, resource_terms, resource_words, resources
from tests.resources.judging.desk import opened
from tests.resources.sharing.school import wished

DOINGS = 60
SAID = ("fraction", "fractions", "dice", "games", "Café", "water", "cycle", "lab", "strips")
TAGS = ("fractions", "dice", "lab")
DOES = ("share", "edit", "withdraw", "note", "try", "save", "report", "review")
NUMBERS = ("notes", "tries", "saves")


async def does(school, chance, ids):
    """One thing a person might do, allowed or not; new resources join the `ids`."""

    def said():
        return " ".join(chance.sample(SAID, 3))

    who = chance.choice([school.ana, school.ben, school.cleo, school.hana])
    one = chance.choice(ids)
    tags = tuple(chance.sample(TAGS, 2))
    match chance.choice(DOES):
        case "share":
            wish = wished(f"https://a.example/{chance.randrange(8)}", title=said(), tags=tags, note=said())
            drafted = await school.drafting.draft(who, wish)
            if isinstance(drafted, Preview):
                ids.append(drafted.resource.id)
                await school.drafting.send(who, drafted.resource.id)
        case "edit":
            wish = ResourceWish(
                title=said(), tags=tags, subjects=("science",), note=chance.choice([None, ""])
            )
            await school.editing.change(who, one, wish)
        case "withdraw":
            await school.editing.withdraw(who, one)
        case "note":
            await school.editing.note(who, one, chance.choice(["", said()]))
        case "try" if chance.random() < 0.2:
            await school.trying.take_back(who, one)
        case "try":
            await school.trying.tell(who, one, grade=None, words=said(), repeat=chance.choice(list(Repeat)))
        case "save":
            await school.saving.save(who, one, on=chance.random() < 0.7)
        case "report":
            await school.reporting.report(who, one, chance.choice([Why.STUDENT, Why.BROKEN]))
        case "review":
            await school.reviewing.fine(school.ivo, one)


async def counted(units):
    """What is counted, and what it should be."""

    async def look(work):
        ask = work.connection.execute
        known = [resource_of(row) for row in (await ask(select(resources))).mappings()]
        by = {one.id: one.sharer.person for one in known}
        rows = {}
        for table in (resource_notes, resource_tries, resource_saves):
            each = (await ask(select(table.c.resource, table.c.person))).all()
            mine = table is resource_tries  # their own word on what they shared is not counted
            rows[table.name] = Counter(
                row.resource for row in each if not mine or row.person != by[row.resource]
            )
        notes = {}
        for row in await ask(select(resource_notes.c.resource, resource_notes.c.text)):
            notes.setdefault(row.resource, []).append(row.text)
        words = Counter()
        for one in (each for each in known if each.seen):
            words.update((WORD, word) for word in words_found(one, notes.get(one.id, ())))
            words.update([*((TAG, tag) for tag in one.tags), *((SUBJECT, each) for each in one.subjects)])
        kept = {(row.kind, row.word): row.resources for row in await ask(select(resource_words))}
        terms = set((await work.connection.scalars(select(resource_terms.c.resource))).all())
        numbers = [{one.id: getattr(one, name) for one in known} for name in NUMBERS]
        should = [
            {one.id: rows[f"resource_{name}"][one.id] for one in known}
            for name in ("notes", "tries", "saves")
        ]
        seen = {one.id for one in known if one.seen}
        return (numbers, kept, terms), (should, dict(words), seen)

    return await units.read(look)


async def used(school):
    chance, ids = random.Random(4), [school.one.id, *await school.many(school.ben, 4)]
    for _ in range(DOINGS):
        school.later(minutes=20)
        with suppress(Refusal):
            await does(school, chance, ids)


async def test_numbers_and_words_are_those_of_the_rows_and_two_people_become_one(sqlite_units):
    school = await opened(sqlite_units)
    await used(school)

    are, should = await counted(sqlite_units)
    assert are == should
    assert min(sum(each.values()) for each in are[0]) > 3

    async def become_one(work):
        kept, gone = [await work.people.get("c1", each.person) for each in (school.ana, school.ben)]
        await work.links.unite(kept, gone)

    await sqlite_units.run(become_one)
    are, should = await counted(sqlite_units)
    assert are == should


async def test_control_a_word_that_is_never_counted_out_is_noticed(sqlite_units, monkeypatch):
    async def stays(*_):
        """What others see no more is found as before."""

    monkeypatch.setattr(resources_index, "take_away", stays)
    school = await opened(sqlite_units)
    await used(school)

    are, should = await counted(sqlite_units)
    assert are != should
