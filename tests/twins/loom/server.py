"""The stand-in's own web server: the Web API, Socket Mode, response URLs, uploads and the OAuth page."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from twins.loom import faults as wrong
from twins.loom.arguments import bearer, read_arguments, typed
from twins.loom.faults import Fault
from twins.loom.records import Json, Team, Token
from twins.loom.refusals import Refused, TooFast
from twins.loom.registry import METHODS, Call, Method
from twins.loom.replies import use_reply_address
from twins.loom.rules.schema import faults_of_arguments
from twins.loom.scopes import KNOWN
from twins.loom.sockets import Sockets
from twins.loom.world import World

NOBODY = Token("", "", "none", frozenset())
NOWHERE = Team("", "", "", "", "")


@dataclass(slots=True)
class Server:
    world: World
    sockets: Sockets
    _later: set[asyncio.Task[Any]] = field(default_factory=set)

    def application(self) -> web.Application:
        app = web.Application(client_max_size=30 * 2**20)
        app.router.add_route("*", "/api/{method}", self.answer)
        app.router.add_get("/link/", self.sockets.serve)
        app.router.add_post("/response/{id}", self.reply)
        app.router.add_post("/upload/v1/{id}", self.upload)
        app.router.add_get("/files/{id}/{name}", self.download)
        app.router.add_get("/oauth/v2/authorize", self.authorize)
        return app

    async def answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        world = self.world
        world.requests[name] += 1
        fault = world.faults.of(name)
        if fault is not None and fault.kind == wrong.LATE:
            arguments = await read_arguments(request)
            self._spawn(self._accept_late(request, name, arguments, fault))
            return _dropped(request)
        if fault is not None and fault.kind == wrong.REFUSES:
            return self._refusal(name, Refused(fault.error))
        if fault is not None and fault.kind == wrong.SLOWS:
            return self._refusal(name, TooFast(int(fault.seconds)))
        if fault is not None and fault.kind == wrong.LOSES:
            return web.Response(status=500, text="upstream error")
        try:
            body = self._called(request, name, await read_arguments(request))
        except Refused as refused:
            return self._refusal(name, refused)
        return await self._told(request, body, fault)

    async def _accept_late(self, request: web.Request, name: str, arguments: Json, fault: Fault) -> None:
        await self.world.clock.sleep(fault.seconds)
        try:
            self._called(request, name, arguments)
        except Refused as refused:
            self._refusal(name, refused)

    async def _told(self, request: web.Request, body: Json, fault: Fault | None) -> web.StreamResponse:
        match fault and fault.kind:
            case wrong.DROPS:
                return _dropped(request)
            case wrong.BREAKS:
                return web.Response(status=500, text="upstream error")
            case wrong.HOLDS if fault is not None:
                await self.world.clock.sleep(fault.seconds)
        scopes = body.pop("_scopes", "")
        return web.json_response({"ok": True, **body}, headers={"x-oauth-scopes": scopes})

    def _refusal(self, name: str, refused: Refused) -> web.Response:
        self.world.refused.append((name, refused.body))
        if isinstance(refused, TooFast):
            return web.json_response(refused.body, status=429, headers={"Retry-After": str(refused.seconds)})
        return web.json_response(refused.body)

    def _called(self, request: web.Request, name: str, given: Json) -> Json:
        """Answer one call as Slack would; the checks come in Slack's order: token, rate, scope, arguments."""
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        world = self.world
        token = NOBODY if method.kinds == {"none"} else self._token(bearer(request, given), method)
        team = world.teams.get(token.team, NOWHERE)
        world.limits.call(name, team.id, method.tier)
        if method.scopes and not token.scopes & set(method.scopes):
            provided = ",".join(sorted(token.scopes))
            raise Refused("missing_scope", needed=method.scopes[0], provided=provided)
        arguments = typed(given, method.schema)
        self._check_shape(method, arguments)
        answer = method.answer(Call(world, name, arguments, token, team))
        return answer | {"_scopes": ",".join(sorted(token.scopes))}

    def _check_shape(self, method: Method, arguments: Json) -> None:
        if method.schema is None:
            return
        if self.world.checks_later:
            self.world.unchecked.append((method.name, method.schema, arguments))
            return
        blocks, faults = faults_of_arguments(method.schema, arguments)
        if blocks or faults:
            messages = [f"[ERROR] {each}" for each in blocks or faults]
            error = "invalid_blocks" if blocks and "view" not in arguments else "invalid_arguments"
            raise Refused(error, response_metadata={"messages": messages})

    def _token(self, value: str, method: Method) -> Token:
        if not value:
            raise Refused("not_authed")
        token = self.world.tokens.get(value)
        if token is None:
            raise Refused("invalid_auth")
        if token.refused is not None:
            raise Refused(token.refused)
        if token.dies_at is not None and self.world.clock.now() > token.dies_at:
            raise Refused("token_expired")
        if token.kind not in method.kinds:
            raise Refused("not_allowed_token_type")
        return token

    async def reply(self, request: web.Request) -> web.StreamResponse:
        self.world.requests["response_url"] += 1
        fault = self.world.faults.of("response_url")
        if fault is not None and fault.kind == wrong.LOSES:
            return web.Response(status=500, text="upstream error")
        try:
            use_reply_address(self.world, request.match_info["id"], await request.text())
        except Refused as refused:
            self.world.refused.append(("response_url", refused.body))
            status = 404 if refused.error in {"used_url", "expired_url"} else 400
            return web.json_response(refused.body, status=status)
        if fault is not None:
            return await self._told(request, {}, fault)
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.Response:
        upload = self.world.uploads.get(request.match_info["id"])
        if upload is None:
            return web.Response(status=404)
        if request.content_type == "multipart/form-data":
            posted = (await request.post()).get("filename") or (await request.post()).get("file")
            upload.content = posted.file.read() if isinstance(posted, web.FileField) else b""
        else:
            upload.content = await request.read()
        return web.Response(text=f"OK - {len(upload.content)}")

    async def download(self, request: web.Request) -> web.Response:
        """Give a file's bytes, to who shows a token that may read files; a page to sign in to all others."""
        upload = self.world.uploads.get(request.match_info["id"])
        token = self.world.tokens.get(bearer(request, {}))
        if token is None or token.refused or "files:read" not in token.scopes:
            return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
        if upload is None or upload.team != token.team:
            return web.Response(status=404)
        return web.Response(body=upload.content, content_type="application/octet-stream")

    async def authorize(self, request: web.Request) -> web.Response:
        """The page where a person allows the app: they do at once, or say no when a test says so."""
        asked, world = request.query, self.world
        if asked.get("client_id") != world.app.client_id:
            return web.Response(status=400, text="invalid_client_id")
        if not set(filter(None, asked.get("scope", "").split(","))) <= KNOWN:
            return web.Response(status=400, text="invalid_scope")
        back, person = asked.get("redirect_uri", ""), world.users.get(world.installer)
        answer = {"state": asked.get("state", "")}
        if person is None:
            raise web.HTTPFound(f"{back}?{urlencode(answer | {'error': 'access_denied'})}")
        code = world.secret("code-")
        world.codes[code] = {
            "team": person.team,
            "person": person.id,
            "scope": asked.get("scope", ""),
            "redirect_uri": back,
            "made_at": world.clock.now(),
        }
        raise web.HTTPFound(f"{back}?{urlencode(answer | {'code': code})}")

    async def close(self) -> None:
        for task in list(self._later):
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)


def _dropped(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
