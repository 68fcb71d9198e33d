"""A foreign chat gives nothing and is not changed, whatever is asked of the store about it."""

import inspect
from datetime import timedelta

import pytest
from live_chats import ELM, HOUR, OAK, PLACE, ROOM, START, over, said, thread
from rows import row
from sqlalchemy import delete, insert, select

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.model.chat import Showing, Stage
from communitybot.livechats.model.log import Kind, Reflection, Wondered
from communitybot.livechats.repository import ChatRepository
from communitybot.storage.tables import everything
from communitybot.storage.tables.chats import chat_words
from communitybot.storage.tables.communities import communities
from communitybot.threads.log import Copy, Gap

CHAT = "ce14"
AT = START + timedelta(minutes=3)
OTHER_ROOM = PlaceAddress("slack", "T1", "C2")
OTHER = Wondered(id="w2", person="ben", name="Ben", text="How?", at=AT)

BY_ADDRESS = {"by_ref", "thread_at", "unopened", "listened", "addressed"}
"""These are asked by what names its community itself."""

NEW = {"add"}
"""A new chat is nobody's yet."""

CHANGES = {
    "save": lambda chats, community: chats.save(over(community=community, title="Other")),
    "delete": lambda chats, community: chats.delete(community, CHAT),
    "append": lambda chats, community: chats.append(community, CHAT, [said("new")]),
    "reword": lambda chats, community: chats.reword(community, said("other", number=1)),
    "hush": lambda chats, community: chats.hush(community, CHAT),
    "open_rooms": lambda chats, community: chats.open_rooms([thread(over(community=community), OTHER_ROOM)]),
    "save_thread": lambda chats, community: chats.save_thread(
        thread(over(community=community), place=PLACE, cursor=9)
    ),
    "copied": lambda chats, community: chats.copied(community, CHAT, [Copy(room=ROOM, batch=2, line=1)]),
    "gap": lambda chats, community: chats.gap(
        community, CHAT, Gap(thread=PLACE, since=START, until=AT + HOUR, why="longer")
    ),
    "sign": lambda chats, community: chats.sign(
        community, CHAT, "ada", "Ada", AT + HOUR, word=True, answer=True
    ),
    "welcomed": lambda chats, community: chats.welcomed(community, CHAT, ["ada"]),
    "record": lambda chats, community: chats.record(community, CHAT, {"ada": 7}),
    "react": lambda chats, community: chats.react(community, CHAT, 1, "cleo", "+1", on=True, at=AT),
    "show": lambda chats, community: chats.show(community, CHAT, "ada", Showing.NAME, AT),
    "wonder": lambda chats, community: chats.wonder(community, CHAT, OTHER),
    "vote": lambda chats, community: chats.vote(community, CHAT, "w1", "cleo", on=True),
    "unwonder": lambda chats, community: chats.unwonder(community, CHAT),
    "unreflect": lambda chats, community: chats.unreflect(community, CHAT, "ada"),
    "take": lambda chats, community: chats.take(community, CHAT, "w1"),
    "reflect": lambda chats, community: chats.reflect(
        community, CHAT, Reflection(person="ada", name="Ada", text="other", at=AT)
    ),
    "index": lambda chats, community: chats.index(community, CHAT),
}
TAKES_BACK = {
    "react": lambda chats, community: chats.react(community, CHAT, 1, "ben", "+1", on=False, at=AT),
    "vote": lambda chats, community: chats.vote(community, CHAT, "w1", "ada", on=False),
}
READS = {
    "get": lambda chats, community: chats.get(community, CHAT),
    "of_event": lambda chats, community: chats.of_event(community, f"event-{CHAT}"),
    "at_stage": lambda chats, community: chats.at_stage(community, list(Stage), limit=9),
    "named": lambda chats, community: chats.named(community, "connected", limit=9),
    "line": lambda chats, community: chats.line(community, CHAT, 1),
    "by_copy": lambda chats, community: chats.by_copy(community, CHAT, ROOM, 1),
    "lines": lambda chats, community: chats.lines(community, CHAT),
    "removals": lambda chats, community: chats.removals(community, CHAT),
    "own": lambda chats, community: chats.own(community, CHAT, "ada"),
    "answered": lambda chats, community: chats.answered(community, CHAT),
    "threads": lambda chats, community: chats.threads(community, CHAT),
    "copies_of": lambda chats, community: chats.copies_of(community, CHAT, 1),
    "gaps": lambda chats, community: chats.gaps(community, CHAT),
    "presences": lambda chats, community: chats.presences(community, CHAT),
    "reactions": lambda chats, community: chats.reactions(community, CHAT),
    "showings": lambda chats, community: chats.showings(community, CHAT),
    "wondering": lambda chats, community: chats.wondering(community, CHAT),
    "votes_of": lambda chats, community: chats.votes_of(community, CHAT, "ada"),
    "reflections": lambda chats, community: chats.reflections(community, CHAT),
    "find_words": lambda chats, community: chats.find_words(community, ["reading"], limit=9),
}


