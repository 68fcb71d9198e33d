"""The door every adapter knocks on: what people do comes in, a reply goes out."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from communitybot.carrying import Carrying
from communitybot.commands.bind import Resolve
from communitybot.commands.collect import Collected
from communitybot.commands.form import FORM, sent
from communitybot.commands.given_back import given_back
from communitybot.commands.guard import Press, gone, guarded
from communitybot.commands.help import HELP
from communitybot.commands.mistakes import misread
from communitybot.commands.spec import CommandSpec
from communitybot.commands.suggesting import suggested
from communitybot.commands.typed import Listing, find, parse
from communitybot.conversation import limits
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import (
    Arrived,
    Asked,
    Caller,
    Heard,
    Invoked,
    Listening,
    Missed,
    Posted,
    Pressed,
    Reacted,
    Retold,
    RoomTold,
    Submitted,
    Who,
    has_address,
)
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Answer, Refused, Reply
from communitybot.conversation.text import Code, say
from communitybot.errors import Misread, Refusal
from communitybot.installations import KeptInstallations
from communitybot.logs import Log
from communitybot.notes import Notes
from communitybot.once import InboxWork, Once
from communitybot.pages import Pages
from communitybot.ports import Clock, Directory, Listener, Units

log = Log("communitybot.bot")

HOME = "home"  # the place a person calls from who looks in without being in a room


class Bot:
    """The whole bot as adapters see it. Every method answers in words; none raises for what a person did.

    Args:
        collected: what the features declare.
        directory: makes a `Caller` of platform addresses.
        units: transactions, for the inbox.
        clock: what time it is for people.
        resolve: finds the people and rooms that are named.
        settle: returns once everything that is due now has been delivered.
        health: what `/healthz` tells.
        pages: what pages on the web are drawn from.
        installations: which workspaces have added the bot, where they do so by themselves.
        notes: what adapters must not forget over a restart.
        under: a private answer with what its reader has to be told under it.
        home: what somebody sees when they look in, where a platform has a page for that.
        listener: takes in what is said in threads.
        next_due: when the next delivery is due; None when nothing is planned.
        advance: moves the clock on by seconds as `Bot.advance` says; left out where it cannot be moved.
    """

    def __init__(
        self,
        *,
        collected: Collected,
        directory: Directory,
        units: Units[InboxWork],
        clock: Clock,
        resolve: Resolve,
        settle: Callable[[], Awaitable[object]],
        health: Callable[[], Awaitable[Mapping[str, Any]]],
        pages: Pages,
        installations: KeptInstallations | None = None,
        notes: Notes | None = None,
        under: Callable[[Caller, Message], Awaitable[Message]] | None = None,
        home: Callable[[Caller], Awaitable[Message]] | None = None,
        listener: Listener | None = None,
        next_due: Callable[[], Awaitable[datetime | None]] | None = None,
        advance: Callable[[float], Awaitable[datetime]] | None = None,
    ) -> None:
        self._collected = collected
        self._directory = directory
        self._clock = clock
        self._carrying = Carrying(
            collected=collected, once=Once(units, clock), clock=clock, resolve=resolve, under=under
        )
        self._settle = settle
        self._health = health
        self._next_due = next_due
        self._advance = advance
        self._home = home
        self._listener = listener
        self.pages = pages
        self.installations = installations
        self.notes = notes

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command, in help order."""
        return self._collected.specs

    async def invoke(self, invoked: Invoked) -> Reply:
        """Carry out a command, or say what stands in the way, or ask for what is missing.

        The same `id` has one effect: repeated, a command that changes something answers `Quiet`.
        """

        async def answer() -> Reply:
            caller = await self._directory.caller(invoked.who, invoked.place)
            found = find(self.commands, invoked.command, invoked.typed)
            if isinstance(found, Listing):
                return await self._carrying.list_group(caller, found.group)
            try:
                values = {**parse(found.spec, found.text), **invoked.values}
            except Misread as misunderstanding:
                return misread(found.spec, misunderstanding)
            return await self._carrying.command(found.spec.name, values, caller, invoked.id)

        return await guarded("invoke", answer)

    async def press(self, pressed: Pressed) -> Reply:
        """Answer a button or a select. Forged, foreign and forgotten tokens get a kind word."""

        async def answer() -> Reply:
            caller = await self._directory.caller(pressed.who, pressed.place)
            action = pressed.action
            if action.verb == FORM:
                return await self._carrying.open(action, caller)
            if pressed.value is not None and len(pressed.value) > limits.OPTION_VALUE:
                return gone()
            press = Press(action.verb, action.arguments, pressed.value, pressed.message)
            return await self._carrying.press(press, caller, pressed.id)

        return await guarded("press", answer)

    async def submit(self, submitted: Submitted) -> Reply:
        """Take in a form: `Correct` when some answers need another look, else as the command answers.

        A refusal gives back the words that were typed, since the form is gone.
        """

        async def answer() -> Reply:
            caller = await self._directory.caller(submitted.who, submitted.place)
            action = submitted.action
            if action.verb != FORM:
                press = Press(action.verb, action.arguments, None, submitted.message, submitted.values)
                return await self._carrying.press(press, caller, submitted.id)
            form = sent(action)
            command = self._collected.command(form.command)
            if command is None:
                return gone()
            shown = [
                parameter.name
                for parameter in command.spec.parameters
                if parameter.name not in form.values and parameter.kind is not FieldKind.MESSAGE
            ]
            values = {**submitted.values, **form.values}
            return await self._carrying.command(form.command, values, caller, submitted.id, shown=shown)

        reply = await guarded("submit", answer)
        return Answer(given_back(reply.message, submitted.values)) if isinstance(reply, Refused) else reply

    def changes(self, told: Invoked | Pressed | Submitted) -> bool:
        """Whether acting on this may change something, so that whoever did it needs to know how it went."""
        match told:
            case Invoked(command=command):
                return self._collected.changes("", command)
            case Pressed(action=action) | Submitted(action=action):
                form = action.verb == FORM
                if form and isinstance(told, Pressed):
                    return False
                return self._collected.changes(action.verb, sent(action).command if form else None)

    async def suggest(self, asked: Asked) -> tuple[Choice, ...]:
        """At most 25 values for a parameter being typed; none when something goes wrong. Never raises."""
        try:
            choices = await suggested(
                self._collected, asked, lambda: self._directory.caller(asked.who, asked.place)
            )
        except Exception as fault:  # noqa: BLE001 - a list that stays empty is better than a broken composer
            log.warning("No suggestions.", action="suggest", fault=type(fault).__name__)
            return ()
        return tuple({choice.value: choice for choice in choices}.values())[: limits.SUGGESTIONS]

    async def home(self, who: Who) -> Message:
        """What somebody sees when they look in: their own events and what is coming up."""
        place = PlaceAddress(who.account.platform, who.account.space, HOME)

        async def look() -> Reply:
            if self._home is None:
                return Answer(message(say(Code(f"/{HELP}"), " says what I can do here.")))
            return Answer(await self._home(await self._directory.caller(who, place)))

        reply = await guarded("home", look)
        assert isinstance(reply, Answer)  # noqa: S101 - both ends of `look`, and an apology, answer
        return reply.message

    async def arrived(self, arrival: Arrived) -> None:
        """The bot was added to a space, or sees it again; repeatable."""
        await self._directory.arrived(arrival)

    async def departed(self, space: SpaceAddress) -> None:
        """The bot was removed from a space."""
        await self._directory.departed(space)

    async def room_changed(self, told: RoomTold) -> None:
        """A room has another name, nothing can be posted in it any more, or it can be again; repeatable."""
        await self._directory.room_changed(told)

    async def spaces(self, platform: str) -> tuple[SpaceAddress, ...]:
        """The spaces of a platform that the bot is in as far as it has heard."""
        return await self._directory.spaces(platform)

    async def listens(self, place: PlaceAddress) -> bool:
        """Whether what happens in a thread now is to be told to `hear`.

        Of a room, only what is newly posted with a web address in it (`has_address`) is ever wanted, there
        and in threads of which nothing else is.
        """
        return self._listener is not None and await self._listener.listens(place)

    async def hear(self, heard: Heard) -> None:
        """Take in what was posted, edited, deleted or reacted to in a thread, or posted in a room.

        What is not listened to is left alone. It is kept when this returns, so only then is it acknowledged;
        told again, it changes nothing. A failure of the database is raised.
        """
        if self._listener is None:
            return
        by = None
        if isinstance(heard, Posted | Reacted):
            place = heard.ref.place
            linked = isinstance(heard, Posted) and place.thread is not None and has_address(heard.text)
            if not (await self.listens(place) or (linked and await self.listens(place.room))):
                return
            by = await self._directory.caller(heard.who, heard.ref.place)
        await self._listener.hear(heard, by)

    async def listening(self, platform: str) -> tuple[Listening, ...]:
        """The threads of a platform that are listened to: their history tells what was missed meanwhile."""
        return () if self._listener is None else tuple(await self._listener.listening(platform))

    async def retell(self, retold: Retold) -> None:
        """Take in a thread's history: what was missed is added, what was changed or deleted follows."""
        if self._listener is not None:
            known: dict[PersonAddress, Caller] = {}
            for each in retold.posts:
                if each.who.account not in known:
                    known[each.who.account] = await self._directory.caller(each.who, retold.thread)
            await self._listener.retell(retold, [known[each.who.account] for each in retold.posts])

    async def miss(self, missed: Missed) -> None:
        """A thread was not heard for a while and its history cannot be read."""
        if self._listener is not None:
            await self._listener.miss(missed)

    async def settle(self) -> None:
        """Return once everything that is due now has been delivered."""
        await self._settle()

    def now(self) -> datetime:
        """What time it is for people, aware, in UTC."""
        return self._clock.now()

    async def zone_of(self, who: Who, place: PlaceAddress) -> str:
        """The zone somebody reads times in: their own, else the platform's hint, else the community's."""
        return (await self._directory.caller(who, place)).zone

    async def next_due(self) -> datetime | None:
        """When the next delivery is due; None when nothing is planned."""
        return None if self._next_due is None else await self._next_due()

    @property
    def can_advance(self) -> bool:
        """Whether the clock can be moved on (only in the demo)."""
        return self._advance is not None

    async def advance(self, seconds: float) -> datetime:
        """Move the clock on; returns the new time once all that fell due has been delivered, in due order."""
        if self._advance is None:
            raise Refusal("The clock can only be moved in the demo.", example="make demo")
        return await self._advance(seconds)

    async def health(self) -> Mapping[str, Any]:
        """What `/healthz` tells."""
        return await self._health()
