"""Whose words a resource holds that was saved from a message: told to members, and to nobody on the web."""

import re

_CREDIT = re.compile(r"\s*^Said by [^\n]{1,80}\.\s*\Z", re.MULTILINE)


def credit(name: str) -> str:
    """The line under words that somebody else said."""
    return f"Said by {name}."


def uncredited(text: str) -> str:
    """Words without that line, for those who are no members."""
    return _CREDIT.sub("", text)
