"""What the planner sees before anything public happens: a new event, a change, a cancellation."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.commands.words import marked
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Place, Strong, Text, Words, say
from communitybot.events.cards.event import fields, fitted, when_and_who
from communitybot.events.cards.words import title_of, when_of
from communitybot.events.model import Occurrence

PREVIEW_BODY = 500
CLASHES = 2  # named before "and 2 more"
NOTES = 3


def preview_card(
    occurrence: Occurrence,
    *,
    rooms: Sequence[Place],
    notes: Sequence[str] = (),
    next_dates: Sequence[datetime] = (),
    clashes: Sequence[Occurrence] = (),
    said: str | None = None,
) -> Message:
    """Show a draft to its planner alone: how the time was understood, what repeats, what it clashes with.

    `rooms` is where its card will go; with none it goes where the button is pressed. `said` stands first.
    Beside texts of extreme length, what does not fit gives way: dates and clashes before details.
    """
    event = occurrence.event
    head: tuple[Block, ...] = (
        Heading(title_of(occurrence.details, limits.HEADING)),
        paragraph(one_line(said, 200) if said else "This is how it will look. Nobody else has seen it yet."),
        *when_and_who(occurrence),
    )
    controls = Controls(
        (
            Button("Post it", Action("event.post", (occurrence.key,)), Look.EXPECTED),
            Button("Change it", Action("event.change", (event.id,))),
            Button("Discard", Action("event.discard", (event.id,))),
        )
    )
    tail = (fields(occurrence.details, None), controls, small(_destination(rooms)))
    for block in (note_list(notes), _date_words(next_dates, event.zone), clash_words(clashes)):
        if block is not None and message(*head, *tail).weight + message(block).weight < limits.MESSAGE_TEXT:
            head += (block,)
    return fitted(head, occurrence.details, PREVIEW_BODY, tail)


def note_list(notes: Sequence[str]) -> Block | None:
    return Bullets(tuple(marked(note, 200) for note in notes[:NOTES])) if notes else None


def _date_words(dates: Sequence[datetime], zone: str) -> Block | None:
    if not dates:
        return None
    words: list[Words] = [Strong("Next dates"), ": "]
    for index, moment in enumerate(dates):
        words += [" · " if index else "", At(moment, zone, style=AtStyle.DATE)]
    return paragraph(*words)


def clash_words(clashes: Sequence[Occurrence]) -> Block | None:
    if not clashes:
        return None
    words: list[Words] = [Strong("At the same time"), ": "]
    for index, clash in enumerate(clashes[:CLASHES]):
        words += ["; " if index else "", title_of(clash.details, 60), ", ", when_of(clash)]
    if len(clashes) > CLASHES:
        words.append(f"; and {len(clashes) - CLASHES} more")
    return paragraph(*words, ". You can post it all the same.")


def _destination(rooms: Sequence[Place]) -> Text:
    if not rooms:
        return say(
            "No events room is set, so its card will be posted here, where you press the button. "
            "Room reminders need one: ",
            Code("/community settings room: events"),
            ".",
        )
    return say("Its card will be posted in ", *places(rooms), ".")


def places(rooms: Sequence[Place]) -> tuple[Words, ...]:
    """Rooms joined as people join names, each a pointer."""
    words: list[Words] = []
    for index, room in enumerate(rooms[:4]):
        words += [", " if index else "", Place(room.address, one_line(room.name, 40) or "a room")]
    if len(rooms) > 4:
        words.append(f" and {len(rooms) - 4} more")
    return tuple(words)
