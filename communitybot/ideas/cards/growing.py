"""Where an idea stands on its way: what the next stage means, what is done, and what is missing."""

from collections.abc import Callable, Mapping

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    Paragraph,
    Small,
    message,
    paragraph,
)
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.ideas.advancing import REASON_MOST, Standing
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import MEANING, stage_words, title_of
from communitybot.ideas.gates import Step
from communitybot.ideas.model.idea import GROWING, Idea, Stage

EARLY = (Stage.DRAFT, Stage.SUBMITTED)
HELPS: Mapping[str, Callable[[str], Button]] = {
    "/idea edit": actions.edit,
    "/idea team": actions.team,
    "/idea friends": actions.friends,
    "/idea notes": actions.notes,
    "/idea model": actions.model,
    "/idea lab": actions.lab,
    "/idea commit": actions.commitments,
    "/idea outcome": actions.outcome,
}
"""The button that does the same as a command."""


def gate_card(standing: Standing, *, said: str | None = None) -> Message:
    """Where an idea stands, for whoever asks; `said` is what their press did."""
    idea = standing.idea
    blocks: list[Block] = [Heading(title_of(idea, limits.HEADING))]
    if said:
        blocks.append(paragraph(Strong(said)))
    blocks.append(Paragraph(stage_words(idea.stage)))
    if idea.stage is Stage.PARKED:
        return message(*blocks, *_resting(standing))
    if standing.gate.to is None:
        return message(*blocks, *_at_the_end(idea))
    blocks.append(paragraph("Next comes ", Strong(standing.gate.to.value), f": {MEANING[standing.gate.to]}."))
    blocks.append(Bullets(tuple(_told(step) for step in standing.gate.steps)))
    if not standing.carries:
        blocks.append(paragraph("Its team takes it there. You could join it."))
    elif standing.gate.open:
        blocks.append(paragraph("Nothing is missing: you can take it on."))
    return message(*blocks, *_controls(standing), Small(_way(idea.stage)))


def parked_card(idea: Idea) -> Message:
    return message(
        paragraph(Strong(title_of(idea)), " rests now. Whoever follows it reads why."),
        paragraph("It can go on where it was at any time: ", Code("/idea advance"), "."),
        Controls((actions.view(idea.id),)),
    )


def reason_form(idea: Idea) -> Form:
    """Ask why an idea is to rest."""
    return Form(
        title="Let an idea rest",
        action=Action("idea.park_now", (idea.id,)),
        fields=(
            FormField(
                name="reason",
                label="Why it rests",
                kind=FieldKind.LONG_TEXT,
                required=True,
                hint=f"A sentence everybody who follows it reads, {REASON_MOST} characters at most",
            ),
        ),
        submit="Let it rest",
        intro=f"“{title_of(idea)}” goes on where it was whenever you like.",
    )


def _told(step: Step) -> Text:
    if step.done:
        return say(Strong("Done"), f": {step.words}")
    helps: tuple[Words, ...] = (" ", Code(step.helps), " helps.") if step.helps else ()
    return say(Strong("Missing"), f": {step.words}", *helps)


def _controls(standing: Standing) -> list[Block]:
    """The expected button first: on to the next stage, or what helps to come there."""
    idea, to = standing.idea, standing.gate.to
    again = Button("Look again", Action("idea.advance", (idea.id,)))
    if not standing.carries:
        return [Controls((actions.join(idea.id), actions.view(idea.id)))]
    if to is not None and standing.gate.open:
        go_on = Button(f"On to {to.value}", Action("idea.go", (idea.id, to.name.lower())), Look.EXPECTED)
        return [Controls((go_on, again, actions.view(idea.id)))]
    helps = dict.fromkeys(step.helps for step in standing.gate.missing if step.helps in HELPS)
    buttons = [HELPS[command](idea.id) for command in helps]
    return [Controls((*buttons, again, actions.view(idea.id)))]


def _resting(standing: Standing) -> list[Block]:
    idea, parked = standing.idea, standing.parked
    blocks: list[Block] = []
    if why := one_line(idea.reason, REASON_MOST * 2):
        blocks.append(paragraph(Strong("Why it rests"), f": {why}"))
    if parked is not None:
        blocks.append(paragraph("It was at ", Strong(parked.came_from.value), " and goes on from there."))
    if standing.may_resume:
        resume = Button("Let it go on", Action("idea.resume", (idea.id,)), Look.EXPECTED)
        return [*blocks, Controls((resume, actions.view(idea.id)))]
    who = "A moderator" if parked is not None and parked.moderating else "Its team"
    return [*blocks, paragraph(f"{who} can let it go on."), Controls((actions.view(idea.id),))]


def _at_the_end(idea: Idea) -> list[Block]:
    if idea.stage is Stage.REPORTED:
        return [
            paragraph("It has come all the way. Thank you to everybody who carried it."),
            Controls((actions.view(idea.id), actions.outcome(idea.id))),
        ]
    words = "Its way begins once it is published." if idea.stage in EARLY else "It does not go on from here."
    return [paragraph(words), Controls((actions.view(idea.id),))]


def _way(stage: Stage) -> Text:
    """All stages in their order, the present one strong."""
    words: list[Words] = [f"Stage {GROWING.index(stage) + 1} of {len(GROWING)}: "]
    for index, each in enumerate(GROWING):
        words += [", "] if index else []
        words.append(Strong(each.value) if each is stage else each.value)
    return say(*words)
