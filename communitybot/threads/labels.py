"""The labels educators write before their words: "A3: ...", "a3) ...", with or without a hashtag."""

import re

_NUMBER = r"[1-9]\d?)(?!\w)"  # with the end of its group, and no letter after it
_LABEL = re.compile(
    r"\s*(?:#\w{1,40}\s+)?(?:"
    # A letter and a number apart need a mark after them: sentences begin like that, "a 10-minute break" does.
    rf"[Aa](?P<plain>{_NUMBER}\s*(?:[:.)\-\u2013\u2014]+\s*)?"
    rf"|[AaQq]\.?\s?(?P<marked>{_NUMBER}(?:\s*[:)]+|\.+(?!\d)|\s*[\-\u2013\u2014]+(?=\s))\s*"
    rf"|(?=[Qq](?P<about>{_NUMBER})"  # the question is named, and the sentence stays whole
    r")",
)


def read_label(words: str, hashtag: str = "") -> tuple[int | None, str]:
    """The number of the question somebody says they answer, and their words without the label.

    A hashtag of the chat alone at either end is no part of the words. Words that are only a label stay.
    """
    found = _LABEL.match(words)
    number = None
    rest = words
    if found is not None:
        rest = words[found.end() :]
        number = int(found["plain"] or found["marked"] or found["about"])
        if not rest.strip():
            return number, words.strip()
    if hashtag:
        before, _, last = rest.rstrip().rpartition("#")
        if last.lower() == hashtag.lower() and before.strip():
            rest = before
    return number, rest.strip()
