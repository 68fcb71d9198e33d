"""The words of a text as searches know them: made here, so the same on every database."""

import re
import unicodedata

MOST_LETTERS = 40  # of one word; what is longer is found by its beginning

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in their order, without accents and capitals, folded as names are."""
    return [word[:MOST_LETTERS] for word in _WORD.findall(_folded(text))]


def words_in(text: str) -> set[str]:
    """The different words of a text."""
    return set(words_of(text))


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFKC", "".join(bare).casefold())
