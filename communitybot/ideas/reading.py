"""Reads what people type about an idea, kindly: tags from words or hashtags, roles however called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communitybot.commands.tags import MOST_PARTS, emptied, tags_in
from communitybot.commands.words import listed, quoted
from communitybot.communities.names import fold
from communitybot.conversation.limits import one_line
from communitybot.errors import Misread
from communitybot.ideas.model.idea import Role
from communitybot.ideas.model.wording import MOST_TAGS, PLACE_MOST, TITLE_MOST

ROLE_PARTS = re.compile(r"[,;\n|/&+]+|\band\b|\bor\b", re.IGNORECASE)
NAMED = 5  # of what could not be read, told by name

CALLED: Mapping[Role, tuple[str, ...]] = {
    Role.TEACHER: ("teacher", "classroom", "educator", "instructor", "colleague"),
    Role.COACH: ("coach", "specialist", "librarian", "counselor", "counsellor", "interventionist", "mentor"),
    Role.PRINCIPAL: ("principal", "headteacher", "head", "school leader", "administrator", "admin", "dean"),
    Role.DISTRICT: ("district", "superintendent", "central office", "board"),
    Role.RESEARCHER: ("researcher", "research", "professor", "university", "evaluator", "statistician"),
    Role.PARTNER: (
        "parent",
        "family",
        "families",
        "partner",
        "community",
        "business",
        "volunteer",
        "student",
    ),
    Role.WRITER: (
        "writer",
        "communicator",
        "communication",
        "editor",
        "designer",
        "journalist",
        "storyteller",
    ),
}
"""What people call each role; a longer name that is found counts before a shorter one."""

_VALUES = tuple((fold(role.value), role) for role in Role)
_NAMES = sorted(
    ((name, re.compile(rf"\b{name}(?:e?s)?\b"), role) for role, called in CALLED.items() for name in called),
    key=lambda each: -len(each[0]),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """What was read from a list, and what its writer should know about the rest, a sentence each."""

    found: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RolesRead:
    """The roles somebody named, and what could not be read as one."""

    found: tuple[Role, ...]
    notes: tuple[str, ...] = ()


def read_title(text: str) -> str:
    """A title on one line.

    Raises:
        Misread: for none, and for one that is too long.
    """
    title = " ".join(text.split())
    if not any(letter.isalnum() for letter in title):
        raise Misread("An idea needs a title.", example="Peer observation hour", field="title")
    if len(title) > TITLE_MOST:
        raise Misread(
            f"A title has at most {TITLE_MOST} characters; this one has {len(title)}.",
            understood=one_line(title, 60),
            example="Peer observation hour",
            field="title",
        )
    return title


def read_place(text: str) -> str:
    return " ".join(emptied(text).split())[:PLACE_MOST]


def read_tags(text: str) -> Listed:
    """Tags from words with commas between them, or with hashtags, or simply words; at most five are kept."""
    tags = tags_in(text)
    if len(tags) <= MOST_TAGS:
        return Listed(tags)
    left = listed([f"*{tag}*" for tag in tags[MOST_TAGS : MOST_TAGS + NAMED]], "and")
    return Listed(tags[:MOST_TAGS], (f"An idea has at most {MOST_TAGS} tags. I left out {left}.",))


def read_roles(text: str) -> RolesRead:
    """The roles that are named, however they are called; what is none of them is told."""
    parts = [part.strip() for part in ROLE_PARTS.split(emptied(text))][:MOST_PARTS]
    read = [(part, role_of(part)) for part in parts if part]
    found = tuple(dict.fromkeys(role for _, role in read if role is not None))
    unknown = [part for part, role in read if role is None]
    if not unknown:
        return RolesRead(found)
    known = listed([role.value for role in Role])
    some = listed([quoted(part) for part in unknown[:NAMED]], "and")
    return RolesRead(found, (f"I read {some}, which is no role I know. I know {known}.",))


def role_of(text: str) -> Role | None:
    """The one role some words mean; None when they mean none."""
    words = f" {fold(text)} ".replace("-", " ")
    for value, role in _VALUES:
        if value in words:
            return role
    for name, found, role in _NAMES:
        if name in words and found.search(words):
            return role
    return None


def told(*notes: Sequence[str]) -> tuple[str, ...]:
    """All there is to tell about what was read, in order."""
    return tuple(note for some in notes for note in some)
