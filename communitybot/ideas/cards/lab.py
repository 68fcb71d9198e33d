"""What people read about the local lab of an idea."""

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
    Paragraph,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import name_words
from communitybot.conversation.text import At, Code, Strong, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.lab_views import LabSeen
from communitybot.ideas.model.lab import Lab, Stakeholder

DECIDES = 600
ROLE = 45  # weight of a stakeholder's name, and of their role
WHAT_IT_IS = (
    "A local lab is one day on one idea. Its team and the people it needs decide what each of them will do."
)


def lab_card(seen: LabSeen, *, said: str | None = None) -> Message:
    """The lab of an idea, with what its team can do about it."""
    idea, lab = seen.idea, seen.lab
    blocks: list[Block] = [Heading(one_line(f"Local lab: {title_of(idea)}", limits.HEADING))]
    if said:
        blocks.append(paragraph(said))
    if lab is None or lab.cancelled:
        return message(*blocks, *_none(seen, lab))
    blocks += _facts(lab)
    row = [actions.commitments(idea.id), actions.view(idea.id, "View the idea")]
    if seen.team:
        row = [
            Button("Change the lab", Action("idea.lab_change", (idea.id,)), Look.EXPECTED),
            *row,
            Button("Cancel the lab", Action("idea.lab_cancel", (idea.id,)), Look.GRAVE),
        ]
    return message(
        *blocks,
        Controls(tuple(row)),
        small("Its event is in ", Code("/events"), ": say there whether you come."),
    )


def _none(seen: LabSeen, lab: Lab | None) -> tuple[Block, ...]:
    first = paragraph("No lab is planned. ", WHAT_IT_IS)
    if lab is not None:
        first = paragraph("The lab on ", At(lab.start, lab.zone, lab.end), " is cancelled.")
    if not seen.team:
        return first, Controls((actions.view(seen.idea.id, "View the idea"),))
    plan = Button("Plan a lab", Action("idea.lab_change", (seen.idea.id,)), Look.EXPECTED)
    return first, Controls((plan, actions.view(seen.idea.id, "View the idea")))


def _facts(lab: Lab) -> list[Block]:
    where = one_line(lab.place, 200)
    found: list[Block] = [
        paragraph(At(lab.start, lab.zone, lab.end), *((f", {where}",) if where else ())),
        paragraph("Hosted by ", Strong(name_words(lab.host_name))),
    ]
    if lab.decides:
        found.append(Paragraph(say(Strong("To be decided"), f": {one_line(lab.decides, DECIDES)}")))
    if lab.stakeholders:
        found.append(Bullets(tuple(say(*_stakeholder(one)) for one in lab.stakeholders)))
    else:
        found.append(paragraph("Nobody is named yet whom the lab needs."))
    return found


def _stakeholder(one: Stakeholder) -> tuple[Strong | str, ...]:
    role = one_line(one.role, ROLE)
    return (Strong(name_words(one.name, ROLE)), *((f", {role}",) if role else ()))
