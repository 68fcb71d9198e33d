"""In which order found resources are shown: worked out here, so that it is the same on every database."""

from collections.abc import Iterable, Sequence
from math import log2
from typing import NamedTuple

from communitybot.resources.model.resource import Resource
from communitybot.resources.views import Sort
from communitybot.storage.stems import stem
from communitybot.storage.words import words_in

MICROSECONDS_A_DAY = 86_400_000_000
FRESH = 180.0  # days in which what newness is worth halves
NEWNESS = 1.0  # what it is worth on the day of sharing
DOUBLED = 0.4  # what each doubling of those who would use it again is worth
TRIED = 0.1  # the same of those who tried it
KEPT = 2  # letters with which a word and its stem begin alike
MOST_TRIED = 2.0  # what all trying is worth at most


class Candidate(NamedTuple):
    """A resource that fits, as far as its order needs it; `shared` in microseconds, `weight` of its words."""

    place: int
    resource: str
    shared: int
    tries: int
    again: int
    weight: float


def score(one: Candidate, newest: int) -> float:
    """How good a hit is: words + newness + trying.

    words      the weight of its way: 3 with all words in the title, 2 in title, tags and subjects, 1.5 with
               some of them in the title, 1 elsewhere; of beginnings and mended words the same less 3
    newness    1 x 0.5 ** (days older than the newest hit / 180)
    trying     0.4 x log2(1 + would use it again) + 0.1 x log2(1 + tried it), 2 at most
    """
    days = max(0, newest - one.shared) / MICROSECONDS_A_DAY
    trying = DOUBLED * log2(1 + one.again) + TRIED * log2(1 + one.tries)
    new: float = NEWNESS * 0.5 ** (days / FRESH)
    return one.weight + new + min(MOST_TRIED, trying)


def ordered(found: Iterable[Candidate], sort: Sort) -> list[tuple[Candidate, float]]:
    """Candidates in the order of a list, each with its score."""
    some = list(found)
    newest = max((one.shared for one in some), default=0)
    scored = [(one, score(one, newest)) for one in some]
    if sort is Sort.NEW:
        return sorted(scored, key=lambda pair: (pair[0].shared, pair[0].place), reverse=True)
    if sort is Sort.TRIED:
        return sorted(
            scored,
            key=lambda pair: (pair[0].again, pair[0].tries, pair[0].shared, pair[0].place),
            reverse=True,
        )
    return sorted(scored, key=lambda pair: (round(pair[1], 9), pair[0].place), reverse=True)


def where(resource: Resource, notes: Sequence[str], stems: Iterable[str]) -> tuple[str, ...]:
    """In which parts of a resource some stems stand, the telling parts first."""
    sought = set(stems)
    parts = (
        ("title", resource.title),
        ("tags", " ".join(resource.tags)),
        ("subjects", " ".join(resource.subjects)),
        ("about", resource.about),
        ("text", resource.text),
        ("author", resource.author),
        ("site", resource.site),
        ("file", resource.file),
        ("notes", " ".join(notes)),
    )
    begins = {each[:KEPT] for each in sought}
    return tuple(
        name
        for name, said in parts
        if said and any(word[:KEPT] in begins and stem(word) in sought for word in words_in(said))
    )
