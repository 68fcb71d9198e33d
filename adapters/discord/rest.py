"""Requests with the bot's own token: in good manners, never cut short, failing as deliveries do."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import discord

from adapters.discord import errors
from adapters.discord.connection import Connection
from adapters.discord.errors import Needs
from adapters.discord.manners import Manners, Weight
from communitybot.conversation.message import File
from communitybot.ports import DeliveryError, TryLater, Unauthorised, Undeliverable

PATIENCE = 15.0  # seconds a caller waits; the request itself goes on, as cancelling it would stop the library
NEEDS = Needs()


class Rest:
    """Discord's web interface as deliveries see it."""

    def __init__(self, connection: Connection, manners: Manners) -> None:
        self._connection = connection
        self._manners = manners
        self._running: set[asyncio.Task[Any]] = set()

    async def ask(
        self,
        method: str,
        path: str,
        *,
        weight: Weight = Weight.MESSAGE,
        rests: str | None = None,
        needs: Needs = NEEDS,
        json: Any = None,
        files: Sequence[File] = (),
        **where: Any,
    ) -> Any:
        """Make one request and wait for its answer.

        Args:
            method: of HTTP.
            path: with its variables in braces.
            weight: how much it matters while too much is being refused.
            rests: what is left alone for a while once it is refused, a channel for one.
            needs: which permission it takes, for the words of a refusal.
            json: the body.
            files: what is uploaded beside it.
            where: the path's variables; `query` is the query.

        Raises:
            DeliveryError: with the library's own exception as its cause.
        """
        self._manners.ask(rests, weight)
        call = self._connection.client.call(method, path, json=json, files=files, **where)
        try:
            answer = await call
        except Exception as problem:
            raise self._told(problem, rests, needs) from problem
        if rests is not None:
            self._manners.welcome(rests)
        return answer

    async def patiently(self, work: "asyncio.Task[Any]") -> Any:
        """Wait for work that goes on even when its caller leaves; `TryLater(unsure)` when it takes long."""
        self._running.add(work)
        work.add_done_callback(self._forget)
        await asyncio.wait({work}, timeout=PATIENCE)
        if not work.done():
            raise TryLater(unsure=True)
        return work.result()

    def permissions_changed(self, channels: Iterable[str]) -> None:
        """Ask these channels again: what was refused may be allowed now."""
        for channel in channels:
            self._manners.welcome(channel)

    async def close(self, within: float) -> None:
        """Let requests on the wire end; then let go of them."""
        if self._running:
            await asyncio.wait(set(self._running), timeout=within)
        for task in set(self._running):
            task.cancel()

    def _forget(self, work: "asyncio.Task[Any]") -> None:
        self._running.discard(work)
        if not work.cancelled():
            work.exception()  # taken here, in case nobody waits any more

    def _told(self, problem: Exception, rests: str | None, needs: Needs) -> Exception:
        if errors.is_ban(problem):
            self._manners.banned()
        told = errors.meaning(problem, needs)
        lasting = isinstance(told, Unauthorised | Undeliverable) and code_of(problem) in errors.LASTING
        if told is not None and rests is not None and lasting:
            self._manners.refuse(rests, told)
        return told or problem


def code_of(problem: BaseException | None) -> int | None:
    """Discord's own code for a failure, also behind a delivery error."""
    if isinstance(problem, DeliveryError):
        problem = problem.__cause__
    return problem.code if isinstance(problem, discord.HTTPException) else None
