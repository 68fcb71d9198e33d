"""The words every card about an idea is made of: title, who, where it stands, how many."""

from collections.abc import Iterable, Mapping, Sequence

from communitybot.conversation.limits import one_line
from communitybot.conversation.phrases import capital, joined, name_words, people
from communitybot.conversation.text import Strong, Text, say
from communitybot.ideas.model.idea import Idea, Member, Role, Stage

TITLE_IN_LINE = 80  # weight of a title inside a sentence or a list
A_MEMBER = "a member"
STUDENTS = (
    "For adult educators only. Please write nothing that tells who a student is: no names, no pictures."
)

MEANING: Mapping[Stage, str] = {
    Stage.DRAFT: "only whoever wrote it sees it",
    Stage.SUBMITTED: "a moderator reads it before others do",
    Stage.SEED: "it is new and looks for words, support and people",
    Stage.DEVELOPING: "it is worked out, and a team comes together",
    Stage.TEAM: "two to five people carry it on",
    Stage.REVIEW: "two critical friends listen and ask questions",
    Stage.MODEL: "the way from what it needs to what it changes is written down",
    Stage.LAB: "people who decide locally meet over it",
    Stage.IMPLEMENTING: "it is being done, with commitments and dates",
    Stage.REPORTED: "what changed is written down",
    Stage.MERGED: "it goes on together with another idea",
    Stage.PARKED: "it rests, and can go on where it was",
    Stage.WITHDRAWN: "whoever wrote it has taken it back",
    Stage.DECLINED: "a moderator has put it aside, with a reason",
}
"""What each stage means, as the end of a sentence."""


def title_of(idea: Idea, most: int = TITLE_IN_LINE) -> str:
    return one_line(idea.title, most) or "Untitled idea"


def author_of(idea: Idea, *, known: bool = False) -> str:
    """Who an idea is from: names, or "a member" where it is anonymous; `known` is for moderators' eyes."""
    if idea.anonymous and not known:
        return A_MEMBER if len(idea.authors) == 1 else f"{len(idea.authors)} members"
    return joined(name_words(author.name) for author in idea.authors)


def member_name(idea: Idea, member: Member, *, known: bool = False) -> str:
    """What somebody in the team is called: an anonymous author stays a member without a name."""
    hidden = idea.anonymous and not known and idea.by(member.person)
    return A_MEMBER if hidden else name_words(member.name)


def member_words(idea: Idea, member: Member, *, known: bool = False) -> str:
    """Name and role: "Ana Ruiz (classroom teacher)"."""
    return f"{member_name(idea, member, known=known)} ({member.role.value})"


def team_words(idea: Idea, members: Sequence[Member], *, known: bool = False) -> str:
    """Who is in a team, with what each brings."""
    return joined(member_words(idea, member, known=known) for member in members)


def stage_words(stage: Stage) -> Text:
    """Where an idea stands and what that means: "Seed: it is new and ..."."""
    return say(Strong(capital(stage.value)), f": {MEANING[stage]}.")


def support_words(idea: Idea) -> str:
    """How many stand behind an idea: "12 people support it"."""
    if not idea.votes:
        return "Nobody yet. Be the first!"
    return f"{people(idea.votes)} {'supports' if idea.votes == 1 else 'support'} it"


def roles_words(roles: Iterable[Role]) -> str:
    """Those a team looks for: "a classroom teacher and a researcher"."""
    return joined(a(role.value) for role in roles)


def a(noun: str) -> str:
    """Put the article before a noun that takes one: "an idea", but "district staff"."""
    if noun.endswith("staff"):
        return noun
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
