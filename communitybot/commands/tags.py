"""Reads tags and longer words as people type them: with hashtags, commas or simply blanks between them."""

import re
import unicodedata

TAG_MOST = 30  # characters
MOST_PARTS = 40  # of a list, as typed
EMPTIED = frozenset({"none", "nothing", "no", "-"})
PARTS = re.compile(r"[,;\n|]+")
_BETWEEN = re.compile(r"[\s_]+")


def tidy(text: str) -> str:
    """Words as they are kept: no blanks at the ends of lines, at most one empty line in a row."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def emptied(text: str) -> str:
    """Read "none" as the wish to empty something, else the words, tidied."""
    words = tidy(text)
    return "" if words.casefold() in EMPTIED else words


def tag_of(words: str) -> str:
    """What some words are called as a tag: `#New Teachers!` is `new-teachers`; empty when nothing is left.

    Accents stay, capitals and punctuation do not; longer ones are cut.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).casefold())
    joined = _BETWEEN.sub("-", folded.strip())
    kept = "".join(
        letter for letter in joined if letter.isalnum() or letter == "-" or unicodedata.combining(letter)
    )
    parts = [part for part in unicodedata.normalize("NFC", kept).split("-") if part]
    return "-".join(parts)[:TAG_MOST].strip("-")


def tags_in(text: str) -> tuple[str, ...]:
    """Every tag that is typed, once, in order; none for "none"."""
    words = emptied(text)
    typed = PARTS.split(words) if PARTS.search(words) else words.split()
    parts = [piece for part in typed for piece in (part.split("#") if "#" in part else [part])]
    return tuple(dict.fromkeys(tag for part in parts[:MOST_PARTS] if (tag := tag_of(part))))
