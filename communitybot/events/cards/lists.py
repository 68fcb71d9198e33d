"""Lists of events: counted, paged, and honest when there is nothing in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
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
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.conversation.times import clock_words, date_words
from communitybot.events.cards.words import answer_words, counted, name_of, title_of, when_of
from communitybot.events.model import Occurrence
from communitybot.events.views import Listed, Page
from communitybot.moments import wall

PICK = "See one of them, answer, get reminders"
PER_PAGE = 8  # eight events with long titles fill a list; more would not fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """The buttons that turn the pages of a list; None where there is nothing to turn to."""

    back: Action | None = None
    on: Action | None = None
    share: Action | None = None
    everything: Action | None = None


def list_card(page: Page, *, what: str, offset: int, leaves: Leaves, personal: bool = True) -> Message:
    """Draw one page of events. `what` says which ("this week"); `personal` marks the reader's answers."""
    if not page.items:
        return _nothing(what, page, leaves)
    total = f"{page.total:,}{'+' if page.more_than_total else ''}"
    first, last = offset + 1, offset + len(page.items)
    span = "" if page.total <= len(page.items) else f", {first} to {last}"
    noun = "event" if page.total == 1 else "events"
    blocks: list[Block] = [
        Heading(limits.shorten(f"Coming up{what and ', ' + what}", limits.HEADING)),
        paragraph(f"{total} {noun}{span}."),
        Bullets(tuple(_line(listed, personal=personal) for listed in page.items)),
    ]
    if personal:
        blocks += _rows(page.items, leaves)
    return message(*blocks)


def home_card(coming: Page, mine: Page) -> Message:
    """What a person sees when they look in: what they have answered, host or planned, then what is coming."""
    blocks: list[Block] = [Heading("Yours"), *_lines(mine, "Nothing yet: answer an event and it shows here.")]
    blocks += [Heading("Coming up"), *_lines(coming, "Nothing is planned yet.")]
    listed = {each.occurrence.key: each for page in (mine, coming) for each in page.items}
    if listed:
        options = tuple(
            Choice(key, _option(number, one.occurrence))
            for number, (key, one) in enumerate(listed.items(), 1)
        )
        blocks.append(Controls((Select(PICK, Action("event.pick"), options),)))
    blocks.append(small(Code("/event create"), " plans one, ", Code("/communitybot"), " says what I can do."))
    return message(*blocks)


def _lines(page: Page, nothing: str) -> list[Block]:
    if not page.items:
        return [paragraph(nothing)]
    lines: list[Block] = [Bullets(tuple(_line(listed, personal=True) for listed in page.items))]
    if page.total > len(page.items):
        lines.append(small(f"And {page.total - len(page.items):,} more: ", Code("/events"), " lists them."))
    return lines


def choice_of(listed: Listed, when: str) -> Choice:
    """One event as a choice: its title, shortened so that the time in words still fits."""
    room = limits.OPTION_LABEL - limits.weight(when) - 3
    return Choice(listed.occurrence.key, f"{title_of(listed.occurrence.details, max(room, 12))}, {when}")


def _line(listed: Listed, *, personal: bool) -> Text:
    occurrence, tally = listed.occurrence, listed.tally
    words: list[Words] = [name_of(occurrence), ", ", when_of(occurrence)]
    if tally.going:
        words.append(f", {tally.going} going")
    if personal and listed.mine is not None:
        words += ["; ", Strong(answer_words(listed.mine, listed.waiting_position))]
    return say(*words)


def _rows(items: Sequence[Listed], leaves: Leaves) -> list[Block]:
    options = tuple(
        Choice(listed.occurrence.key, _option(index, listed.occurrence))
        for index, listed in enumerate(items, 1)
    )
    rows: list[Block] = [Controls((Select(PICK, Action("event.pick"), options),))]
    turns = (("Earlier", leaves.back), ("Later", leaves.on), ("Show it in this room", leaves.share))
    buttons = tuple(Button(label, action) for label, action in turns if action is not None)
    return [*rows, Controls(buttons)] if buttons else rows


def _option(index: int, one: Occurrence) -> str:
    """Which date of which event: "2. Lab two, Tue 21 Oct, 4:00 PM"."""
    local = one.start.astimezone(wall.zone_info(one.event.zone))
    when = f"{date_words(local, with_year=False)}, {clock_words(local)}"
    room = limits.OPTION_LABEL - limits.weight(when) - 8
    return f"{index}. {title_of(one.details, room)}, {when}"


def _nothing(what: str, page: Page, leaves: Leaves) -> Message:
    if page.total:
        return message(f"This page is empty; the list has {counted(page.total, 'event')}.", *_buttons(leaves))
    if leaves.everything is None:
        return message(
            say(
                f"Nothing is planned{what and ' ' + what} yet. ",
                Code("/event create"),
                " starts one, for example:",
            ),
            say(Code("/event create Reading circle, when: friday 5pm")),
        )
    return message(
        say(
            f"Nothing planned {what}. ",
            Code("/event create"),
            " starts one, or see everything that is coming.",
        ),
        *_buttons(leaves),
    )


def _buttons(leaves: Leaves) -> tuple[Block, ...]:
    turns = (("Earlier", leaves.back), ("Everything coming up", leaves.everything))
    buttons = tuple(Button(label, action) for label, action in turns if action is not None)
    return (Controls(buttons),) if buttons else (small("Nothing to turn to."),)
