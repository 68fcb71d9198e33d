"""The gateway: sessions that survive their sockets, numbered dispatches, and replay on resume."""

import asyncio
import json
import secrets
import traceback
import zlib
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web
from twins.chord import schema, shapes
from twins.chord.session import Connection, Session
from twins.chord.state import Guild, Json

if TYPE_CHECKING:
    from twins.chord.core import Core

# topics/opcodes-and-status-codes.mdx, "Gateway Opcodes" and "Gateway Close Event Codes"
DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    0, 1, 2, 3, 6, 7, 8, 9, 10, 11,
)  # fmt: skip
UNKNOWN_OP, DECODE, NOT_AUTHENTICATED, BAD_TOKEN, ALREADY, TOO_FAST, TIMED_OUT, BAD_SHARD, DISALLOWED = (
    4001, 4002, 4003, 4004, 4005, 4008, 4009, 4010, 4014,
)  # fmt: skip
# events/gateway.mdx, "Gateway Intents"
GUILDS, MEMBER_EVENTS, PRESENCES, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = (
    1 << 0, 1 << 1, 1 << 8, 1 << 9, 1 << 12, 1 << 15,
)  # fmt: skip
GUILD_REACTIONS, DIRECT_REACTIONS, SCHEDULED_EVENTS = 1 << 10, 1 << 13, 1 << 16
LARGEST_FRAME, SENDS_A_MINUTE = 4096, 120


