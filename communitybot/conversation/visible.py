"""Literal words as every platform can show them: nothing that re-orders, hides or breaks its surroundings."""

import re
from functools import lru_cache

NOTHING = "\u2013"  # a dash, shown where nothing visible is left, so that no platform refuses an empty text

# Embeddings, overrides and isolates turn the text after them around (a "gpj.exe" that reads "exe.jpg"); the
# single marks of right-to-left writing stay. Lone surrogates and control characters are no text at all.
_UNWANTED = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\u202a-\\u202e\\u2066-\\u206f\\ufff9-\\ufffb\\ufffe\\uffff]"
)
_BREAKS = re.compile("\\r\\n?|[\\x0b\\x0c\\x85\\u2028\\u2029]")
_INVISIBLE = re.compile(
    "[\\s\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u2060-\\u2064\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\U000e0000-\\U000e0fff]*"
)


def visible(text: str) -> str:
    """Return the text without what cannot be shown; every kind of line break becomes a line feed.

    Never longer than the text.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the visible text with each run of white space as one space, as labels and names need it."""
    return " ".join(visible(text).split())


@lru_cache(maxsize=2_048)  # the same few names and buttons stand in most messages
def label(text: str) -> str:
    """Return the text in one line, or a dash where nothing of it can be seen."""
    line = one_line(text)
    return line if shows(line) else NOTHING


def shows(text: str) -> bool:
    """Whether a reader sees anything of it."""
    return _INVISIBLE.fullmatch(visible(text)) is None
