"""Which addresses may be looked at: public names, the web's two ports, addresses of the public internet."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from yarl import URL

from adapters.links.refused import Refused
from communitybot.conversation.urls import is_public_name

PORTS = frozenset({80, 443})
LONGEST = 2_048
PRIVATE = "it leads to nothing public"

# What is no part of the public internet, or is part of somebody's machine. Our own list: Python's `is_global`
# takes several of these for public, and which ones differs from release to release.
_CLOSED = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # between providers and homes; a cloud's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's own, seen by each of its machines
        "169.254.0.0/16",  # this link; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # many at once
        "240.0.0.0/4",
    )
)
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out to the public; the rest is closed
_CLOSED_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocols of their own, Teredo among them
        "2001:db8::/32",
        "3fff::/20",  # for examples
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")
_ASKED = re.compile(r"/[\x21-\x7e]*")

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, as numbers; raises `socket.gaierror` as the system does."""


def is_public(address: str) -> bool:
    """Whether a number is an address of the public internet; one that holds another is judged by that."""
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv6Address):
        if read.scope_id is not None:
            return False
        inner = _inner(read)
        if inner is None:
            return read in _OPEN_6 and not any(read in closed for closed in _CLOSED_6)
        read = inner
    return not any(read in closed for closed in _CLOSED)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that one of IPv6 leads to."""
    number = int(address)
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(number & 0xFFFF_FFFF)
    return IPv4Address(number >> 80 & 0xFFFF_FFFF) if address in _6TO4 else None


@dataclass(frozen=True, slots=True)
class Target:
    """A page that may be asked for, once its name's addresses are vetted. `asked` is its path and query."""

    url: str
    scheme: str
    host: str
    port: int
    asked: str

    @property
    def site(self) -> str:
        """What its server calls itself: the host, and the port where it is not the usual one."""
        usual = {"http": 80, "https": 443}[self.scheme]
        return self.host if self.port == usual else f"{self.host}:{self.port}"


async def by_system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as this machine knows them; the dot keeps a network's own names out."""
    found = await asyncio.get_running_loop().getaddrinfo(f"{host}.", port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class Vetting:
    """Decides what may be connected to. `allowed` are addresses and ports that tests serve at; else none."""

    def __init__(
        self, resolve: Resolve = by_system, *, allowed: frozenset[tuple[str, int]] = frozenset()
    ) -> None:
        self._resolve = resolve
        self._allowed = allowed
        self._ports = PORTS | {port for _, port in allowed}

    def target(self, url: str) -> Target:
        """Read an address; `Refused` for whatever is not plainly a page on a public name."""
        if len(url) > LONGEST:
            raise Refused("its address is too long")
        try:
            read = URL(url)
            host, port = (read.raw_host or "").lower().rstrip("."), read.port
            asked = read.raw_path_qs or "/"
        except ValueError:
            raise Refused("its address cannot be read") from None
        if read.scheme not in {"http", "https"} or read.raw_user is not None or read.raw_password is not None:
            raise Refused("it is no plain web address")
        if not is_public_name(host):
            raise Refused(PRIVATE)
        if port not in self._ports or not _ASKED.fullmatch(asked):
            raise Refused("it is no plain web address")
        return Target(str(read.with_fragment(None)), read.scheme, host, port, asked)

    async def addresses(self, target: Target) -> Sequence[str]:
        """Every address of its name, each of them vetted; asked for once, and connected to as it is here.

        Raises:
            Refused: when there is none, or when a single one of them is not public.
        """
        try:
            found = list(dict.fromkeys(await self._resolve(target.host, target.port)))
        except socket.gaierror as problem:
            raise Refused("there is no such server", gone=problem.errno == socket.EAI_NONAME) from None
        except OSError:
            raise Refused("there is no such server") from None
        if not found or not all(self.may_reach(each, target.port) for each in found):
            raise Refused(PRIVATE)
        return found

    def may_reach(self, address: str, port: int) -> bool:
        """Whether a number and a port may be connected to; asked again of every connection."""
        return (address, port) in self._allowed or (port in PORTS and is_public(address))
