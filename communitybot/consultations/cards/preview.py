"""What whoever opens a consultation sees before anybody else does."""

from collections.abc import Sequence

from communitybot.commands.words import marked
from communitybot.consultations.cards import actions
from communitybot.consultations.cards.words import asked, asker_of, counted, places, title_of, until
from communitybot.consultations.model.consultation import Consultation, Kind, Stage
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.limits import one_line, shorten
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
from communitybot.conversation.text import At, Place, Strong, Text, Words, say

NOTES = 3
NOTE = 160
ABOUT = 320


def preview_card(
    one: Consultation, rooms: Sequence[Place], *, notes: Sequence[str] = (), said: str | None = None
) -> Message:
    """Show a draft to its maker alone."""
    first = said or "This is how I understood it. Nobody else has seen it yet."
    blocks: list[Block] = [Heading(title_of(one, limits.HEADING)), paragraph(first)]
    if told := (*notes, *_doubts(one))[:NOTES]:
        blocks.append(Bullets(tuple(marked(note, NOTE) for note in told)))
    blocks += [Fields(_facts(one, rooms)), Bullets(_questions(one))]
    row = (
        Button("Open it", Action("consult.open", (one.id,)), Look.EXPECTED),
        actions.change(one.id),
        Button("Discard", Action("consult.discard", (one.id,))),
    )
    once = "Once it is open, its questions stay as they are; its end can be put later."
    return message(*blocks, Controls(row), small(once))


def opened_card(one: Consultation, rooms: Sequence[Place]) -> Message:
    """Say that it is open, or when it will be, and what happens by itself."""
    if one.stage is Stage.COMING:
        opening = say("It opens ", At(one.opens or one.closes, one.zone), " in ", *places(rooms), ".")
    else:
        opening = say("It is open, and its card is on its way to ", *places(rooms), ".")
    return message(
        paragraph(Strong(title_of(one)), ": ", opening),
        paragraph(
            "It closes ",
            until(one),
            ". I remind the rooms two days and three hours before, then post the summary there.",
        ),
        Controls(
            (
                actions.view(one.id, "How it goes"),
                actions.change(one.id, "Change it" if one.stage is Stage.COMING else "Give it more time"),
                actions.close(one.id, "Call it off" if one.stage is Stage.COMING else "Close it now"),
            )
        ),
    )


def changed_card(one: Consultation, rooms: Sequence[Place]) -> Message:
    """Say how it is now, after a change of what is not a draft any more."""
    blocks: list[Block] = [paragraph("Changed: ", Strong(title_of(one)), "."), Fields(_facts(one, rooms))]
    if one.stage is Stage.COMING:
        blocks.append(Bullets(_questions(one)))
    row = (actions.view(one.id, "How it goes"), actions.change(one.id))
    return message(*blocks, Controls(row))


def _facts(one: Consultation, rooms: Sequence[Place]) -> tuple[Field, ...]:
    opens: Words = At(one.opens, one.zone) if one.opens is not None else "as soon as you press Open it"
    if one.opened is not None:
        opens = At(one.opened, one.zone)
    where = say(*places(rooms)) if rooms else say("no room is set yet")
    facts: list[tuple[str, Words | Text]] = [
        ("Who asks", asker_of(one)),
        ("Why", shorten(" ".join(one.why.split()), ABOUT)),
        ("What will be done with it", shorten(" ".join(one.used.split()), ABOUT)),
        ("Opens", opens),
        ("Closes", until(one)),
        ("Rooms", where),
        ("Counts are shown", f"from {counted(one.least, 'answer')} on"),
    ]
    return tuple(Field(name, say(words)) for name, words in facts if words)


def _questions(one: Consultation) -> tuple[Text, ...]:
    return tuple(asked(number, each, 100) for number, each in enumerate(one.questions, 1))


def _doubts(one: Consultation) -> tuple[str, ...]:
    """What its maker may want to put right before anybody answers."""
    found = []
    if all(question.kind is Kind.WORDS for question in one.questions):
        found.append(
            "No question can be counted. Choices in brackets make one so: `Later? [yes | no | unsure]`."
        )
    if one.asker.person is None:
        name = one_line(one.asker.name, 40)
        found.append(f"*{name}* is no member here, so hosts see the summary and write the reply for them.")
    return tuple(found)
