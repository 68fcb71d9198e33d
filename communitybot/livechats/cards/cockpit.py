"""The cockpit: what only the hosts of a live chat see, and everything they can press."""

from collections.abc import Sequence
from datetime import datetime

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
from communitybot.conversation.text import At, Strong, Text, Words, say
from communitybot.conversation.times import clock_words, date_words, spell_zone, zone_info
from communitybot.livechats.cards import actions
from communitybot.livechats.cards.removing import removals, remove_button
from communitybot.livechats.cards.words import (
    DAY,
    NAME,
    counted,
    heading_of,
    joined,
    length_words,
    people,
    place_of,
    state_words,
)
from communitybot.livechats.model.chat import Archiving, Chat, Phase, Stage
from communitybot.livechats.model.log import Presence
from communitybot.livechats.views import Cockpit
from communitybot.threads.log import Line

SHOWN = 8  # questions of the run of show around the open one
QUESTION = 60
NEXT = 300
ALONE = 3
WORDS = 80
NAMES = 8


def cockpit_card(cockpit: Cockpit, now: datetime, *, said: str | None = None) -> Message:
    """Draw the cockpit as the chat is now; `said` is what a press has just done."""
    chat = cockpit.chat
    blocks: list[Block] = [Heading(f"Cockpit of {heading_of(chat, limits.HEADING - 12)}")]
    if said:
        blocks.append(paragraph(Strong(said)))
    blocks.append(paragraph(*_state(cockpit)))
    if cockpit.following is not None and chat.stage in {Stage.COMING, Stage.LIVE}:
        number, text = cockpit.following
        blocks.append(paragraph("Next: ", Strong(f"Q{number}"), f" {one_line(text, NEXT)}"))
    blocks += [*_order(cockpit), *_there(cockpit.present), *_alone(cockpit.alone, now), *_rooms(cockpit)]
    blocks += removals(chat, cockpit.removals[-1:])
    return message(*blocks, *_controls(cockpit), small(f"As of {_time(now, chat)}. Only you see this."))


def _state(cockpit: Cockpit) -> tuple[Words, ...]:
    chat, run = cockpit.chat, cockpit.chat.run
    left = f", {length_words(cockpit.left)} left" if cockpit.left is not None else ""
    match chat.stage:
        case Stage.COMING | Stage.DRAFT:
            return (Strong("Coming"), ": ", At(chat.start, chat.zone, chat.end))
        case Stage.LIVE if run.paused:
            rest = length_words(run.left) if run.left is not None else ""
            where = f" at {place_of(chat, run.question)}" if run.question else ""
            return (Strong("Paused"), f"{where}. When you go on, {rest} are left.")
        case Stage.LIVE if run.phase is Phase.CLOSING:
            return (Strong("Closing"), f"{left}.")
        case Stage.LIVE if run.phase is Phase.INTRODUCTIONS:
            return (Strong("Introductions"), f"{left}.")
        case Stage.LIVE:
            return (Strong("Live"), f": {place_of(chat, run.question)}{left}.")
        case _:
            return (Strong(str(state_words(chat)[0]).capitalize()), ".")


def _order(cockpit: Cockpit) -> list[Block]:
    chat, order = cockpit.chat, cockpit.order
    if not order:
        return [paragraph("It has no questions yet.")]
    at = next((index for index, one in enumerate(order) if one[0] >= chat.run.question), 0)
    first = max(min(at - 2, len(order) - SHOWN), 0)
    lines: list[Text] = []
    if first:
        lines.append(say(f"{counted(first, 'question')} before"))
    for number, text, moment in order[first : first + SHOWN]:
        lines.append(_turn(chat, number, text, moment))
    if (more := len(order) - first - SHOWN) > 0:
        lines.append(say(f"and {more} more"))
    return [paragraph(Strong("Run of show")), Bullets(tuple(lines))]


def _turn(chat: Chat, number: int, text: str, moment: datetime | None) -> Text:
    """One question: "Q2, about 7:15 PM EDT: What helped?". Its words come last: they may end in any sign."""
    asked = chat.questions[number - 1].asked is not None if number <= len(chat.questions) else False
    when = f", {'asked' if asked else 'about'} {_time(moment, chat)}" if moment is not None else ""
    here = ", now" if chat.current is not None and number == chat.run.question else ""
    return say(Strong(f"Q{number}"), when, Strong(here) if here else "", f": {one_line(text, QUESTION)}")


