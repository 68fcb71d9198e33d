"""The playground adapter: opens the page and the platform behind it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from aiohttp import web

from adapters.playground import cast
from adapters.playground.api import Api
from adapters.playground.doors import Door
from adapters.playground.floor import Floor, lay
from adapters.playground.page import Page
from communitybot.conversation.inbound import Who
from communitybot.ports import Platform
from communitybot.settings import Playground


class PlaygroundSettings(Protocol):
    """What the playground reads of the bot's settings."""

    @property
    def playground(self) -> Playground: ...
    @property
    def on_loopback(self) -> bool: ...
    @property
    def sqlite_file(self) -> Path | None: ...


class PlaygroundAdapter:
    """A place to try everything in, on this machine: people to be, rooms, and a page to talk in."""

    name = cast.PLATFORM

    def __init__(self, file: Path | None = None) -> None:
        """Keep its memory in `file`; without one, beside the database that `wanted` was shown."""
        self._file = file
        self._floor: Floor | None = None

    @property
    def cast(self) -> tuple[Who, ...]:
        """Everybody one can be, so that the sample's events can have hosts among them."""
        return tuple(member.who for member in cast.MEMBERS)

    def wanted(self, settings: PlaygroundSettings) -> bool:
        """Whether the settings ask for it; that no other platform is set up is for `bootstrap` to see."""
        if self._file is None:
            self._file = file_beside(settings.sqlite_file)
        match settings.playground:
            case Playground.ON:
                return True
            case Playground.OFF:
                return False
            case Playground.AUTO:
                return settings.on_loopback

    def check(self, _settings: PlaygroundSettings) -> Sequence[str]:
        return ()

    def routes(self, bot: Door) -> Sequence[web.AbstractRouteDef]:
        floor = self._laid(bot)
        return [*Api(floor).routes(), *Page(floor).routes()]

    async def start(self, bot: Door) -> Platform | None:
        floor = self._laid(bot)
        await bot.arrived(cast.arrival())
        await floor.telling.catch_up()
        return floor.platform

    async def stop(self) -> None:
        if self._floor is not None:
            self._floor.newsroom.close()
            await self._floor.telling.stop()
            self._floor.store.close()
            self._floor = None

    def _laid(self, bot: Door) -> Floor:
        if self._floor is None:
            self._floor = lay(bot, self._file or file_beside(None))
        return self._floor


def file_beside(database: Path | None) -> Path:
    """`demo.playground.db` beside `demo.db`; in the working directory when the database is no file."""
    return database.with_suffix(".playground.db") if database else Path("communitybot.playground.db")
