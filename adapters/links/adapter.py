"""The links adapter: where the bot looks at the pages that people share."""

from collections.abc import Sequence
from typing import Any, Protocol

from communitybot.ports import LinkPreviews, Platform


class LinksSettings(Protocol):
    """What it reads of the bot's settings."""

    @property
    def link_previews(self) -> bool: ...
    @property
    def public_url(self) -> str | None: ...


class LinksAdapter:
    """Looks at public pages in a process beside the bot, which begins when the first page is asked for.

    It is no place for messages: `start` does nothing, and `previews` is what the bot asks.
    """

    name = "links"

    def __init__(self) -> None:
        self._agent = agent(None)
        self._reader: Any = None

    def wanted(self, settings: LinksSettings) -> bool:
        self._agent = agent(settings.public_url)
        return settings.link_previews

    def check(self, _settings: LinksSettings) -> Sequence[str]:
        return ()

    def routes(self, _bot: Any) -> Sequence[Any]:
        return ()

    async def start(self, _bot: Any) -> Platform | None:
        return None

    def previews(self) -> LinkPreviews:
        """Where pages are looked at."""
        from adapters.links.previews import Previews
        from adapters.links.process import Reader, command

        self._reader = Reader(command(self._agent))
        return Previews(self._reader)

    async def stop(self) -> None:
        if self._reader is not None:
            await self._reader.end()
            self._reader = None


def agent(public_url: str | None) -> str:
    """What sites see: the bot's name, and where it can be found, if it can."""
    where = f"; +{public_url}" if public_url and public_url.isascii() and public_url.isprintable() else ""
    return f"CommunityBot/1 (link previews for educators{where})"
