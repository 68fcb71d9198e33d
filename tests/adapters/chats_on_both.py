"""A live chat on the Discord and the Slack twin at once, with the whole bot, and what people see of it."""

import asyncio
import re
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, nullcontext
from pathlib import Path
from typing import Any

from communitybot.commands.guard import GONE
from tests.stories.three_platforms import Hall, People, three_platforms

SOON = 30  # minutes until a chat that was planned begins
QUESTIONS = ("What does it mean?", "How has it changed you?", "What will you try?", "Who helps you?")
FAILED = ("Sorry, something", "did not respond", "didn’t respond", "failed with the error")


@asynccontextmanager
async def live(folder: Path, *, measured: bool = False, **wishes: Any) -> AsyncIterator[tuple[Hall, People]]:
    """Omar (Discord) and Dana (Slack) host a chat that has just begun; from now on it may be `measured`."""
    async with three_platforms(folder, measured=measured) as (hall, people):
        await begun(hall, people, **wishes)
        with hall.turns.waited_for() if measured else nullcontext():
            yield hall, people
        assert broken_limits(hall) == []


async def begun(hall: Hall, people: People, **wishes: Any) -> None:
    """Plan a chat on Discord, post it, and let its hour come."""
    await hall.rests()  # or the next message in the room would be taken for an answer
    await people.dana.asks("chats")  # so that the bot knows who Dana is
    wishes = {"hashtag": "#ce14", "hosts": "me, Dana Whitfield", "guest": "Secretary Duncan", **wishes}
    wishes = {"questions": " | ".join(QUESTIONS), "archive": True, "late": "3 days", **wishes}
    preview = await people.omar.asks(
        "chat schedule", title="Being connected", when=f"in {SOON} minutes", **wishes
    )
    await people.omar.presses(preview, "Post it")
    await hall.moves(minutes=SOON, seconds=5)
    for guest in (people.lucia, people.wei):
        await hall.sees(guest, "Welcome to")


def broken_limits(hall: Hall) -> list[str]:
    """What a platform refused because it was not as its published rules say."""
    discord = [each for each in hall.discord.core.refused if ": 400 " in each]
    slack = [f"{method}: {told}" for method, told in hall.slack.refused if "invalid" in str(told)]
    return [*discord, *slack, *hall.slack.check_shapes()]


def well(words: str) -> bool:
    """Whether an answer is one: no apology, and not that the button is gone."""
    return bool(words.strip()) and GONE not in words and not any(each in words for each in FAILED)


def kept(hall: Hall) -> list[str]:
    """The words the bot holds of people, in the order of its log."""
    with closing(sqlite3.connect(hall.folder / "hour.db")) as database:
        asked = "SELECT text FROM chat_lines WHERE kind = 'said' AND NOT removed ORDER BY at, number"
        return [text for (text,) in database.execute(asked)]


async def within(seconds: float, so: Callable[[], object]) -> float:
    """Wait until something is so; how many seconds it took. Fails after `seconds`."""
    began = time.monotonic()
    while not so():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


def thoughts(text: str) -> list[int]:
    """The numbers of all "thought N" in a text, in their order."""
    return [int(each) for each in re.findall(r"thought (\d+)\b", text)]
