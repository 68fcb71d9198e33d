"""Slack over a socket: a fresh address after any trouble, and two connections while one is replaced."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import DEAD_TOKEN, code_of, retry_after
from communitybot.logs import Log

LOOK = 0.5  # seconds between two looks at the connection
PING = 5.0  # seconds; a connection that answers no ping for four of them is dead
CONNECT_WITHIN = 15.0
FINISH = 1.0  # seconds an old connection stays open for the acknowledgements under way
CLOSE_WITHIN = 1.5
STEADY = 20.0  # seconds a connection lasts before its end is no sign of worse; longer than any try takes
FIRST_WAIT, MOST_WAIT = 0.5, 30.0
SILENT = 90.0  # seconds without a sign of Slack after which we count as deaf
DEAD_AFTER = 3  # refusals in a row after which the token is taken for dead
LOOK_AGAIN = 600.0  # seconds until a token taken for dead is tried once more; to be deaf costs more than that

Dispatch = Callable[[SocketModeRequest], Awaitable[Any]]
log = Log("communitybot.slack")


class Socket(SocketModeClient):
    """One connection. Where the library would reconnect in place, it asks to be replaced instead.

    (Reconnecting in place closes first, tries the same address for ever, and loses what comes between.)
    """

    def __init__(self, app_token: str, web_client: AsyncWebClient) -> None:
        super().__init__(
            app_token=app_token,
            web_client=web_client,
            logger=_quiet(),
            auto_reconnect_enabled=False,
            ping_interval=PING,
        )
        self.to_replace = asyncio.Event()
        self.greeted = asyncio.Event()
        self.is_refreshed = False  # Slack asked for another in its place, and still tells us things by it
        self.on_message_listeners.append(self._noted)

    async def _noted(self, message: WSMessage) -> None:
        """Slack says hello to a connection it keeps; one too many it lets go without."""
        if not self.greeted.is_set() and _kind(message.data) == "hello":
            self.greeted.set()

    async def connect_to_new_endpoint(self, force: bool = False) -> None:  # noqa: FBT001, FBT002
        self.is_refreshed = self.is_refreshed or force
        self.to_replace.set()


class SocketMode:
    """Keeps a connection open until it is stopped."""

    def __init__(
        self,
        app_token: str,
        web_client: AsyncWebClient,
        dispatch: Dispatch,
        away: Callable[[], object] = lambda: None,
    ) -> None:
        """`away` is told when we hear again after a while in which we may not have."""
        self._app_token = app_token
        self._web_client = web_client
        self._dispatch = dispatch
        self._away = away
        self._current: Socket | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._taking: set[asyncio.Task[Any]] = set()  # what the library started for each envelope
        self._stopping = False
        self._watch: asyncio.Task[None] | None = None
        self._asked_to_wait = 0.0
        self._heard_at = 0.0
        self._refusals = 0
        self.connected = asyncio.Event()

    @property
    def state(self) -> str:
        """`connected`, `reconnecting`, `silent` after a while of that, or `refused` with a dead token."""
        if self._refusals >= DEAD_AFTER:
            return "refused"
        if asyncio.get_running_loop().time() - self._heard_at > SILENT:
            return "silent"
        return "connected" if self.connected.is_set() else "reconnecting"

    def start(self) -> None:
        """Begin; the first connection may take any number of tries."""
        self._heard_at = asyncio.get_running_loop().time()
        self._watch = asyncio.create_task(self._supervise(), name="slack socket")

    async def stop(self) -> None:
        """Hear nothing more, and leave nothing half heard; returns within four seconds."""
        self._stopping = True
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch
        for task in self._leaving:
            task.cancel()
        await asyncio.gather(*self._leaving, return_exceptions=True)
        if self._taking:
            _, late = await asyncio.wait(set(self._taking), timeout=FINISH)
            for taking in late:
                taking.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._current is not None:
            await _closed(self._current)
            self._current = None

    async def _supervise(self) -> None:
        wait, now = FIRST_WAIT, asyncio.get_running_loop().time
        while True:
            began = now()
            if await self._replace():
                self.connected.set()
                await self._until_trouble()
                self.connected.clear()
            if now() - began > STEADY:
                wait = FIRST_WAIT
                continue
            await asyncio.sleep(max(wait, self._asked_to_wait))
            wait = min(2 * wait, MOST_WAIT)

    async def _replace(self) -> bool:
        """Open a new connection at a fresh address, then let the old one go; False when none opened."""
        self._asked_to_wait = 0.0
        fresh = Socket(self._app_token, self._web_client)
        fresh.socket_mode_request_listeners.append(self._heard)
        try:
            fresh.wss_uri = str(
                (await self._web_client.apps_connections_open(app_token=self._app_token))["url"]
            )
            async with asyncio.timeout(CONNECT_WITHIN):
                await fresh.connect()  # type: ignore[no-untyped-call] # the SDK says no types here
                await _greeted(fresh)
        except asyncio.CancelledError:
            await _closed(fresh)
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is tried again
            self._failed(problem)
            await _closed(fresh)
            return False
        self._refusals = 0
        old, self._current = self._current, fresh
        if old is None or not (old.is_refreshed and await old.is_connected()):
            self._away()
        if old is not None:
            task = asyncio.create_task(_let_go(old), name="slack old socket")
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)
        return True

    def _failed(self, problem: Exception) -> None:
        """Say why there is no connection; a token that Slack refuses again and again is left alone."""
        code, asked = code_of(problem), retry_after(problem)
        self._asked_to_wait = asked.total_seconds() if asked is not None else 0.0
        self._refusals = self._refusals + 1 if code in DEAD_TOKEN else 0
        if self._refusals >= DEAD_AFTER:
            self._asked_to_wait = LOOK_AGAIN
        if self._refusals == DEAD_AFTER:
            log.error(
                "Slack does not take SLACK_APP_TOKEN, so I hear nothing. Make another under "
                "Basic Information, App-Level Tokens, and start me again.",
                action="slack.token",
                problem=code,
            )
        elif self._refusals < DEAD_AFTER:
            log.warning(
                "No connection to Slack.", action="slack.socket_mode", problem=code or type(problem).__name__
            )

    async def _until_trouble(self) -> None:
        socket, answered = self._current, None
        while socket is not None and not socket.to_replace.is_set():
            if not await socket.is_connected():
                return
            if answered is None or socket.last_ping_pong_time != answered:
                self._heard_at = asyncio.get_running_loop().time()
                answered = socket.last_ping_pong_time
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await socket.to_replace.wait()

    async def _heard(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Answer on the connection it came by, or on the one that has taken its place."""
        taking = asyncio.current_task()
        if self._stopping or taking is None:
            return  # it has no answer, so Slack tells it again
        self._taking.add(taking)
        try:
            answer = await self._dispatch(request)
            through = client if await client.is_connected() or self._current is None else self._current
            await send_async_response(through, request, answer, 0.0)
        finally:
            self._taking.discard(taking)


