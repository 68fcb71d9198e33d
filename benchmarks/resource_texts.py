"""Resources as large communities might share them, by the hundred thousand: seeded, in Zipf's proportions."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random

from benchmarks.idea_texts import FILLING, SCHOOL, SYLLABLES, THEMES
from communitybot.resources.model.grades import IN_ORDER
from communitybot.resources.model.resource import Kind, Licence, Resource, Sharer, Source, State

VOCABULARY = 40_000
TAGS = 2_000
SUBJECTS = ("mathematics", "reading", "science", "history", "art", "music", "social studies", "coding")
KINDS, LICENCES = tuple(Kind), tuple(Licence)
NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
YEARS = timedelta(days=5 * 365)
FILLED = 0.3  # of all words, those that only hold the others together
PLURAL = 0.2


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words of schools and made ones, and how often each is said."""
    made = dict.fromkeys([*SCHOOL, *(word for words in THEMES.values() for word in words)])
    pick = Random(5)
    while len(made) < VOCABULARY:
        made["".join(pick.choices(SYLLABLES, k=pick.randint(2, 4)))] = None
    return list(made), list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))


class Shelves:
    """Writes resources: titles of 4 to 10 words, descriptions of 10 to 40."""

    def __init__(self, seed: int) -> None:
        self._pick = Random(seed)

    def resources(
        self, communities: Sequence[str], numbers: range, of: int, person: str
    ) -> Iterator[Resource]:
        """Some `of` the resources of five years, oldest first; most are of the first community."""
        for number in numbers:
            other = self._pick.random() < 0.05
            community = self._pick.choice(communities) if other else communities[0]
            yield self._resource(f"r{number:011d}", community, NOW - YEARS * (1 - number / of), person)

    def _words(self, count: int) -> str:
        pick = self._pick
        words, weights = _vocabulary()
        some = [
            pick.choice(FILLING) if pick.random() < FILLED else word + "s" * (pick.random() < PLURAL)
            for word in pick.choices(words, cum_weights=weights, k=count)
        ]
        return " ".join(some).capitalize()

    def _resource(self, name: str, community: str, at: datetime, person: str) -> Resource:
        pick = self._pick
        tries = min(int(pick.paretovariate(1.0)) - 1, 200) if pick.random() < 0.2 else 0
        grade = pick.randrange(len(IN_ORDER) - 3)
        return Resource(
            id=name,
            community=community,
            state=State.SHARED,
            title=self._words(pick.randint(4, 10)),
            about=self._words(pick.randint(10, 40)),
            address=f"https://{name}.example.org/page",
            canonical=f"https://{name}.example.org/page",
            site="example.org",
            kind=pick.choice(KINDS),
            grades=IN_ORDER[grade : grade + pick.randint(1, 4)],
            subjects=(pick.choice(SUBJECTS),),
            licence=pick.choice((None, None, *LICENCES)),
            login=pick.choice((None, True, False)),
            tags=tuple(
                {f"topic {min(int(pick.paretovariate(0.6)), TAGS)}" for _ in range(pick.randint(0, 3))}
            ),
            sharer=Sharer(person, "Somebody"),
            source=Source.IMPORT,
            added=at,
            shared=at,
            tries=tries,
            again=tries * 2 // 3,
        )


def queries(titles: Sequence[str], count: int, seed: int) -> list[str]:
    """One to three telling words of a title, as somebody who has seen it may type them."""
    pick = Random(seed)
    found: list[str] = []
    while len(found) < count:
        telling = [word for word in dict.fromkeys(pick.choice(titles).lower().split()) if word not in FILLING]
        if telling:
            found.append(" ".join(pick.sample(telling, min(pick.randint(1, 3), len(telling)))))
    return found
