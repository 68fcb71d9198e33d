"""Archives as they are read from the real store, on both databases: every change shows at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.communities.model import Community
from communitybot.conversation.addresses import MessageRef
from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.archive.service import ArchivePages
from communitybot.livechats.model.chat import Archiving, Showing, Stage
from communitybot.threads.log import Gap, Thread
from tests.livechats.archive.evening import CORD, ID, KEY, Evening, a_chat, at

ADDRESSES = ArchiveAddresses("https://bot.example.org", KEY)
PROOF = ADDRESSES.proof(ID)


class Stored:
    """One archived chat in a database."""

    def __init__(self, units):
        self.units = units
        self.pages = ArchivePages(units, ADDRESSES)

    async def filled(self):
        evening = Evening()
        for number, (person, text) in enumerate((("Lee Okafor", "One poem"), ("Jo Anders", "Two doors"))):
            evening.say(person, text, 1, ref=MessageRef(CORD, f"{number}"))
        thread = Thread(talk=ID, community="c1", room=CORD.room, place=CORD)

        async def unit(work):
            await work.communities.save(
                Community(id="c1", name="Connected Educators", slug="cem", zone="America/New_York")
            )
            await work.chats.add(a_chat())
            await work.chats.append("c1", ID, evening.lines)
            await work.chats.open_rooms([thread])
            await work.chats.save_thread(thread)

        await self.units.run(unit)
        return self

    async def do(self, unit):
        return await self.units.run(lambda work: unit(work.chats))

    async def line(self, number):
        return await self.units.read(lambda work: work.chats.line("c1", ID, number))

    async def said(self):
        page = await self.pages.page(ID, PROOF)
        return [f"{said.author}: {said.text}" for section in page.sections for said in section.said]


@pytest.fixture
async def stored(units):
    return await Stored(units).filled()


async def test_an_archive_is_read_whole(stored):
    page = await stored.pages.page(ID, PROOF)

    assert page.community == "Connected Educators"
    assert page.numbers.told == ("2 people spoke", "3 questions", "2 answers", "60 minutes", "on Discord")
    assert await stored.said() == ["an educator: One poem", "an educator: Two doors"]
    assert await stored.pages.page(ID, PROOF) is page
    assert await stored.pages.page(ID) is None


async def test_an_edit_a_deletion_and_a_move_show_at_once(stored):
    await stored.said()
    first = await stored.line(1)
    await stored.do(lambda chats: chats.reword("c1", replace(first, text="Two poems", edited=at(9))))
    assert await stored.said() == ["an educator: Two poems", "an educator: Two doors"]
    await stored.do(lambda chats: chats.reword("c1", replace(first, question=2, moved=True)))
    assert await stored.said() == ["an educator: Two doors", "an educator: One poem"]
    await stored.do(lambda chats: chats.reword("c1", replace(first, text="", removed=True)))
    assert await stored.said() == ["an educator: Two doors"]


async def test_what_is_said_late_shows_at_once(stored):
    await stored.said()
    late = Evening().say("Jo Anders", "Much later", 2, 90, late=True, label=2)
    await stored.do(lambda chats: chats.append("c1", ID, [late]))

    assert await stored.said() == [
        "an educator: One poem",
        "an educator: Two doors",
        "an educator: Much later",
    ]


@pytest.mark.parametrize("chat", [ID, ""])
async def test_a_choice_for_one_chat_or_for_all_shows_at_once(stored, chat):
    await stored.said()
    await stored.do(lambda chats: chats.show("c1", chat, "lee", Showing.NAME, at(70)))
    assert await stored.said() == ["Lee Okafor: One poem", "an educator: Two doors"]
    await stored.do(lambda chats: chats.show("c1", chat, "lee", Showing.LEFT_OUT, at(71)))
    assert await stored.said() == ["an educator: Two doors"]


async def test_blanked_words_are_gone_at_once(stored):
    await stored.said()
    await stored.do(lambda chats: chats.hush("c1", ID, "lee"))

    assert await stored.said() == ["an educator: Two doors"]


@pytest.mark.promise("R17")
async def test_a_gap_and_reactions_show_at_once(stored):
    await stored.said()
    gap = Gap(thread=CORD, since=at(6), until=at(8), why="no history")
    await stored.do(lambda chats: chats.gap("c1", ID, gap))
    await stored.do(lambda chats: chats.react("c1", ID, 1, "jo", "thumbsup", on=True, at=at(7)))
    first, *_ = (await stored.pages.page(ID, PROOF)).sections

    assert first.gaps == ("Between 7:06 and 7:08 PM what was said on Discord could not be heard.",)
    assert first.said[0].notes == ("1 person reacted",)


@pytest.mark.promise("R37")
async def test_an_archive_that_is_closed_or_forgotten_is_gone_at_once(stored):
    await stored.do(lambda chats: chats.save(a_chat(published=True)))
    assert (await stored.pages.index("cem")).archives[0].chat == ID
    assert await stored.pages.page(ID) is not None
    await stored.do(lambda chats: chats.save(a_chat(published=True, archiving=Archiving.OFF)))
    assert await stored.pages.page(ID) is None
    assert await stored.pages.index("cem") is None
    await stored.do(lambda chats: chats.save(a_chat(published=True, stage=Stage.CANCELLED)))
    assert await stored.pages.page(ID, PROOF) is None
    await stored.do(lambda chats: chats.delete("c1", ID))
    assert await stored.pages.page(ID, PROOF) is None


async def test_an_archive_of_many_lines_is_whole(stored):
    evening = Evening()
    for number in range(2, 1_502):
        evening.say("Ali Reza", f"Answer {number}", 1 + number % 3, ref=MessageRef(CORD, f"{number}"))
    await stored.do(lambda chats: chats.append("c1", ID, evening.lines))
    said = await stored.said()

    assert len(said) == 1_502
    assert len(set(said)) == 1_502


async def test_a_slow_chat_tells_dates(units):
    stored = await Stored(units).filled()
    await stored.do(lambda chats: chats.save(a_chat(start=at(0) - timedelta(days=3))))

    assert (await stored.pages.page(ID, PROOF)).numbers.lasted == "3 days"
