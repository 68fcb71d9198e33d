"""The list of weekly questions as hosts see it, with everything they can do with it."""

from communitybot.communities.hours import spell_day, spell_hour
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import OPTION_LABEL, one_line
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
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Strong, Text, Words, say
from communitybot.ideas.model.meeting import Prompt
from communitybot.ideas.prompting import NEW, Prompts

PAGE = 8
QUESTION = 300
LIST, FIRST, OUT = "idea.prompts", "idea.prompt_first", "idea.prompt_out"
CHANGE, WRITE = "idea.prompt_change", "idea.prompt_write"


def prompts_card(prompts: Prompts, page: int = 1) -> Message:
    """A page of the questions, the next one first."""
    pages = max(1, -(-len(prompts.asked) // PAGE))
    page = min(max(page, 1), pages)
    some = list(prompts.asked[(page - 1) * PAGE : page * PAGE])
    blocks: list[Block] = [Heading("Questions of the week")]
    if prompts.said:
        blocks.append(paragraph(prompts.said))
    blocks.append(paragraph(*_when(prompts)))
    if some:
        blocks.append(Bullets(tuple(_line(one, following=one == prompts.asked[0]) for one in some)))
    else:
        blocks.append(
            paragraph("The list is empty, so no question comes. Add one you would like to hear about.")
        )
    foot = small(f"{counted(len(prompts.asked), 'question')}. Once asked, a question goes to the end.")
    return message(*blocks, *(_lists(some) if some else []), _row(page, pages), foot)


def prompt_form(one: Prompt | None = None) -> Form:
    """Ask for the words of a question: a new one, or one there is."""
    number = one.number if one is not None else NEW
    return Form(
        title="A question",
        action=Action(WRITE, (str(number),)),
        submit="Keep",
        fields=(
            FormField(
                name="words",
                label="The question",
                kind=FieldKind.LONG_TEXT,
                required=True,
                hint="One that everybody can answer from their own work.",
                value=one.words if one is not None else None,
            ),
        ),
    )


def _when(prompts: Prompts) -> tuple[Words, ...]:
    settings = prompts.settings
    if not settings.prompts:
        return (
            "No question comes: it is switched off. ",
            Code("/idea settings prompts: yes"),
            " turns it on.",
        )
    at = f"each {spell_day(settings.weekday)} at {spell_hour(settings.hour)}"
    return (
        f"One comes {at} to the rooms for ideas, with the news of the week. ",
        Code("/idea settings"),
        " changes when.",
    )


def _line(one: Prompt, *, following: bool) -> Text:
    return say(Strong(f"{one.number}{' (next)' if following else ''}"), f": {one_line(one.words, QUESTION)}")


def _lists(some: list[Prompt]) -> list[Controls]:
    options = tuple(
        Choice(str(one.number), one_line(f"{one.number}: {one.words}", OPTION_LABEL)) for one in some
    )
    named = (("Ask this one next", FIRST), ("Change one", CHANGE), ("Take one out", OUT))
    return [Controls((Select(label, Action(verb), options),)) for label, verb in named]


def _row(page: int, pages: int) -> Controls:
    row = [Button("Add a question", Action(CHANGE, (str(NEW),)), Look.EXPECTED)]
    if page > 1:
        row.append(Button("Back", Action(LIST, (str(page - 1),))))
    if page < pages:
        row.append(Button("More", Action(LIST, (str(page + 1),))))
    return Controls(tuple(row))
