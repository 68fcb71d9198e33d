"""What a pressed button carries, checked: a token may be forged, cut, or of an older version."""

from communitybot.commands.guard import Press
from communitybot.errors import NotFound


def argument(press: Press, index: int = 0) -> str:
    """The argument at a place; `NotFound` when the button has none."""
    if index >= len(press.arguments) or not press.arguments[index]:
        raise stale()
    return press.arguments[index]


def chosen(press: Press) -> str:
    """The option chosen in a list; `NotFound` when none came with the press."""
    if not press.value:
        raise stale()
    return press.value


def event_of(key: str) -> str:
    """The event's id in the key of one of its dates."""
    return key.partition("@")[0]


def stale() -> NotFound:
    return NotFound("That button is from an older version of this message.", example="/events")
