"""Joining a team: the form, what the author is asked, and what each is answered."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.limits import one_line, shorten
from communitybot.conversation.message import Block, Controls, Message, Quote, message, paragraph, small
from communitybot.conversation.phrases import capital, name_words
from communitybot.conversation.text import Strong, say
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.words import a, roles_words, title_of
from communitybot.ideas.model.idea import Idea, Member, Role

NOTE = 900  # weight of a note


def join_form(idea: Idea, before: Member | None = None, role: Role | None = None) -> Form:
    """Ask which role somebody takes, and what they would like to say with it."""
    sought = f" It looks for {roles_words(idea.roles)}." if idea.roles else ""
    wished = role or (before.role if before is not None else None)
    first = wished or (idea.roles[0] if idea.roles else None)
    return Form(
        title="Join the team",
        action=Action("idea.ask_in", (idea.id,)),
        fields=(
            _role_field("What would you bring?", first),
            FormField(
                name="note",
                label="A word to whoever wrote it",
                kind=FieldKind.LONG_TEXT,
                hint="Who you are and why you would like to. Only the authors and the team see it.",
                value=(before.note[:NOTE] or None) if before is not None else None,
            ),
        ),
        submit="Ask to join",
        intro=shorten(f"“{title_of(idea)}”: whoever wrote it is asked first.{sought}", 500),
    )


def role_form(idea: Idea, member: Member) -> Form:
    """Ask what a member brings."""
    return Form(
        title="My role in the team",
        action=Action("idea.role_taken", (idea.id,)),
        fields=(_role_field("What do you bring?", member.role),),
        submit="Keep",
    )


def thanks_form(idea: Idea, member: Member) -> Form:
    """Ask for words of thanks before somebody is let go."""
    return Form(
        title="Thank and let go",
        action=Action("idea.let_gone", (idea.id, member.person)),
        fields=(
            FormField(
                name="note",
                label="Your thanks",
                kind=FieldKind.LONG_TEXT,
                hint="They read it in private. It can be left empty.",
            ),
        ),
        submit="Thank and let go",
        intro=f"{name_words(member.name)} leaves the team of “{title_of(idea)}”.",
    )


def asking_card(idea: Idea, member: Member) -> Message:
    """Ask an author whether somebody may join."""
    blocks: list[Block] = [
        paragraph(
            Strong(name_words(member.name)),
            f" would like to join the team of “{title_of(idea)}”, as {a(member.role.value)}.",
        )
    ]
    if note := one_line(member.note, NOTE):
        blocks.append(Quote(say(note)))
    row = (
        Button("Accept", Action("idea.accept", (idea.id, member.person)), Look.EXPECTED),
        Button("Not now", Action("idea.not_now", (idea.id, member.person))),
        actions.team(idea.id),
    )
    return message(
        *blocks, Controls(row), small("Either way they are told kindly. A team has at most five people.")
    )


def asked_card(idea: Idea, member: Member, *, still: bool = False) -> Message:
    """Tell somebody that the authors are asked."""
    said = "You have asked already." if still else "Thank you, I ask for you."
    return message(
        paragraph(
            Strong(said),
            f" Whoever wrote “{title_of(idea)}” reads that you would join as {a(member.role.value)}. "
            "You hear from me either way.",
        ),
        Controls((actions.take_back(idea.id), actions.view(idea.id))),
    )


def joined_card(idea: Idea, member: Member) -> Message:
    """Tell somebody who had been invited that they are in."""
    return message(
        paragraph(
            Strong("Welcome!"),
            f" You are in the team of “{title_of(idea)}” now, as {a(member.role.value)}.",
        ),
        Controls((actions.view(idea.id), actions.team(idea.id))),
    )


def accepted_card(idea: Idea, member: Member) -> Message:
    """Tell an author whom they let in."""
    name = name_words(member.name)
    return message(
        paragraph(Strong(f"{name} is in the team"), f" of “{title_of(idea)}”, as {a(member.role.value)}."),
        Controls((actions.team(idea.id), actions.view(idea.id))),
    )


def not_now_card(idea: Idea, member: Member) -> Message:
    """Tell an author what becomes of a "not now"."""
    return message(
        paragraph(
            f"I tell {name_words(member.name)} kindly that the team of “{title_of(idea)}” takes nobody on "
            "just now. They may ask again in two weeks."
        ),
        Controls((actions.team(idea.id),)),
    )


def leave_card(idea: Idea, member: Member) -> Message:
    """Ask whether somebody really leaves."""
    return message(
        paragraph(
            f"Leave the team of “{title_of(idea)}”, where you are {a(member.role.value)}? "
            "The team is told. You can ask to join again at any time."
        ),
        Controls(
            (
                Button("Leave the team", Action("idea.left", (idea.id,)), Look.GRAVE),
                actions.view(idea.id, "Stay"),
            )
        ),
    )


def gone_card(idea: Idea, words: str) -> Message:
    """Confirm that somebody's place is free again, or their wish taken back."""
    return message(paragraph(words), Controls((actions.view(idea.id, "View the idea"),)))


def _role_field(label: str, first: Role | None) -> FormField:
    return FormField(
        name="role",
        label=label,
        kind=FieldKind.ONE_OF,
        required=True,
        choices=tuple(Choice(role.value, capital(role.value)) for role in Role),
        value=first.value if first is not None else None,
    )
