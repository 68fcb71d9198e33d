"""The card of one event: in the room where all can answer, in private with what is yours, and as news."""

from collections.abc import Sequence

from communitybot.communities.model import Community
from communitybot.conversation import limits
from communitybot.conversation.controls import Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    Small,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Code, Strong, Struck, Words, say
from communitybot.events.cards import actions
from communitybot.events.cards.words import (
    Span,
    answer_words,
    changed_words,
    hashtag_of,
    hosts_of,
    joined,
    name_of,
    repeat_words,
    short_name,
    span_words,
    tally_words,
    title_of,
    to_card,
    when_of,
    where_of,
)
from communitybot.events.model import Details, Occurrence, Status, Tally
from communitybot.events.views import Listed
from communitybot.people.model import Level

BODY_ON_CARD = 700  # weight of the description on a card; the rest is behind Details
GONE = 3  # cancelled dates of a series named on its card
BODY_IN_FULL = 2_400  # weight of the description when one asks for the details
BODY_IN_NEWS = 300
BODY_WORTH_IT = 40  # less than this weight of a description tells nothing


def event_card(
    listed: Listed,
    *,
    community: Community,
    jump: str | None = None,
    edited: bool = False,
    gone: Sequence[Occurrence] = (),
    span: Span | None = None,
    over: bool = False,
) -> Message:
    """Draw the public card of one occurrence, as it is now; `jump` leads to where it was posted first.

    `gone`: dates of its series to come that were cancelled by themselves; `span`: all that were cancelled
    with it; `over`: nobody can answer it any more.
    """
    occurrence = listed.occurrence
    if occurrence.status is Status.CANCELLED:
        return cancelled_event_card(occurrence, maker=listed.maker, community=community, jump=jump, span=span)
    head = (Heading(title_of(occurrence.details, limits.HEADING)), *when_and_who(occurrence))
    details = actions.details(occurrence.key)
    return fitted(
        (*head, *(_gone(one) for one in gone[:GONE])),
        occurrence.details,
        BODY_ON_CARD,
        (
            fields(occurrence.details, listed.tally),
            *(
                (paragraph("It is over."), Controls((details,)))
                if over
                else (actions.answers(occurrence.key, details),)
            ),
            _small_print(occurrence, maker=listed.maker, community=community, jump=jump, edited=edited),
        ),
    )


def _gone(one: Occurrence) -> Block:
    why = one_line(one.cancel_reason, 200)
    day = At(one.start, one.event.zone, style=AtStyle.DATE)
    return paragraph(day, Strong(" is cancelled"), f": {why}" if why else ".")


def cancelled_event_card(
    occurrence: Occurrence,
    *,
    maker: str = "",
    community: Community | None = None,
    jump: str | None = None,
    span: Span | None = None,
) -> Message:
    """Draw what is left of a cancelled event: its title struck through, the word, and the reason."""
    planned = when_of(occurrence)
    if span is not None:
        repeats = repeat_words(occurrence.event)
        planned = say(f"{repeats}: " if repeats else "", span_words(span, occurrence.event.zone))
    blocks: list[Block] = [
        Heading("Cancelled"),
        paragraph(Struck(title_of(occurrence.details, limits.HEADING))),
        paragraph("It was planned for ", planned, "."),
    ]
    reason = one_line(occurrence.cancel_reason, 600)
    if reason:
        blocks.append(paragraph(Strong("Reason"), ": ", reason))
    return message(
        *blocks, _small_print(occurrence, maker=maker, community=community, jump=jump, edited=True)
    )


def own_card(
    listed: Listed, *, near: bool, may_edit: bool, over: bool = False, jump: str | None = None
) -> Message:
    """Draw the private view of an occurrence: everything, the reader's answer, and what they may do.

    `near` says that "I'm here" can be said now, `over` that it cannot be answered any more.
    """
    occurrence = listed.occurrence
    heading: tuple[Block, ...] = (Heading(title_of(occurrence.details, limits.HEADING)),)
    if occurrence.status is Status.CANCELLED:
        reason = one_line(occurrence.cancel_reason, 300)
        struck = Struck(title_of(occurrence.details, limits.HEADING))
        heading = (Heading("Cancelled"), paragraph(struck, f": {reason}" if reason else ""))
    state = answer_words(listed.mine, listed.waiting_position) + (
        "; you were there" if listed.attended else ""
    )
    head: tuple[Block, ...] = (
        *heading,
        *when_and_who(occurrence),
        paragraph(Strong(f"It is over; {state}" if over else f"{state[:1].upper()}{state[1:]}"), "."),
    )
    tail: tuple[Block, ...] = (
        fields(occurrence.details, listed.tally),
        *_own_controls(listed, near=near, may_edit=may_edit, over=over),
        _small_print(occurrence, maker=listed.maker, jump=jump, name=True),
    )
    return fitted(head, occurrence.details, BODY_IN_FULL, tail)


