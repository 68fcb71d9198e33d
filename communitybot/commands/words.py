"""The small words commands answer with: sentences with marks become spans, names become labels."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from communitybot.conversation import limits
from communitybot.conversation.text import Code, Emphasis, Plain, Span, Text

MARKED = re.compile(r"`([^`\n]{1,300})`|\*([^*\s](?:[^*\n]{0,298}[^*\s])?)\*")
KEPT = "\n\t"
TURNS = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # turn the direction of what follows
ALIKE = 0.6  # ours: "evnt" is near "event", "xyzzy" is not
LISTED = 5


def marked(sentence: str, most: int = limits.FIELD_VALUE) -> Text:
    """Make a text of a sentence: what stands between back-quotes is to type, between asterisks is quoted.

    Anything else is literal; it is shortened visibly to a weight of `most`.
    """
    spans: list[Span] = []
    sentence = limits.shorten(sentence, most)
    end = 0
    for found in MARKED.finditer(sentence):
        if found.start() > end:
            spans.append(Plain(sentence[end : found.start()]))
        spans.append(Code(found[1]) if found[1] is not None else Emphasis(found[2]))
        end = found.end()
    if end < len(sentence):
        spans.append(Plain(sentence[end:]))
    return Text(tuple(spans))


def unmarked(sentence: str) -> str:
    """The same sentence where only plain words fit, as beside a form's field: marks become quotes."""
    return MARKED.sub(lambda found: f"“{found[1] if found[1] is not None else found[2]}”", sentence)


def ended(words: str) -> str:
    """What ends a sentence after these words: nothing, when they end one themselves."""
    return "" if words.rstrip()[-1:] in {".", "!", "?", "…"} else "."


def clean(text: str) -> str:
    """Drop what no keyboard types: control characters, lone surrogates, marks that turn the writing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    return "".join(letter for letter in text if letter in KEPT or _typed(letter))


def quoted(text: str, most: int = 40) -> str:
    """Give somebody's words back between asterisks, on one line, shortened to about `most` characters."""
    line = " ".join(clean(text[:1000]).split()).replace("*", "").replace("`", "'")
    return f"*{limits.shorten(line, most)}*" if line else "nothing"


def label(name: str) -> str:
    """What a form calls something named in code: `how_long` is "How long"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str], last: str = "or") -> str:
    """Join names as a sentence does: "a, b or c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def near(sought: str, names: Iterable[str], *, least: float = ALIKE) -> list[str]:
    """Those of some names that are like what was typed (`least` from 0 to 1), likest first; a few."""
    sought = sought[:100].casefold()

    def likeness(name: str) -> float:
        begins = 0.3 if sought and name.casefold().startswith(sought) else 0.0
        return SequenceMatcher(None, sought, name.casefold()).ratio() + begins

    known = [(likeness(name), name) for name in names]
    best = sorted(((score, name) for score, name in known if score >= least), key=lambda each: -each[0])
    return [name for _, name in best[:LISTED]]


def _typed(letter: str) -> bool:
    return letter not in TURNS and unicodedata.category(letter) not in {"Cc", "Cs"}
