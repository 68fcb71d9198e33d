"""What is asked before an event is changed or cancelled, and what is said when it is done."""

from collections.abc import Mapping, Sequence

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Field,
    Fields,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, AtStyle, Strong, Struck, Text, Words, say
from communitybot.conversation.times import clock_words, spell_zone
from communitybot.events.cards import actions
from communitybot.events.cards.preview import clash_words, note_list
from communitybot.events.cards.words import (
    Span,
    counted,
    hashtag_of,
    hosts_of,
    joined,
    name_of,
    places_words,
    repeat_words,
    span_words,
    title_of,
    when_of,
    where_of,
)
from communitybot.events.model import Details, Event, Occurrence, Scope
from communitybot.events.occurrences import Run
from communitybot.events.views import Edited, Foreseen
from communitybot.moments import wall

VALUE = 80  # weight of one side of "before -> after"
CONTROLS = 500  # weight kept for the buttons
KEPT = 3  # dates named that keep something of their own
SCOPE_LABELS = {Scope.THIS: "Only this one", Scope.FOLLOWING: "This and following", Scope.ALL: "All of them"}


def change_card(
    before: Occurrence,
    after: Occurrence,
    *,
    confirm: Sequence[tuple[str, Action]],
    foreseen: Mapping[Scope, Foreseen],
    leave: Action,
    notes: Sequence[str] = (),
    clashes: Sequence[Occurrence] = (),
) -> Message:
    """Show what would change, before -> after, and ask; `confirm` holds one button a choice."""
    changed = differences(before, after)
    head: tuple[Block, ...] = (
        paragraph("Change ", name_of(before), "? Nothing has changed yet."),
        Fields(tuple(Field(name, say(old, " → ", new)) for name, old, new in changed)),
    )
    moved = (before.start, before.end) != (after.start, after.end)
    kept = (
        "Answers are kept and reminders follow the new time." if moved else "Answers and reminders are kept."
    )
    if before.event.repeat is None:
        tail: tuple[Block, ...] = (paragraph(_told_words(next(iter(foreseen.values())), "of it"), " ", kept),)
    else:
        tail = (_choices(before, foreseen, moved=moved), paragraph(kept))
    for block in (note_list(notes[:2]), clash_words(clashes)):
        if block is None:
            continue
        if message(*head, *tail).weight + message(block).weight < limits.MESSAGE_TEXT - CONTROLS:
            head += (block,)
    first, *others = confirm
    buttons = (
        Button(first[0], first[1], Look.EXPECTED),
        *(Button(label, action) for label, action in others),
        Button("Leave it as it is", leave),
    )
    return message(*head, *tail, Controls(buttons))


def changed_card(edited: Edited, foreseen: Foreseen) -> Message:
    """Say what has become of an edit, and who is told."""
    after = edited.after
    words: list[Words] = ["Changed: ", name_of(after), ", ", when_of(after), "."]
    blocks: list[Block] = [paragraph(*words)]
    if foreseen.event is not None and foreseen.run is not None:
        blocks.append(paragraph("It is now ", _series_words(foreseen.event, foreseen.run), "."))
        blocks += [Bullets(_kept_words(foreseen))] if foreseen.kept else []
    told = _now_told(foreseen) or "Its card shows it."
    blocks.append(paragraph(f"{told} Its reminders go with it."))
    return message(*blocks, Controls((actions.details(after.key),)))


def cancel_question(
    occurrence: Occurrence,
    *,
    confirm: Sequence[tuple[str, Action]],
    foreseen: Mapping[Scope, Foreseen],
    reason: str,
    leave: Action,
) -> Message:
    """Ask before a cancellation, with the name, the reason, which dates and who will be told."""
    why = one_line(reason, 600)
    blocks: list[Block] = [paragraph("Cancel ", name_of(occurrence), " on ", when_of(occurrence), "?")]
    if why:
        blocks.append(paragraph(Strong("Reason"), ": ", why))
    stays = "Nothing is deleted: its card says that it is cancelled. Its reminders are gone."
    if occurrence.event.repeat is None:
        blocks.append(paragraph(_told_words(next(iter(foreseen.values())), "once"), f" {stays}"))
    else:
        blocks += [_choices(occurrence, foreseen, moved=True), paragraph(stays)]
    if not why:
        blocks.append(small("A reason helps people: add ", "reason: …", " to the command."))
    buttons = (
        *(Button(label, action, Look.GRAVE) for label, action in confirm),
        Button("Keep it", leave),
    )
    return message(*blocks, Controls(buttons))


