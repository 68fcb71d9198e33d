"""What a pressed button or a chosen option carries, checked: a token may be forged, cut, or too old."""

from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.errors import NotFound
from communitybot.livechats.model.chat import Showing


def chat_of(press: Press) -> str:
    """The chat a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else ""
    if not (named or press.value):
        raise stale()
    return named or press.value or ""


def number(press: Press, index: int) -> int | None:
    """A whole number among the arguments; None where there is none."""
    if index >= len(press.arguments) or not press.arguments[index]:
        return None
    return _whole(press.arguments[index])


def chosen(press: Press) -> str:
    if not press.value:
        raise stale()
    return press.value


def chosen_number(press: Press) -> int:
    return _whole(chosen(press))


def showing_of(name: str) -> Showing:
    try:
        return Showing[name.upper()]
    except KeyError:
        raise stale() from None


def words(press: Press, field: str) -> str:
    """What was written in a field of a form, stripped."""
    return text_of(press.values.get(field)).strip()


def stale() -> NotFound:
    return NotFound("That button is from an older version of this message.", example="/chats")


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise stale()
    return int(text)
