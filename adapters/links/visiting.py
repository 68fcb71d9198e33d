"""A visit to a page: in good manners, from one address on to the next, and over within eight seconds."""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from yarl import URL

from adapters.links.asking import Answer, Asking
from adapters.links.refused import Refused
from adapters.links.robots import NOTHING, Robots, read_robots
from adapters.links.vetting import Target, Vetting

WITHIN = 8.0  # seconds for all of it
HOPS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
DAY = 86_400.0
SOON = 600.0  # seconds until a site is asked again that could not say what it wishes
MOST_SITES = 2_000
ROBOTS = 64 * 1024
AHEAD = 2.0  # requests a host may have at once: its robots.txt and the page; then one a second
# Where pages lead whose readers must be known there, or agree to something first; they speak of that alone.
_LOG_IN = re.compile(
    r"^https?://(?:accounts|consent|login|signin|auth|sso|idp)\.|/(?:log-?in|sign-?in|sign_in|servicelogin|sso|saml2?)(?=[/?#.]|$)",
    re.IGNORECASE,
)

V = TypeVar("V")


class Known(Generic[V]):
    """What is known of the last so many sites."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, V] = OrderedDict()

    def get(self, site: str) -> V | None:
        return self._known.get(site)

    def put(self, site: str, value: V) -> None:
        self._known[site] = value
        self._known.move_to_end(site)
        while len(self._known) > MOST_SITES:
            self._known.popitem(last=False)


class Turns:
    """One request a host a second; two may come together."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._free: Known[float] = Known()  # when the host will have had its rest

    async def wait(self, host: str) -> None:
        now = self._now()
        free = max(self._free.get(host) or now, now) + 1.0
        self._free.put(host, free)
        await asyncio.sleep(max(0.0, free - now - AHEAD))


class Visiting:
    """Follows addresses to a page. Whoever waits gives up after `WITHIN` seconds."""

    def __init__(
        self, vetting: Vetting, asking: Asking, turns: Turns | None = None, *, within: float = WITHIN
    ) -> None:
        self._vetting = vetting
        self._asking = asking
        self._turns = turns or Turns()
        self._within = within
        self._robots: Known[tuple[Robots, float]] = Known()

    async def page(self, url: str) -> tuple[str, Answer]:
        """Where the page is, and what its server answered: nothing but a page that is there.

        Raises:
            Refused: when there is none that may be looked at.
        """
        async with _in_time(self._within):
            where, answer = await self._follow(url, "GET")
        if answer.status in GONE:
            raise Refused("the page is not there", gone=True)
        if where != url and _LOG_IN.search(where):
            raise Refused("it needs a log-in")
        if not 200 <= answer.status < 300:
            raise Refused("its server does not show it")
        return where, answer

    async def answers(self, url: str) -> int:
        """The status of a page, by as little asking as there can be.

        Raises:
            Refused: when it cannot be asked for.
        """
        async with _in_time(self._within):
            _, answer = await self._follow(url, "HEAD")
            if not 200 <= answer.status < 300:  # many servers answer this question alone wrongly
                _, answer = await self._follow(url, "GET", ranged=True)
        return answer.status

    async def _follow(self, url: str, method: str, *, ranged: bool = False) -> tuple[str, Answer]:
        target = self._vetting.target(url)
        for _ in range(HOPS + 1):
            if not (await self._wishes(target)).allow(target.asked):
                raise Refused("its site asks programs not to read it")
            answer = await self._ask(target, method, ranged=ranged)
            if answer.status not in MOVED or not answer.headers.get("location"):
                return target.url, answer
            target = self._next(target, answer)
        raise Refused("it leads on and on")

    def _next(self, target: Target, answer: Answer) -> Target:
        """Where it leads on to, vetted as the first address was; never from https back to http."""
        try:
            url = str(URL(target.url).join(URL(answer.headers["location"][:4_096])))
        except ValueError:
            raise Refused("it leads to an address that cannot be read") from None
        following = self._vetting.target(url)
        if target.scheme == "https" and following.scheme != "https":
            raise Refused("it leads on without encryption")
        return following

    async def _ask(
        self, target: Target, method: str = "GET", *, ranged: bool = False, robots: bool = False
    ) -> Answer:
        await self._turns.wait(target.host)
        if robots:
            return await self._asking.ask(target, most=ROBOTS)
        return await self._asking.ask(target, method, ranged=ranged)

    async def _wishes(self, target: Target) -> Robots:
        """What a site asks of us; known for a day, and nothing may be read where it cannot be asked for."""
        site = f"{target.scheme}://{target.site}"
        known = self._robots.get(site)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        wishes, lasts = await self._asked_for(self._vetting.target(f"{site}/robots.txt"))
        self._robots.put(site, (wishes, time.monotonic() + lasts))
        return wishes

    async def _asked_for(self, target: Target) -> tuple[Robots, float]:
        for _ in range(HOPS + 1):
            answer = await self._ask(target, robots=True)
            if answer.status in MOVED and answer.headers.get("location"):
                target = self._next(target, answer)
            elif 200 <= answer.status < 300:
                return read_robots(answer.body.decode("utf-8", errors="replace")), DAY
            elif 400 <= answer.status < 500 and answer.status != 429:
                return Robots(), DAY  # it wishes nothing
            else:
                return NOTHING, SOON
        return Robots(), DAY  # RFC 9309: as if there were none


@asynccontextmanager
async def _in_time(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Refused("it took too long") from None
