"""What the planner sees before anything public happens: a new event, a change, a cancellation."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.commands.words import marked
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Place, Strong, Text, Words, say
from communitybot.events.cards.event import fields, fitted, when_and_who
from communitybot.events.cards.words import (
    counted,
    hashtag_of,
    hosts_of,
    joined,
    name_of,
    one_line,
    title_of,
    when_of,
    where_of,
)
from communitybot.events.model import Details, Occurrence, Scope

PREVIEW_BODY = 500
CLASHES = 2  # named before "and 2 more"
NOTES = 3
VALUE = 100  # weight of one side of "before -> after"
SCOPE_LABELS = {Scope.THIS: "Only this one", Scope.FOLLOWING: "This and following", Scope.ALL: "All of them"}


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
    for block in (_note_list(notes), _date_words(next_dates, event.zone), _clash_words(clashes)):
        if block is not None and message(*head, *tail).weight + message(block).weight < limits.MESSAGE_TEXT:
            head += (block,)
    return fitted(head, occurrence.details, PREVIEW_BODY, tail)


def change_card(
    before: Occurrence,
    after: Occurrence,
    *,
    confirm: Sequence[tuple[str, Action]],
    told: int,
    leave: Action,
    notes: Sequence[str] = (),
    clashes: Sequence[Occurrence] = (),
) -> Message:
    """Show what would change, before -> after, and ask; `confirm` holds one button a choice."""
    changed = differences(before, after)
    blocks: list[Block] = [
        paragraph("Change ", name_of(before), "? Nothing has changed yet."),
        Fields(tuple(Field(name, say(old, " → ", new)) for name, old, new in changed)),
    ]
    blocks += [block for block in (_note_list(notes[:2]), _clash_words(clashes)) if block is not None]
    moved = (before.start, before.end) != (after.start, after.end)
    kept = (
        "Answers are kept and reminders follow the new time." if moved else "Answers and reminders are kept."
    )
    blocks.append(paragraph(_told_words(told, "of it"), " ", kept))
    first, *others = confirm
    buttons = (
        Button(first[0], first[1], Look.EXPECTED),
        *(Button(label, action) for label, action in others),
        Button("Leave it as it is", leave),
    )
    return message(*blocks, Controls(buttons))


def cancel_question(
    occurrence: Occurrence, *, confirm: Sequence[tuple[str, Action]], told: int, reason: str, leave: Action
) -> Message:
    """Ask before a cancellation, with the name, the reason and who will be told."""
    why = one_line(reason, 600)
    blocks: list[Block] = [paragraph("Cancel ", name_of(occurrence), " on ", when_of(occurrence), "?")]
    if why:
        blocks.append(paragraph(Strong("Reason"), ": ", why))
    blocks.append(
        paragraph(
            _told_words(told, "once"),
            " Nothing is deleted: its card says that it is cancelled. Its reminders are gone.",
        )
    )
    if not why:
        blocks.append(small("A reason helps people: add ", "reason: …", " to the command."))
    buttons = (
        *(Button(label, action, Look.GRAVE) for label, action in confirm),
        Button("Keep it", leave),
    )
    return message(*blocks, Controls(buttons))


def differences(before: Occurrence, after: Occurrence) -> tuple[tuple[str, Text, Text], ...]:
    """What differs, as (name, before, after), in the order of the card."""
    old, new = before.details, after.details
    pairs: list[tuple[str, Text, Text]] = []
    if (before.start, before.end, before.event.zone) != (after.start, after.end, after.event.zone):
        pairs.append(("When", when_of(before), when_of(after)))
    for name, words in _TOLD:
        was, now = words(old), words(new)
        if was != now:
            pairs.append((name, was, now))
    if old.description != new.description:
        pairs.append(("Description", _short(old.description), _short(new.description)))
    return tuple(pairs)


def _short(text: str) -> Text:
    return say(one_line(text, VALUE) or "nothing")


def _where(details: Details) -> Text:
    place, link = one_line(details.place, VALUE), one_line(details.link, VALUE)
    return say(joined((place, link)) or "nothing") if where_of(details) is not None else say("nothing")


_TOLD = (
    ("Title", lambda details: _short(details.title)),
    ("Where", _where),
    ("Kind", lambda details: _short(details.kind.value)),
    ("For", lambda details: _short(details.level.value)),
    ("Hosts", lambda details: _short(hosts_of(details))),
    ("Topics", lambda details: _short(joined(details.topics))),
    ("Hashtag", lambda details: _short(hashtag_of(details))),
    ("Places", lambda details: _short("no limit" if details.capacity is None else str(details.capacity))),
)


def _note_list(notes: Sequence[str]) -> Block | None:
    return Bullets(tuple(marked(note, 200) for note in notes[:NOTES])) if notes else None


def _date_words(dates: Sequence[datetime], zone: str) -> Block | None:
    if not dates:
        return None
    words: list[Words] = [Strong("Next dates"), ": "]
    for index, moment in enumerate(dates):
        words += [" · " if index else "", At(moment, zone, style=AtStyle.DATE)]
    return paragraph(*words)


def _clash_words(clashes: Sequence[Occurrence]) -> Block | None:
    if not clashes:
        return None
    words: list[Words] = [Strong("At the same time"), ": "]
    for index, clash in enumerate(clashes[:CLASHES]):
        words += ["; " if index else "", title_of(clash.details, 60), ", ", when_of(clash)]
    if len(clashes) > CLASHES:
        words.append(f"; and {len(clashes) - CLASHES} more")
    return paragraph(*words, ". You can post it all the same.")


def _told_words(told: int, how: str) -> str:
    if not told:
        return "Nobody has answered yet, so nobody is told."
    return f"{counted(told, 'person')} who answered will be told {how}.".replace("persons", "people")


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