def new_event_card(listed: Listed, because: str, *, jump: str | None = None) -> Message:
    """Tell a follower of a new event, and why they hear of it (`because`: "you follow #ce14")."""
    occurrence = listed.occurrence
    hosts = hosts_of(occurrence.details)
    why = one_line(because, 200) or "you follow it"
    head: list[Block] = [paragraph("New: ", name_of(occurrence), ", ", when_of(occurrence), ".")]
    if hosts:
        head.append(paragraph("Hosted by ", hosts))
    tail = (
        fields(occurrence.details, listed.tally),
        actions.answers(occurrence.key, actions.details(occurrence.key)),
        small("You hear of it because ", why, ". ", Code("/event follow"), " changes that.", *to_card(jump)),
    )
    return fitted(head, occurrence.details, BODY_IN_NEWS, tail)


def fitted(head: Sequence[Block], details: Details, most: int, tail: Sequence[Block]) -> Message:
    """Put the description between head and tail, shortened visibly to `most` and to what is left to say."""
    rest = message(*head, *tail)
    room = min(most, limits.MESSAGE_TEXT - rest.weight - 8)
    lines = (one_line(line, limits.PARAGRAPH) for line in details.description.splitlines())
    words = "\n".join(line for line in lines if line)
    if not words or (room < BODY_WORTH_IT and limits.weight(words) > room):
        return rest
    more = "… (more under Details)" if most < BODY_IN_FULL else "… (more than fits here)"
    return message(*head, paragraph(limits.shorten(words, room, more)), *tail)


def when_and_who(occurrence: Occurrence) -> tuple[Block, ...]:
    """One line of when, with how it repeats, and one line of who."""
    repeats = repeat_words(occurrence.event)
    hosts = hosts_of(occurrence.details)
    when = paragraph(when_of(occurrence), f"; repeats {repeats}" if repeats else "")
    return (when, paragraph("Hosted by ", hosts)) if hosts else (when,)


def fields(details: Details, tally: Tally | None) -> Fields:
    """One to six facts, the same on every card; without a tally, before anybody could answer."""
    answers = ("Answers", tally_words(tally, details.capacity)) if tally is not None else _places(details)
    found: list[tuple[str, Words | None]] = [
        ("Where", where_of(details)),
        ("Kind", details.kind.value.capitalize()),
        ("For", details.level.value.capitalize() if details.level is not Level.ALL else None),
        ("Topics", joined(one_line(topic, 40) for topic in details.topics) or None),
        ("Hashtag", hashtag_of(details) or None),
        answers,
    ]
    return Fields(tuple(Field(name, say(words)) for name, words in found if words))


def _places(details: Details) -> tuple[str, str | None]:
    return "Places", f"{details.capacity:,}" if details.capacity is not None else None


def _own_controls(listed: Listed, *, near: bool, may_edit: bool, over: bool) -> tuple[Controls, ...]:
    key = listed.occurrence.key
    if listed.occurrence.status is not Status.OPEN:
        return (Controls((actions.calendar(key),)),)
    own = (actions.take_back(key),) if listed.mine is not None else ()
    presence = (actions.here(key, Look.EXPECTED),) if near and not listed.attended else ()
    if over:
        return (Controls((*presence, actions.calendar(key))),)
    hosting = (actions.edit(key), actions.cancel(key)) if may_edit else ()
    second = Controls((*presence, actions.remind(key), actions.calendar(key), *hosting))
    return actions.answers(key, *own), second


def _small_print(
    occurrence: Occurrence,
    *,
    maker: str = "",
    community: Community | None = None,
    jump: str | None = None,
    edited: bool = False,
    name: bool = False,
) -> Small:
    event = occurrence.event
    words: list[Words] = []
    if planner := one_line(maker, 60):
        words.append(f"Planned by {planner}. ")
    elif community is not None:
        words.append(f"{one_line(community.name, 60)}. ")
    words += [changed_words(event.changed_at, event.zone, edited=edited), "."]
    words += to_card(jump)
    if name:
        words += [" Its short name: ", Code(short_name(event)), "."]
    return small(*words)
