"""What people type, cut into the pieces the other rooms read."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from communitybot.moments.refusal import Unreadable, quoted

LONGEST = 200  # characters; a time, a duration or a rule is said in far fewer


class Kind(StrEnum):
    """What a piece looks like, before anyone asks what it means."""

    ISO = "iso"
    DATE = "date"
    OFFSET = "offset"
    ZONE = "zone"
    CLOCK = "clock"
    ORDINAL = "ordinal"
    NUMBER = "number"
    WORD = "word"
    MARK = "mark"
    MYSTERY = "mystery"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a phrase: its lower-case text, the same as typed, and whether a space precedes it."""

    kind: Kind
    text: str
    typed: str
    spaced: bool

    def whole(self) -> int | None:
        """Return the value of a whole number of at most six digits, else None."""
        if self.kind is Kind.NUMBER and self.text.isdigit() and len(self.text) <= 6:
            return int(self.text)
        return None


PIECES = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?
        (?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9a-z:]))
    | (?P<date>(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2} | [0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4}|/[0-9]{2})?
        | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})(?![0-9/]))
    | (?P<offset>(?:(?:utc|gmt)[+-][0-9]{1,2}(?::?[0-9]{2})? | \+[0-9]{2}:[0-9]{2})(?![0-9:]|\s?[ap]m))
    | (?P<zone>[a-z_]+(?:/[a-z0-9_+-]+){1,2})
    | (?P<clock>[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2})?|h[0-9]{2}|h(?![a-z]))(?![0-9]))
    | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)(?![a-z0-9]))
    | (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
    | (?P<mark>[-,;@()&.])
    | (?P<mystery>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LOOK_ALIKES = {0x2013: "-", 0x2014: "-", 0x2212: "-", 0x2019: "'", 0xBD: ".5", 0xBC: ".25", 0xBE: ".75"}
"""Dashes, the printer's apostrophe and fractions: what phones put in place of what was meant."""
DOTTED = re.compile(r"(?i)(?<![a-z])([ap])\.\s?m\b\.?")


def tokenise(text: str, *, example: str) -> tuple[Token, ...]:
    """Cut a phrase into pieces; refuse what is empty, overlong or holds control characters."""
    if len(text) > LONGEST:
        raise Unreadable(f"I read {quoted(text)}", f"that is longer than {LONGEST} characters", example)
    if any(unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\t\r\n" for letter in text):
        raise Unreadable("I read what you typed", "it holds characters that cannot be shown", example)
    plain = unicodedata.normalize("NFKC", text.translate(LOOK_ALIKES)).translate(LOOK_ALIKES)
    plain = DOTTED.sub(r"\1m", plain)
    if not plain.strip():
        raise Unreadable("I looked for words", "there were none", example)
    return tuple(
        Token(
            Kind(found.lastgroup or "mystery"),
            found.group().lower(),
            found.group(),
            plain[max(found.start() - 1, 0)].isspace(),
        )
        for found in PIECES.finditer(plain[: 4 * LONGEST])
    )


def said(tokens: tuple[Token, ...], start: int = 0, end: int | None = None) -> str:
    """Give some of the pieces back, quoted as they were typed."""
    return quoted("".join((" " if token.spaced else "") + token.typed for token in tokens[start:end]))
