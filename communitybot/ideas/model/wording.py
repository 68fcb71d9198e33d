"""How the words of an idea are counted, and how long they may be."""

from communitybot.ideas.model.idea import MOST_WORDS, Idea

TITLE_MOST = 120  # characters
TEXT_MOST = 3_000  # characters of one of its texts; a form holds no more
PLACE_MOST = 80
MOST_TAGS = 5


def count_words(*texts: str) -> int:
    """How many words people would count: what stands between blanks and has a letter or a figure."""
    return sum(any(letter.isalnum() for letter in word) for text in texts for word in text.split())


def words_in(idea: Idea) -> int:
    """The words of an idea that count: its need, its approach, who benefits and what help is wanted."""
    return count_words(idea.need, idea.approach, idea.benefits, idea.helps)


def too_many(idea: Idea) -> int:
    """How many words have to go before an idea can be sent; 0 when it is short enough."""
    return max(words_in(idea) - MOST_WORDS, 0)