class Gateway:
    """All sessions of the bot; what happens in the world is dispatched to those it concerns."""

    def __init__(self, core: "Core") -> None:
        self._core = core
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.heartbeat = 41.25
        self.resume_window = 90.0
        self.acknowledges = True
        self.refuses = False
        self.allowed_intents = (1 << 26) - 1
        self.repeats = 0  # so many events already heard come again on resume
        self.identify_gap = (
            0.0  # 5.0 keeps to max_concurrency 1; without it tests log in as fast as they like
        )
        self._last_identify = float("-inf")
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0

    # What the world tells

    def dispatch(
        self,
        event: str,
        data: Json,
        *,
        guild_id: str | None = None,
        intent: int = 0,
        bare: Json | None = None,
    ) -> None:
        """Send an event to the sessions of its shard that asked for it; `bare` to those without content."""
        for session in list(self.sessions.values()):
            index, count = session.shard
            if (int(guild_id) >> 22) % count != index if guild_id is not None else index != 0:
                continue
            if intent and not session.intents & intent:
                continue
            given = data if bare is None or session.intents & MESSAGE_CONTENT else bare
            self._send(session, event, given)
        self._core.note(f"gateway {event}", schema.faults_of_dispatch(event, data))

    def _send(self, session: Session, event: str, data: Json) -> None:
        session.number += 1
        frame = {"op": DISPATCH, "t": event, "s": session.number, "d": data}
        session.sent.append(frame)
        if session.connection is not None:
            session.connection.put(frame)

    # Faults

    def reconnect(self) -> None:
        """Ask every connection to reconnect and resume (op 7)."""
        # `_connected` gives only those that have a connection
        for session in self._connected():
            session.connection.put({"op": RECONNECT, "d": None})  # type: ignore[union-attr]

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every connection that its session is gone (op 9)."""
        # `_connected` gives only those that have a connection
        for session in self._connected():
            session.resumable = resumable
            if not resumable:
                del self.sessions[session.id]  # what happens from here on it hears no more
            session.connection.put({"op": INVALID, "d": resumable})  # type: ignore[union-attr]

    async def close(self, code: int = 4000, *, forget: bool = False) -> None:
        """Close every socket; 1006 breaks it without a word. With `forget`, no session can be resumed."""
        for session in list(self.sessions.values()):
            session.resumable = session.resumable and not forget
        for connection in list(self.connections):
            if code == 1006:
                if connection.transport is not None:
                    connection.transport.abort()
            else:
                await connection.socket.close(code=code)

    def black_hole(self, *, on: bool = True) -> None:
        """Keep sockets open, say nothing more, acknowledge nothing."""
        self.acknowledges = not on
        for connection in self.connections:
            connection.silent = on

    def _connected(self) -> list[Session]:
        return [each for each in self.sessions.values() if each.connection is not None]

    # What the bot says

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0, timeout=0.5)  # a dead client is not waited for
        await socket.prepare(request)
        if self.refuses:
            await socket.close(code=4000)
            return socket
        packed = request.query.get("compress") == "zlib-stream"
        connection = Connection(socket, request.transport, zlib.compressobj() if packed else None)
        self.connections.add(connection)
        writer = asyncio.create_task(connection.write())
        connection.put({"op": HELLO, "d": {"heartbeat_interval": int(self.heartbeat * 1000), "_trace": []}})
        session: Session | None = None
        try:
            while not socket.closed:
                session = await self._hear(connection, session)
        except TimeoutError:
            await socket.close(code=TIMED_OUT)
        except ConnectionResetError:
            pass
        except Exception:
            self._core.note("gateway", [traceback.format_exc()])
            raise
        finally:
            self.connections.discard(connection)
            writer.cancel()
            if session is not None and session.connection is connection:
                session.connection = None
                session.lost_at = self._core.clock.seconds()
        return socket

    async def _hear(self, connection: Connection, session: Session | None) -> Session | None:
        heard = await connection.socket.receive(timeout=self.heartbeat * 2.5)
        if heard.type is not WSMsgType.TEXT:
            return session
        code = self._too_much(connection, heard.data)
        try:
            frame = json.loads(heard.data)
        except ValueError:
            code = code or DECODE
        if code:
            await connection.socket.close(code=code)
            return session
        match frame.get("op"):
            case 1:
                self.heartbeats += 1
                if self.acknowledges:
                    connection.put({"op": ACK, "d": None})
            case 2 if session is None:
                return await self._identify(connection, frame["d"])
            case 6 if session is None:
                return await self._resume(connection, frame["d"])
            case 2 | 6:
                await connection.socket.close(code=ALREADY)
            case 3 | 8 | 4 if session is None:
                await connection.socket.close(code=NOT_AUTHENTICATED)
            case 3 | 4:
                pass
            case 8 if session is not None:
                self._members(session, frame["d"])
            case _:
                await connection.socket.close(code=UNKNOWN_OP)
        return session

    def _too_much(self, connection: Connection, text: str) -> int:
        """events/gateway.mdx: 4,096 bytes a frame, 120 frames a minute a connection."""
        now = asyncio.get_running_loop().time()
        connection.sends.append(now)
        while connection.sends[0] < now - 60:
            connection.sends.popleft()
        if len(text.encode()) > LARGEST_FRAME:
            return DECODE
        return TOO_FAST if len(connection.sends) > SENDS_A_MINUTE else 0

    async def _identify(self, connection: Connection, given: Json) -> Session | None:
        shard = tuple(given.get("shard") or (0, 1))
        intents = given.get("intents", 0)
        code = 0
        if given.get("token") != self._core.token or self._core.revoked:
            code = BAD_TOKEN
        elif not 0 <= shard[0] < shard[1]:
            code = BAD_SHARD
        elif intents & ~self.allowed_intents:
            code = DISALLOWED
        if code:
            await connection.socket.close(code=code)
            return None
        if self._too_soon():
            connection.put({"op": INVALID, "d": False})
            return None
        self.identified += 1
        session = Session(secrets.token_hex(16), intents, shard, connection=connection)
        self.sessions[session.id] = session
        self._welcome(session)
        return session

    def _too_soon(self) -> bool:
        """events/gateway.mdx, "Rate Limiting": one login in 5 seconds is taken where max_concurrency is 1."""
        now, last = self._core.clock.seconds(), self._last_identify
        self._last_identify = now
        return now - last < self.identify_gap

    def _welcome(self, session: Session) -> None:
        core = self._core
        index, count = session.shard
        guilds = [
            each
            for each in core.world.guilds.values()
            if each.bot_is_in and (int(each.id) >> 22) % count == index
        ]
        ready = {
            "v": 10,
            "user": shapes.own_user(core.bot),
            "guilds": [{"id": each.id, "unavailable": True} for each in guilds],
            "session_id": session.id,
            "resume_gateway_url": core.gateway_url,
            "shard": [index, count],
            "application": {
                "id": core.bot.id,
                "flags": core.application_flags,
                "flags_new": str(core.application_flags),
            },
        }
        self._send(session, "READY", ready)
        core.note("gateway READY", schema.faults_of_dispatch("READY", ready))
        for guild in guilds:
            if session.intents & GUILDS and not guild.unavailable:
                told = shapes.guild_created(guild, core.world, core.bot)
                self._send(session, "GUILD_CREATE", told)
                core.note("gateway GUILD_CREATE", schema.faults_of_dispatch("GUILD_CREATE", told))

    async def _resume(self, connection: Connection, given: Json) -> Session | None:
        session = self.sessions.get(given.get("session_id", ""))
        if given.get("token") != self._core.token or self._core.revoked:
            await connection.socket.close(code=BAD_TOKEN)
            return None
        now = self._core.clock.seconds()
        old = (
            session is not None and session.lost_at is not None and now - session.lost_at > self.resume_window
        )
        if session is None or not session.resumable or old:
            self.sessions.pop(given.get("session_id", ""), None)
            connection.put({"op": INVALID, "d": False})
            return None
        self.resumed += 1
        session.connection, session.lost_at = connection, None
        heard = (given.get("seq") or 0) - self.repeats
        for frame in [each for each in session.sent if each["s"] > heard and each["t"] != "READY"]:
            connection.put(frame)
        self._send(session, "RESUMED", {"_trace": []})
        return session

    def _members(self, session: Session, asked: Json) -> None:
        guild: Guild | None = self._core.world.guilds.get(str(asked.get("guild_id")))
        if guild is None:
            return
        wanted = asked.get("user_ids") or []
        wanted = [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
        found = [each for key, each in guild.members.items() if not wanted or key in wanted]
        chunk = {
            "guild_id": guild.id,
            "members": [shapes.member(each) for each in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [each for each in wanted if each not in guild.members],
        }
        self._send(
            session, "GUILD_MEMBERS_CHUNK", chunk | ({"nonce": asked["nonce"]} if "nonce" in asked else {})
        )
