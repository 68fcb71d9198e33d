"""Finding each other: who fits an idea and why, the invitation, and what becomes of it."""

from dataclasses import replace

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import Form
from communitybot.conversation.limits import one_line, shorten
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
from communitybot.conversation.phrases import joined, name_words
from communitybot.conversation.text import Code, Strong, Text, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.asking import join_form
from communitybot.ideas.cards.words import a, roles_words, stage_words, title_of
from communitybot.ideas.matching import Fit
from communitybot.ideas.model.idea import Idea, Member

REASONS = 160
NEED = 600


def match_card(idea: Idea, fits: tuple[Fit, ...], invited: tuple[Member, ...] = ()) -> Message:
    """Who could join, each with the reasons, and a press that invites them."""
    blocks: list[Block] = [Heading(f"Colleagues for {title_of(idea, limits.HEADING - 20)}")]
    if fits:
        blocks += [paragraph("They said that colleagues may find them:"), Bullets(tuple(map(fit_line, fits)))]
    else:
        blocks.append(
            paragraph(
                "Nobody who may be found fits just now. People decide that themselves with ",
                Code("/my profile"),
                ". Say what you look for with ",
                Code("/idea edit"),
                ", and ask in the thread.",
            )
        )
    if invited:
        names = joined(name_words(one.name) for one in invited)
        blocks.append(paragraph(Strong("Invited"), f": {names}."))
    invite = [Controls(tuple(_invite(idea, one) for one in fits))] if fits else []
    row = Controls((actions.team(idea.id), actions.view(idea.id, "View the idea")))
    return message(*blocks, *invite, row, small("Whoever said no, or was asked before, is not shown again."))


def invited_card(idea: Idea, member: Member) -> Message:
    """Confirm an invitation."""
    return message(
        paragraph(
            Strong(f"I ask {name_words(member.name)}"),
            f" whether they would join the team of “{title_of(idea)}”. You hear from me either way.",
        ),
        Controls((actions.labelled("Find others", actions.match(idea.id)), actions.team(idea.id))),
    )


def invitation_card(idea: Idea, member: Member, *, by: str) -> Message:
    """Ask somebody whether they would join: the idea, who asks, and three ways to answer."""
    blocks: list[Block] = [
        paragraph(
            Strong(name_words(by)),
            f" invites you to the team of “{title_of(idea)}”, perhaps as {a(member.role.value)}.",
        ),
        paragraph(stage_words(idea.stage)),
    ]
    if need := one_line(idea.need, NEED):
        blocks.append(paragraph(Strong("The need"), f": {need}"))
    if idea.roles:
        blocks.append(paragraph(f"The team looks for {roles_words(idea.roles)}."))
    row = (
        Button("Accept", Action("idea.invite_yes", (idea.id,)), Look.EXPECTED),
        Button("Not now", Action("idea.invite_no", (idea.id,))),
        actions.view(idea.id, "View the idea"),
        Button("Don't ask me again", Action("idea.invite_never", (idea.id,))),
    )
    return message(
        *blocks,
        Controls(row),
        small("You hear this because you let colleagues find you. ", Code("/my profile"), " ends that."),
    )


def accept_form(idea: Idea, member: Member) -> Form:
    """Ask which role somebody takes who was invited."""
    return replace(
        join_form(idea, replace(member, note=""), member.role),
        title="Join the team",
        submit="Join",
        intro=shorten(f"You are invited to “{title_of(idea)}”, so you are in as soon as you send this.", 500),
    )


def declined_card(idea: Idea, *, never: bool = False) -> Message:
    """Tell somebody what becomes of their no."""
    said = [f"I tell them kindly that you cannot join “{title_of(idea)}” just now."]
    if never:
        said.append("No team finds you any more; /my profile lets them again, whenever you want.")
    return message(paragraph(" ".join(said)), Controls((actions.view(idea.id, "View the idea"),)))


def never_card() -> Message:
    """Confirm that nobody finds them, whatever became of the invitation."""
    return message(
        paragraph("No team finds you any more. ", Code("/my profile"), " lets them again, whenever you want.")
    )


def fit_line(one: Fit) -> Text:
    """One who fits, with the reasons."""
    return say(Strong(name_words(one.name)), f": {one_line(', '.join(one.reasons), REASONS)}")


def _invite(idea: Idea, one: Fit) -> Button:
    name = name_words(one.name, limits.BUTTON_LABEL - len("Invite "))
    return Button(f"Invite {name}", Action("idea.invite", (idea.id, one.person)))
