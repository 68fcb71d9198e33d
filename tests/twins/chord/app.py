"""The twin's front door: every request is counted, checked, limited, answered, and its answer checked."""

import asyncio
import json
import math
import traceback
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, StreamReader, web
from aiohttp.base_protocol import BaseProtocol
from twins.chord import (
    channel_routes,
    command_routes,
    event_routes,
    faults,
    interaction_routes,
    messages,
    pin_routes,
    place_routes,
    schema,
)
from twins.chord.core import Core
from twins.chord.errors import Refused
from twins.chord.router import Call, Handler, Reply, Upload, find

BASE = "/api/v10"
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")
DOORS = (channel_routes, command_routes, event_routes, interaction_routes, pin_routes, place_routes)
JSON = {"Content-Type": "application/json"}  # exactly so: a charset makes discord.py read it as text


class Door:
    """Serves one `Core` over HTTP."""

    def __init__(self, core: Core, *, check_late: bool = False) -> None:
        self._core = core
        self._check_late = check_late
        self._later: set[asyncio.Task[None]] = set()

    def application(self) -> web.Application:
        app = web.Application(client_max_size=32 * 1024**2)
        app.router.add_get("/gateway", self._core.gateway.handle)
        app.router.add_get("/gateway/", self._core.gateway.handle)
        app.router.add_get("/cdn/attachments/{key}/{name}", self._file)
        app.router.add_route("*", BASE + "/{path:.*}", self._serve)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        content = self._core.world.files.get(request.match_info["key"])
        if content is None:
            return web.Response(status=404)
        return web.Response(body=content, content_type="application/octet-stream")

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        core, path = self._core, request.path.removeprefix(BASE)
        found = find(request.method, path)
        route = f"{request.method} {found[1] if found else path}"
        core.counts.requests[route] += 1
        try:
            reply, headers = await self._reply(request, route, path, found)
        except Exception:
            core.note(route, [traceback.format_exc()])
            raise
        shared = headers.get("X-RateLimit-Scope") == "shared"
        core.counts.answered(route, reply.status, core.clock.seconds(), shared=shared)
        if reply.status >= 400:
            core.refused.append(f"{route}: {reply.status} {json.dumps(reply.body)[:400]}")
        if isinstance(reply.body, str):
            return web.Response(status=reply.status, text=reply.body, content_type="text/html")
        if found and (reply.status < 400 or "code" in reply.body):
            self._check_answer(request.method, found[1], reply)
        body = None if reply.body is None else json.dumps(reply.body).encode()
        return web.Response(status=reply.status, body=body, headers=headers | (JSON if body else {}))

    def _check_answer(self, method: str, template: str, reply: Reply) -> None:
        def check() -> None:
            found = schema.faults_of_answer(method, template, reply.status, reply.body)
            self._core.note(f"{method} {template} {reply.status}", found)

        if self._check_late:
            self._after(check)
        else:
            check()

    def _after(self, check: Any) -> None:
        async def late() -> None:
            await asyncio.sleep(0)
            check()

        task = asyncio.create_task(late())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def _reply(
        self, request: web.Request, route: str, path: str, found: tuple[Handler, str, dict[str, str]] | None
    ) -> tuple[Reply, dict[str, str]]:
        core = self._core
        fault = faults.Banned() if core.counts.banned(core.clock.seconds()) else core.faults.due(route)
        if (refusal := await self._before(request, fault)) is not None:
            return refusal
        if not any(path.startswith(each) for each in WITHOUT_TOKEN):
            given = request.headers.get("Authorization")
            if given != f"Bot {core.token}" or core.revoked:
                return _refused(Refused(0, status=401)), {}
        if found is None:
            return _refused(Refused(0, status=404, message="404: Not Found")), {}
        handler, template, params = found
        verdict = core.limits.ask(route, params)
        if verdict.wait:
            return _limited(verdict.wait, verdict.scope, verdict.headers, pace=core.limits.pace)
        call = Call(core, request.method, template, params, dict(request.query))
        try:
            await self._read(call, request)
            reply = await handler(call)
        except Refused as refusal_:
            return _refused(refusal_), verdict.headers
        return await self._afterwards(request, fault, reply), verdict.headers

    async def _read(self, call: Call, request: web.Request) -> None:
        raw = await request.read()
        if request.content_type == "multipart/form-data":
            await _read_form(call, request, raw)
        elif raw:
            try:
                call.body = json.loads(raw)
            except ValueError:
                raise Refused(50109, message="The request body contains invalid JSON.") from None

        def check() -> list[str]:
            return schema.faults_of_request(call.method, call.template, call.body)

        if self._check_late:
            self._after(lambda: self._core.note(f"asked {call.route}", check()))
        elif wrong := check():
            raise Refused(50035, faults=wrong)

    async def _before(
        self, request: web.Request, fault: faults.Fault | None
    ) -> tuple[Reply, dict[str, str]] | None:
        match fault:
            case faults.LateAccept(seconds):
                await request.read()
                await asyncio.sleep(seconds)
            case faults.Broken(status):
                return Reply(status, {"message": "Service unavailable", "code": 0}), {}
            case faults.Limited(retry_after, scope):
                return _limited(retry_after, scope, {})
            case faults.Banned():
                return Reply(429, "<html><title>Access denied</title><h1>Error 1015</h1></html>"), {}
            case faults.Denied(code, status):
                return _denied(Refused(code, status=status))
            case faults.HangUp():
                if request.transport is not None:
                    request.transport.abort()
                return Reply(503, {"message": "nobody reads this", "code": 0}), {}
            case faults.BlackHole():
                await asyncio.sleep(3600)
        return None

    async def _afterwards(self, request: web.Request, fault: faults.Fault | None, reply: Reply) -> Reply:
        match fault:
            case faults.AnswerError(status):
                return Reply(status, {"message": "Internal Server Error", "code": 0})
            case faults.DropAnswer() | faults.DeleteThenDrop():
                if isinstance(fault, faults.DeleteThenDrop):
                    self._delete(reply)
                if request.transport is not None:
                    request.transport.abort()
        return reply

    def _delete(self, reply: Reply) -> None:
        channel = self._core.world.channels[reply.body["channel_id"]]
        messages.delete(self._core, channel.messages[reply.body["id"]])


