"""Reads the one word things are found by."""

import re

from communitybot.conversation.limits import one_line
from communitybot.errors import Misread

HASHTAG = re.compile(r"#?([^\W_]\w{0,49})")


def read_hashtag(text: str) -> str:
    """Give a hashtag without "#", folded to lower case; empty for none.

    Raises:
        Misread: for anything but one word.
    """
    typed = text.strip()
    if not typed.strip("#"):
        return ""
    found = HASHTAG.fullmatch(typed)
    if found is None:
        short = one_line(typed, 40)
        raise Misread(
            f"I read “{short}” as a hashtag, but a hashtag is one word of at most 50 letters and figures.",
            understood=short,
            example="#ce14",
            field="hashtag",
        )
    return found[1].casefold()
