"""What a search asks for: its words as terms, and the ways from the best resources to the least."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.resources.views import ResourceQuery, Sort
from communitybot.storage.resources_terms import REPEATED, Of, facet, term, wanted
from communitybot.storage.resources_ways import Way
from communitybot.storage.saying_little import STOP
from communitybot.storage.stems import stem
from communitybot.storage.words import words_of

MOST_WORDS = 8  # of one search
PROVEN = 100  # resources that some would use again which are looked at first, however old
PROVED = 3  # how many would

IN_TITLE, LABELLED, PARTLY, ANYWHERE = 3.0, 2.0, 1.5, 1.0
"""What it weighs where the words stand: all in the title; in title, tags and subjects; some in the title."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is sought, and the stems of what may stand for it."""

    typed: str
    stems: tuple[str, ...]

    def also(self, words: Sequence[str]) -> "Word":
        """The word with others that may stand for it."""
        return Word(self.typed, tuple(dict.fromkeys((*self.stems, *map(stem, words)))))


def telling(words: str) -> list[str]:
    """The words of a search; those that say little are left out where others are there."""
    typed = list(dict.fromkeys(words_of(words)))
    return ([word for word in typed if word not in STOP] or typed)[:MOST_WORDS]


def plainly(typed: Sequence[str]) -> list[Word]:
    """Words by their stems."""
    return [Word(word, (stem(word),)) for word in typed]


def ways_to(library: str, words: Sequence[Word], query: ResourceQuery, less: float = 0.0) -> list[Way]:
    """The ways of a search, best first; with `less`, all weigh less. None when a word can stand nowhere."""
    if not all(word.stems for word in words):
        return []
    needs = [[each] for each in wanted(library, query)]
    anywhere = [_groups(library, word, Of.STEM) for word in words]
    fits = [*anywhere, *needs]
    if query.sort is Sort.NEW:
        return [Way(fits, weight=ANYWHERE - less)]
    if query.sort is Sort.TRIED:
        return _by_trying(library, fits, ANYWHERE - less)
    proven = [facet(library, Of.AGAIN, str(PROVED))]
    if not words:
        return [Way([*fits, proven], most=PROVEN), Way(fits)]
    title = [_groups(library, word, Of.TITLE) for word in words]
    labelled = [_groups(library, word, Of.TITLE, Of.LABEL) for word in words]
    found = [
        Way([*title, proven, *needs], most=PROVEN, weight=IN_TITLE - less),
        Way([*title, *needs], weight=IN_TITLE - less),
    ]
    if len(words) == 1:  # what is in the title was gone through before
        labels = _groups(library, words[0], Of.LABEL)
        return [
            *found,
            Way([labels, *needs], [title], weight=LABELLED - less),
            Way(fits, [labelled], weight=ANYWHERE - less),
        ]
    some = [each for group in title for each in group]
    found.append(Way([*labelled, *needs], [title], weight=LABELLED - less))
    return [
        *found,
        Way([*anywhere, some, *needs], [labelled], weight=PARTLY - less),
        Way(fits, [[some], labelled], weight=ANYWHERE - less),
    ]


def weight_of(words: Sequence[Word], named: str, query: ResourceQuery, less: float = 0.0) -> float:
    """What the words of a search weigh in a resource that has all, as in its way: by its names' stems."""
    if query.sort is not Sort.BEST:
        return ANYWHERE - less
    title, labels = (set(stems.split()) for stems in named.split("|"))
    stands = [not title.isdisjoint(word.stems) for word in words]
    if all(stands):
        return IN_TITLE - less
    if all(here or not labels.isdisjoint(word.stems) for here, word in zip(stands, words, strict=True)):
        return LABELLED - less
    return (PARTLY if any(stands) else ANYWHERE) - less


def _groups(library: str, word: Word, *fields: Of) -> list[str]:
    return [term(library, field, each) for field in fields for each in word.stems]


def _by_trying(library: str, fits: Sequence[Sequence[str]], weight: float) -> list[Way]:
    """Those more would use again before those fewer would."""
    steps = [[facet(library, Of.AGAIN, str(step))] for step in sorted(REPEATED, reverse=True)]
    between = zip([None, *steps], [*steps, None], strict=True)
    return [
        Way([*fits, least] if least else fits, [[above]] if above else (), weight=weight)
        for above, least in between
    ]
