"""What somebody does in Slack, handed to the bot, and what came of it: done first, then acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, assert_never

from adapters.slack import inbound, spoken
from adapters.slack.answering import Answering
from adapters.slack.forms import draw_form
from adapters.slack.inbound import Spot
from adapters.slack.membership import Membership
from adapters.slack.memo import memo, recalled
from adapters.slack.people import People
from adapters.slack.reply import option
from adapters.slack.tasks import Tasks
from adapters.slack.typed import mentioned
from communitybot.commands.spec import CommandSpec
from communitybot.conversation import limits
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Asked, Invoked, Pressed, Submitted, Value, Who
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet, Reply
from communitybot.conversation.visible import label
from communitybot.logs import Log

Json = Mapping[str, Any]
Payload = dict[str, Any]

WITHIN = 2.4  # seconds; Slack waits three. What is not done by then is not acknowledged: it may be lost
SUGGEST_WITHIN = 2.0  # a list that stays empty is better than an error in it
MOST_NAMED = 10  # ours: people mentioned in one command whose names are asked for
OPTIONS = 100  # Slack: options of a select
UNREADABLE = "I could not read what Slack sent me. Please try once more."
log = Log("communitybot.slack")


class NotYet(Exception):
    """It is still being done, so it must not be acknowledged as done."""


class Door(Protocol):
    """The part of the bot people knock on."""

    @property
    def commands(self) -> tuple[CommandSpec, ...]: ...
    async def invoke(self, invoked: Invoked) -> Reply: ...
    async def press(self, pressed: Pressed) -> Reply: ...
    async def submit(self, submitted: Submitted) -> Reply: ...
    async def suggest(self, asked: Asked) -> tuple[Choice, ...]: ...


class Uploads(Protocol):
    """Fetches the files somebody put into a form."""

    async def fetch(self, team: str, files: Mapping[str, Json]) -> dict[str, Value]: ...


class Exchange:
    """Answers commands, buttons, forms, lists and shortcuts. What each method returns is the acknowledgement.

    It is given when the bot has answered, so that whatever is acknowledged has been kept. `NotYet` is raised
    after 2.4 s; the work goes on, and its answer follows on its own.
    """

    def __init__(
        self,
        bot: Door,
        people: People,
        answering: Answering,
        tasks: Tasks,
        uploads: Uploads,
        *,
        membership: Membership,
        prefix: str = "",
        shown: Callable[[Who], Awaitable[object]] | None = None,
    ) -> None:
        self._bot = bot
        self._people = people
        self._answering = answering
        self._tasks = tasks
        self._uploads = uploads
        self._membership = membership
        self._prefix = prefix
        self._shown = shown
        self._public: frozenset[str] | None = None  # commands whose answers are for everybody

    async def command(self, body: Json, team: str) -> Payload:
        """A slash command: the answer travels in the acknowledgement itself."""
        spot = inbound.command_spot(body, team)

        async def work() -> tuple[Reply, Who]:
            who = await self._people.who(team, spot.person.person)
            names = await self._names(team, str(body.get("text") or ""))
            reply = await self._bot.invoke(inbound.invoked(body, spot, who, self._prefix, names))
            return await self._membership.noted(reply, spot.place), who

        public = self._is_public(body)
        done = await self._in_time(work(), lambda each: self._deliver(spot, *each, public=public))
        reply, who = done
        if isinstance(reply, Answer | Amend):
            if reply.message.files:
                self._tasks.start(self._answering.hand_over(spot, reply.message), "files")
            drawn = self._answering.drawn(reply.message, who.zone, spot)
            return drawn | {"response_type": "in_channel" if public else "ephemeral"}
        self._tasks.start(self._deliver(spot, reply, who), "answer")
        return {}

    async def press(self, body: Json, team: str) -> Payload:
        """A button, or a choice in a list: the acknowledgement says nothing, the answer follows."""
        if inbound.is_link(body):
            return {}
        spot = inbound.pressed_spot(body, team)

        async def work() -> tuple[Reply, Who]:
            who = await self._people.who(team, spot.person.person)
            reply = await self._bot.press(inbound.pressed(body, spot, who))
            return await self._membership.noted(reply, spot.place), who

        reply, who = await self._in_time(work(), lambda each: self._deliver(spot, *each))
        self._tasks.start(self._deliver(spot, reply, who), "answer")
        return {}

    async def submit(self, body: Json, team: str) -> Payload:
        """A form: what needs another look is said beside its fields, and the form stays open."""
        view = body.get("view") or {}
        user = str((body.get("user") or {}).get("id") or "")
        person = PersonAddress("slack", team, user)
        spot = recalled(str(view.get("private_metadata") or ""), person, body.get("trigger_id"))

        async def work() -> tuple[Reply, Who]:
            who = await self._people.who(team, user)
            values = inbound.answers(view, team)
            values |= await self._uploads.fetch(team, inbound.uploads(view))
            reply = await self._bot.submit(inbound.submitted(body, spot, who, values))
            return await self._membership.noted(reply, spot.place), who

        public = self._answers_all(inbound.command_in(view))
        done = await self._in_time(work(), lambda each: self._deliver(spot, *each, public=public))
        reply, who = done
        match reply:
            case Correct(reasons):
                return {"response_action": "errors", "errors": beside(reasons, view)}
            case Ask(form):
                return {"response_action": "update", "view": draw_form(form, metadata=memo(spot))}
            case _:
                self._tasks.start(self._deliver(spot, reply, who, public=public), "answer")
                return {}

    async def suggest(self, body: Json, team: str) -> Payload:
        """What fits while somebody types; the words typed stand first: they may be meant as they are."""
        view = body.get("view") or {}
        user = body.get("user") or {}
        person = PersonAddress("slack", team, str(user.get("id") or ""))
        spot = recalled(str(view.get("private_metadata") or ""), person, None)
        who = await self._people.who(team, person.person)
        asked = inbound.asked(body, spot, who)
        try:
            async with asyncio.timeout(SUGGEST_WITHIN):
                found: Sequence[Choice] = await self._bot.suggest(asked)
        except TimeoutError:
            found = ()
        return {"options": options(asked.text, found)}

    async def about_message(self, body: Json, team: str) -> Payload:
        """A message shortcut."""
        name = str(body.get("callback_id") or "")
        spec = next((each for each in self._bot.commands if each.name == name), None)
        spot = inbound.pressed_spot(body, team)
        spot = Spot(
            person=spot.person, place=spot.place, response_url=body.get("response_url"), trigger=spot.trigger
        )
        if spec is None or len(spec.required) != 1:
            self._tasks.start(self._answering.say(spot, message(UNREADABLE), None), "answer")
            return {}
        meant = spec

        async def work() -> tuple[Reply, Who]:
            who = await self._people.who(team, spot.person.person)
            told = spoken.part(body, "message")
            author = [str(told["user"])] if told.get("user") else []
            names = await self._called(team, [*author, *mentioned(str(told.get("text") or ""))])
            return await self._bot.invoke(inbound.about_message(body, team, meant, who, names)), who

        reply, who = await self._in_time(work(), lambda each: self._deliver(spot, *each))
        self._tasks.start(self._deliver(spot, reply, who), "answer")
        return {}

    async def _in_time(
        self,
        work: Any,
        otherwise: Callable[[tuple[Reply, Who]], Awaitable[None]],
    ) -> tuple[Reply, Who]:
        """What came of the work within the time Slack waits; else `NotYet`, and `otherwise` answers later."""
        task: asyncio.Task[tuple[Reply, Who]] = self._tasks.start(work, "work")
        await asyncio.wait({task}, timeout=WITHIN)
        if task.done():
            return task.result()

        async def later() -> None:
            await otherwise(await task)

        log.warning(
            "Something took longer than Slack waits; it is not acknowledged, its answer follows.",
            action="slack.exchange",
        )
        self._tasks.start(later(), "late answer")
        raise NotYet

    async def _deliver(self, spot: Spot, reply: Reply, who: Who, *, public: bool = False) -> None:
        match reply:
            case Answer(said):
                await self._answering.say(spot, said, who.zone, public=public)
            case Amend(said):
                await self._answering.replace(spot, said, who.zone)
            case Ask(form):
                await self._answering.ask(spot, form, who.zone)
            case Correct(reasons):
                await self._answering.say(spot, corrections(reasons), who.zone)
            case Quiet():
                pass
            case _ as never:
                assert_never(never)
        if spot.at_home and self._shown is not None and not isinstance(reply, Ask):
            await self._shown(who)

    async def _names(self, team: str, text: str) -> Mapping[str, str]:
        """The names of people mentioned among a command's words."""
        return await self._called(team, sorted(mentioned(text)))

    async def _called(self, team: str, accounts: Sequence[str]) -> Mapping[str, str]:
        """What people are called, by account; of many, the first few."""
        found = await asyncio.gather(*(self._people.who(team, each) for each in accounts[:MOST_NAMED]))
        return {who.account.person: who.name for who in found if who.name}

    def _is_public(self, body: Json) -> bool:
        """Whether the command's answer is for everybody in the room, as its spec says."""
        name = inbound.command_of(body, self._prefix).casefold()
        typed = str(body.get("text") or "").casefold().replace(",", " ").split(maxsplit=2)
        return self._answers_all(name, " ".join((name, *typed[:1])))

    def _answers_all(self, *names: str) -> bool:
        if self._public is None:
            self._public = frozenset(spec.name for spec in self._bot.commands if not spec.private)
        return not self._public.isdisjoint(names)


