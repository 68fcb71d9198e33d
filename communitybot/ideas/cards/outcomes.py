"""What came of ideas, as cards."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, LinkButton, Look
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Block, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Code, Strong
from communitybot.conversation.times import zone_info
from communitybot.ideas.brief_views import Told
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.model.brief import Outcome
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.outcomes import A_PAGE, Outcomes
from communitybot.ideas.papers.building import again_words, day_words, number_words

PART = 800  # weight of what changed
SHORT = 220  # weight of the same in a list


def outcome_card(told: Told, *, said: str = "") -> Message:
    """What came of one idea."""
    idea, outcome = told.idea, told.outcome
    blocks: list[Block] = [Heading(one_line(f"What came of: {title_of(idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(Strong(said)))
    if outcome is None:
        blocks.append(paragraph("Its team has not written down yet what came of it."))
        return message(*blocks, Controls((actions.view(idea.id, "View the idea"),)))
    blocks += _parts(outcome)
    rows: list[Button] = [actions.view(idea.id, "View the idea")]
    if told.teams:
        rows.insert(0, Button("Change", Action("idea.outcome_write", (idea.id,))))
    if told.authors and told.public:
        rows.append(
            Button(
                "Leave it off the public page" if outcome.listed else "Show it on the public page",
                Action("idea.outcome_show", (idea.id, "off" if outcome.listed else "on")),
                Look.PLAIN,
            )
        )
    return message(*blocks, Controls(tuple(rows)), small(*_small_print(told, outcome)))


def outcomes_card(found: Outcomes, address: str) -> Message:
    """The outcomes of the community, a page of them."""
    blocks: list[Block] = [Heading("What came of our ideas")]
    if not found.told:
        blocks.append(
            paragraph(
                "Nothing is written down yet. When a team has tried its idea, ",
                Code("/idea outcome"),
                " keeps it.",
            )
        )
    first = (found.page - 1) * A_PAGE + 1
    for number, (idea, outcome) in enumerate(found.told, first):
        told = one_line(number_words(outcome), SHORT)
        blocks.append(
            paragraph(
                Strong(f"{number}. {title_of(idea)}"), f": {one_line(outcome.changed, SHORT)} {told}".rstrip()
            )
        )
    if found.told:
        blocks.append(
            Controls(tuple(_look(number, idea) for number, (idea, _) in enumerate(found.told, first)))
        )
    turns: list[Button | LinkButton] = [
        Button(label, Action("idea.outcomes", (str(to),)))
        for label, to, there in (
            ("Newer", found.page - 1, found.page > 1),
            ("Older", found.page + 1, found.more),
        )
        if there
    ]
    if found.slug:
        turns.append(LinkButton("Public page", address))
    if turns:
        blocks.append(Controls(tuple(turns)))
    return message(*blocks)


def _look(number: int, idea: Idea) -> Button:
    return Button(f"{number}. {title_of(idea, 40)}", Action("idea.outcome", (idea.id,)))


def _parts(outcome: Outcome) -> list[Block]:
    told = (
        ("What changed", outcome.changed),
        ("How it was measured", outcome.measured),
        ("In one number", number_words(outcome)),
        ("Again?", f"{again_words(outcome.again)} {outcome.why}"),
    )
    return [paragraph(Strong(name), f": {text}") for name, words in told if (text := one_line(words, PART))]


def _small_print(told: Told, outcome: Outcome) -> tuple[str | Code, ...]:
    shown = ""
    if told.public:
        where = "It stands" if outcome.listed else "It does not stand"
        shown = f"{where} on the community's public page of outcomes, without names. "
    first = f"Written {day_words(outcome.at.astimezone(zone_info(told.zone)).date())}. {shown}"
    if not told.teams or told.idea.stage is not Stage.IMPLEMENTING:
        return (first,)
    return (first, Code("/idea advance"), " takes the idea to its last stage.")
