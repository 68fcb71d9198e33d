"""Slack over HTTP: signed requests, checked on their raw bytes before anything else reads them."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from adapters.slack.signature import is_genuine

MOST = 1_000_000  # bytes; a form Slack sends back whole, its view of at most 250 kB included, fits
CHUNK = 64 * 1024

Dispatch = Callable[[str, dict[str, str]], Awaitable[Any]]
"""Hands a body and its headers to the Bolt app."""


class SignedRequests:
    """Serves the three addresses Slack calls; which one a request comes to does not matter."""

    def __init__(self, secret: str, dispatch: Dispatch, *, now: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._dispatch = dispatch
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        paths = ("/slack/events", "/slack/commands", "/slack/interactivity")
        return [web.post(path, self._heard) for path in paths]

    async def _heard(self, request: web.Request) -> web.StreamResponse:
        body = await _whole(request)
        if body is None:
            raise web.HTTPRequestEntityTooLarge(max_size=MOST, actual_size=MOST + 1)
        if not is_genuine(self._secret, request.headers, body, now=self._now()):
            raise web.HTTPUnauthorized(text="This is not signed as Slack signs.")
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise web.HTTPBadRequest(text="This is not text.") from None
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _UNTOLD}
        answer = await self._dispatch(text, headers)
        kind = answer.first_headers().get("content-type", "text/plain")
        return web.Response(
            status=answer.status, body=(answer.body or "").encode(), headers={"Content-Type": kind}
        )


_UNTOLD = frozenset({"authorization", "cookie"})


async def _whole(request: web.Request) -> bytes | None:
    """The body, read before the server's own, smaller limit; None when it is too large."""
    body = bytearray()
    async for chunk in request.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > MOST:
            return None
    return bytes(body)
