"""The team of an idea: who is in it, what it looks for, who asks to join."""

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Select
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
from communitybot.conversation.text import At, AtStyle, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import member_name, roles_words, title_of
from communitybot.ideas.gates import LARGEST_TEAM
from communitybot.ideas.model.idea import Joining, Member, Role, Stage
from communitybot.ideas.views import Seen

SHOWN = 16  # members; there are more than five only where ideas have become one
LINES = limits.PARAGRAPH - 100  # weight of all members together
AROUND = 160  # weight of a member's line without what they wrote, at most
NOTE, SHORTEST = 200, 20  # weight of what a member wrote; what would be shorter is left out


def team_card(seen: Seen) -> Message:
    """Draw the team for one person: its members read each other's notes, its authors answer who asks."""
    idea, known = seen.idea, seen.mine or seen.moderates
    inside = seen.mine or (seen.part is not None and seen.part.joining is Joining.MEMBER)
    blocks: list[Block] = [Heading(f"The team of {title_of(idea, limits.HEADING - 15)}")]
    shown = seen.members[:SHOWN]
    note = min(NOTE, LINES // max(len(shown), 1) - AROUND) if inside else 0
    lines = [_line(seen, one, known=known, note=note) for one in shown]
    if lines:
        blocks.append(Bullets(tuple(lines)))
    if len(seen.members) > SHOWN:
        blocks.append(paragraph(f"And {len(seen.members) - SHOWN} more."))
    blocks += [paragraph(words) for words in _looks_for(seen)]
    if seen.part is not None and seen.part.joining is Joining.ASKED:
        blocks.append(paragraph("You asked to join; nobody has answered yet."))
    blocks += _choices(seen)
    row = _row(seen, inside=inside)
    return message(
        *blocks, Controls(tuple(row)), small("Teams have two to five people, one a classroom teacher.")
    )


def _line(seen: Seen, member: Member, *, known: bool, note: int) -> Text:
    """A member; with what they wrote, as far as `note` weighs, for the team's eyes."""
    idea = seen.idea
    wrote = ", wrote the idea" if idea.by(member.person) else ""
    since = At(member.at, seen.zone, style=AtStyle.DATE)
    written = one_line(member.note, note) if note > SHORTEST else ""
    return say(
        Strong(member_name(idea, member, known=known)),
        f": {member.role.value}{wrote}, since ",
        since,
        *((f". “{written}”",) if written else ()),
    )


def _looks_for(seen: Seen) -> list[str]:
    """What the team still needs, a sentence each."""
    idea, members = seen.idea, seen.members
    if not idea.stage.open:
        return [f"This idea is {idea.stage.value}."] if idea.stage is not Stage.MERGED else []
    said = []
    if len(members) >= LARGEST_TEAM:
        said.append("The team is complete.")
    elif idea.roles:
        said.append(f"It looks for {roles_words(idea.roles)}.")
    else:
        said.append(f"There is room for {LARGEST_TEAM - len(members)} more.")
    if all(one.role is not Role.TEACHER for one in members):
        said.append("It still needs a classroom teacher.")
    return said


def _choices(seen: Seen) -> list[Block]:
    """For authors: who waits for an answer, and whom they can let go."""
    idea = seen.idea
    blocks: list[Block] = []
    if seen.mine and seen.asking:
        options = tuple(_choice(one) for one in seen.asking[: limits.OPTIONS])
        ask = Select("Answer somebody who would like to join", Action("idea.asking", (idea.id,)), options)
        blocks.append(Controls((ask,)))
    others = [one for one in seen.members if not idea.by(one.person)]
    if seen.mine and others:
        options = tuple(_choice(one) for one in others[: limits.OPTIONS])
        thank = Select("Thank somebody and let them go", Action("idea.let_go", (idea.id,)), options)
        blocks.append(Controls((thank,)))
    return blocks


def _choice(member: Member) -> Choice:
    role = f" ({member.role.value})"
    name = name_words(member.name, limits.OPTION_LABEL - limits.weight(role))
    return Choice(member.person, name + role)


def _row(seen: Seen, *, inside: bool) -> list[Button]:
    idea = seen.idea
    row: list[Button] = []
    asked = seen.part is not None and seen.part.joining is Joining.ASKED
    if inside:
        row.append(Button("My role", Action("idea.role", (idea.id,))))
        if not seen.mine:
            row.append(actions.leave(idea.id))
    elif asked:
        row.append(actions.take_back(idea.id))
    elif idea.stage.open and idea.stage is not Stage.REPORTED and len(seen.members) < LARGEST_TEAM:
        row.append(actions.join(idea.id))
    return [*row, actions.view(idea.id, "View the idea")]
