"""Resources as a large community might share them, by the hundred thousand: seeded, in Zipf's proportions."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from benchmarks.idea_texts import FILLING, SCHOOL, SYLLABLES, THEMES
from communitybot.resources.model.grades import IN_ORDER
from communitybot.resources.model.resource import Kind, Licence, Resource, Sharer, Source, State

VOCABULARY = 40_000
TAGS = 2_000
SUBJECTS = ("mathematics", "reading", "science", "history", "art", "music", "social studies", "coding")
NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
YEARS = timedelta(days=5 * 365)
FILLED = 0.3  # of all words, those that only hold the others together


class Shelves:
    """Writes resources: titles of 4 to 10 words, descriptions of 10 to 40."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        telling = [*SCHOOL, *(word for words in THEMES.values() for word in words)]
        made = dict.fromkeys(telling)
        while len(made) < VOCABULARY:
            made["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))] = None
        self._words = list(made)
        self._by_rank = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))

    def words(self, count: int) -> list[str]:
        pick = self._random
        some = pick.choices(self._words, cum_weights=self._by_rank, k=count)
        return [
            pick.choice(FILLING) if pick.random() < FILLED else word + "s" * (pick.random() < 0.2)
            for word in some
        ]

    def resources(
        self, community: str, count: int, people: Sequence[str], *, name: str = "r"
    ) -> Iterator[Resource]:
        """Resources of the last five years, oldest first; some were tried, few by many."""
        for number in range(count):
            yield self._resource(
                f"{name}{number:011d}", community, NOW - YEARS * (1 - number / count), people
            )

    def _resource(self, name: str, community: str, at: datetime, people: Sequence[str]) -> Resource:
        pick = self._random
        tries = min(int(pick.paretovariate(1.0)) - 1, 200) if pick.random() < 0.2 else 0
        grade = pick.randrange(len(IN_ORDER) - 3)
        return Resource(
            id=name,
            community=community,
            state=State.SHARED,
            title=" ".join(self.words(pick.randint(4, 10))).capitalize(),
            about=" ".join(self.words(pick.randint(10, 40))).capitalize(),
            address=f"https://{name}.example.org/page",
            canonical=f"https://{name}.example.org/page",
            site="example.org",
            kind=pick.choice(tuple(Kind)),
            grades=IN_ORDER[grade : grade + pick.randint(1, 4)],
            subjects=(pick.choice(SUBJECTS),),
            licence=pick.choice((None, None, *Licence)),
            login=pick.choice((None, True, False)),
            tags=tuple(f"topic {min(int(pick.paretovariate(0.6)), TAGS)}" for _ in range(pick.randint(0, 3))),
            sharer=Sharer(pick.choice(people), "Somebody"),
            source=Source.IMPORT,
            added=at,
            shared=at,
            tries=tries,
            again=tries * 2 // 3,
        )


def queries(resources: Sequence[Resource], count: int, seed: int) -> list[str]:
    """One to three telling words of a title, as somebody who has seen it may type them."""
    pick = Random(seed)
    found: list[str] = []
    while len(found) < count:
        title = pick.choice(resources).title.lower().split()
        telling = list(dict.fromkeys(word for word in title if word not in FILLING))
        if telling:
            found.append(" ".join(pick.sample(telling, min(pick.randint(1, 3), len(telling)))))
    return found
