"""Literal text for Discord: every character that could begin mark-up, a mention or an emoji is escaped.

Discord shows a backslash before any punctuation as that punctuation. Line beginnings (lists, headings, small
print) are escaped in the finished text by `guard_lines`, since only there it is known what begins a line.
"""

import re

from communitybot.conversation.visible import visible

_MARKS = re.compile(r"[\\*_~`|\[\]()#<>@]|:(?!\s)")
_BEGINS = re.compile(r"^([ \t]*)([-+]|[0-9]+(?=\.))", re.MULTILINE)
_TICK = "\u02cb"  # looks like a backtick, which nothing can escape inside code


def literal(text: str) -> str:
    """Escape a text so that it shows exactly as it is; nothing in it links, mentions or formats."""
    return _MARKS.sub(r"\\\g<0>", visible(text))


def code(text: str) -> str:
    """Set a text as inline code; backticks in it become a letter that looks like one."""
    return f"`{visible(text).replace('`', _TICK).replace(chr(10), ' ')}`"


def guard_lines(text: str) -> str:
    """Escape what would make a list of a finished text's lines; adds at most one character a line."""
    return _BEGINS.sub(_guard, text)


def _guard(found: re.Match[str]) -> str:
    blank, mark = found.groups()
    return f"{blank}{mark}\\" if mark.isdigit() else f"{blank}\\{mark}"