async def planted(units):
    """A chat of one community with something in every table, but not searched yet; the other has none."""

    async def unit(work):
        for community in (OAK, ELM):
            await work.connection.execute(insert(communities), row(communities, community))
        chats, held = work.chats, over()
        await chats.add(held)
        await chats.append(
            OAK, CHAT, [said("reading one"), said("reading two"), said("1", kind=Kind.REMOVAL)]
        )
        await work.connection.execute(delete(chat_words))
        await chats.open_rooms([thread(held, place=PLACE)])
        await chats.copied(OAK, CHAT, [Copy(room=ROOM, batch=1, line=1)])
        await chats.gap(OAK, CHAT, Gap(thread=PLACE, since=START, until=AT, why="closed"))
        await chats.sign(OAK, CHAT, "ada", "Ada", AT, word=False, answer=False)
        await chats.react(OAK, CHAT, 1, "ben", "+1", on=True, at=AT)
        await chats.show(OAK, CHAT, "ada", Showing.INITIALS, AT)
        await chats.show(OAK, "", "ben", Showing.INITIALS, AT)
        await chats.wonder(OAK, CHAT, Wondered(id="w1", person="ada", name="Ada", text="Why?", at=AT))
        await chats.vote(OAK, CHAT, "w1", "ada", on=True)
        await chats.reflect(OAK, CHAT, Reflection(person="ada", name="Ada", text="I learned.", at=AT))

    await units.run(unit)


async def held(units):
    """Every row of every table."""

    async def unit(work):
        return {
            table.name: sorted(map(repr, (await work.connection.execute(select(table))).all()))
            for table in everything().sorted_tables
        }

    return await units.read(unit)


def test_everything_the_store_offers_is_tried():
    offered = {name for name, _ in inspect.getmembers(ChatRepository, inspect.isfunction) if name[0] != "_"}

    assert {*CHANGES, *READS, *BY_ADDRESS, *NEW} == offered


@pytest.mark.parametrize("name", sorted(CHANGES))
async def test_a_foreign_chat_is_not_changed(units, name):
    await planted(units)
    before = await held(units)
    told = await units.run(lambda work: CHANGES[name](work.chats, ELM))

    assert await held(units) == before
    assert not told


@pytest.mark.parametrize("name", sorted(CHANGES))
async def test_ones_own_chat_is_changed(units, name):
    """The control: the same wish does change something, so that it could have."""
    await planted(units)
    before = await held(units)
    await units.run(lambda work: CHANGES[name](work.chats, OAK))

    assert await held(units) != before


@pytest.mark.parametrize("name", sorted(TAKES_BACK))
@pytest.mark.parametrize(("community", "changes"), [(ELM, False), (OAK, True)], ids=["foreign", "own"])
async def test_nobody_takes_back_what_is_in_a_foreign_chat(units, name, community, changes):
    await planted(units)
    before = await held(units)
    await units.run(lambda work: TAKES_BACK[name](work.chats, community))

    assert (await held(units) != before) is changes


@pytest.mark.parametrize("name", sorted(READS))
async def test_a_foreign_chat_gives_nothing(units, name):
    await planted(units)
    await units.run(lambda work: work.chats.index(OAK, CHAT))

    assert not await units.read(lambda work: READS[name](work.chats, ELM))
    assert await units.read(lambda work: READS[name](work.chats, OAK))
