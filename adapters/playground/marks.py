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


_SIGNS = {
    Mark.AGREE: "\N{THUMBS UP SIGN}",
    Mark.THANKS: "\N{PERSON WITH FOLDED HANDS}",
    Mark.QUESTION: "\N{BLACK QUESTION MARK ORNAMENT}",
    Mark.APPLAUSE: "\N{CLAPPING HANDS SIGN}",
}
