"""Searching archives: the same lines on both databases, and never what its author took back."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import ELM, OAK, START, chat, heard, keep, log, over, said, tell
from rows import naming, row
from sqlalchemy import insert

from communitybot.livechats.model.chat import Archiving, Showing, Stage
from communitybot.livechats.model.log import Kind
from communitybot.storage.tables.communities import communities

DAY = timedelta(days=1)


async def index(units, name="ce14", community=OAK):
    await units.run(lambda work: work.chats.index(community, name))


async def found(units, *words, community=OAK, limit=100, offset=0):
    hits = await units.read(lambda work: work.chats.find_words(community, words, limit=limit, offset=offset))
    return [(chat.id, line.text) for chat, line in hits]


async def archived(units, *texts, held=None, **more):
    held = held or over()
    await keep(units, held)
    lines = [said(text, **more) for text in texts]
    await tell(units, *lines, chat=held.id, community=held.community)
    await index(units, held.id, held.community)


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (["read"], ["Reading aloud, read often", "I READ it"]),
        (["read", "alou"], ["Reading aloud, read often"]),
        (["alou", "read"], ["Reading aloud, read often"]),
        (["eading"], []),
        (["turen"], ["Wir öffnen Türen"]),
        (["türen"], ["Wir öffnen Türen"]),
        (["strasse"], ["Die Straße"]),
        (["κοσμοσ"], ["Ο ΚΌΣΜΟΣ"]),
        (["한국"], ["한국어"]),
        (["a3"], ["A3: #ce14 https://example.org/lesson?x=1"]),
        (["lesson", "example", "ce1"], ["A3: #ce14 https://example.org/lesson?x=1"]),
        (["r&d"], ["R & D"]),
        (["photo"], ["see"]),
        (["%"], []),
        (["_"], []),
        ([""], []),
        (["'; DROP TABLE chat_words --"], []),
        (["d\U0010ffff"], ["see", "R & D", "Die Straße"]),
    ],
)
async def test_lines_are_found_by_the_beginnings_of_all_words(units, words, hits):
    texts = ["I READ it", "Reading aloud, read often", "Wir öffnen Türen", "Die Straße", "Ο ΚΌΣΜΟΣ", "한국어"]
    await keep(units, over())
    await tell(units, *map(said, [*texts, "A3: #ce14 https://example.org/lesson?x=1", "R & D"]))
    await tell(units, said("see", shown=("a photo of a door",)))
    await index(units)

    assert await found(units, *words) == [("ce14", text) for text in hits]


async def test_both_databases_find_what_looking_at_each_line_finds(units):
    dice = random.Random(4)
    letters = ["re", "ad", "in", "ö", "g", "ß"]
    texts = [
        " ".join("".join(dice.choices(letters, k=dice.randint(1, 4))) for _ in range(dice.randint(1, 6)))
        for _ in range(300)
    ]
    for number in range(3):
        held = over(f"chat{number}", start=START + number * DAY)
        await archived(units, *texts[number * 100 : number * 100 + 100], held=held)

    def fits(text, words):
        there = text.replace("ö", "o").replace("ß", "ss").split()
        return all(any(each.startswith(word) for each in there) for word in words)

    compared = 0
    for words in (["re"], ["in", "ad"], ["o"], ["g", "s", "re"], ["readin"], ["reado", "in"]):
        expected = [
            (f"chat{number}", text)
            for number in (2, 1, 0)
            for text in reversed(texts[number * 100 : number * 100 + 100])
            if fits(text, words)
        ]
        assert await found(units, *words, limit=1_000) == expected, words
        pages = [await found(units, *words, limit=7, offset=start) for start in range(0, 308, 7)]
        assert [hit for page in pages for hit in page] == expected, words
        compared += len(expected)
    assert compared > 200


@pytest.mark.parametrize(
    "held",
    [
        over(archiving=Archiving.OFF),
        over(archiving=Archiving.WISHED),
        chat(archiving=Archiving.ON, stage=Stage.LIVE),
        chat(archiving=Archiving.ON, stage=Stage.CANCELLED),
    ],
)
async def test_what_is_not_archived_is_not_found(units, held):
    await archived(units, "reading", held=held)
    assert await found(units, "reading") == []
    await units.run(lambda work: work.chats.save(over()))  # the control: it is the archive that counts

    assert await found(units, "reading") == [("ce14", "reading")]


async def test_what_the_bot_says_and_what_was_removed_is_not_found(units):
    await keep(units, over())
    await tell(units, said("reading one", None, kind=Kind.QUESTION), said("reading two", removed=True))
    await index(units)

    assert await found(units, "reading") == []


async def test_what_is_removed_reworded_or_said_late_is_found_as_it_stands(units):
    await archived(units, "reading one", "reading two")
    first, second = await log(units)

    async def unit(work):
        await work.chats.reword(OAK, replace(first, removed=True))
        await work.chats.reword(OAK, replace(second, text="writing two"))
        await work.chats.append(OAK, "ce14", [heard(7, late=True)])

    await units.run(unit)
    assert await found(units, "reading") == []
    assert await found(units, "writing") == [("ce14", "writing two")]
    assert await found(units, "word7") == [("ce14", "word7")]
    await index(units)  # the control: anew it finds the same
    assert await found(units, "reading") == []
    assert await found(units, "two") == [("ce14", "writing two")]


async def test_no_word_of_somebody_blanked_is_left_in_any_table(units):
    await archived(units, "canarygreen wrote", "canaryblue", person="ada")
    await tell(units, said("by another", "ben"))
    assert await units.read(lambda work: naming(work.connection, "canary"))
    await units.run(lambda work: work.chats.hush(OAK, "ce14", "ada"))

    assert await units.read(lambda work: naming(work.connection, "canary")) == set()
    assert await found(units, "canarygreen") == []
    assert await found(units, "another") == [("ce14", "by another")]


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({}, True),
        ({"ce14": Showing.LEFT_OUT}, False),
        ({"": Showing.LEFT_OUT}, False),
        ({"": Showing.LEFT_OUT, "ce14": Showing.INITIALS}, True),
        ({"": Showing.NAME, "ce14": Showing.LEFT_OUT}, False),
        ({"other": Showing.LEFT_OUT}, True),
    ],
)
async def test_people_who_are_left_out_are_not_found(units, chosen, shown):
    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, OAK))

    await units.run(unit)
    await keep(units, over("other"))
    await archived(units, "reading mine")
    await tell(units, said("reading theirs", "ben"), said("reading by nobody we know", None))
    for name, showing in chosen.items():
        await units.run(
            lambda work, name=name, showing=showing: work.chats.show(OAK, name, "ada", showing, START)
        )
    texts = [text for _, text in await found(units, "reading")]

    assert texts == ["reading by nobody we know", "reading theirs", *(["reading mine"] if shown else [])]


async def test_a_community_finds_only_its_own(units):
    await archived(units, "reading mine")
    await archived(units, "reading theirs", held=over("theirs", ELM))

    assert await found(units, "reading") == [("ce14", "reading mine")]
    assert await found(units, "reading", community=ELM) == [("theirs", "reading theirs")]


async def test_indexing_anew_takes_the_place_of_what_was(units):
    await archived(units, "reading one")
    await index(units)
    await index(units, community=ELM)

    assert await found(units, "reading") == [("ce14", "reading one")]


async def test_long_messages_are_found_by_their_last_word(units):
    await archived(units, "word " * 400 + "x" * 60 + " eighty")

    assert len(await found(units, "eighty")) == 1
    assert len(await found(units, "x" * 60)) == 1


async def test_many_who_are_left_out_do_not_hide_those_who_are_not(units):
    await keep(units, over())
    hidden = [said(f"reading read readings {number}", "ben") for number in range(60)]
    await tell(units, said("reading first"), *hidden[:30], said("reading second"), *hidden[30:])
    await index(units)
    await units.run(lambda work: work.chats.show(OAK, "ce14", "ben", Showing.LEFT_OUT, START))

    assert await found(units, "read", limit=2) == [("ce14", "reading second"), ("ce14", "reading first")]
    assert await found(units, "read", limit=1, offset=1) == [("ce14", "reading first")]
    assert await found(units, "read", limit=1, offset=2) == []