async def _read_form(call: Call, request: web.Request, raw: bytes) -> None:
    """Take a form apart: `payload_json` is the body, `files[n]` are the files (reference.mdx).

    It is read from bytes, since whoever sent it may have hung up by now.
    """
    stream = StreamReader(BaseProtocol(asyncio.get_running_loop()), 2**30)
    stream.feed_data(raw)
    stream.feed_eof()
    async for part in MultipartReader(request.headers, stream):
        if not isinstance(part, BodyPartReader):
            continue
        name = part.name or ""
        if name == "payload_json":
            call.body = json.loads(await part.text())
        elif name.startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            content = bytes(await part.read(decode=False))
            call.files.append(Upload(name[6:-1], part.filename or "file", kind, content))
    if call.body is None:
        call.body = {}


def _refused(refusal: Refused) -> Reply:
    return Reply(refusal.status, refusal.body())


def _denied(refusal: Refused) -> tuple[Reply, dict[str, str]]:
    reply = _refused(refusal)
    if reply.status != 429:
        return reply, {}
    again = reply.body | {"retry_after": 1.0, "global": False}  # a limit of its own code, as slow mode is
    return Reply(429, again), {"Via": "1.1 google", "Retry-After": "1"}


def _limited(
    wait: float, scope: str, headers: dict[str, str], *, pace: float = 1.0
) -> tuple[Reply, dict[str, str]]:
    """429 as Discord's edge gives it: with `Via`, without which discord.py takes it for a ban."""
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(wait, 3),
        "global": scope == "global",
        "code": 0,
    }
    more = {
        "Via": "1.1 google",
        "Retry-After": f"{math.ceil(wait * pace) / pace:g}",
        "X-RateLimit-Scope": scope,
    }
    return Reply(429, body), headers | more