def _time(moment: datetime, chat: Chat) -> str:
    local = moment.astimezone(zone_info(chat.zone))
    day = f"{date_words(local, with_year=False)}, " if chat.end - chat.start >= DAY else ""
    return f"{day}{clock_words(local)} {spell_zone(local)}"


def _there(present: Sequence[Presence]) -> list[Block]:
    if not present:
        return []
    quiet = sum(1 for one in present if one.lurked)
    names = joined((one_line(one.name, 40) for one in present if not one.lurked), most=NAMES)
    along = f"; {quiet} of them read along" if quiet else ""
    told = f": {names}" if names else ""
    return [paragraph(Strong("Here"), f": {people(len(present))}{along}{told}.")]


def _alone(alone: Sequence[Line], now: datetime) -> list[Block]:
    if not alone:
        return []
    lines = tuple(
        say(
            Strong(one_line(line.name, NAME) or "An educator"),
            f", {length_words(now - line.at)} ago: {one_line(line.text, WORDS) or '…'}",
        )
        for line in alone[:ALONE]
    )
    more = f" (and {len(alone) - ALONE} more)" if len(alone) > ALONE else ""
    return [paragraph(Strong("Nobody has answered"), f"{more}:"), Bullets(lines)]


def _rooms(cockpit: Cockpit) -> list[Block]:
    if not cockpit.silent or cockpit.chat.stage is not Stage.LIVE:
        return []
    number = len(cockpit.silent)
    have = "has" if number == 1 else "have"
    return [paragraph(f"{counted(number, 'room')} {have} no open thread yet; I go on trying.")]


def _controls(cockpit: Cockpit) -> list[Controls]:
    chat = cockpit.chat
    key, step = chat.id, str(chat.run.step)
    rows: list[tuple[Button, ...]] = []
    if chat.stage is Stage.COMING:
        rows.append((Button("Start now", Action("chat.start", (key,)), Look.EXPECTED),))
    if chat.stage is Stage.LIVE:
        rows.append(_driving(cockpit, key, step))
    more = [Button("Refresh", Action("chat.refresh", (key,)))]
    if chat.stage in {Stage.COMING, Stage.LIVE}:
        more.append(actions.questions(key))
    if _others(chat):
        more.append(Button("Hand over", Action("chat.handing", (key,))))
    if cockpit.unsorted:
        more.append(Button(f"Sort answers ({len(cockpit.unsorted)})", Action("chat.sorting", (key,))))
    if cockpit.wondering:
        more.append(Button(f"Audience ({len(cockpit.wondering)})", Action("chat.audience", (key,))))
    rows.append(tuple(more))
    if chat.archiving is Archiving.WISHED and chat.stage is Stage.COMING:
        rows.append((actions.archive_on(key),))
    if chat.stage is Stage.LIVE and any(not one.lurked for one in cockpit.present):
        rows.append((remove_button(key),))
    return [Controls(row) for row in rows]


def _driving(cockpit: Cockpit, key: str, step: str) -> tuple[Button, ...]:
    chat = cockpit.chat
    following = cockpit.following
    label = f"Next: Q{following[0]}" if following is not None else "Next: closing"
    if chat.run.phase is Phase.CLOSING:
        label = "Next: the end"
    onward = Button(label, Action("chat.next", (key, step)), Look.EXPECTED)
    rest = Button("Pause", Action("chat.pause", (key,)))
    if chat.run.paused:
        rest = Button("Go on", Action("chat.start", (key,)))
    row = [onward, rest, Button("+5 minutes", Action("chat.extend", (key, "5")))]
    if following is not None:
        skipped = Action("chat.skip", (key, step, str(following[0])))
        row.append(Button(f"Skip Q{following[0]}", skipped))
    return (*row, Button("End", Action("chat.end", (key,)), Look.GRAVE))


def _others(chat: Chat) -> bool:
    return any(host.person not in {None, chat.chair} for host in chat.hosts)
