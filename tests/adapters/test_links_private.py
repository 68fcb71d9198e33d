"""Nothing private is ever connected to, whatever address is given, and wherever pages lead."""

import asyncio
import re
from contextlib import AsyncExitStack, suppress

import pytest
from hostile.lists import of
from hostile.servers import answer, moved, names, pages, serving
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from adapters.links.asking import Asking
from adapters.links.previews import Previews
from adapters.links.process import Reader, command
from adapters.links.reading import read_page
from adapters.links.refused import Refused
from adapters.links.vetting import Target, Vetting
from adapters.links.visiting import Visiting
from communitybot.conversation.urls import is_public_name
from communitybot.ports import Alive, NoPreview

SITE = "public.example.org"
KNOWN = {
    SITE: [["127.0.0.1"]],
    "7f000001.nip.io": [["127.0.0.1"]],
    "public": [["127.0.0.1"]],
    "host": [["127.0.0.1"]],
}


class AtOnce:
    """Good manners are tested elsewhere; here nobody waits."""

    async def wait(self, host: str) -> None:
        """Go ahead."""


class Unguarded(Vetting):
    """What there would be without the guard: every address is taken as it comes."""

    def target(self, url: str) -> Target:
        read = URL(url)
        return Target(url, read.scheme, read.raw_host or "", read.port or 80, read.raw_path_qs or "/")

    async def addresses(self, target: Target):
        with suppress(Refused):
            return await super().addresses(target)
        return [target.host]

    def may_reach(self, *_) -> bool:
        return True


@pytest.fixture
def attempts(monkeypatch):
    """Every connection that is tried, by address and port; those that leave this machine come to nothing."""
    tried: list[tuple[str, int]] = []
    connect = asyncio.SelectorEventLoop.sock_connect

    async def recorded(loop, wire, address):
        tried.append(address[:2])
        if not address[0].startswith("127.0.0."):
            raise ConnectionRefusedError
        await connect(loop, wire, address)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", recorded)
    return tried


@pytest.fixture
async def canary():
    """A server on the same machine that nobody may connect to."""
    async with serving(pages({"/": answer("<title>secret</title>")})) as server:
        yield server


def visiting(site, canary, *, known=KNOWN, guard=Vetting):
    """A visit that may reach the site alone. The canary has a port of the web: its address decides."""
    allowed = frozenset({("127.0.0.1", site.port), ("192.0.2.1", canary.port)})
    vetting = guard(names(known), allowed=allowed)
    return Visiting(vetting, Asking(vetting, "tests"), AtOnce(), within=2)


async def looked(visit, url):
    with suppress(Refused, ValueError):
        return read_page(*await visit.page(url))
    return None


def at_port(url: str, port: int) -> str:
    """The same hostile address, but at the canary's door, where it says nothing of ports itself."""
    return re.sub(r"^(http://[^/#:?]*(?:\[[^\]]*\])?)(?=[/#?])", rf"\1:{port}", url)


HOSTILE = [each.text for each in of("addresses")]
ONWARD = [*HOSTILE, *(each.text for each in of("redirects") if each.text != "/again")]


@pytest.mark.promise("R34")
async def test_no_hostile_address_leads_to_a_connection(attempts, canary):
    async with serving(pages({})) as site:
        visit = visiting(site, canary)
        for url in HOSTILE:
            for each in (url, at_port(url, canary.port)):
                assert await looked(visit, each) is None, each

    assert attempts == []
    assert canary.connections == 0


@pytest.mark.promise("R34")
@pytest.mark.parametrize("depth", [0, 1, 2])
async def test_no_redirect_leads_to_a_connection_with_anything_private(attempts, canary, depth):
    """From the first answer on, and from the last that is followed."""
    known = {}
    for number, url in enumerate([*ONWARD, *(at_port(each, canary.port) for each in ONWARD)]):
        known |= {f"/{number}/{left}": moved(f"/{number}/{left - 1}") for left in range(1, depth + 1)}
        known[f"/{number}/0"] = moved(url, "307 Temporary Redirect")
    async with serving(pages(known)) as site:
        visit = visiting(site, canary)
        for number in range(2 * len(ONWARD)):
            assert await looked(visit, f"http://{SITE}:{site.port}/{number}/{depth}") is None

    assert set(attempts) == {("127.0.0.1", site.port)}
    assert len(site.requests) == 1 + 2 * len(ONWARD) * (depth + 1)  # robots.txt once; each chain to its end
    assert canary.connections == 0


async def test_robots_txt_may_lead_no_further_than_pages(attempts, canary):
    known = {"/robots.txt": moved(f"http://127.0.0.1:{canary.port}/"), "/": answer("<title>A page</title>")}
    async with serving(pages(known)) as site:
        assert await looked(visiting(site, canary), f"http://{SITE}:{site.port}/") is None

    assert canary.connections == 0


@pytest.mark.promise("R34")
async def test_without_the_guard_the_canary_is_reached(attempts, canary):
    known = {"/": moved(f"http://127.0.0.1:{canary.port}/")}
    async with serving(pages(known)) as site:
        visit = visiting(site, canary, guard=Unguarded)
        for url in (f"http://127.0.0.1:{canary.port}/", f"http://{SITE}:{site.port}/"):
            met = canary.connections
            told = await looked(visit, url)
            assert canary.connections > met
            assert told is not None
            assert told["title"] == "secret"


