"""What people read about commitments: the list, one of them, and the questions about it in private."""

from datetime import date

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
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
from communitybot.conversation.phrases import name_words
from communitybot.conversation.text import Code, Strong, Struck, Text, Words, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.lab_views import CommitmentSeen, CommitmentsSeen
from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.surroundings import shown
from communitybot.moments.words import spoken_day

WHAT = 260  # weight of what was promised
IN_LIST = 150
WORD = 300
GOING = (State.OPEN, State.ASKED)


def commitments_card(seen: CommitmentsSeen, *, said: str | None = None) -> Message:
    """One page of what was promised for an idea: still to do first, earliest date first."""
    idea = seen.idea
    blocks: list[Block] = [Heading(one_line(f"Commitments for {title_of(idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(said))
    if not seen.commitments:
        more = ("Note one with ", Code("/idea commit"), ".") if seen.team else ()
        blocks.append(paragraph("Nothing has been promised yet. ", *more))
    else:
        blocks.append(paragraph(_counts(seen)))
        blocks.append(Bullets(tuple(_line(idea, one) for one in seen.commitments)))
        options = tuple(
            Choice(one.id, one_line(f"{one.what}, {_named(idea, one)}", 70)) for one in seen.commitments
        )
        look = Select("Look at one of them", Action("idea.commitment", (idea.id,)), options)
        blocks.append(Controls((look,)))
    return message(*blocks, Controls(_row(seen)))


def commitment_card(seen: CommitmentSeen, *, said: str | None = None) -> Message:
    """One commitment, with what the reader can do about it."""
    idea, one = seen.idea, seen.commitment
    blocks: list[Block] = [paragraph(said)] if said else []
    blocks.append(paragraph(*_facts(idea, one)))
    if word := one_line(one.word, WORD):
        blocks.append(paragraph(f"Last word on it: {word}"))
    row: tuple[Button, ...] = ()
    if one.state is State.ASKED and seen.owns:
        row = _taking(idea, one)
    elif one.state in GOING and seen.hand:
        row = _going(idea, one)
    return message(*blocks, Controls((*row, actions.commitments(idea.id))))


def owner_card(idea: Idea, one: Commitment, *, again: bool) -> Message:
    """Ask somebody whether they take on what they were named for."""
    first = "A week ago you were" if again else "You were"
    return message(
        paragraph(f"{first} named for something that helps ", Strong(title_of(idea)), ":"),
        paragraph(Strong(one_line(one.what, WHAT)), f", by {spoken_day(one.by)}."),
        paragraph("Do you take it on? Nobody counts on it until you say so, and no is a fine answer."),
        Controls((*_taking(idea, one), actions.view(idea.id, "View the idea"))),
        small("If you do, everybody who sees the idea sees it, with your name; I ask you how it goes."),
    )


def follow_up_card(idea: Idea, one: Commitment, *, mine: bool, late: bool) -> Message:
    """Ask how it goes; `mine` tells whether the reader promised it themselves."""
    who = "You" if mine else _named(idea, one)
    due = f"by {spoken_day(one.by)}"
    words = f"{who} promised this for " if mine or one.owner is None else f"{who} promised, for "
    ask = "How does it stand?" if late else "How is it coming along?"
    return message(
        paragraph(words, Strong(title_of(idea)), ": ", one_line(one.what, WHAT), f", {due}."),
        paragraph(ask, " A word is enough." if mine else " I could not ask them myself."),
        Controls((*_going(idea, one), actions.commitments(idea.id))),
        small("I ask three days before the date, on it, and a few times after. Done or dropped ends it."),
    )


def _facts(idea: Idea, one: Commitment, *, most: int = WHAT) -> tuple[Words, ...]:
    what = one_line(one.what, most)
    who = _named(idea, one)
    name: Words = Struck(what) if one.state in {State.DROPPED, State.NOT_MINE} else Strong(what)
    return (name, f": {who}, {_when(one.by)}. ", f"It is {one.state.value}.")


def _line(idea: Idea, one: Commitment) -> Text:
    return say(*_facts(idea, one, most=IN_LIST))


def _named(idea: Idea, one: Commitment) -> str:
    return name_words(shown(idea, one.owner, one.name))


def _when(by: date) -> str:
    return f"by {spoken_day(by)}"


def _counts(seen: CommitmentsSeen) -> str:
    told = [f"{count} {state.value}" for state in State if (count := seen.counts.get(state, 0))]
    page = f" Page {seen.page + 1} of {seen.last + 1}." if seen.last else ""
    return f"{', '.join(told)}.{page}"


def _row(seen: CommitmentsSeen) -> tuple[Button, ...]:
    idea = seen.idea.id
    row = []
    if seen.team and seen.idea.stage.open:
        row.append(Button("Note a commitment", Action("idea.commit", (idea,)), Look.EXPECTED))
    if seen.page:
        row.append(Button("Earlier", Action("idea.commitments_page", (idea, str(seen.page - 1)))))
    if seen.page < seen.last:
        row.append(Button("More", Action("idea.commitments_page", (idea, str(seen.page + 1)))))
    return (*row, actions.view(idea, "View the idea"))


def _taking(idea: Idea, one: Commitment) -> tuple[Button, ...]:
    yes = Button("I take it on", Action("idea.take_on", (idea.id, one.id)), Look.EXPECTED)
    return yes, Button("Not me", Action("idea.refuse", (idea.id, one.id)))


def _going(idea: Idea, one: Commitment) -> tuple[Button, ...]:
    return (
        Button("Done", Action("idea.done", (idea.id, one.id)), Look.EXPECTED),
        Button("More time", Action("idea.more_time", (idea.id, one.id))),
        Button("Dropped", Action("idea.drop", (idea.id, one.id))),
    )
