"""Links posted in rooms that administrators chose become drafts; their poster alone is asked, once."""

from datetime import timedelta
from pathlib import Path

from rooms import TICKETS, TILES, labels, room, said

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.replies import Amend
from communitybot.resources.model.resource import Source, State


async def chosen(grace):
    answer = await grace.asks("resource settings", add=str(room("discord")), chats=True)
    assert "Saved." in said(answer.message)


async def test_a_room_that_nobody_chose_tells_nothing(school, ana, grace):
    await ana.posts(f"Look: {TICKETS}")
    await chosen(grace)
    await ana.posts("Good morning, everybody! No link here.")
    await school.later(days=1)

    assert await school.drafts(ana) == []
    assert ana.asked() == []

    # In its threads, too, words with an address are heard, and only those.
    thread = PlaceAddress("discord", "school", "chats", "17")
    ben = school.member("Ben Okafor", "discord")
    await ben.posts("No link here either.", thread)
    assert await school.units.read(lambda work: work.people.by_account("c1", ben.account)) is None
    await ana.posts(f"In a thread: {TICKETS}", thread)
    [draft] = await school.drafts(ana)
    assert draft.room == room("discord")


async def test_what_is_posted_in_a_quarter_of_an_hour_is_asked_about_in_one_word(school, ana, grace):
    await chosen(grace)
    await ana.posts(f"Exit tickets: {TICKETS}, and tiles ({TILES}).")
    await ana.posts("A laugh https://tenor.com/view/cat-1 and our call https://us02web.zoom.us/j/1")
    await school.later(minutes=5)
    await ana.posts(f"Once more {TICKETS}?utm_source=mail")
    assert ana.asked() == []  # nobody is interrupted at every post
    await school.later(minutes=16)

    [asked] = ana.asked()
    assert "2 links" in asked
    assert "exit tickets (edutopia.org)" in asked
    assert "tiles.example.org" in asked
    assert "tenor" not in asked
    assert "zoom" not in asked
    drafts = await school.drafts(ana)
    assert {(one.state, one.source, one.room, one.text) for one in drafts} == {
        (State.DRAFT, Source.ROOM, room("discord"), "")
    }
    assert "utm_source" not in " ".join(one.address for one in drafts)

    # Keep it opens the preview, and one press more shares it; what is left is not asked about again.
    kept = await ana.presses(ana.told()[-1], "Keep 1")
    assert "how others will see it" in said(kept.message)
    await school.member("Ben Okafor", "discord").presses(ana.told()[-1], "Not 2")  # a forged press
    assert len(await school.drafts(ana)) == 2
    left = await ana.presses(ana.told()[-1], "Not 2")
    assert isinstance(left, Amend)
    assert "exit tickets" in said(left.message)
    assert "tiles" not in said(left.message)
    assert [one.address for one in await school.drafts(ana)] == [TICKETS]
    await ana.posts(f"Both again: {TICKETS} {TILES}")
    await school.later(days=1)
    assert len(ana.asked()) == 1


async def test_nobody_is_asked_about_what_is_shared_or_twice_over_a_repeated_delivery(school, ana, grace):
    await chosen(grace)
    ben = school.member("Ben Okafor", "discord")
    await school.has(TICKETS)
    ref = await ben.posts(f"{TICKETS} and {TILES}")
    await ben.posts(f"{TICKETS} and {TILES}", ref=ref)
    await ana.posts(TILES)  # another person is asked as well
    await school.later(minutes=16)

    assert [len(each.asked()) for each in (ben, ana)] == [1, 1]
    assert "exit tickets" not in ben.asked()[0]
    [draft] = await school.drafts(ben)

    # An unconfirmed draft is forgotten after two weeks.
    await school.later(days=13)
    assert await school.drafts(ben) == [draft]
    await school.later(days=2)
    assert await school.drafts(ben) == []


async def test_nobody_is_asked_in_their_quiet_hours(school, ana, grace):
    await chosen(grace)
    assert "8" in said((await ana.asks("my settings", quiet="8 pm to 7 am")).message)
    await school.until(school.clock.now() + timedelta(hours=13))  # 10 pm in New York
    await ana.posts(TICKETS)
    await school.later(minutes=30)
    await ana.posts(TILES)
    await school.later(hours=7)
    assert ana.asked() == []
    await school.later(hours=3)

    [asked] = ana.asked()
    assert "2 links" in asked


async def test_nothing_that_was_said_is_kept_but_the_address(school, ana, grace):
    await chosen(grace)
    await ana.posts(f"My secret thought about {TICKETS}")
    await school.later(minutes=16)

    file = Path(school.house.settings.database_url.removeprefix("sqlite:///"))
    kept = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert b"edutopia.org/article/exit-tickets" in kept
    assert b"secret thought" not in kept


async def test_links_that_nobody_confirms_push_out_each_other_and_no_draft_of_ones_own(school, ana, grace):
    await chosen(grace)
    await ana.saves("My own words on exit tickets, in a draft.")
    await ana.saves(f"And this link: {TICKETS}")
    for number in range(9):
        await ana.posts(" ".join(f"https://site{number}.example.org/{each}" for each in "abc"))
    await ana.posts(f"Which I drafted already: {TICKETS}")

    drafts = await school.drafts(ana)
    assert [one.address for one in drafts].count(TICKETS) == 1
    assert sum(one.source is Source.MESSAGE for one in drafts) == 2
    assert sum(one.source is Source.ROOM for one in drafts) == 15
    await school.later(minutes=16)
    [asked] = ana.asked()
    assert "15 links" in asked
    assert "11 more links wait in /resource drafts" in asked


async def test_who_does_not_want_to_be_asked_is_left_alone_until_they_say_otherwise(school, ana, grace):
    await chosen(grace)
    ben = school.member("Ben Okafor", "discord")
    await ana.posts(TICKETS)
    await school.later(minutes=16)
    await ana.posts(TILES)  # is asked about in a quarter of an hour
    said_no = await ana.presses(ana.told()[-1], "Do not ask me again")
    again = await ana.presses(ana.told()[-1], "Do not ask me again")
    assert isinstance(said_no, Amend)
    assert said(again.message) == said(said_no.message)
    assert "I will not ask you again" in said(said_no.message)

    before = len(await school.drafts(ana))
    await ana.posts("https://maths.example.org/games")
    await ben.posts("https://maths.example.org/games")
    await school.later(minutes=31)
    assert len(ana.asked()) == 1
    assert len(await school.drafts(ana)) == before
    assert len(ben.asked()) == 1  # it was her own no

    card = (await ana.asks("resource settings")).message
    assert "I leave them alone, as you wished." in said(card)
    assert "I ask you in private." in said((await ana.presses(card, "Ask me about mine")).message)
    await ana.posts("https://maths.example.org/puzzles")
    await school.later(minutes=31)
    assert len(ana.asked()) == 2
    assert "Ask me again" in labels(said_no.message)
