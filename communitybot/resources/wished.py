"""Reads a wish for a resource as teachers say it: "a lesson on density for grade 6, no log-in"."""

import re
from dataclasses import dataclass

from communitybot.commands.tags import tidy
from communitybot.communities.names import fold
from communitybot.errors import Misread
from communitybot.resources.addresses import links_in
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.request import WORDS_MOST
from communitybot.resources.model.resource import Kind
from communitybot.resources.reading import read_grades

_LOOSE = re.compile(r"^[\s,;:.-]+|(?:[\s,;:.-]|\b(?:for|in|with|and|of)\b)+$", re.IGNORECASE)
EXAMPLE = "/resource ask a lab on density for grade 6"
_ONE = r"(?:pre-?k|k|kindergarten|\d{1,2}(?:st|nd|rd|th)?)"
_GRADES = re.compile(
    rf"\bgrades?\s+({_ONE}(?:\s*(?:-|\u2013|to|and|,)\s*{_ONE})*)\b"
    r"|\b(\d{1,2}(?:st|nd|rd|th)[\s-]+grade)"
    r"|\b(kindergarten|elementary|middle school|high school|pre-?k)\b",
    re.IGNORECASE,
)
_NO_LOGIN = re.compile(
    r"\b(?:no|without|not)\b(?:\s+\w+){0,2}?\s+(?:log-?\s?ins?|sign-?\s?(?:ups?|ins?)|accounts?|registration)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:(?:a|an|the|any|some|good|short|free|nice|me|looking|for|i|we|need|want)\s+)*"
    rf"({'|'.join(kind.value for kind in Kind)})s?\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wished for: the words as typed, and what they say the answers have to be."""

    words: str
    grades: tuple[Grade, ...] = ()
    kind: Kind | None = None
    login: bool | None = None


def read_wish(words: str, *, grade: str = "", kind: Kind | None = None, login: bool | None = None) -> Wish:
    """Read a wish; what is given beside the words counts more than what they say.

    Raises:
        Misread: for a wish without a word, one that is too long, and words that name no grade.
    """
    said = " ".join(tidy(words).split())
    if not any(letter.isalpha() for letter in said):
        raise Misread("Tell me in a few words what you look for.", example=EXAMPLE, field="words")
    if len(said) > WORDS_MOST:
        raise Misread(
            f"A request has at most {WORDS_MOST} characters; this one has {len(said)}.",
            understood=said[:60],
            example=EXAMPLE,
            field="words",
        )
    folded = fold(said)
    grades = read_grades(grade) if grade.strip() else _grades(folded)
    of_kind = _KIND.search(folded)
    return Wish(
        words=said,
        grades=() if grades == IN_ORDER else grades,
        kind=kind or (Kind(of_kind[1]) if of_kind else None),
        login=login if login is not None else (False if _NO_LOGIN.search(folded) else None),
    )


def taken_apart(words: str) -> tuple[str, Grade | None, bool | None]:
    """Words of a search without what is a field of it: "ratios grade 6, no log-in" is "ratios", 6 and no.

    Several grades stay words: a search is for one. A link is left whole.
    """
    if links_in(words):
        return words, None, None
    grades = _grades(words)
    grade = grades[0] if len(grades) == 1 else None
    login = False if _NO_LOGIN.search(words) else None
    rest = _NO_LOGIN.sub(" ", words)
    if grade is not None:
        rest = _GRADES.sub(" ", rest)
    return _LOOSE.sub("", " ".join(rest.split())), grade, login


def _grades(folded: str) -> tuple[Grade, ...]:
    """The grades that are named in passing; none where that cannot be read."""
    named = ", ".join(next(part for part in found if part) for found in _GRADES.findall(folded))
    try:
        return read_grades(named) if named else ()
    except Misread:
        return ()