async def _greeted(socket: Socket) -> None:
    """Wait until Slack has said hello; raises when it sends the connection away instead."""
    hello, away = asyncio.create_task(socket.greeted.wait()), asyncio.create_task(socket.to_replace.wait())
    try:
        await asyncio.wait({hello, away}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hello.cancel()
        away.cancel()
    if not socket.greeted.is_set():
        raise ConnectionRefusedError


def _kind(data: object) -> object:
    try:
        told = json.loads(data) if isinstance(data, str) else None
    except ValueError:
        return None
    return told.get("type") if isinstance(told, dict) else None


async def _let_go(socket: Socket) -> None:
    try:
        await asyncio.sleep(FINISH)
    finally:
        await _closed(socket)


async def _closed(socket: Socket) -> None:
    """Close a connection, however it stands; a dead peer is not waited for."""
    session = socket.aiohttp_client_session
    try:
        async with asyncio.timeout(CLOSE_WITHIN):
            await socket.close()  # type: ignore[no-untyped-call] # the SDK says no types here
    except Exception as problem:  # noqa: BLE001 - it is given up in any case
        log.info("A connection ended badly.", action="slack.socket_mode", problem=type(problem).__name__)
    finally:
        await session.close()


def _quiet() -> logging.Logger:
    """The library's log, without its tracebacks for what is tried again anyway."""
    logger = logging.getLogger("communitybot.slack.socket")
    logger.setLevel(logging.CRITICAL)
    return logger
