"""The few marks one can put under a message, each with words beside its sign."""

from enum import StrEnum


class Mark(StrEnum):
    """A reaction; its value is the word everybody reads."""

    AGREE = "agree"
    THANKS = "thanks"
    QUESTION = "question"
    APPLAUSE = "applause"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


# Signs that plain text fonts have: nobody sees an empty box for want of an emoji font.
_SIGNS = {
    Mark.AGREE: "\N{CHECK MARK}",
    Mark.THANKS: "\N{BLACK HEART SUIT}\N{VARIATION SELECTOR-15}",
    Mark.QUESTION: "?",
    Mark.APPLAUSE: "\N{BLACK STAR}",
}
