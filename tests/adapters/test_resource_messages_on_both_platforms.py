"""Messages chosen in their menu, and links posted in rooms, with both platforms' own libraries."""

import sqlite3
from contextlib import closing

import pytest

from tests.adapters.chats_on_both import broken_limits, within
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

TICKETS = "https://www.edutopia.org/article/exit-tickets"
TILES = "https://tiles.example.org/fractions?a=1&b=2"
GAMES = "https://games.example.org/fractions"
WITHIN = 5.0  # seconds until what was posted has been heard
SHORTCUT, ACTION = "resource keep", "Save as resource"
WHOLE = "This is how others will see it"


async def post(hall, guest, words, *, room="events"):
    """Say something in a room; returns the message as the platform shows it."""
    if guest.platform == "discord":
        return await guest.person.say(hall.server[room], words)
    if guest.platform == "playground":
        told = await hall.post("api/say", person=guest.person, place=room, text=words)
        return told["messages"][0]
    await guest.person.types(hall.channel, words)
    return hall.slack.seen(guest.person, hall.channel)[-1]


async def save(guest, shown):
    """Choose "Save as resource" in the menu of a message, and read the answer."""
    if guest.platform == "discord":
        return guest._shown(await (await guest.person.act(shown, ACTION)).answer())
    if guest.platform == "playground":
        chosen = {"person": guest.person, "message": shown["id"], "command": SHORTCUT}
        return guest._last(await guest.hall.post("api/choose", **chosen))
    return guest._shown(await (await guest.person.uses_shortcut(shown, SHORTCUT)).answer())


def asked(guest):
    return [each for each in guest.told() if "for the library?" in each.words]


def marked(hall):
    """How many links the bot has heard of in all, each from one person."""
    with closing(sqlite3.connect(hall.folder / "hour.db")) as database:
        [number] = database.execute("SELECT count(*) FROM outbox WHERE kind = 'resource.heard'").fetchone()
        return number


async def test_a_message_is_saved_and_links_are_asked_about_everywhere_over_a_restart(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        lucia, wei, nora = posters = (people.lucia, people.wei, people.nora)
        # Chosen in its menu, a message becomes a draft of whoever chose it.
        said = {guest: await post(hall, guest, f"**Try** {TILES}") for guest in posters}
        savers = ((people.omar, lucia), (people.dana, wei), (people.maya, nora))
        for guest, author in savers:
            shown = await save(guest, said[author])
            assert WHOLE in shown, shown.words
            assert f"Said by {author.name}." in shown
            assert "tiles.example.org" in shown
            sent = await guest.presses(shown, "Discard")
            assert "Discarded" in sent

        # No room was chosen yet: what was posted so far tells nobody anything.
        await hall.moves(minutes=16)
        assert [asked(guest) for guest in posters] == [[], [], []]

        for guest in (people.omar, wei, people.grace):
            card = await guest.asks("resource settings")
            assert "events" in await guest.presses(card, "This room too")
        for guest in posters:
            await post(hall, guest, f"For tomorrow: {TICKETS} and {TILES}")
            await post(hall, guest, "Only words")
        await post(hall, lucia, "https://elsewhere.example.org/page", room="general")
        await within(WITHIN, lambda: marked(hall) == 6)
        await hall.moves(minutes=16)
        for guest in posters:
            [question] = asked(guest)
            assert "2 links" in question
            assert "exit tickets" in question
            assert "elsewhere" not in question

        # After a restart nobody is asked again about the same links, and the old buttons still work.
        before = hall.slack.sockets.connected
        await hall.closes()
        await hall.opens()
        await within(WITHIN, lambda: hall.slack.sockets.connected > before)
        for guest in posters:
            await post(hall, guest, f"Again {TICKETS}?utm_source=chat {TILES} {GAMES}")
        await within(WITHIN, lambda: marked(hall) == 9)
        await hall.moves(minutes=31)
        for guest in posters:
            [question, again] = asked(guest)
            assert "a link" in again
            assert "games.example.org" in again
            left = await guest.presses(question, "Not 2")
            assert "exit tickets" in left
            assert "tiles" not in left
            await guest.look()
            [question, _] = asked(guest)
            assert WHOLE in await guest.presses(question, "Keep it")
        assert broken_limits(hall) == []