def beside(reasons: Mapping[str, str], view: Json) -> dict[str, str]:
    """Put each reason beside its field; one whose field is not shown goes with the first that is."""
    shown = [str(block.get("block_id")) for block in view.get("blocks") or () if block.get("type") == "input"]
    told: dict[str, str] = {}
    for field, reason in reasons.items():
        where = field if field in shown else next(iter(shown), field)
        told[where] = f"{told[where]} {reason}" if where in told else reason
    return told


def corrections(reasons: Mapping[str, str]) -> Message:
    """The same reasons as a message, for a form that is no longer open."""
    words = " ".join(reasons.values())
    return message(limits.shorten(f"Nothing was done yet. {words}".strip(), limits.PARAGRAPH))


def options(typed: str, found: Sequence[Choice]) -> list[Payload]:
    """Draw choices, at most a hundred; what was typed is one of them as long as it fits."""
    words = typed.strip()
    mine = [option(words, limits.shorten(label(words), limits.OPTION_LABEL))] if _fits(words, found) else []
    return [*mine, *[option(each.value, each.label) for each in found]][:OPTIONS]


def _fits(words: str, found: Sequence[Choice]) -> bool:
    known = {each.value for each in found} | {each.label for each in found}
    return bool(words) and len(words) <= limits.OPTION_VALUE and words not in known
