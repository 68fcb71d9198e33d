"""What the server asks of the bot, as small promises of its own: health, and the read models pages show."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class FeedFile(Protocol):
    """A calendar as it is sent: the bytes, a tag that changes with them, and when they last changed."""

    @property
    def body(self) -> bytes: ...
    @property
    def etag(self) -> str: ...
    @property
    def modified(self) -> datetime: ...


class Events(Protocol):
    """Read models by public address; None for whatever does not exist or is not public."""

    async def feed(self, secret: str) -> FeedFile | None: ...
    async def community(self, slug: str) -> Any | None: ...


class Archives(Protocol):
    """Archives of live chats by public address; None for whatever does not exist or is not open there.

    A page is the same object again while nothing of it has changed.
    """

    async def page(self, chat: str, proof: str | None = None) -> Any | None: ...
    async def index(self, slug: str) -> Any | None: ...
    def file(self, page: Any, ending: str) -> str: ...


class Consultations(Protocol):
    """Closed consultations by the address members were told; None for whatever is not there."""

    async def page(self, consultation: str, proof: str) -> Any | None: ...
    def file(self, page: Any, ending: str) -> str: ...


class Briefs(Protocol):
    """Briefs and outcomes by public address; None for whatever does not exist or is not open there."""

    async def page(self, brief: str, proof: str | None = None) -> Any | None: ...
    async def file(self, page: Any, ending: str) -> bytes: ...
    async def outcomes(self, slug: str, page: int = 1) -> Any | None: ...


class Libraries(Protocol):
    """Libraries of resources by public address; None for whatever does not exist or is not open there."""

    async def public(self, slug: str) -> bool: ...
    async def page(self, slug: str, query: Mapping[str, str]) -> Any | None: ...
    async def feed(self, slug: str, proof: str | None, tag: str) -> FeedFile | None: ...
    async def feeds(self, slug: str, proof: str | None) -> bytes | None: ...


class Pages(Protocol):
    """What pages are drawn from, feature by feature."""

    @property
    def events(self) -> Events: ...
    @property
    def archives(self) -> Archives: ...
    @property
    def briefs(self) -> Briefs: ...
    @property
    def consultations(self) -> Consultations: ...
    @property
    def library(self) -> Libraries: ...


class Door(Protocol):
    """The part of the bot a web page may knock on."""

    @property
    def pages(self) -> Pages: ...
    async def health(self) -> Mapping[str, Any]: ...


class ServerSettings(Protocol):
    """Where to listen, and under which address people know us."""

    @property
    def http_host(self) -> str: ...
    @property
    def http_port(self) -> int: ...
    @property
    def base_url(self) -> str: ...


Routes = Sequence[Any]
"""aiohttp route definitions, as adapters hand them to `bootstrap`."""
