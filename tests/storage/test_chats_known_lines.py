"""Of lines that are known only those that changed are read anew, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import OAK, START, chat, heard, keep, tell

CHANGES = {
    "text": "Other words",
    "name": "Ada B. Lee",
    "shown": ("a photo",),
    "question": 2,
    "label": 3,
    "answers": 1,
    "late": True,
    "moved": True,
    "edited": START + timedelta(microseconds=3),
    "removed": True,
}


async def read(units, known):
    return await units.read(lambda work: work.chats.lines(OAK, "ce14", known=known))


@pytest.fixture
async def known(units):
    await keep(units, chat())
    await tell(units, heard(1), heard(2), heard(3))
    known = {}
    await read(units, known)
    return known


async def test_lines_that_did_not_change_are_the_same_objects(units, known):
    before = [line for _, line in known.values()]
    await tell(units, heard(4))
    after = await read(units, known)

    assert all(now is then for now, then in zip(after, before, strict=False))
    assert [line.number for line in after] == [1, 2, 3, 4]


@pytest.mark.parametrize("changed", CHANGES)
async def test_whatever_changes_of_a_line_is_read(units, known, changed):
    first, second, third = await read(units, known)
    this = replace(second, **{changed: CHANGES[changed]})
    await units.run(lambda work: work.chats.reword(OAK, this))
    after = await read(units, known)

    assert after == await read(units, None)
    assert getattr(after[1], changed) == CHANGES[changed]
    assert after[0] is first
    assert after[2] is third


async def test_blanked_words_are_not_known_any_more(units, known):
    await units.run(lambda work: work.chats.hush(OAK, "ce14", "ada"))
    after = await read(units, known)

    assert after == await read(units, None)
    assert "word" not in repr(known)
