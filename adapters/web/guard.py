"""Who may ask at all: known host names only, and nothing posted from other people's pages."""

import logging
import time
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

log = logging.getLogger("communitybot.web")


def known_hosts_only(*names: str | None) -> Middleware:
    """Refuse requests meant for another host name (DNS rebinding): 421 unless loopback or one of `names`.

    /healthz is answered under any name, since watchers ask by address; it tells nothing worth stealing.
    """
    known = frozenset(name.lower() for name in names if name)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path != "/healthz" and not _known(_host_name(request.headers.get("Host", "")), known):
            raise web.HTTPMisdirectedRequest(text="This server does not answer under that host name.")
        return await handler(request)

    return middleware


def same_origin_posts(base_url: str) -> Middleware:
    """Refuse a change that a page of another origin asks for: 403 on a foreign `Origin` or `Sec-Fetch-Site`.

    Programs that send neither header pass: they carry no one's browser with them.
    """
    ours = _origin(base_url)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method not in SAFE:
            origin = request.headers.get("Origin")
            site = request.headers.get("Sec-Fetch-Site", "none")
            here = {ours, f"{request.scheme}://{request.host}".lower()}
            if (origin is not None and _origin(origin) not in here) or site not in {"same-origin", "none"}:
                raise web.HTTPForbidden(text="This can be asked only from the page itself.")
        return await handler(request)

    return middleware


@web.middleware
async def logged(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Log each answer under its route's pattern, never its address: addresses of feeds are secrets."""
    started = time.perf_counter()
    status = 500
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as answer:
        status = answer.status
        raise
    else:
        return response
    finally:
        took = (time.perf_counter() - started) * 1000
        log.debug("%s %s %d %.1f ms", request.method, pattern(request), status, took)


def pattern(request: web.Request) -> str:
    """The route as it was declared (`/calendar/{secret}.ics`), so that no secret reaches a log."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "(no such page)"


def _known(host: str | None, known: frozenset[str]) -> bool:
    if host is None:
        return False
    if host in known or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(header: str) -> str | None:
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


def _origin(address: str) -> str:
    """Scheme, host and port as browsers write an origin; nonsense stays as it is and matches nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}".lower()
