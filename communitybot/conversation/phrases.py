"""The small phrases cards are made of: counting things and people, joining names, tags as they are typed."""

from collections.abc import Iterable

from communitybot.conversation.limits import one_line, shorten

NAME = 60  # weight of somebody's name
NAMES = 6  # named before "and 3 more"
TAG = 40  # weight of one tag


def name_words(name: str, most: int = NAME) -> str:
    """Somebody's name inside a sentence."""
    return one_line(name, most) or "somebody"


def tags_words(tags: Iterable[str], most: int = 200) -> str:
    """Tags as they are typed: "#mentoring #time"."""
    named = (one_line(tag, TAG).lstrip("#") for tag in tags)
    return shorten(" ".join(f"#{tag}" for tag in named if tag), most)


def capital(words: str) -> str:
    """Begin words with a capital letter and leave the rest."""
    return words[:1].upper() + words[1:]


def counted(number: int, noun: str) -> str:
    """Count things: "1 word", "4 words"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def joined(names: Iterable[str], *, most: int = NAMES) -> str:
    """Join names as people do: "Ana, Ben and Chloe", or "Ana, Ben and 7 more"."""
    known = [name for name in names if name]
    if len(known) > most:
        known = [*known[:most], f"{len(known) - most} more"]
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"
