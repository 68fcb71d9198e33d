"""The Discord adapter: switched on by a token, started with the library only then."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from adapters.discord import places, settings
from adapters.discord.settings import HasEnvironment
from communitybot.ports import Platform

if TYPE_CHECKING:
    from adapters.discord.presence import Presence
    from communitybot.bot import Bot


class DiscordAdapter:
    """Discord for the bot. discord.py is loaded only where it is wanted, as it takes half a second."""

    name = places.PLATFORM

    def __init__(self) -> None:
        self._settings: settings.DiscordSettings | None = None
        self._presence: Presence | None = None

    def wanted(self, given: HasEnvironment) -> bool:
        """Whether there is a token. The settings are kept for `start`, once they can be used."""
        wanted = settings.is_wanted(given)
        if wanted and not settings.mistakes(given):
            self._settings = settings.read(given)
        return wanted

    def check(self, given: HasEnvironment) -> Sequence[str]:
        return settings.mistakes(given)

    def hears_rooms(self, given: HasEnvironment) -> bool:
        """Whether Discord tells what people say, which whoever runs the bot has to have asked for."""
        return settings.read(given).message_content

    def routes(self, _bot: "Bot") -> Sequence[Any]:
        return ()

    async def start(self, bot: "Bot") -> Platform | None:
        """Begin to hear; Discord being away is no reason not to start."""
        from adapters.discord.presence import Presence

        if self._settings is None:
            return None
        self._presence = Presence(self._settings, bot)
        await self._presence.open()
        return self._presence.platform

    async def stop(self) -> None:
        if self._presence is not None:
            await self._presence.close()
            self._presence = None

    def health(self) -> Mapping[str, str]:
        """How we hear Discord now: `connected`, `reconnecting`, `silent` or `refused`."""
        return {} if self._presence is None else {"discord": self._presence.state}

    async def log_in(self, given: HasEnvironment) -> Sequence[str]:
        """Log in for `communitybot check`, and say what is missing."""
        from adapters.discord.checkup import look

        return await look(settings.read(given))
