"""Socket Mode: up to ten connections, one of which gets each envelope and acknowledges it."""

import asyncio
import json
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web
from twins.loom.acks import SECONDS, Ack
from twins.loom.records import Json
from twins.loom.world import World

MOST = 10  # github.com/slackapi/node-slack-sdk/issues/1654; docs.slack.dev/apis/events-api/using-socket-mode
# What an envelope's answer may carry (docs.slack.dev/apis/events-api/using-socket-mode#events).
ANSWERED = frozenset({"slash_commands", "interactive"})


@dataclass(slots=True, eq=False)
class Link:
    """One connection of the app's."""

    number: int
    socket: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    hears_nothing: bool = False  # a black hole: the TCP connection stands, nothing comes of it
    tells_nothing: bool = False  # and nothing comes by it
    envelopes: int = 0


@dataclass(slots=True)
class Sockets:
    world: World
    links: list[Link] = field(default_factory=list)
    connected: int = 0  # connections ever accepted
    resent: int = 0
    stray: list[Json] = field(default_factory=list)  # what no envelope waits for
    _waiting: dict[str, tuple[Json, asyncio.Future[Json]]] = field(default_factory=dict)
    _holder: dict[str, Link] = field(default_factory=dict)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.world.tickets:
            return web.Response(status=403)
        self.world.tickets.discard(ticket)  # an address is good for one connection
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        if len(self.links) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.connected += 1
        link = Link(self.connected, socket, request.transport)
        self.links.append(link)
        try:
            await self._hello(link)
            await self._listen(link)
        finally:
            self.links.remove(link)
            await self._hand_over(link)
        return socket

    async def _hello(self, link: Link) -> None:
        await link.socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self.links),
                "debug_info": {"host": "loom", "approximate_connection_time": 18_060},
                "connection_info": {"app_id": self.world.app.id},
            }
        )
        for name in [each for each in self._waiting if each not in self._holder]:
            await self._resend(name, link)

    async def _listen(self, link: Link) -> None:
        async for message in link.socket:
            if link.hears_nothing:
                continue
            if message.type is WSMsgType.PING:
                await link.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._heard(json.loads(message.data))

    def _heard(self, said: Json) -> None:
        name = str(said.get("envelope_id", ""))
        waiting = self._waiting.get(name)
        if waiting is None or waiting[1].done():
            self.stray.append(said)
            return
        waiting[1].set_result(said)

    async def _hand_over(self, gone: Link) -> None:
        """Give what a lost connection left unanswered to another, the same envelope again."""
        for name in [each for each, link in self._holder.items() if link is gone]:
            del self._holder[name]
            if self.links:
                await self._resend(name, self._pick())

    async def _resend(self, name: str, link: Link) -> None:
        envelope, future = self._waiting[name]
        if not future.done():
            self.resent += 1
            await self._send(name, envelope, link)

    async def _send(self, name: str, envelope: Json, link: Link) -> None:
        self._holder[name] = link
        if link.tells_nothing:
            return  # it is on its way for ever; the connection's end hands it over
        link.envelopes += 1
        try:
            await link.socket.send_json(envelope)
        except ConnectionError:
            self._holder.pop(name, None)  # the connection's end is noticed next, and hands it over

    def _pick(self) -> Link:
        """Choose by chance: Slack promises no order (docs.slack.dev, "Using multiple connections")."""
        return self.world.dice.choice(self.links)

    async def deliver(self, kind: str, payload: Json, *, retry: Json | None = None) -> Ack:
        """Send one envelope and wait Slack's three seconds for its acknowledgement."""
        name = self.world.secret("")
        envelope: Json = {"type": kind, "envelope_id": name, "payload": payload}
        envelope["accepts_response_payload"] = kind in ANSWERED
        if kind == "events_api":
            envelope |= retry or {"retry_attempt": 0, "retry_reason": ""}
        if not self.links:
            return Ack(error="dispatch_failed")
        return await self._deliver(name, envelope)

    async def _deliver(self, name: str, envelope: Json) -> Ack:
        clock = self.world.clock
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[name] = (envelope, future)
        began = clock.now()
        await self._send(name, envelope, self._pick())
        try:
            said = await asyncio.wait_for(future, clock.patience(SECONDS))
        except TimeoutError:
            return Ack(error="operation_timeout", seconds=clock.waited(began))
        finally:
            del self._waiting[name]
            self._holder.pop(name, None)
        return Ack(body=said.get("payload") or {}, seconds=clock.waited(began))

    async def repeat(self, kind: str, payload: Json, times: int) -> list[Ack]:
        """Send one and the same envelope several times over, as after a lost acknowledgement."""
        name = self.world.secret("")
        envelope: Json = {"type": kind, "envelope_id": name, "payload": payload}
        envelope |= {"accepts_response_payload": False, "retry_attempt": 0, "retry_reason": ""}
        return [await self._deliver(name, envelope) for _ in range(times)]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection why it ends: refresh_requested, warning or link_disabled.

        `warning` alone leaves the connection open; Slack closes it some ten seconds later.
        """
        if reason == "link_disabled":
            self.world.link_disabled = True
        for link in list(self.links):
            await link.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "loom"}}
            )
            if reason == "link_disabled":
                await link.socket.close()

    async def cut(self) -> None:
        """Lose every connection without a word."""
        for link in list(self.links):
            if isinstance(link.transport, asyncio.Transport):
                link.transport.abort()

    async def close(self) -> None:
        """End with the stand-in: whoever is still connected finds the connection gone."""
        await self.cut()

    def go_silent(self, *, wholly: bool = False) -> None:
        """Make every present connection a black hole: it stands, and nothing is heard or answered.

        `wholly` lets nothing through to the app either.
        """
        for link in self.links:
            link.hears_nothing, link.tells_nothing = True, wholly
