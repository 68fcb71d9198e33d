"""Whatever is posted or saved, no private address becomes a draft, and nothing breaks."""

from urllib.parse import urlsplit

from hostile.lists import of
from rooms import TICKETS, labels, room, said

from communitybot.commands.guard import Refused
from communitybot.errors import Misread
from communitybot.resources.addresses import read_address

APOLOGY = "something went wrong"


def public(address):
    try:
        return read_address(address).address == address
    except Misread:
        return False


async def test_hostile_addresses_and_words_are_posted_in_a_chosen_room(school, ana, grace):
    await grace.asks("resource settings", add=str(room("discord")))
    for each in (*of("S1"), *of("S6")):
        await ana.posts(f"See {each.text} and so on")
    await ana.posts(TICKETS)
    await school.later(minutes=16)

    drafts = await school.drafts(ana)
    assert any(one.address == TICKETS for one in drafts)
    assert [one.address for one in drafts if not public(one.address)] == []
    assert [one for one in drafts if urlsplit(one.address).hostname in {"localhost", "127.0.0.1"}] == []
    assert len(ana.asked()) == 1


async def test_hostile_messages_are_saved(school, ana):
    for each in (*of("S1"), *of("S3"), *of("S6")):
        answer = await ana.saves(f"{each.text}\nand {each.text}")
        words = said(answer.message)
        assert APOLOGY not in words, each
        assert isinstance(answer, Refused) or labels(answer.message) or "already" in words, each

    for draft in await school.drafts(ana):
        assert not draft.address or public(draft.address), draft.address
