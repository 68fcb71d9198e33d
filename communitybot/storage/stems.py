"""The stems of English words: what stays when plurals and common endings are taken off.

A light hand: it is for finding that two texts speak of the same things, not for grammar. Words of other
languages mostly stay as they are.
"""

from functools import lru_cache

LEAST = 3  # letters that must be left
VOWELS = frozenset("aeiouy")
DOUBLED = frozenset("bdfgmnprt")  # planned, planner: the second letter belongs to the ending

AS_THEY_ARE = frozenset({"family", "news", "reply", "supply"})

# The first ending that fits is taken off; how many letters must be left, and what takes its place.
ENDINGS: tuple[tuple[str, int, str], ...] = (
    ("ational", 4, ""),
    ("ization", 3, ""),
    ("isation", 3, ""),
    ("ation", 4, ""),
    ("ative", 4, ""),
    ("ator", 4, ""),
    ("ating", 4, ""),
    ("ated", 4, ""),
    ("ate", 4, ""),
    ("izing", 3, ""),
    ("ising", 4, ""),
    ("ized", 3, ""),
    ("ised", 4, ""),
    ("izer", 3, ""),
    ("ize", 3, ""),
    ("iness", 3, "y"),
    ("iest", 3, "y"),
    ("ier", 3, "y"),
    ("ily", 4, "y"),
    ("ctor", 4, "ct"),
    ("itor", 3, "it"),
    ("tional", 3, "t"),
    ("tion", 3, "t"),
    ("sion", 3, "s"),
    ("ship", 4, ""),
    ("ness", 4, ""),
    ("ment", 4, ""),
    ("ful", 4, ""),
    ("able", 4, ""),
    ("ible", 4, ""),
    ("ally", 4, "al"),
    ("ing", 3, ""),
    ("ive", 4, ""),
    ("ied", 2, "y"),
    ("ed", 3, ""),
    ("er", 4, ""),
    ("al", 5, ""),
    ("ly", 4, ""),
    ("e", 3, ""),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word: `coaching`, `coaches`, `coached` and `coach` have the same."""
    if len(word) <= LEAST or not word.isascii() or not word.isalpha() or word in AS_THEY_ARE:
        return word
    bare = _singular(word)
    while bare not in AS_THEY_ARE:
        shorter = _shorter(bare)
        if shorter == bare:
            break
        bare = shorter
    return bare


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _shorter(word: str) -> str:
    for ending, least, instead in ENDINGS:
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) >= least and not VOWELS.isdisjoint(left):
            return _undoubled(left + instead)
    return word


def _undoubled(word: str) -> str:
    if len(word) > LEAST and word[-1] == word[-2] and word[-1] in DOUBLED:
        return word[:-1]
    return word
