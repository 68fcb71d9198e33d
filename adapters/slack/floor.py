"""Everything of the adapter, made once and wired: from the session up to the app that hears."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answering import Answering
from adapters.slack.calls import Calls
from adapters.slack.catching_up import CatchingUp
from adapters.slack.exchange import Exchange
from adapters.slack.hearing import Hearing
from adapters.slack.history import History
from adapters.slack.installations import Installation, Installations
from adapters.slack.installing import Installing
from adapters.slack.membership import Membership
from adapters.slack.pace import Pace
from adapters.slack.people import People
from adapters.slack.platform import SlackPlatform
from adapters.slack.refused import Refused
from adapters.slack.rooms import Rooms
from adapters.slack.settings import SlackSettings
from adapters.slack.socket_mode import SocketMode
from adapters.slack.speakers import Speakers
from adapters.slack.standing import Standing
from adapters.slack.tasks import Tasks
from adapters.slack.threads import Threads
from adapters.slack.unnamed import Unnamed
from adapters.slack.uploads import SlackUploads
from adapters.slack.watch import Watch
from adapters.slack.web import SignedRequests
from adapters.slack.workspaces import Workspaces
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Who
from communitybot.ports import DeliveryError

TIMEOUT = 15.0  # seconds for any request: surely ended before a delivery in doubt is looked for (25 s)
FINISH = 1.0  # seconds answers under way are given when all stops


class Floor:
    """The adapter's parts. `client` gives a client of any token; none of them ever repeats a request."""

    def __init__(
        self,
        bot: Any,
        settings: SlackSettings,
        base_url: str,
        installations: Installations | None,
        pace: Pace | None = None,
    ) -> None:
        self._settings = settings
        self._base_url = base_url
        self._installations = installations
        self._session: aiohttp.ClientSession | None = None
        now: Callable[[], datetime] = getattr(bot, "now", lambda: datetime.now(UTC))
        self.tasks = Tasks()
        self.watch = Watch()
        self._refused = Refused()
        self.workspaces = Workspaces(settings, self.client, installations, self._refused)
        calls = Calls(self.workspaces, pace or Pace(), self._refused, self.watch.lacks)
        self.people = People(calls)
        self._history = History(calls, self.workspaces)
        self._standing = Standing(calls)
        self.platform = SlackPlatform(calls, self._history, now, self._is_lost, stands=self._stands)
        answering = Answering(calls, self.platform, self.session, now)
        self.rooms = Rooms(
            bot=bot, calls=calls, workspaces=self.workspaces, platform=self.platform, people=self.people
        )
        self.exchange = Exchange(
            bot,
            self.people,
            answering,
            self.tasks,
            SlackUploads(settings, self.workspaces, self.session),
            membership=Membership(calls, self._missed),
            prefix=settings.command_prefix,
            shown=self._show_home,
        )
        self.speakers = Speakers(self.people, calls)
        self.threads = Threads(
            bot,
            speakers=self.speakers,
            standing=self._standing,
            workspaces=self.workspaces,
            later=Unnamed(bot, self.speakers, self.tasks).note,
        )
        self.catching_up = CatchingUp(bot, calls, self.threads, now=now)
        self._hears_threads = hasattr(bot, "hear")
        self._hearing = Hearing(
            exchange=self.exchange,
            rooms=self.rooms,
            workspaces=self.workspaces,
            people=self.people,
            answering=answering,
            home=getattr(bot, "home", None),
            watch=self.watch,
            tasks=self.tasks,
            threads=self.threads if self._hears_threads else None,
            catch_up=self._catch_up,
        )
        self._app = self._hearing.app(self.client(None, shared=False))
        self.socket = (
            SocketMode(
                settings.app_token, self.client(None, shared=False), self._over_the_socket, self._catch_up
            )
            if settings.app_token is not None
            else None
        )

    def health(self) -> dict[str, str]:
        """How we hear Slack now, and what is not as it should be."""
        state = "listening" if self.socket is None else self.socket.state
        if self._refused.is_dead(self._settings.bot_token):
            state = "refused"
        return {"slack": state, **self.watch.report()}

    def session(self) -> aiohttp.ClientSession:
        """The one session, opened when it is first needed."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        return self._session

    def client(self, token: str | None, *, shared: bool = True) -> AsyncWebClient:
        return plain_client(self._settings, token, session=self.session() if shared else None)

    def routes(self) -> list[web.RouteDef]:
        routes: list[web.RouteDef] = []
        if self._settings.signing_secret is not None:
            routes += SignedRequests(self._settings.signing_secret, self._over_http).routes()
        if self._settings.installs and self._installations is not None:
            routes += Installing(
                settings=self._settings,
                base_url=self._base_url,
                client=self.client,
                workspaces=self.workspaces,
                installations=self._installations,
                installed=self._installed,
            ).routes()
        return routes

    async def start(self) -> None:
        """Begin to hear, and tell the core where we are; neither waits for Slack."""
        self.tasks.start(self.rooms.tell_all(), "arrivals")
        if self.socket is not None:
            self.socket.start()
        else:
            self._catch_up()

    async def stop(self) -> None:
        if self.socket is not None:
            await self.socket.stop()
        self.rooms.stop()
        await self.catching_up.stop()
        await self.tasks.stop(FINISH)
        await self.speakers.stop()
        await self._standing.stop()
        await self.people.stop()
        await self._history.stop()
        if self._session is not None:
            await self._session.close()

    async def _show_home(self, who: Who) -> None:
        await self._hearing.show_home(who)

    def _catch_up(self, after: float = 0.0) -> None:
        """Something that was said may have been lost."""
        if self._hears_threads:
            self.catching_up.begin(after=after)

    def _missed(self, room: PlaceAddress) -> None:
        self.tasks.start(self.rooms.missed(room), "room")

    def _stands(self, place: PlaceAddress, stamp: str) -> None:
        self._standing.note(place.place, stamp, place.thread)

    async def _is_lost(self, place: PlaceAddress, refused: DeliveryError) -> bool:
        return await self.rooms.refused(place, refused)

    async def _over_http(self, body: str, headers: dict[str, str]) -> Any:
        return await self._app.async_dispatch(AsyncBoltRequest(body=body, headers=dict(headers)))

    async def _over_the_socket(self, request: SocketModeRequest) -> Any:
        return await run_async_bolt_app(self._app, request)

    async def _installed(self, installation: Installation) -> None:
        workspace = await self.workspaces.find(installation.team)
        if workspace is not None:
            self.tasks.start(self.rooms.tell(workspace, by=installation.installed_by), "arrival")


def plain_client(
    settings: SlackSettings, token: str | None, *, session: aiohttp.ClientSession | None = None
) -> AsyncWebClient:
    """A client that never repeats a request: a post repeated blindly may stand twice."""
    return AsyncWebClient(
        token=token,
        base_url=settings.api_url,
        timeout=int(TIMEOUT),
        session=session,
        retry_handlers=[],
        logger=_quiet(),
    )


def _quiet() -> logging.Logger:
    """The library's log, without lines that quote requests."""
    logger = logging.getLogger("communitybot.slack.sdk")
    logger.setLevel(logging.ERROR)
    return logger
