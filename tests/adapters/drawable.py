"""What the drawers of every platform are asked to draw: one card, the fullest message, a few commands."""

from datetime import UTC, datetime

from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Divider,
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
from communitybot.conversation.text import At, say
from tests.conversation.strategies import fitted

CHAT = datetime(2014, 10, 14, 23, tzinfo=UTC)
UNIX = 1413327600
MESSAGE = Parameter(
    name="message", kind=FieldKind.MESSAGE, label="Message", description="Which", required=True
)


def card(heading: str, *more: Button, files: tuple[File, ...] = ()) -> Message:
    """A card with every kind of block; `more` stands between the first button and the grave one."""
    return message(
        Heading(heading),
        paragraph(At(CHAT, "America/New_York")),
        Quote(say("one\ntwo")),
        Bullets((say("tea"), say("cake\nwith cream"))),
        Fields((Field("Where", say("Library")), Field("Level", say("Middle school")))),
        Divider(),
        Controls(
            (
                Button("I'm going", Action("event.rsvp", ("1", "going")), Look.EXPECTED),
                *more,
                Button("Cancel it", Action("event.cancel", ("1",)), Look.GRAVE),
                LinkButton("Page", "https://example.org/1"),
            )
        ),
        Controls((Select("Which one?", Action("event.page", ("1",)), (Choice("a", "A"), Choice("b", "B"))),)),
        small("Made by Ana"),
        files=files,
    )


def fullest(run: str) -> Message:
    """A message as long as one may be, of one run of characters over and over."""
    full = fitted(run * 3_800, limits.PARAGRAPH - 8)
    rest = fitted(run * 3_800, limits.MESSAGE_TEXT - limits.weight(full) - 24)
    return message(paragraph(full), Quote(say(rest)) if limits.weight(rest) else Divider())


def commands(
    *, events: Parameter, create: tuple[Parameter, ...], show: tuple[Parameter, ...]
) -> list[CommandSpec]:
    """A command of its own, a group of two, and one that is also an action on a message."""
    return [
        CommandSpec(name="events", description="What is coming up", parameters=(events,)),
        CommandSpec(name="event create", description="Plan an event", parameters=create),
        CommandSpec(name="event show", description="Show an event", parameters=show),
        CommandSpec(
            name="resource save", title="Save as resource", description="Keep it", parameters=(MESSAGE,)
        ),
    ]
