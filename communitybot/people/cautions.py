"""A gentle look for what tells who a student is, before others read it: it warns and never refuses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d-])(?:\+?\d{1,3}[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?![\d-])"
    r"|(?<!\w)\+\d{1,3}(?:[\s.()-]{0,2}\d){7,12}(?!\d)"
    r"|\b(?:phone|tel|telephone|call|text)\b[^\d\n]{0,20}\d{3}[\s.-]?\d{4}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:student|pupil|learner|lunch)(?:['\u2019]s|s['\u2019])?\s+(?:id|identification|no\.?|number)s?\b[^\n]{0,12}\d"
    r"|\b(?:student|pupil)\s*(?:id|#)\s*:?\s*\w*\d"
    r"|(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|date of birth|birth\s?date|birthday)[^\n]{0,20}\d"
    r"|\bborn\s+(?:on\s+)?(?:the\s+)?(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?i:students?|pupils?|child|kid|boy|girl|son|daughter)\s*,?\s+(?i:named|called|is called)\s+[A-Z]\w+"
    r"|\b(?i:my|our|a)\s+(?i:student|pupil),?\s+(?!I\b)[A-Z][a-z]+\b"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("the number of a student", _NUMBER),
    ("a date of birth", _BIRTH),
    ("the name of a student", _NAMED),
    ("an e-mail address", _EMAIL),
    ("a telephone number", _PHONE),
)
"""What is looked for, as it is told. Nothing leaves this process, and nothing of it is logged."""

CAUTIONS = 3  # named in one warning


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that may tell who somebody is, and in which part of what was written it stands."""

    what: str
    where: str


def cautions_in(parts: Iterable[tuple[str, str]]) -> Sequence[Caution]:
    """What a writer may want to take out: each kind once, where it stands first; parts are name and text."""
    told = tuple(parts)
    found = []
    for what, pattern in PATTERNS:
        where = next((name for name, text in told if pattern.search(text)), None)
        if where is not None:
            found.append(Caution(what, where))
    return tuple(found)


def caution_words(cautions: Sequence[Caution]) -> str:
    """What was found, as the end of a sentence: "an e-mail address in the title"."""
    found = [f"{one.what} in {one.where}" for one in cautions[:CAUTIONS]]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
