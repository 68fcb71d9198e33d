"""Resources as large communities might share them, by the hundred thousand: seeded, in Zipf's proportions.

Each is about something: most of its words are those that others on the same topic say as well, as with
"fractions", "number line" and "denominator". Words that met by chance alone would hardly ever meet twice.
"""

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
TOPICS = 800  # what resources are about, the first far more often than the last
ABOUT_EACH = 30  # words that belong to a topic
ON_TOPIC = 0.6  # of the words that tell something


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words of schools and made ones, and how often each is said."""
    made = dict.fromkeys([*SCHOOL, *(word for words in THEMES.values() for word in words)])
    pick = Random(5)
    while len(made) < VOCABULARY:
        made["".join(pick.choices(SYLLABLES, k=pick.randint(2, 4)))] = None
    return list(made), list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))


@cache
def _topics() -> tuple[list[list[str]], list[float]]:
    """The words of each topic, which may belong to others as well, and how often each is written about."""
    words, weights = _vocabulary()
    pick = Random(6)
    found = [
        list(dict.fromkeys(pick.choices(words, cum_weights=weights, k=ABOUT_EACH))) for _ in range(TOPICS)
    ]
    return found, list(accumulate(1 / (rank + 10) for rank in range(TOPICS)))


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

    def _words(self, topic: Sequence[str], count: int) -> str:
        return " ".join(self._word(topic) for _ in range(count)).capitalize()

    def _word(self, topic: Sequence[str]) -> str:
        pick = self._pick
        if pick.random() < FILLED:
            return pick.choice(FILLING)
        words, weights = _vocabulary()
        on_topic = pick.random() < ON_TOPIC
        word = pick.choice(topic) if on_topic else pick.choices(words, cum_weights=weights)[0]
        return word + "s" * (pick.random() < PLURAL)

    def _resource(self, name: str, community: str, at: datetime, person: str) -> Resource:
        pick = self._pick
        topics, often = _topics()
        topic = pick.choices(topics, cum_weights=often)[0]
        tries = min(int(pick.paretovariate(1.0)) - 1, 200) if pick.random() < 0.2 else 0
        grade = pick.randrange(len(IN_ORDER) - 3)
        return Resource(
            id=name,
            community=community,
            state=State.SHARED,
            title=self._words(topic, pick.randint(4, 10)),
            about=self._words(topic, pick.randint(10, 40)),
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


def topical(count: int, seed: int) -> list[str]:
    """One to three words of a topic, as somebody types who looks for what there is on it.

    Topics are looked for as often as they are written about.
    """
    pick = Random(seed)
    topics, often = _topics()
    some = pick.choices(topics, cum_weights=often, k=count)
    return [" ".join(pick.sample(topic, pick.randint(1, 3))) for topic in some]


def remembered(titles: Sequence[str], count: int, seed: int) -> list[str]:
    """One to three telling words of a title, as somebody types who has seen it before."""
    pick = Random(seed)
    found: list[str] = []
    while len(found) < count:
        telling = [word for word in dict.fromkeys(pick.choice(titles).lower().split()) if word not in FILLING]
        if telling:
            found.append(" ".join(pick.sample(telling, min(pick.randint(1, 3), len(telling)))))
    return found
