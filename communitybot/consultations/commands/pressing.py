"""What a pressed button or a chosen option carries, checked: a token may be forged, cut, or too old."""

from communitybot.commands.guard import Press
from communitybot.errors import NotFound


def consultation_of(press: Press) -> str:
    """The consultation a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else press.value
    if not named:
        raise stale()
    return named


def offset_of(press: Press, index: int) -> int:
    """From where on a list is shown; nought where the button says nothing that can be."""
    typed = press.arguments[index] if index < len(press.arguments) else ""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0


def stale() -> NotFound:
    return NotFound("That button is from an older version of this message.", example="/consults")
