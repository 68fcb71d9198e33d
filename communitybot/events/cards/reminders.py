"""What is told on its own: reminders, moved and cancelled events, a place that became free."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from communitybot.conversation.controls import Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Field,
    Fields,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Strong, Struck, Words, say
from communitybot.events.cards import actions
from communitybot.events.cards.words import (
    Span,
    before_words,
    hashtag_of,
    hosts_of,
    name_of,
    places_words,
    span_words,
    tally_words,
    title_of,
    to_card,
    when_of,
    where_of,
)
from communitybot.events.model import Answer, Details, Occurrence, Tally
from communitybot.events.views import Listed

HERE_FROM = timedelta(minutes=15)  # reminders this near the start carry "I'm here"
WHY_TOLD: Mapping[Answer | None, str] = {
    Answer.GOING: "You said you are going.",
    Answer.MAYBE: "You said maybe.",
}
ASKED = "You asked me to remind you."


@lru_cache(maxsize=1_024)  # a reminder goes to many, and they are drawn in several batches
def reminder_card(
    occurrence: Occurrence,
    tally: Tally,
    *,
    offset: timedelta,
    late: bool,
    personal: bool,
    answer: Answer | None = None,
    jump: str | None = None,
) -> Message:
    """Remind a room, or one person; `answer` is what that person said, None when they only asked for this.

    `jump` leads from there to the event's card. The time is a span that each platform words when it is
    read, so a reminder read late stays true. Short enough that several of them fit into one message.
    """
    details = occurrence.details
    what = _where_and_who(details)
    if not personal:
        what.append(f"{tally_words(tally, details.capacity)}.")
    said: list[Words] = [f"Reminder, {before_words(offset)}."]
    if late:
        said = [Strong("Late"), f": this reminder was due {before_words(offset)}. Sorry."]
    if personal:
        said.append(f" {WHY_TOLD.get(answer, ASKED)}")
    return message(
        paragraph(name_of(occurrence), " is on ", when_of(occurrence), "."),
        *((paragraph(*what),) if what else ()),
        _controls(occurrence.key, offset, personal=personal, answer=answer),
        small(*said, *to_card(jump)),
    )


def moved_card(before: Occurrence, after: Occurrence, *, jump: str | None = None) -> Message:
    """Tell those going or maybe that time or place changed: the new first, then what it was."""
    details = after.details
    moved = (before.start, before.end) != (after.start, after.end)
    where, was = where_of(details), where_of(before.details)
    changes: list[Field] = []
    if moved:
        changes.append(Field("It was", when_of(before)))
    if where != was:
        changes.append(Field("Now at", where or say("a place still to be said")))
    if before.details.capacity != details.capacity:
        changes.append(Field("Places", say(places_words(before.details), " → ", places_words(details))))
    if title_of(before.details) != title_of(details):
        changes.append(Field("It was called", say(title_of(before.details))))
    told = " has moved: it is now on " if moved else " has changed. It is on "
    blocks: list[Block] = [paragraph(name_of(after), told, when_of(after), ".")]
    if changes:
        blocks.append(Fields(tuple(changes)))
    advice = "Your answer is kept. Is it still right?" if moved else "Your answer is kept."
    return message(
        *blocks,
        paragraph(advice),
        actions.answers(after.key, actions.details(after.key)),
        small("You hear of it because you said going or maybe.", *to_card(jump)),
    )


def cancelled_card(
    occurrence: Occurrence, reason: str, *, span: Span | None = None, jump: str | None = None
) -> Message:
    """Tell those going or maybe, once, that it does not take place; `span`: nor do its other dates."""
    why = one_line(reason or occurrence.cancel_reason, 600)
    title = Struck(title_of(occurrence.details))
    gone = paragraph(Strong("Cancelled"), ": ", title, " on ", when_of(occurrence), " does not take place.")
    if span is not None:
        dates = span_words(span, occurrence.event.zone)
        gone = paragraph(Strong("Cancelled"), ": ", title, " does not take place any more, ", dates, ".")
    blocks: list[Block] = [gone]
    if why:
        blocks.append(paragraph(Strong("Reason"), ": ", why))
    return message(*blocks, small("You need do nothing; its reminders are gone too.", *to_card(jump)))


def place_freed_card(listed: Listed, *, jump: str | None = None) -> Message:
    """Tell the first of the waiting list that they are going now."""
    occurrence = listed.occurrence
    key = occurrence.key
    return message(
        paragraph(
            "A place is free: you are going to ", name_of(occurrence), " on ", when_of(occurrence), "."
        ),
        *_where(occurrence.details),
        Controls((actions.details(key), actions.calendar(key), actions.cant(key))),
        small(
            "You were next on the waiting list. If you can't come, the next in line gets the place.",
            *to_card(jump),
        ),
    )


def _where_and_who(details: Details) -> list[Words]:
    words: list[Words] = []
    where, hosts, hashtag = where_of(details), hosts_of(details), hashtag_of(details)
    if where is not None:
        words += ["Where: ", where, ". "]
    if hosts:
        words.append(f"Hosted by {hosts}. ")
    if hashtag:
        words.append(f"Hashtag: {hashtag}. ")
    return words


def _where(details: Details) -> tuple[Block, ...]:
    where = where_of(details)
    return (paragraph("Where: ", where),) if where is not None else ()


def _controls(key: str, offset: timedelta, *, personal: bool, answer: Answer | None) -> Controls:
    settled = personal and answer is Answer.GOING
    if offset <= timedelta():
        return Controls((actions.here(key, Look.EXPECTED), actions.details(key)))
    if offset <= HERE_FROM:
        presence = actions.here(key, Look.EXPECTED)
        others = (actions.cant(key),) if settled else (actions.going(key), actions.cant(key))
        return Controls((presence, *others, actions.details(key)))
    if settled:
        return Controls((actions.details(key), actions.calendar(key), actions.remind(key), actions.cant(key)))
    if personal:
        return actions.answers(key, actions.details(key), actions.remind(key))
    return actions.answers(key, actions.details(key))
