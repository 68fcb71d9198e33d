"""A tiny bot behind the door: enough words, buttons and forms to drive a page and its interface."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from adapters.playground.cast import room_address
from communitybot.commands.spec import CommandSpec, Parameter, ReplyKind
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Field,
    Fields,
    File,
    Heading,
    Message,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet
from communitybot.conversation.text import At, Code, Emphasis, Link, Strong, say
from communitybot.ports import Platform

START = datetime(2014, 10, 13, 13, 0, tzinfo=UTC)
CHAT = datetime(2014, 10, 14, 23, 0, tzinfo=UTC)
LEVELS = (Choice("all levels", "All levels"), Choice("elementary", "Elementary"), Choice("middle", "Middle"))
COMMANDS = (
    CommandSpec(name="events", description="What is coming up, with your answers marked", reads=True),
    CommandSpec(
        name="event create",
        description="Plan an event; you see a preview before anybody else does",
        parameters=(
            Parameter(
                name="title",
                kind=FieldKind.TEXT,
                label="Title",
                description="What it is called",
                required=True,
            ),
            Parameter(
                name="when",
                kind=FieldKind.MOMENT,
                label="When",
                description="Such as friday 5pm",
                required=True,
                suggests=True,
            ),
            Parameter(
                name="level",
                kind=FieldKind.ONE_OF,
                label="Level",
                description="Whom it is for",
                choices=LEVELS,
            ),
            Parameter(
                name="description",
                kind=FieldKind.LONG_TEXT,
                label="Description",
                description="What people can expect",
            ),
        ),
        examples=("/event create Reading circle, when: friday 5pm",),
    ),
    CommandSpec(
        name="event show",
        description="Everything about one event",
        parameters=(
            Parameter(
                name="event",
                kind=FieldKind.TEXT,
                label="Event",
                description="Which event",
                required=True,
                suggests=True,
            ),
        ),
    ),
    CommandSpec(name="event calendar", description="A calendar file, and an address to subscribe to"),
    CommandSpec(name="wave", description="Wave to everybody in the room", private=False),
    CommandSpec(name="communitybot", description="What I can do here, with examples", reply=ReplyKind.ANSWER),
)


def card(title: str, going: int = 0, *, mine: bool = False) -> Message:
    return message(
        Heading(title),
        paragraph(At(CHAT, "America/New_York", CHAT + timedelta(hours=1))),
        paragraph("Hosted by ", Strong("Secretary Duncan"), " and ", Strong("Dana Whitfield")),
        paragraph(
            "An hour of questions and answers about being a connected educator, and about the new "
            "Future Ready pledge. Bring a friend or colleague. ",
            Link("Read the invitation", "https://example.org/invitation"),
        ),
        Fields(
            (
                Field("Kind", say("Chat")),
                Field("Level", say("All levels")),
                Field("Hashtag", say("#ce14")),
                Field("Going", say(f"{going} going · 2 maybe")),
            )
        ),
        Controls(
            (
                Button(
                    "Going ✓" if mine else "I'm going", Action("event.rsvp", ("e1", "going")), Look.EXPECTED
                ),
                Button("Maybe", Action("event.rsvp", ("e1", "maybe"))),
                Button("Can't", Action("event.rsvp", ("e1", "cant"))),
                Button("More", Action("event.more", ("e1",))),
                LinkButton("Join", "https://example.org/join"),
            )
        ),
        small("Posted by Dana Whitfield. #ce14"),
    )


@dataclass
class LittleBot:
    """Answers like a bot would; `platform` is where it delivers, set once the adapter has started."""

    commands: tuple[CommandSpec, ...] = COMMANDS
    can_advance: bool = True
    offset: timedelta = field(default_factory=lambda: START - datetime.now(UTC))
    still: bool = True
    platform: Platform | None = None
    calls: list[object] = field(default_factory=list)
    waiting: list[tuple[Message, str]] = field(default_factory=list)
    heard: list[object] = field(default_factory=list)
    retold: list[object] = field(default_factory=list)
    listens: tuple[object, ...] = ()
    deaf: bool = False
    going: int = 11
    clock: datetime = START

    def now(self) -> datetime:
        return self.clock if self.still else datetime.now(UTC) + self.offset

    async def zone_of(self, who, _place):
        return who.zone

    async def invoke(self, call):
        self.calls.append(call)
        words = f"{call.command} {call.typed or ''}".strip()
        if words.startswith("events"):
            return Answer(listing())
        if words == "wave":
            return Answer(message(f"{call.who.name} waves to everybody."))
        if words.startswith("event create"):
            typed = words.removeprefix("event create").strip()
            if "when:" not in typed:
                return Ask(create_form(typed))
            return Answer(preview(typed.split(",")[0]))
        if words.startswith("event calendar"):
            file = File("reading circle.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
            return Answer(message("Here is your calendar.", files=(file,)))
        if words.startswith("communitybot"):
            return Answer(message(Heading("What I can do here"), Bullets((say(Code("/events"), " lists"),))))
        return Answer(message(f"I know no command called {words[:60] or '(nothing)'}."))

    async def press(self, pressed):
        self.calls.append(pressed)
        match pressed.action.verb:
            case "event.rsvp":
                self.going += pressed.action.arguments[1] == "going"
                return Amend(card("A chat with Secretary Duncan", self.going, mine=True))
            case "event.edit":
                return Ask(create_form("Reading circle"))
            case "event.post":
                self.waiting.append((card("Reading circle"), f"card:{len(self.calls)}"))
                return Amend(message("Posted. It is in the events room now."))
            case "event.quiet":
                return Quiet()
            case _:
                chosen = f" ({pressed.value})" if pressed.value else ""
                return Answer(message(f"You pressed {pressed.action.verb}{chosen}."))

    async def submit(self, submitted):
        self.calls.append(submitted)
        if "25:00" in str(submitted.values.get("when", "")):
            return Correct({"when": "I read fri 25:00 as a time, but no day has an hour 25. Try friday 5pm."})
        return Answer(preview(str(submitted.values.get("title") or "Untitled")))

    async def suggest(self, asked):
        found = [
            Choice("e1", "A chat with Secretary Duncan, Tue 14 Oct"),
            Choice("e2", "Reading circle, Fri 17 Oct"),
        ]
        return [each for each in found if asked.text.lower() in each.label.lower()]

    async def arrived(self, arrived):
        self.calls.append(arrived)

    async def hear(self, heard):
        if self.deaf:
            raise RuntimeError("the database is away")
        self.heard.append(heard)

    async def listening(self, _platform):
        return self.listens

    async def retell(self, retold):
        self.retold.append(retold)

    async def settle(self):
        await asyncio.sleep(0)
        for words, key in self.waiting:
            await self.platform.post(room_address("events"), words, key)
        self.waiting.clear()

    async def advance(self, seconds):
        self.clock += timedelta(seconds=seconds)
        self.offset += timedelta(seconds=seconds)
        reminder = message(
            Heading("A chat with Secretary Duncan is tomorrow"),
            paragraph(At(CHAT, "America/New_York")),
        )
        await self.platform.post(room_address("events"), reminder, f"reminder:{self.now()}")
        return self.now()

    async def next_due(self):
        return self.now() + timedelta(hours=10, minutes=30)

    async def health(self):
        return {"ok": True, "database": "ok"}


def listing() -> Message:
    items = (
        say(Strong("A chat with Secretary Duncan"), ", ", At(CHAT, "America/New_York"), Emphasis(" - going")),
        say(Strong("Reading circle"), ", ", At(CHAT + timedelta(days=3), "America/Chicago")),
    )
    choose = Select("Narrow the list", Action("event.page", ("all", "0")), LEVELS)
    more = Button("Show more", Action("event.page", ("all", "10")))
    return message(
        Heading("Coming up"),
        Bullets(items),
        Controls((choose,)),
        Controls((more,)),
        small("1-2 of 14 events"),
    )


def preview(title: str) -> Message:
    return message(
        Heading(title.strip() or "Untitled"),
        paragraph(At(CHAT + timedelta(days=3), "America/New_York")),
        Quote(say("Bring one page you keep coming back to.")),
        Controls(
            (
                Button("Post it", Action("event.post", ("e9",)), Look.EXPECTED),
                Button("Edit", Action("event.edit", ("e9",))),
                Button("Discard", Action("event.discard", ("e9",)), Look.GRAVE),
            )
        ),
        small("Nobody else has seen this yet."),
    )


def create_form(title: str) -> Form:
    return Form(
        title="Plan an event",
        action=Action("command.form", ("event+create",)),
        intro="You will see a preview before anybody else does.",
        submit="Show a preview",
        fields=(
            FormField(name="title", label="Title", required=True, value=title or None),
            FormField(
                name="when",
                label="When",
                kind=FieldKind.MOMENT,
                required=True,
                hint="Such as friday 5pm",
                suggests=True,
            ),
            FormField(name="level", label="Level", kind=FieldKind.ONE_OF, choices=LEVELS),
            FormField(name="description", label="Description", kind=FieldKind.LONG_TEXT),
            FormField(name="online", label="It is online", kind=FieldKind.YES_NO),
            FormField(name="flyer", label="Flyer", kind=FieldKind.FILE),
        ),
    )
