"""The one Bolt app that hears Slack, over a socket or over HTTP alike, and hands each kind to its door."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.answering import Answering
from adapters.slack.exchange import Exchange, NotYet
from adapters.slack.people import People
from adapters.slack.rooms import ROOM_NEWS, Rooms
from adapters.slack.tasks import Tasks
from adapters.slack.threads import Threads
from adapters.slack.watch import Watch
from adapters.slack.workspaces import Workspace, Workspaces
from communitybot.conversation.inbound import Who
from communitybot.conversation.message import Message, message
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater

Json = Mapping[str, Any]
Listener = Callable[[dict[str, Any], str], Awaitable[dict[str, Any]]]

ANY = re.compile(r"(?s).*")
BUSY = 503  # not acknowledged: Slack repeats events, and tells people that a command has not been taken
LAST_TRIES = frozenset({"2", "3"})  # after a minute, and after five more; the first is made at once
SOON = 10.0  # seconds in which the rest of what comes late has come
OVER = 5.0  # seconds, by which our clock and Slack's may differ
NOT_HERE = "I am not in this workspace any more. Whoever runs it can add me again."
WELCOME = "I keep track of your community's events. /communitybot says what I can do."
log = Log("communitybot.slack")


class Hearing:
    """Builds the app. Every listener returns what the acknowledgement carries, once the work is done."""

    def __init__(
        self,
        *,
        exchange: Exchange,
        rooms: Rooms,
        workspaces: Workspaces,
        people: People,
        answering: Answering,
        home: Callable[[Who], Awaitable[Message]] | None,
        watch: Watch,
        tasks: Tasks,
        threads: Threads | None = None,
        catch_up: Callable[[float], object] = lambda _: None,
    ) -> None:
        """`catch_up` is told that something may have been left out, and for how many seconds more."""
        self._exchange = exchange
        self._rooms = rooms
        self._workspaces = workspaces
        self._people = people
        self._answering = answering
        self._home = home
        self._watch = watch
        self._tasks = tasks
        self._threads = threads
        self._catch_up = catch_up

    def app(self, client: AsyncWebClient) -> AsyncApp:
        """The app; signatures are checked before it (see `web`), so it need not check them again."""

        async def authorize(team_id: str | None, enterprise_id: str | None) -> Any:
            return await self._authorized(team_id, enterprise_id)  # a method's `self` would confuse Bolt

        app = AsyncApp(
            name="slack_app",  # Bolt gives the log of this name its own level: it must not be ours
            client=client,
            authorize=authorize,
            logger=_quiet(),
            process_before_response=True,
            request_verification_enabled=False,
            user_facing_authorize_error_message=NOT_HERE,
        )

        async def limits_told(body: dict[str, Any], next: Callable[[], Awaitable[Any]]) -> Any:  # noqa: A002 - Bolt's name
            return self._limits_told(body) or await next()

        async def failed(error: Exception) -> BoltResponse:
            return self._failed(error)

        app.middleware(limits_told)
        app.error(failed)
        app.command(ANY)(self._acked(self._exchange.command))
        app.action(ANY)(self._acked(self._exchange.press))
        app.view_submission(ANY)(self._acked(self._exchange.submit))
        app.view_closed(ANY)(self._acked(_nothing))
        app.options(ANY)(self._acked(self._exchange.suggest))
        app.message_shortcut(ANY)(self._acked(self._exchange.about_message))
        for kind, listener in self._events().items():
            app.event(kind)(self._acked(listener))
        app.event(re.compile(r".*"))(self._acked(_nothing))
        return app

    async def show_home(self, who: Who) -> None:
        """Show somebody their App Home as it is now."""
        shown = message(WELCOME) if self._home is None else await self._home(who)
        await self._answering.show(who.account.space, who.account.person, shown, who.zone)

    def _events(self) -> dict[str, Listener]:
        return {
            "app_home_opened": self._opened_home,
            "member_joined_channel": self._in_a_workspace(self._rooms.joined),
            "member_left_channel": self._in_a_workspace(self._rooms.left),
            "channel_id_changed": self._in_a_workspace(self._rooms.moved),
            **dict.fromkeys(ROOM_NEWS, self._in_a_workspace(self._rooms.changed)),
            "app_uninstalled": self._left,
            "tokens_revoked": self._left,
            **self._in_threads(),
        }

    def _in_threads(self) -> dict[str, Listener]:
        if self._threads is None:
            return {}
        hears = self._threads.reaction
        return {"message": self._threads.message, "reaction_added": hears, "reaction_removed": hears}

    async def _authorized(self, team_id: str | None, enterprise_id: str | None) -> Any:
        """Whose token answers a request: asked of our own cache, never of Slack each time."""
        try:
            workspace = await self._workspaces.find(team_id)
        except TryLater:
            raise
        except DeliveryError as problem:
            log.warning(
                "A request came from a workspace I cannot work in.",
                action="slack.hearing",
                problem=str(problem),
            )
            return None
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=workspace.team,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot_id,
            bot_token=workspace.token,
        )

    def _acked(self, listener: Listener) -> Callable[..., Awaitable[BoltResponse]]:
        """Acknowledge with what the listener returns; not at all while its work is not done."""

        async def heard(body: dict[str, Any], context: Any, ack: Any, request: Any) -> BoltResponse:
            if _is_late(request):
                self._catch_up(SOON)
            authorised = context.get("authorize_result") or {}
            team = str(authorised.get("team_id") or context.team_id or "")
            now = asyncio.get_running_loop().time
            began, done = now(), False
            try:
                payload = await listener(body, team)
                done = True
            except (NotYet, DeliveryError):
                return BoltResponse(status=BUSY, body="")
            finally:
                self._watch.told(acknowledged=done, took=now() - began)
            acknowledged: BoltResponse = await (ack(payload) if payload else ack())
            return acknowledged

        return heard

    def _failed(self, error: Exception) -> BoltResponse:
        """What Bolt could not hand on: told by its kind, never with anybody's words, and not acknowledged."""
        if isinstance(error, DeliveryError):  # Slack cannot be asked who we are just now
            self._watch.told(acknowledged=False)
            return BoltResponse(status=BUSY, body="")
        log.error("Something Slack told me went wrong.", action="slack.hearing", fault=type(error).__name__)
        return BoltResponse(status=500, body="")

    def _limits_told(self, body: dict[str, Any]) -> BoltResponse | None:
        """Slack says that it leaves events out until a minute is over, since there were too many."""
        if body.get("type") != "app_rate_limited":
            return None
        self._watch.left_out()
        self._catch_up(0.0)
        self._catch_up(_left_of_minute(body.get("minute_rate_limited")))
        self._tasks.start(self._rooms_anew(str(body.get("team_id") or "")), "rooms anew")
        return BoltResponse(status=200, body="")

    async def _rooms_anew(self, team: str) -> None:
        try:
            workspace = await self._workspaces.find(team)
            if workspace is not None and workspace.team == team:
                await self._rooms.tell(workspace)
        except DeliveryError as problem:
            log.warning("Rooms could not be asked for.", action="slack.hearing", problem=str(problem))

    async def _opened_home(self, body: dict[str, Any], team: str) -> dict[str, Any]:
        event = body.get("event") or {}
        if event.get("tab") == "home":
            await self.show_home(await self._people.who(team, str(event.get("user") or "")))
        return {}

    def _in_a_workspace(self, hear: Callable[[Json, Workspace], Awaitable[None]]) -> Listener:
        async def heard(body: dict[str, Any], team: str) -> dict[str, Any]:
            workspace = await self._workspaces.find(team)
            if workspace is not None:
                await hear(body.get("event") or {}, workspace)
            return {}

        return heard

    async def _left(self, body: dict[str, Any], team: str) -> dict[str, Any]:
        event = body.get("event") or {}
        users_only = event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot")
        if not users_only:
            await self._rooms.perhaps_left(team)
        return {}


def _is_late(request: Any) -> bool:
    """Whether Slack has tried for a minute and more: what it tried longer for, it has given up."""
    tried = (getattr(request, "headers", None) or {}).get("x-slack-retry-num") or [""]
    return str(tried[0]) in LAST_TRIES


def _left_of_minute(began: object) -> float:
    """Seconds until the minute in which Slack leaves events out is surely over."""
    seconds = began if isinstance(began, int) else 0
    return min(max(seconds + 60.0 - time.time(), 0.0), 60.0) + OVER


async def _nothing(_body: dict[str, Any], _team: str) -> dict[str, Any]:
    """Acknowledge what needs no answer."""
    return {}


def _quiet() -> logging.Logger:
    """Bolt's log, without the lines in which it quotes requests and advises programmers."""
    logger = logging.getLogger("communitybot.slack.bolt")
    logger.setLevel(logging.ERROR)
    return logger
