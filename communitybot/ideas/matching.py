"""Whom an idea could use: profiles compared with what is missing, where it would happen and what it says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communitybot.communities.names import fold
from communitybot.ideas.model.idea import Idea, Member, Role
from communitybot.ideas.reading import role_of
from communitybot.people.model import Level, Profile

WEIGHED = {"role": 8, "place": 4, "brings": 3, "subjects": 2, "levels": 2}
NAMED = 2  # skills and subjects named of those in common
LETTERS = re.compile(r"[^\W_]+")
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s")
SHORTEST = 4  # letters of a word, and of what is left of one
LONGEST = 3_000  # characters of a text that are looked at

_IN_MOST = """
about after also class classroom each every from give have help hour idea into keep know learn make many
more most much need only other over people pupil school some student study take teach than that their them
then there they this those through time week what when where which whole will with work would year your
"""
_IN_PLACES = "and county district city town state school schools new north south east west the public area"

COMMON = frozenset(_IN_MOST.split())
"""What stands in nearly every idea tells nothing; as it is left without its ending."""

PLACELESS = frozenset(_IN_PLACES.split())
LEVELS: Mapping[Level, tuple[str, ...]] = {
    Level.EARLY_CHILDHOOD: ("early childhood", "kindergarten", "preschool"),
    Level.ELEMENTARY: ("elementary", "primary"),
    Level.MIDDLE: ("middle school", "middle grades", "middle schools"),
    Level.HIGH_SCHOOL: ("high school", "high schools", "secondary"),
    Level.HIGHER_EDUCATION: ("higher education", "college", "colleges", "university", "universities"),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well somebody fits an idea, why in words, and the role they would take."""

    person: str
    name: str
    weight: int
    reasons: tuple[str, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an idea looks for, read once."""

    roles: frozenset[Role]
    stems: frozenset[str]
    place: frozenset[str]
    levels: frozenset[Level]


def wanted_by(idea: Idea, members: Sequence[Member]) -> Wanted:
    """Read an idea: the roles its team lacks, its telling words, its place, and whom it is about."""
    parts = (idea.title, idea.need, idea.approach, idea.benefits, idea.helps, " ".join(idea.tags))
    words = _words(" \n".join((*parts, idea.category.value if idea.category else "")))
    taught = any(member.role is Role.TEACHER for member in members)
    spoken = f" {' '.join(words)} "
    return Wanted(
        roles=frozenset(idea.roles) | (frozenset() if taught else frozenset({Role.TEACHER})),
        stems=frozenset(stems(words)),
        place=place_words(idea.place),
        levels=frozenset(
            level for level, called in LEVELS.items() if any(f" {one} " in spoken for one in called)
        ),
    )


def fit(wanted: Wanted, name: str, profile: Profile) -> Fit | None:
    """Compare one profile; None where nothing fits."""
    reasons: list[str] = []
    weight = 0
    role = next((one for one in _roles(profile) if one in wanted.roles), None)
    if role is not None:
        weight += WEIGHED["role"]
        reasons.append(role.value)
    if shared := wanted.place & place_words(profile.place):
        weight += WEIGHED["place"] * len(shared)
        reasons.append(f"near {_as_typed(profile.place, shared)}")
    for part, verb in (("brings", "knows"), ("subjects", "teaches")):
        named = [one for one in getattr(profile, part) if wanted.stems & set(stems(_words(one)))]
        weight += WEIGHED[part] * len(named)
        reasons += [f"{verb} {' and '.join(named[:NAMED])}"] if named else []
    if levels := [level for level in profile.levels if level in wanted.levels]:
        weight += WEIGHED["levels"]
        reasons.append(f"works in {levels[0].value}")
    return Fit(profile.person, name, weight, tuple(reasons), role) if reasons else None


def best(fits: Iterable[Fit | None], most: int) -> tuple[Fit, ...]:
    """Those who fit best; of equals in the order of their names."""
    known = [one for one in fits if one is not None]
    return tuple(sorted(known, key=lambda one: (-one.weight, fold(one.name), one.person))[:most])


def stems(words: Iterable[str]) -> set[str]:
    """Telling words without their endings, so that "mentoring" and "mentors" are one."""
    return {stem for word in words if len(stem := _stem(word)) >= SHORTEST and stem not in COMMON}


def place_words(place: str) -> frozenset[str]:
    return frozenset(word for word in _words(place) if len(word) > 1 and word not in PLACELESS)


def _roles(profile: Profile) -> list[Role]:
    """The roles somebody could take: those they name, and a teacher's for whoever teaches."""
    named = [role for one in profile.brings if (role := role_of(one)) is not None]
    return list(dict.fromkeys([*named, *([Role.TEACHER] if profile.levels else [])]))


def _words(text: str) -> list[str]:
    found = LETTERS.findall(text[:LONGEST])
    return [word.lower() if word.isascii() else fold(word) for word in found]


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


def _as_typed(place: str, shared: frozenset[str]) -> str:
    """The words of a place that are shared, as its person wrote them."""
    return " ".join(word for word in LETTERS.findall(place) if fold(word) in shared)
