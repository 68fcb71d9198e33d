"""Who was there, as the hosts read it."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    File,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Code, Text, Words, say
from communitybot.events.cards import actions
from communitybot.events.cards.words import counted, name_of, when_of
from communitybot.events.model import Attendance, Occurrence

NAMED = 15  # people named in a message; all of them are in the file


def attendance_card(
    occurrence: Occurrence, rows: Sequence[Attendance], *, file: File | None = None
) -> Message:
    """List who was there; corrections say who made them, when and why."""
    present = sum(row.present for row in rows)
    heading = Heading("Attendance")
    which = paragraph(name_of(occurrence), ", ", when_of(occurrence))
    correcting = small(
        "To correct it: ", Code("/event attendance NAME OF EVENT, person: NAME, present: yes, reason: WHY")
    )
    if not rows:
        here = Controls((actions.here(occurrence.key, Look.EXPECTED),))
        none = "Nobody has said they are here yet. People press the button below, or on the last reminders."
        return message(heading, which, none, here, correcting)
    blocks: list[Block] = [
        heading,
        which,
        paragraph(f"{people(present)} there{_of_those(len(rows) - present)}."),
        Bullets(tuple(_line(row) for row in rows[:NAMED])),
    ]
    if len(rows) > NAMED:
        blocks.append(paragraph(f"And {len(rows) - NAMED} more, all in the file."))
    as_file = Button("As a file (CSV)", Action("event.sheet", (occurrence.key,)))
    row = (actions.here(occurrence.key),) if file is not None else (actions.here(occurrence.key), as_file)
    return message(*blocks, Controls(row), correcting, files=(file,) if file is not None else ())


def here_card(occurrence: Occurrence) -> Message:
    """Confirm to one person that their presence is noted."""
    return message(
        paragraph("Good to have you here. You are noted as there at ", name_of(occurrence), "."),
        small("The hosts of this event see it. If it was a slip, ask a host to correct it."),
    )


def corrected_card(occurrence: Occurrence, row: Attendance) -> Message:
    """Confirm a correction with its reason."""
    state = "was there" if row.present else "was not there"
    return message(
        paragraph(one_line(row.name, 80) or "That person", f" {state}: noted for ", name_of(occurrence), "."),
        small("Your reason is kept with it: ", one_line(row.reason, 300) or "none"),
    )


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _of_those(absent: int) -> str:
    return f", {counted(absent, 'correction')} to absent" if absent else ""


def _line(row: Attendance) -> Text:
    words: list[Words] = [one_line(row.name, 60) or "Somebody", ": ", "there" if row.present else "not there"]
    if row.corrected_by is not None:
        reason = one_line(row.reason, 60)
        words.append(f" (corrected{': ' + reason if reason else ''})")
    return say(*words)
