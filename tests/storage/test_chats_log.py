"""The log of a chat: numbered without gaps, each message once, and blanked for good."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import OAK, PLACE, ROOM, START, chat, heard, keep, log, over, said, tell
from sqlalchemy import text

from communitybot.conversation.addresses import MessageRef
from communitybot.livechats.model.log import Kind
from communitybot.threads.log import Copy

FULL = heard(
    1,
    question=3,
    shown=("a photo of 🚪", "lesson.pdf"),
    label=2,
    answers=4,
    late=True,
    moved=True,
    edited=START + timedelta(microseconds=3),
)


async def last(units):
    return (await units.read(lambda work: work.chats.get(OAK, "ce14"))).lines


async def revision(units):
    return (await units.read(lambda work: work.chats.get(OAK, "ce14"))).revision


async def test_lines_are_numbered_in_the_order_they_were_said(units):
    await keep(units, chat())
    first = await tell(units, said("a"), said("b"))
    second = await tell(units, said("c"))

    assert [line.number for line in (*first, *second)] == [1, 2, 3]
    assert await log(units) == [*first, *second]
    assert await last(units) == 3


async def test_a_line_comes_back_exactly(units):
    await keep(units, chat())
    (kept,) = await tell(units, FULL)

    assert kept == replace(FULL, number=1)
    assert await log(units) == [kept]
    assert await units.read(lambda work: work.chats.line(OAK, "ce14", 1)) == kept
    assert await units.read(lambda work: work.chats.by_ref(FULL.ref)) == (OAK, kept)
    assert await units.read(lambda work: work.chats.by_ref(MessageRef(PLACE, "1"))) is None


async def test_a_message_that_is_heard_again_is_kept_once_and_burns_no_number(units):
    await keep(units, chat())
    await tell(units, heard(1), heard(2))
    new = await tell(units, heard(2), heard(3), heard(1), heard(3), heard(4))

    assert [(line.number, line.text) for line in new] == [(3, "word3"), (4, "word4")]
    assert await tell(units, heard(4)) == []
    assert [line.number for line in await tell(units, said("from the form"))] == [5]
    assert [line.number for line in await log(units)] == [1, 2, 3, 4, 5]
    assert await last(units) == 5


async def test_what_several_hear_at_one_time_is_kept_once_without_gaps(units):
    await keep(units, chat())

    async def hear(begin):
        for number in range(begin, begin + 20):
            await tell(units, heard(number), heard(number + 1), said(f"own{number}"))

    await asyncio.gather(hear(1), hear(11), hear(1))
    lines = await log(units)
    refs = [line.ref for line in lines if line.ref]

    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert len(refs) == len(set(refs)) == 31
    assert len(lines) == 31 + 60
    assert await last(units) == len(lines)


async def test_without_the_index_of_messages_one_would_be_kept_twice(sqlite_units):
    """The control: it is the index that makes a repetition do no harm."""
    await keep(sqlite_units, chat())
    dropped = text("DROP INDEX chat_lines_ref")
    await sqlite_units.run(lambda work: work.connection.execute(dropped))
    again = text("CREATE INDEX chat_lines_ref ON chat_lines (ref)")
    await sqlite_units.run(lambda work: work.connection.execute(again))

    with pytest.raises(Exception, match="ON CONFLICT"):
        await tell(sqlite_units, heard(1))


async def test_what_no_database_keeps_is_left_out_of_a_line(units):
    await keep(units, chat())
    (kept,) = await tell(units, said("a\x00b\ud800 \U0001f6aa\r\nc", name="A\x00da", shown=("x\x00",)))
    again = replace(kept, text="d\x00\udfff")
    await units.run(lambda work: work.chats.reword(OAK, again))

    assert (kept.text, kept.name, kept.shown) == ("ab \U0001f6aa\nc", "Ada", ("x",))
    assert await log(units) == [replace(again, text="d")]


async def test_nothing_to_add_adds_nothing(units):
    await keep(units, chat())

    assert await tell(units) == []
    assert await last(units) == 0


async def test_lines_are_narrowed_by_number_words_and_thread(units):
    await keep(units, chat())
    gone = heard(3, removed=True)
    await tell(units, heard(1), said("form"), gone, said("Q1", None, kind=Kind.QUESTION), heard(5))

    async def numbers(**narrowed):
        return [line.number for line in await log(units, **narrowed)]

    assert await numbers(after=2) == [3, 4, 5]
    assert await numbers(said=True) == [1, 2, 5]
    assert await numbers(thread=PLACE) == [1, 3, 5]
    assert await numbers(after=1, said=True, limit=1) == [2]


async def test_what_one_person_said_is_theirs_and_stands(units):
    await keep(units, chat())
    welcomed = said("hello", kind=Kind.JOINED)
    await tell(units, said("a"), said("b", "ben"), said("c", removed=True), welcomed, said("d"))
    mine = await units.read(lambda work: work.chats.own(OAK, "ce14", "ada"))

    assert [line.text for line in mine] == ["a", "d"]


async def test_a_reworded_line_is_kept_as_it_is_now_and_counts_a_revision(units):
    await keep(units, chat())
    await tell(units, heard(1), heard(2))
    now = replace(FULL, number=1, text="other")
    await units.run(lambda work: work.chats.reword(OAK, now))

    assert await log(units) == [now, replace(heard(2), number=2)]
    assert await revision(units) == 1


async def test_a_removed_line_keeps_no_words(units):
    await keep(units, chat())
    await tell(units, FULL)
    await units.run(lambda work: work.chats.reword(OAK, replace(FULL, number=1, removed=True)))
    (kept,) = await log(units)

    assert (kept.removed, kept.text, kept.shown) == (True, "", ())


@pytest.mark.parametrize(("person", "left"), [("ada", ["b", "Q1"]), (None, ["Q1"])])
async def test_words_are_blanked_for_good(units, person, left):
    await keep(units, chat())
    bot = said("Q1", None, kind=Kind.QUESTION, name="")
    await tell(units, said("a", shown=("photo",)), said("b", "ben"), said("c"), bot)

    async def hush(work):
        return await work.chats.hush(OAK, "ce14", person)

    assert await units.run(hush) == 4 - len(left)
    assert await units.run(hush) == 0
    blank = [line for line in await log(units) if not line.text]
    assert [line.text for line in await log(units) if line.text] == left
    assert {(line.text, line.shown, line.name, line.said) for line in blank} == {("", (), "", False)}
    assert {line.person for line in blank} <= {"ada", "ben"}
    assert await revision(units) == 1


@pytest.mark.parametrize(
    ("person", "welcomed"), [("ada", ["Ben\n2 more", "Adam", ""]), (None, ["", "", ""]), ("cleo", None)]
)
async def test_whoever_is_blanked_is_no_longer_welcomed_by_name(units, person, welcomed):
    await keep(units, chat())
    texts = ["Ada Lee\nBen\n2 more", "Adam", "ada"]
    await tell(units, said("a"), *(said(text, None, kind=Kind.JOINED, name="") for text in texts))

    async def unit(work):
        await work.chats.sign(OAK, "ce14", "ada", "ada", START, word=True, answer=False)
        await work.chats.hush(OAK, "ce14", person)
        return await work.chats.lines(OAK, "ce14", after=1)

    assert [line.text for line in await units.run(unit)] == (texts if welcomed is None else welcomed)


async def test_lines_are_found_by_the_message_they_stand_in(units):
    await keep(units, chat())
    kept = await tell(units, said("a"), said("b"), said("c"))
    copies = [Copy(room=ROOM, batch=1, line=2), Copy(room=ROOM, batch=1, line=1)]
    copies.append(Copy(room=ROOM, batch=2, line=3))

    async def unit(work):
        await work.chats.copied(OAK, "ce14", copies)
        await work.chats.copied(OAK, "ce14", copies[:1])
        return (
            await work.chats.by_copy(OAK, "ce14", ROOM, 1),
            await work.chats.by_copy(OAK, "ce14", ROOM, 3),
            await work.chats.copies_of(OAK, "ce14", 3),
        )

    assert await units.run(unit) == (kept[:2], [], copies[2:])


@pytest.mark.parametrize(("held", "counts"), [(chat(), 0), (over(), 1)], ids=["live", "over"])
async def test_only_what_is_said_after_the_end_changes_the_archive(units, held, counts):
    await keep(units, held)
    await tell(units, heard(1, late=True))

    assert await revision(units) == counts
