"""A logic model as its team sees it: what is written, what is missing, and the forms it is written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line, shorten, weight
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, joined, name_words
from communitybot.conversation.text import At, AtStyle, Emphasis, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import A_MEMBER, title_of
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.logic import LINE_MOST, LINES_MOST, Part, Written
from communitybot.ideas.modelling import Clash, Modelled

PART = 330  # weight of one field in the card; the picture has all of it
SAID = 200  # weight of what somebody wrote, in the list of who wrote what

HELP: Mapping[Part, str] = {
    Part.INPUTS: "What goes in: people, hours, money, rooms, somebody's word",
    Part.ACTIVITIES: "What you do with it, and who does it with whom",
    Part.OUTPUTS: "What one can count afterwards: meetings, visits, people reached",
    Part.SHORT: "What changes within a year in what people know, say or do",
    Part.LONG: "What is different in three years because of it",
    Part.ASSUMPTIONS: "What has to be true for it to work and is not in your hands",
    Part.MEASURES: "How you will know: what you look at, where, and when",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Fields that are written in one form."""

    title: str
    parts: tuple[Part, ...]


SHEETS: Mapping[str, Sheet] = {
    "work": Sheet("Inputs, activities", (Part.INPUTS, Part.ACTIVITIES)),
    "outputs": Sheet("Outputs", (Part.OUTPUTS,)),
    "outcomes": Sheet("Outcomes", (Part.SHORT, Part.LONG)),
    "checks": Sheet("Assumptions, measures", (Part.ASSUMPTIONS, Part.MEASURES)),
}
"""The forms of a model by their names in tokens."""


def model_card(seen: Modelled, zone: str, *, said: str | None = None) -> Message:
    """Everything that is written so far, shortened visibly, and help for what is not."""
    idea, model = seen.idea, seen.model
    blocks: list[Block] = [Heading("Logic model")]
    if said:
        blocks.append(paragraph(Strong(said)))
    blocks.append(paragraph(Strong(title_of(idea)), f": {_count(seen)}"))
    for part in Part:
        lines = model.lines(part)
        told = shorten("; ".join(lines), PART) if lines else ""
        words = (told,) if told else (Emphasis(f"Not written yet. {HELP[part]}."),)
        blocks.append(paragraph(Strong(part.called), ": ", *words))
    if seen.clashes:
        waiting = joined(clash.aside.part.called for clash in seen.clashes)
        blocks.append(paragraph(f"Your words for {waiting} wait for your decision."))
    return message(*blocks, *_controls(seen), *_last(seen, zone))


def clash_card(idea: Idea, clash: Clash, *, known: bool, anew: bool = False) -> Message:
    """Ask whoever came later what is to stand in a field that two people wrote into."""
    part, stands = clash.aside.part, clash.stands
    numbers = (str(clash.aside.number), str(stands.number))
    own = stands.person == clash.aside.person
    who = "You" if own else capital(_writer(idea, stands, known=known))
    meanwhile = "in another form" if own else "while you did"
    head = "By now something else stands there again. " if anew else ""

    def keep(label: str, name: str, look: Look = Look.PLAIN) -> Button:
        return Button(label, Action("idea.model_keep", (idea.id, numbers[0], name, numbers[1])), look)

    return message(
        Heading(f"{part.called}: written twice"),
        paragraph(f"{head}{who} wrote into this field {meanwhile}. This stands there now:"),
        Quote(_quoted(stands.lines)),
        paragraph("These are your words; nothing of them is lost:"),
        Quote(_quoted(clash.aside.lines)),
        Controls(
            (
                keep("Keep both", "both", Look.EXPECTED),
                keep("Use mine", "mine"),
                keep("Leave it" if own else "Leave theirs", "theirs"),
            )
        ),
        small("“Who wrote what” keeps everything that ever stood in a field."),
    )


