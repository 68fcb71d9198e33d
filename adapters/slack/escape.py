"""Literal text for Slack's mrkdwn: three entities, and zero-width spaces where a character could format.

Entities alone keep mentions and links out. Slack has no escape for its marks, so a zero-width space stands
behind each: a mark that is not followed by a letter opens nothing.
"""

import re

from communitybot.conversation.visible import visible

APART = "\u200b"

_MARKS = re.compile(r"[*_~`]|:(?!\s)")
_QUOTES = re.compile(r"^(?=&gt;)", re.MULTILINE)
_TICK = "\u02cb"  # looks like a backtick, which nothing can escape inside code


def entities(text: str) -> str:
    """Escape the three characters that control mentions, links and dates, once each."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """Escape a text so that it shows exactly as it is; nothing in it links, mentions or formats."""
    return _MARKS.sub(rf"\g<0>{APART}", entities(visible(text)))


def code(text: str) -> str:
    """Set a text as inline code; backticks in it become a letter that looks like one."""
    return f"`{entities(visible(text).replace('`', _TICK).replace(chr(10), ' '))}`"


def guard_lines(text: str) -> str:
    """Keep a finished text's lines from reading as quotes; adds at most one character a line."""
    return _QUOTES.sub(APART, text)
