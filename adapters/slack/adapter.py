"""The Slack adapter: hears over a socket, over HTTP, or both, and is where messages to Slack go."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from adapters.slack.manifest import draw_manifest
from adapters.slack.settings import SlackSettings, asked_for, mistaken_terms, mistakes, read
from communitybot.commands.spec import CommandSpec
from communitybot.ports import Platform
from communitybot.settings import BadSettings

if TYPE_CHECKING:  # the libraries are loaded only where Slack is wanted
    from adapters.slack.floor import Floor
    from adapters.slack.installations import Installations
    from adapters.slack.pace import Pace


class CoreSettings(Protocol):
    """What the adapter reads of the bot's settings."""

    @property
    def environment(self) -> Mapping[str, str]: ...
    @property
    def base_url(self) -> str: ...
    @property
    def archives(self) -> bool | None: ...


class SlackAdapter:
    """Slack, for one workspace with a token of its own, or for all that install the app."""

    name = "slack"

    def __init__(self, installations: "Installations | None" = None, pace: "Pace | None" = None) -> None:
        """Keep installations in `installations`; without it, where the bot has a place for them.

        `pace` is for a stand-in of Slack that is faster than Slack.
        """
        self._installations = installations
        self._pace = pace
        self._settings = SlackSettings()
        self._base_url = ""
        self.floor: Floor | None = None

    def wanted(self, settings: CoreSettings) -> bool:
        self._settings = read(settings.environment)
        self._base_url = settings.base_url
        return asked_for(settings.environment)

    def check(self, settings: CoreSettings) -> Sequence[str]:
        asked = read(settings.environment)
        return (*mistakes(asked), *mistaken_terms(asked, settings.environment, archives=settings.archives))

    def keeps_words(self, settings: CoreSettings) -> bool:
        """Whether what people say in Slack may be kept in an archive here."""
        return read(settings.environment).keeps_words

    def hears_rooms(self, settings: CoreSettings) -> bool:
        """Whether what people say in rooms may be used: it is told everywhere."""
        return self.keeps_words(settings)

    async def log_in(self, settings: CoreSettings) -> Sequence[str]:
        """Log in once and say what is missing and where to click; empty when all is well.

        Raises `BadSettings` when Slack does not take a token.
        """
        from adapters.slack.floor import plain_client
        from adapters.slack.login import what_is_missing

        asked = read(settings.environment)
        missing = await what_is_missing(asked, lambda token: plain_client(asked, token))
        return (*missing, *_unreachable(asked, settings))

    def manifest(self, specs: Sequence[CommandSpec], settings: CoreSettings) -> Mapping[str, Any]:
        """What one pastes at api.slack.com/apps to make the app.

        Raises `BadSettings` where Slack would not take it.
        """
        asked = read(settings.environment)
        if unreachable := _unreachable(asked, settings):
            raise BadSettings(unreachable)
        over_http = asked.http and not asked.socket_mode
        return draw_manifest(
            specs,
            address=settings.base_url if over_http else None,
            prefix=asked.command_prefix,
            redirect=f"{settings.base_url}/slack/oauth_redirect" if asked.installs else None,
        )

    def routes(self, bot: Any) -> Sequence[Any]:
        return self._laid(bot).routes()

    async def start(self, bot: Any) -> Platform | None:
        floor = self._laid(bot)
        await floor.start()
        return floor.platform

    def health(self) -> Mapping[str, str]:
        """How we hear Slack now, for whoever watches, and what of it we miss.

        `connected`, `reconnecting`, `silent` after 90 seconds of that, `refused`, or `listening` (HTTP).
        """
        return {} if self.floor is None else self.floor.health()

    async def stop(self) -> None:
        if self.floor is not None:
            await self.floor.stop()
            self.floor = None

    def _laid(self, bot: Any) -> "Floor":
        if self.floor is None:
            from adapters.slack.floor import Floor

            kept = self._installations or getattr(bot, "installations", None)
            self.floor = Floor(
                bot, self._settings, self._base_url, kept if self._settings.installs else None, self._pace
            )
        return self.floor


def _unreachable(asked: SlackSettings, settings: CoreSettings) -> tuple[str, ...]:
    """What is wrong with our public address, where Slack or people's browsers have to come to it."""
    calls_us = asked.http and not asked.socket_mode
    if not (calls_us or asked.installs) or settings.base_url.startswith("https://"):
        return ()
    who = "Slack calls" if calls_us else "people add me at"
    sentence = (
        f"COMMUNITYBOT_PUBLIC_URL: {who} {settings.base_url}, but Slack takes only addresses that begin with "
        "https:// and can be reached from outside, such as https://bot.example.org"
    )
    return (sentence,)
