"""What an answer of Discord's means for a delivery: later, never, or not allowed."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import discord

from communitybot.conversation.inbound import Away
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater, Unauthorised, Undeliverable

log = Log("adapters.discord")

ARCHIVED, ALREADY_A_THREAD, ALREADY_ANSWERED = 50083, 160004, 40060
NO_MESSAGE = 10008
NOT_LISTENING = frozenset({10062, 10015, 50027})  # an interaction that is over, or its token
GONE = {
    10003: "the channel is gone",
    10004: "the server is gone",
    10008: "the message is gone",
    10013: "there is no such account",
    10007: "they have left the server",
}
NO_ROOM, NO_SERVER = 10003, 10004
CLOSED = {
    50007: "they take no private messages from here",
    50278: "they take no private messages from here",
    160005: "the thread is locked",
    ARCHIVED: "the thread is archived",
    50024: "nothing can be posted in a channel of that kind",
    40067: "the server is full of threads",
}
MISSING_ACCESS, MISSING_PERMISSION = 50001, 50013
LASTING = frozenset({MISSING_ACCESS, MISSING_PERMISSION, 50007, 50278})  # asking again soon is no use
WAITS = {
    40003: timedelta(minutes=1),  # opening private channels too fast
    30046: timedelta(minutes=10),  # too many edits of an older message
    20016: timedelta(minutes=1),  # slow mode
    20028: timedelta(seconds=10),  # this channel's write limit
    20029: timedelta(seconds=10),  # this server's write limit
    160006: timedelta(minutes=10),  # too many threads at once
}
BANNED = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Needs:
    """The permission a request needs, by Discord's name of it, for both ways it can be refused."""

    access: str = "View Channel"
    permission: str = "Send Messages"


def away(code: int | None, *, files: bool) -> Away | None:
    """What a refusal says of the whole channel; with files, the missing permission may be that of files."""
    if code == NO_ROOM:
        return Away.DELETED
    if code == NO_SERVER:
        return Away.LEFT
    if code == MISSING_ACCESS or (code == MISSING_PERMISSION and not files):
        return Away.CLOSED
    return None


def is_ban(problem: BaseException) -> bool:
    """Whether this is the front door's page, not Discord's own answer: no machine-readable body."""
    return (
        isinstance(problem, discord.HTTPException)
        and problem.status == 429
        and not problem.response.headers.get("Via")
    )


def meaning(problem: BaseException, needs: Needs = Needs()) -> DeliveryError | None:
    """Translate; None for what is no answer of Discord's, which is a mistake of ours."""
    match problem:
        case DeliveryError():
            return problem
        case discord.RateLimited():
            return TryLater(timedelta(seconds=problem.retry_after))
        case discord.HTTPException():
            return _answer(problem, needs)
        case aiohttp.ClientConnectorError():
            return TryLater(timedelta(seconds=2))  # no connection, so nothing can have been taken
        case aiohttp.ClientError() | asyncio.TimeoutError() | OSError():
            return TryLater(timedelta(seconds=1), unsure=True)
    return None


def _answer(problem: discord.HTTPException, needs: Needs) -> DeliveryError:
    status, code = problem.status, problem.code
    if status >= 500:
        return TryLater(timedelta(seconds=2), unsure=True)
    if status == 429:
        return TryLater(BANNED if is_ban(problem) else timedelta(seconds=10))
    if status == 401:
        return Unauthorised("a bot token that Discord accepts (DISCORD_TOKEN)")
    if code in WAITS:
        return TryLater(WAITS[code])
    if code in CLOSED:
        return Undeliverable(CLOSED[code])
    if code in GONE or status == 404:
        return Undeliverable(GONE.get(code, "it is gone"), gone=True)
    if status == 403:
        return Unauthorised(needs.access if code == MISSING_ACCESS else needs.permission)
    log.error("Discord refused a request of ours.", action="discord.refused", status=status, code=code)
    return Undeliverable(f"Discord refused it ({status}, {code})")