def model_form(seen: Modelled, name: str) -> Form:
    """The form of some fields, filled with what stands there."""
    sheet = SHEETS[name]
    stands = (f"{part.value}.{seen.model.number(part)}" for part in sheet.parts)
    return Form(
        title=sheet.title,
        action=Action("idea.model_write", (seen.idea.id, *stands)),
        fields=tuple(
            FormField(
                name=part.value,
                label=part.called,
                kind=FieldKind.LONG_TEXT,
                hint=HELP[part],
                value="\n".join(seen.model.lines(part)) or None,
            )
            for part in sheet.parts
        ),
        submit="Keep it",
        intro=f"One thing a line: up to {LINES_MOST} lines of {LINE_MOST} characters in each field.",
    )


def shared_card(idea: Idea, *, new: bool) -> Message:
    words = " is in its thread now, for everybody." if new else " is in its thread already, as it is now."
    return message(
        paragraph("The picture of ", Strong(title_of(idea)), words), Controls((actions.view(idea.id),))
    )


def history_card(
    idea: Idea, written: Sequence[Written], zone: str, *, page: int, more: bool, known: bool
) -> Message:
    """Who wrote what into which field, latest first."""
    turns = [
        *([_turn("Newer", idea, page - 1)] if page else []),
        *([_turn("Older", idea, page + 1)] if more else []),
        actions.labelled("Back to the model", actions.model(idea.id)),
    ]
    if not written:
        return message(paragraph("Nobody has written into this model yet."), Controls(tuple(turns)))
    return message(
        Heading("Who wrote what"),
        paragraph(Strong(title_of(idea))),
        Bullets(tuple(_line(idea, one, zone, known=known) for one in written)),
        Controls(tuple(turns)),
    )


def _count(seen: Modelled) -> str:
    written = len(Part) - len(seen.model.missing)
    if written == len(Part):
        return "every field is written."
    return f"{written} of {len(Part)} fields are written."


def _controls(seen: Modelled) -> list[Block]:
    idea, rows = seen.idea, []
    if seen.clashes:
        rows.append(
            Controls(
                tuple(
                    Button(
                        f"Decide: {clash.aside.part.called}",
                        Action("idea.model_clash", (idea.id, str(clash.aside.number))),
                        Look.EXPECTED,
                    )
                    for clash in seen.clashes[: limits.CONTROLS]
                )
            )
        )
    if seen.writes:
        rows.append(
            Controls(
                tuple(
                    Button(sheet.title, Action("idea.model_edit", (idea.id, name)))
                    for name, sheet in SHEETS.items()
                )
            )
        )
    others = []
    if seen.model.version:
        others.append(Button("See the picture", Action("idea.model_picture", (idea.id,))))
        if seen.writes:
            others.append(Button("Share it in the thread", Action("idea.model_share", (idea.id,))))
        if seen.knows:
            others.append(Button("Who wrote what", Action("idea.model_history", (idea.id,))))
    return [*rows, Controls((*others, actions.advance(idea.id)))]


def _turn(label: str, idea: Idea, page: int) -> Button:
    return Button(label, Action("idea.model_history", (idea.id, str(page))))


def _last(seen: Modelled, zone: str) -> list[Block]:
    changed: datetime | None = seen.model.changed
    whole = all(weight("; ".join(seen.model.lines(part))) <= PART for part in Part)
    words = "" if whole else "Shortened here; the picture has everything. "
    if changed is None:
        return []
    return [small(words, "Last changed ", At(changed, zone, style=AtStyle.DISTANCE), ".")]


def _line(idea: Idea, written: Written, zone: str, *, known: bool) -> Text:
    who = capital(_writer(idea, written, known=known))
    said = one_line("; ".join(written.lines), SAID)
    did = f"{written.part.called}: {said}" if said else f"{written.part.called}, emptied"
    return say(Strong(who), ", ", At(written.at, zone, style=AtStyle.DATE), f". {did}")


def _writer(idea: Idea, written: Written, *, known: bool) -> str:
    hidden = idea.anonymous and not known and idea.by(written.person)
    return A_MEMBER if hidden else name_words(written.name)


def _quoted(lines: Sequence[str]) -> Text:
    """Lines under one another; all that fits, since both sides have to be seen to decide."""
    return say(shorten("\n".join(lines), 1_500) if lines else "(nothing)")
