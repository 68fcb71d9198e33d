"""The labels educators write before their words: "A3: ...", "a3) ...", with or without a hashtag."""

import re

_LABEL = re.compile(
    r"\s*(?:#\w{1,40}\s+)?(?P<letter>[AaQq])\.?\s?(?P<number>[1-9]\d?)(?!\w)\s*(?:[:.)\-\u2013\u2014]+\s*)?",
)
_OTHERS = re.compile(r"\s*#\w{1,40}\s*$")


def read_label(words: str, hashtag: str = "") -> tuple[int | None, str]:
    """The number of the question somebody says they answer, and their words without the label.

    A hashtag of the chat alone at either end is no part of the words. Words that are only a label stay.
    """
    found = _LABEL.match(words)
    number = None
    rest = words
    if found is not None:
        rest = words[found.end() :]
        number = int(found["number"])
        if not rest.strip():
            return number, words.strip()
    if hashtag:
        last = _OTHERS.search(rest)
        if (
            last is not None
            and last[0].strip().lower() == f"#{hashtag.lower()}"
            and rest[: last.start()].strip()
        ):
            rest = rest[: last.start()]
    return number, rest.strip()