@pytest.mark.promise("R34")
async def test_a_name_that_changes_its_address_leads_nowhere_else(attempts):
    """Looked up once a connection, vetted, connected to by number; the other address is at the same port."""
    known = {"/robots.txt": answer("", kind="text/plain"), "/": answer("<title>A page</title>")}
    async with AsyncExitStack() as stack:
        site = await stack.enter_async_context(serving(pages(known)))
        private = await stack.enter_async_context(serving(pages(known), host="127.0.0.2", port=site.port))
        for answers in (
            [["127.0.0.1"], ["127.0.0.2"]],
            [["127.0.0.1", "127.0.0.2"]],
            [["127.0.0.2"], ["127.0.0.1"]],
        ):
            vetting = Vetting(names({SITE: answers}), allowed=frozenset({("127.0.0.1", site.port)}))
            visit = Visiting(vetting, Asking(vetting, "tests"), AtOnce(), within=2)
            assert await looked(visit, f"http://{SITE}:{site.port}/") is None
        assert private.connections == 0

        open_wide = Unguarded(names({SITE: [["127.0.0.1"], ["127.0.0.2"]]}))
        visit = Visiting(open_wide, Asking(open_wide, "tests"), AtOnce(), within=2)
        assert await looked(visit, f"http://{SITE}:{site.port}/")
        assert private.connections == 1  # without the guard it would have been


async def test_whom_one_is_connected_to_is_asked_last(monkeypatch, canary):
    """Should anything between us and the system lead elsewhere, not a byte is said there."""
    connect = asyncio.SelectorEventLoop.sock_connect

    async def misled(loop, wire, address):
        await connect(loop, wire, ("127.0.0.1", canary.port))

    monkeypatch.setattr(asyncio.SelectorEventLoop, "sock_connect", misled)
    async with serving(pages({})) as site:
        with pytest.raises(Refused, match="nothing public"):
            await visiting(site, canary).page(f"http://{SITE}:{site.port}/")

    assert canary.requests == []


async def test_other_ports_and_names_before_a_host_are_refused_of_public_names_too(attempts, canary):
    async with serving(pages({})) as site:
        visit = visiting(site, canary)
        for url in (
            f"http://{SITE}:22/",
            f"http://somebody@{SITE}/",
            f"http://somebody:word@{SITE}:{site.port}/",
            f"ftp://{SITE}/",
            f"http://{SITE}:{site.port}/?{'a' * 3_000}",
        ):
            with pytest.raises(Refused):
                await visit.page(url)

    assert attempts == []


ODD = st.sampled_from(
    [*"/\\@:#?%[]. \t\r\n\x00<>|", "http://", "https:", "//", "127.0.0.1", "[::1]", "public.example.org"]
)


@given(st.lists(ODD | st.text(max_size=6), max_size=8).map("".join))
def test_whatever_is_typed_is_a_page_of_a_public_name_or_refused(text):
    try:
        target = Vetting().target(text)
    except Refused:
        return
    assert is_public_name(target.host)
    assert target.port in {80, 443}
    assert not set(target.asked + target.host) & set(" \t\r\n\x00")


async def test_no_header_comes_in_with_a_path(attempts, canary):
    async with serving(pages({})) as site:
        for path in ("/%0d%0aX-Evil:1", "/?a=%0d%0aX-Evil:1", "/a b", "/\u00e4"):
            await looked(visiting(site, canary), f"http://{SITE}:{site.port}{path}")

    assert len(site.heads) == 8  # robots.txt and the page, four times
    for head in site.heads:
        assert head.isascii()
        assert "\r\nX-Evil" not in head
        assert head.count("\r\n") == 7


async def test_what_a_page_names_is_never_asked_for(attempts, canary):
    named = "".join(each.text for each in of("embedded")).replace("127.0.0.1", f"127.0.0.1:{canary.port}")
    page = answer(f"<title>A page</title>{named}<link rel=canonical href='http://127.0.0.1:{canary.port}/'>")
    async with serving(pages({"/": page})) as site:
        told = await looked(visiting(site, canary), f"http://{SITE}:{site.port}/")

    assert told == {"address": f"http://{SITE}:{site.port}/", "title": "A page"}
    assert canary.connections == 0


@pytest.mark.promise("R34")
async def test_the_process_as_it_is_begun_by_the_bot_reaches_nothing_private(canary):
    reader = Reader(command("tests"))
    door = Previews(reader)
    try:
        for url in (each for each in HOSTILE if "nip.io" not in each):  # that one asks the world for its name
            for each in (url, at_port(url, canary.port)):
                with pytest.raises(NoPreview):
                    await door.look(each)
                assert await door.alive(each) is Alive.UNSURE
    finally:
        await reader.end()

    assert canary.connections == 0


def test_nothing_but_tests_can_allow_more():
    """No setting leads to `allowed`: the process that goes to pages is begun with a name alone."""
    assert command("A name")[1:] == ("-m", "adapters.links.child", "A name")
    assert not Vetting().may_reach("127.0.0.1", 80)
    assert not Vetting().may_reach("8.8.8.8", 22)
