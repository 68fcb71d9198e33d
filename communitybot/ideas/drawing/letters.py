"""Which letters of what people wrote can stand in a picture."""

import re
import unicodedata

from communitybot.conversation.visible import one_line
from communitybot.fonts.face import Face

INSTEAD = "\u25af"  # an upright empty box: a letter stands here that the font does not have

# What is not seen, or turns the letters around it, has no place in lines that are measured letter by letter.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_NO_TEXT = re.compile("[\ufdd0-\ufdef]")


def drawable(text: str) -> str:
    """The text in one line, without what cannot be drawn anywhere."""
    return " ".join(_NO_TEXT.sub("", _UNSEEN.sub("", unicodedata.normalize("NFC", one_line(text)))).split())


def lacking(face: Face, text: str) -> bool:
    """Whether the font lacks letters of a text, as it is drawn."""
    return any(not face.has(letter) for letter in drawable(text))


def in_letters_of(face: Face, text: str) -> str:
    """The text with an empty box for every letter the font does not have."""
    return "".join(letter if face.has(letter) else INSTEAD for letter in text)
