"""How an answer reaches one person: by response_url while it lasts, else in the room, else directly."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

import aiohttp

from adapters.slack.calls import Calls
from adapters.slack.files import share
from adapters.slack.forms import draw_form
from adapters.slack.inbound import Spot
from adapters.slack.memo import memo
from adapters.slack.platform import SlackPlatform
from adapters.slack.reply import draw_message
from communitybot.commands.form import FORM
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import Form
from communitybot.conversation.message import Controls, Message, message
from communitybot.lately import Lately
from communitybot.logs import Log
from communitybot.ports import DeliveryError

Json = dict[str, Any]
FILES_ARE_ELSEWHERE = "Slack keeps no files in private answers: look in our direct messages."
HERE_IT_IS = "Here is what you asked for."
TOO_LATE = "That took longer than Slack lets me open a form. Press the button, and I open it at once."
TRY_AGAIN = "That took longer than Slack lets me open a form. Please try once more."
log = Log("communitybot.slack")


class Session(Protocol):
    """Gives the one HTTP session everything shares."""

    def __call__(self) -> aiohttp.ClientSession: ...


class Answering:
    """Says, replaces and asks. What Slack refuses is tried the next best way, then logged, never raised."""

    def __init__(
        self, calls: Calls, platform: SlackPlatform, session: Session, now: Callable[[], datetime]
    ) -> None:
        self._calls = calls
        self._platform = platform
        self._session = session
        self._now = now
        self._drawn: Lately[Json] = Lately()

    def drawn(self, answer: Message, zone: str | None, spot: Spot | None = None) -> Json:
        """The blocks and text of an answer, its notification told in the reader's zone.

        Given the spot of an answer with files, it says where they are.
        """
        now = self._now().replace(second=0, microsecond=0)
        drawn = self._drawn.made(
            answer, (zone, now), lambda: draw_message(answer, now=now, zone=zone or "UTC")
        )
        if answer.files and spot is not None and not _is_direct(spot):
            words = {"type": "plain_text", "text": FILES_ARE_ELSEWHERE, "emoji": False}
            return drawn | {"blocks": [*drawn["blocks"], {"type": "context", "elements": [words]}]}
        return drawn

    async def say(self, spot: Spot, answer: Message, zone: str | None, *, public: bool = False) -> None:
        """Answer the person, for their eyes only unless `public`; files go to their direct messages."""
        drawn = self.drawn(answer, zone, spot)
        kind = "in_channel" if public else "ephemeral"
        told = await self._respond(spot, drawn | {"response_type": kind, "replace_original": False})
        if not told:
            await self._say_otherwise(spot, drawn, public=public)
        if answer.files:
            await self.hand_over(spot, answer)

    async def hand_over(self, spot: Spot, answer: Message) -> None:
        """Put an answer's files into the person's direct messages."""
        try:
            direct = await self._platform.direct(spot.person)
            await share(self._calls, direct, answer.files, words="" if _is_direct(spot) else HERE_IT_IS)
        except DeliveryError as problem:
            log.warning("A file could not be handed over.", action="slack.answering", problem=str(problem))

    async def replace(self, spot: Spot, answer: Message, zone: str | None) -> None:
        """Put other words into the message whose button was pressed; say them anew where none stands."""
        if not spot.can_replace:
            await self.say(spot, answer, zone)
            return
        drawn = self.drawn(answer, zone, spot)
        replaced = await self._respond(spot, drawn | {"replace_original": True})
        if not replaced and not await self._edited(spot, answer):
            await self._say_otherwise(spot, drawn, public=False)
        if answer.files:
            await self.hand_over(spot, answer)

    async def ask(self, spot: Spot, form: Form, zone: str | None) -> None:
        """Open a form; when the three seconds for it are over, a button opens it where one can."""
        view = draw_form(form, metadata=memo(spot))
        try:
            await self._calls.call(spot.place.space, "views.open", trigger_id=spot.trigger or "", view=view)
        except DeliveryError as problem:
            log.warning("A form could not be opened.", action="slack.answering", problem=str(problem))
            if form.action.verb == FORM:
                button = Controls((Button("Open the form", form.action, Look.EXPECTED),))
                await self.say(spot, message(TOO_LATE, button), zone)
            else:
                await self.say(spot, message(TRY_AGAIN), zone)

    async def show(self, team: str, user: str, home: Message, zone: str | None) -> None:
        """Publish somebody's App Home."""
        view = {"type": "home", "blocks": self.drawn(home, zone)["blocks"]}
        try:
            await self._calls.call(team, "views.publish", user_id=user, view=view)
        except DeliveryError as problem:
            log.warning("A home could not be shown.", action="slack.answering", problem=str(problem))

    async def _respond(self, spot: Spot, body: Mapping[str, Any]) -> bool:
        """Answer by response_url; False when there is none, or it is used up or too old."""
        if not spot.response_url:
            return False
        told = dict(body)
        if spot.place.thread is not None and not told.get("replace_original"):
            told["thread_ts"] = spot.place.thread
        try:
            async with self._session().post(spot.response_url, json=told) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return False

    async def _edited(self, spot: Spot, answer: Message) -> bool:
        if spot.message is None:
            return False
        try:
            await self._platform.edit(spot.message, answer)
        except DeliveryError as problem:
            log.warning("A message could not be replaced.", action="slack.answering", problem=str(problem))
            return False
        return True

    async def _say_otherwise(self, spot: Spot, drawn: Json, *, public: bool) -> None:
        place, person = spot.place, spot.person
        if place.place != person.person:
            try:
                if public or _is_direct(spot):
                    await self._calls.post(place.space, place.place, thread_ts=place.thread, **drawn)
                else:
                    told = {name: drawn[name] for name in ("text", "blocks")}
                    await self._calls.call(
                        place.space,
                        "chat.postEphemeral",
                        channel=place.place,
                        user=person.person,
                        thread_ts=place.thread,
                        **told,
                    )
            except DeliveryError as problem:
                log.info(
                    "Nothing could be said in the room, so it goes to the person.",
                    action="slack.answering",
                    problem=str(problem),
                )
            else:
                return
        try:
            direct = await self._platform.direct(person)
            await self._calls.post(direct.space, direct.place, **drawn)
        except DeliveryError as problem:
            log.warning("An answer reached nobody.", action="slack.answering", problem=str(problem))


def _is_direct(spot: Spot) -> bool:
    """Whether only this person and the bot are there."""
    return spot.place.place.startswith("D")
