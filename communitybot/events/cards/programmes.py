"""Programmes as they are listed, page by page, and confirmed to whoever makes, changes or removes one."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Bullets, Controls, Heading, Message, message, paragraph
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, Words, say
from communitybot.events.cards.words import counted
from communitybot.events.model import Programme
from communitybot.moments import wall

PROGRAMMES = 5  # on a page
CHANGE, REMOVE, TURN = "programme.change", "programme.remove", "programme.page"


def programmes_card(
    programmes: Sequence[tuple[Programme, int]], zone: str, *, offset: int = 0, total: int | None = None
) -> Message:
    """Draw one page of programmes with how many events each has still to come.

    `offset` says how many come before, `total` how many there are in all.
    """
    total = len(programmes) if total is None else total
    shown = programmes[:PROGRAMMES]
    if not shown:
        return message(
            "There is no programme yet. One groups events under a name, as Connected Educator Month did.",
            say(Code("/programme create Reading month, starts: 1 march, ends: 31 march"), " starts one."),
        )
    span = f", {offset + 1} to {offset + len(shown)}" if len(shown) < total else ""
    options = tuple(
        Choice(each.id, one_line(each.name, limits.OPTION_LABEL) or "Untitled programme") for each, _ in shown
    )
    blocks: list[Block] = [
        Heading("Programmes"),
        paragraph(f"{counted(total, 'programme')}{span}."),
        Bullets(tuple(programme_line(each, count, zone) for each, count in shown)),
        Controls((Select("See the events of a programme", Action("event.programme"), options),)),
    ]
    turns = [Button("Earlier", Action(TURN, (str(max(0, offset - PROGRAMMES)),)))] if offset else []
    if offset + len(shown) < total:
        turns.append(Button("Later", Action(TURN, (str(offset + PROGRAMMES),))))
    return message(*blocks, *([Controls(tuple(turns))] if turns else []))


def programme_made_card(programme: Programme, zone: str, *, state: str = "is there") -> Message:
    """Confirm a programme that is new, was there already or has changed, and say how events join it."""
    name = one_line(programme.name, 80)
    buttons = (
        Button("Change it", Action(CHANGE, (programme.id,))),
        Button("Remove it", Action(REMOVE, (programme.id,))),
    )
    return message(
        paragraph("The programme ", *programme_line(programme, 0, zone).spans, f" {state}."),
        paragraph("Events join it with ", Code(f"programme: {name}"), " in ", Code("/event create"), "."),
        Controls(buttons),
    )


def programme_removed_card(programme: Programme) -> Message:
    """Confirm that a programme is gone."""
    name = Strong(one_line(programme.name, 80) or "Untitled programme")
    return message(paragraph("The programme ", name, " is removed. It had no events."))


def programme_line(programme: Programme, count: int, zone: str) -> Text:
    """A programme in a line: its name, first and last day, theme, and how many events are coming."""
    first, last = (
        At(wall.at(moment, zone), zone, style=AtStyle.DATE) for moment in (programme.starts, programme.ends)
    )
    theme = one_line(programme.theme, 60)
    words: list[Words] = [Strong(one_line(programme.name, 60) or "Untitled programme"), ", ", first, " to "]
    words += [last, f", {theme}" if theme else ""]
    if count:
        words.append(f", {counted(count, 'event')} coming")
    return say(*words)
