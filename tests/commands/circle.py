"""A small feature, with every kind of parameter, to drive declarations, the binder and the bot."""
# ruff: noqa: ARG002 - the signatures are what is read

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from communitybot.commands.bind import Outcome, bind
from communitybot.commands.collect import collect
from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.commands.spec import ReplyKind
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Chosen
from communitybot.conversation.message import File, message
from communitybot.conversation.replies import Amend, Answer, Quiet, Reply
from communitybot.errors import Misread, NotAllowed, NotFound
from communitybot.moments import Reading

NOW = datetime(2014, 10, 13, 13, 0, tzinfo=UTC)  # a Monday, 9:00 in New York
SPACE = SpaceAddress("test", "school")
ROOM = PlaceAddress("test", "school", "general")
ANA = PersonAddress("test", "school", "ana")
BEN = PersonAddress("test", "school", "ben")


class Level(StrEnum):
    ALL = "all levels"
    MIDDLE = "middle"
    HIGH_SCHOOL = "high school"
    HIGHER_EDUCATION = "higher education"


class Circles:
    """Reading circles: makes them in a list, so that a test can see what was really done."""

    def __init__(self) -> None:
        self.made: list[dict[str, Any]] = []
        self.pressed: list[Press] = []

    @command(
        "circles", "Show the reading circles there are", examples=("/circles", "/circles middle"), reads=True
    )
    async def show(
        self, caller: Caller, *, level: Annotated[Level | None, Param("Only those for one level")] = None
    ) -> Reply:
        return Answer(message(f"{len(self.made)} circles for {level or 'everybody'}."))

    @command(
        "circle create",
        "Start a reading circle",
        examples=("/circle create Reading circle, when: friday 5pm",),
        title="Start a circle",
    )
    async def create(
        self,
        caller: Caller,
        *,
        title: Annotated[str, Param("What it is called", most=100, example="Reading circle")],
        when: Annotated[Reading, Param("When it starts", example="friday 5pm")],
        length: Annotated[timedelta | None, Param("How long it takes", example="90 minutes")] = None,
        level: Annotated[Level, Param("Whom it is for")] = Level.ALL,
        capacity: Annotated[int | None, Param("How many can come", least=1, most=1_000)] = None,
        host: Annotated[PersonAddress | None, Param("Who hosts it")] = None,
        place: Annotated[PlaceAddress | None, Param("The room it takes place in")] = None,
        listed: Annotated[bool, Param("Whether everybody sees it")] = True,
        language: Annotated[
            str | None, Param("What is spoken", choices=(Choice("en", "English"), Choice("es", "Spanish")))
        ] = None,
        notes: Annotated[str | None, Param("Anything else", kind=FieldKind.LONG_TEXT)] = None,
        picture: Annotated[File | None, Param("A picture of the book")] = None,
    ) -> Reply:
        given = {key: value for key, value in locals().items() if key not in {"self", "caller"}}
        if title == "forbidden":
            raise NotAllowed("Only hosts may start a circle here.")
        if title == "taken":
            raise Misread("There is a circle of that name.", example="Reading circle 2", field="title")
        if title == "broken":
            raise RuntimeError(f"could not store {title}")
        self.made.append(given)
        return Answer(message(f"{title} is planned."))

    @command("circle end", "End a reading circle", examples=("/circle end Reading circle",), for_hosts=True)
    async def end(
        self,
        caller: Caller,
        *,
        circle: Annotated[str, Param("Which one", suggests=True, example="Reading circle")],
    ) -> Reply:
        raise NotFound(f"There is no circle called *{circle}*.", example="/circles")

    @command("circle quiet", "Say nothing", examples=("/circle quiet",), reply=ReplyKind.QUIET)
    async def quiet(self, caller: Caller) -> Reply:
        self.made.append({})
        return Quiet()

    @command("circle odd", "Answer in the wrong way", examples=("/circle odd",), reply=ReplyKind.QUIET)
    async def odd(self, caller: Caller) -> Reply:
        return Answer(message("I was to be quiet."))

    @command("quote", "Keep a message", examples=())
    async def keep(self, caller: Caller, *, quoted: Annotated[Chosen, Param("Which message")]) -> Reply:
        self.made.append({"message": quoted})
        return Answer(message("Kept."))

    @suggests("circle")
    async def named(self, caller: Caller, text: str) -> Sequence[Choice]:
        if text == "break":
            raise RuntimeError("no list today")
        names = [made["title"] for made in self.made] + [f"Circle {number}" for number in range(40)]
        return [Choice(name, name) for name in names if text.casefold() in name.casefold()]

    @pressed("circle.join")
    async def join(self, caller: Caller, press: Press) -> Reply:
        press.argument(0)
        self.pressed.append(press)
        return Amend(message("You are in."))

    @pressed("circle.page", reads=True)
    async def page(self, caller: Caller, press: Press) -> Reply:
        self.pressed.append(press)
        return Amend(message(f"Page {press.argument(0)}."))


class Known:
    """Finds two people and one room by name."""

    async def person(self, caller: Caller, text: str) -> PersonAddress:
        found = {"ana": ANA, "ben": BEN}.get(text.casefold().removeprefix("@"))
        if found is None:
            raise NotFound("Nobody here goes by that name.", example="@ana")
        return found

    async def place(self, caller: Caller, text: str) -> PlaceAddress:
        if text.removeprefix("#") != "general":
            raise NotFound("I can see no room of that name.", example="#general")
        return ROOM


def teacher(zone: str = "America/New_York", **changes: Any) -> Caller:
    given = {"person": "p1", "name": "Ana", "community": "c1", "account": ANA, "space": SPACE, "place": ROOM}
    return Caller(**(given | {"zone": zone} | changes))


COLLECTED = collect(Circles())


async def bound(name: str, values: dict[str, Any], caller: Caller | None = None) -> Outcome:
    """Bind values to a command of the small feature."""
    found = COLLECTED.command(name)
    assert found is not None
    return await bind(found, values, caller=caller or teacher(), now=NOW, resolve=Known())