def was_cancelled(occurrence: Occurrence, foreseen: Foreseen) -> Message:
    """Say what was cancelled, one date or how many, and who is told."""
    which: Words = when_of(occurrence)
    if foreseen.run is not None:
        which = span_words(_span(foreseen.run), occurrence.event.zone)
    told = _now_told(foreseen)
    goes_on = foreseen.event is not None and foreseen.event.id != occurrence.event.id  # what was before it
    card = "its card shows until when it goes on" if goes_on else "its card says so"
    rest = f"its reminders are gone, and {card}."
    return message(
        paragraph("Cancelled: ", Struck(title_of(occurrence.details)), ", ", which, "."),
        paragraph(f"{told[:-1]}, {rest}" if told else f"Nobody had answered; {rest}"),
    )


def _choices(before: Occurrence, foreseen: Mapping[Scope, Foreseen], *, moved: bool) -> Block:
    """A line for each choice of dates: what it comes to, and who is told."""
    lines: list[Text] = []
    for scope, one in foreseen.items():
        words: list[Words] = [Strong(SCOPE_LABELS[scope]), ": "]
        if one.refused is not None:
            lines.append(say(*words, one_line(one.refused.trouble, 200)))
            continue
        if scope is Scope.THIS:
            words += [At(before.start, before.event.zone, style=AtStyle.DATE), "; "]
        elif one.run is not None and one.event is not None:
            words += [_series_words(one.event, one.run) if moved else _run_words(one), "; "]
        words.append(_told_of(one))
        lines.append(say(*words))
        lines += _kept_words(one)
    return Bullets(tuple(dict.fromkeys(lines)))


def _series_words(event: Event, run: Run) -> Text:
    """How a series goes on: "every Wednesday until 15 December 2014, 4:00 PM EDT, 9 dates from … to …"."""
    local = wall.at(event.starts, event.zone).astimezone(wall.zone_info(event.zone))
    hour = "" if event.all_day else f", {clock_words(local)} {spell_zone(local)}"
    return say(f"{repeat_words(event)}{hour}, ", span_words(_span(run), event.zone))


def _run_words(one: Foreseen) -> Text:
    return span_words(_span(one.run), one.event.zone) if one.run and one.event else say("no date")


def _span(run: Run) -> Span:
    return run.first.start, run.last.start if run.last else None, run.count


def _kept_words(one: Foreseen) -> tuple[Text, ...]:
    """Dates that keep something of their own: "Mon 20 Oct keeps its own title"."""
    shown = one.kept[:KEPT]
    lines = [
        say(At(date.start, date.event.zone, style=AtStyle.DATE), f" keeps its own {joined(names, most=3)}.")
        for date, names in shown
    ]
    more = len(one.kept) - len(shown)
    return (*lines, say(f"{counted(more, 'more date')} keep what is theirs.")) if more else tuple(lines)


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
    ("Places", lambda details: _short(places_words(details))),
)


def _told_words(one: Foreseen, how: str) -> str:
    if not one.news:
        return "Nobody is messaged about that: its card shows it."
    if not one.told:
        return "Nobody else has answered yet, so nobody is told."
    return f"{_people(one.told)} who answered will be told {how}."


def _told_of(one: Foreseen) -> str:
    if not one.told:
        return "nobody is told"
    return f"{_people(one.told)} who answered {'is' if one.told == 1 else 'are'} told"


def _now_told(one: Foreseen) -> str:
    if not one.told:
        return ""
    return f"{_people(one.told)} who answered {'is' if one.told == 1 else 'are'} told."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"
