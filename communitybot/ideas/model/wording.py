"""How the words of an idea are counted, and what a tag is: one word, the same however it was typed."""

import re
import unicodedata

from communitybot.ideas.model.idea import MOST_WORDS, Idea

TITLE_MOST = 120  # characters
TEXT_MOST = 3_000  # characters of one of its texts; a form holds no more
PLACE_MOST = 80
MOST_TAGS = 5
TAG_MOST = 30
_BETWEEN = re.compile(r"[\s_]+")


def count_words(*texts: str) -> int:
    """How many words people would count: what stands between blanks and has a letter or a figure."""
    return sum(any(letter.isalnum() for letter in word) for text in texts for word in text.split())


def words_in(idea: Idea) -> int:
    """The words of an idea that count: its need, its approach, who benefits and what help is wanted."""
    return count_words(idea.need, idea.approach, idea.benefits, idea.helps)


def too_many(idea: Idea) -> int:
    """How many words have to go before an idea can be sent; 0 when it is short enough."""
    return max(words_in(idea) - MOST_WORDS, 0)


def tag_of(words: str) -> str:
    """What some words are called as a tag: `#New Teachers!` is `new-teachers`; empty when nothing is left.

    Accents stay, capitals and punctuation do not; longer ones are cut.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", words).casefold())
    joined = _BETWEEN.sub("-", folded.strip())
    kept = "".join(
        letter for letter in joined if letter.isalnum() or letter == "-" or unicodedata.combining(letter)
    )
    parts = [part for part in kept.split("-") if part]
    return "-".join(parts)[:TAG_MOST].strip("-")
