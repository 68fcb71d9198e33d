"""Reads what people type of themselves into their profile."""

import re
from collections.abc import Callable, Iterable

from communitybot.commands.words import listed, quoted
from communitybot.communities.names import clean, fold
from communitybot.errors import Misread
from communitybot.people.model import Level

MOST_NAMED = 8  # subjects, and things somebody brings
NAME_MOST = 40  # characters of each
PLACE_MOST = 80
EMPTIED = frozenset({"none", "nothing", "no", "-"})
PARTS = re.compile(r"[,;\n|]+")
TAUGHT = tuple(level for level in Level if level is not Level.ALL)
CALLED: dict[str, Level] = {
    "primary": Level.ELEMENTARY,
    "preschool": Level.EARLY_CHILDHOOD,
    "pre-k": Level.EARLY_CHILDHOOD,
    "kindergarten": Level.EARLY_CHILDHOOD,
    "secondary": Level.HIGH_SCHOOL,
    "high": Level.HIGH_SCHOOL,
    "college": Level.HIGHER_EDUCATION,
    "university": Level.HIGHER_EDUCATION,
    "all": Level.ALL,
}
SUBJECTS = (
    *("English", "reading", "mathematics", "science", "social studies", "languages", "arts", "music"),
    *("technology", "physical education", "special education", "career education"),
)
BRINGS = (
    *("mentoring", "coaching", "research", "writing", "data", "curriculum", "technology", "family outreach"),
    *("school leadership", "grants", "facilitation", "policy"),
)
"""What can be picked with one press; anything else can be typed."""


def read_levels(text: str) -> tuple[Level, ...]:
    """The levels somebody teaches.

    Raises:
        Misread: for words that are no level.
    """
    found = []
    for part in _parts(text):
        words = fold(part).removesuffix(" school").removesuffix(" grades")
        level = CALLED.get(words) or next((one for one in Level if one.value.startswith(words)), None)
        if level is None:
            known = listed([one.value for one in TAUGHT], "and")
            raise Misread(
                f"I read {quoted(part)}, which is no level I know. I know {known}.",
                example="elementary, middle",
                field="level",
            )
        found.append(level)
    if Level.ALL in found:
        return TAUGHT
    return tuple(level for level in TAUGHT if level in found)


def read_subjects(text: str) -> tuple[str, ...]:
    return _named(text, "subjects", "science, music")


def read_brings(text: str) -> tuple[str, ...]:
    return _named(text, "bring", "mentoring, researcher")


def read_place(text: str) -> str:
    """Where somebody is; "none" empties it.

    Raises:
        Misread: for one that is too long.
    """
    words = clean(text, "", 10 * PLACE_MOST)
    if fold(words) in EMPTIED:
        return ""
    if len(words) > PLACE_MOST:
        raise Misread(
            f"That is {len(words)} characters; {PLACE_MOST} fit. A town is enough.",
            understood=words[:60],
            example="Austin, Texas",
            field="place",
        )
    return words


def with_more(there: Iterable[str], more: str) -> tuple[str, ...]:
    """A list with one thing more; what is in it already is not added."""
    return _few(dict.fromkeys([*there, more]))


def _named(text: str, field: str, example: str) -> tuple[str, ...]:
    parts = list(_parts(text))
    too_long = next((part for part in parts if len(part) > NAME_MOST), None)
    if too_long is not None or len(parts) > MOST_NAMED:
        said = (
            f"{quoted(too_long[:60])} has {len(too_long)} characters; each may have {NAME_MOST}."
            if too_long is not None
            else f"Those are {len(parts)}; {MOST_NAMED} fit. Name what matters most."
        )
        raise Misread(said, example=example, field=field)
    return _few(parts)


def _parts(text: str) -> Iterable[str]:
    """The things in a list as typed, each once; "none" is an empty list."""
    if fold(text) in EMPTIED:
        return ()
    named = (clean(part, "", 10 * NAME_MOST) for part in PARTS.split(text[:2_000]))
    return _once((part for part in named if part), fold)


def _few(named: Iterable[str]) -> tuple[str, ...]:
    return tuple(_once(named, fold))[:MOST_NAMED]


def _once(named: Iterable[str], key: Callable[[str], str]) -> list[str]:
    known: dict[str, str] = {}
    for name in named:
        known.setdefault(key(name), name)
    return list(known.values())
