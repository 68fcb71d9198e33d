"""What a button or a form about judging carries, checked: a token may be forged or too old."""

from enum import StrEnum
from typing import TypeVar

from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.resources.commands.choosing import stale

Kind = TypeVar("Kind", bound=StrEnum)


def page_of(press: Press, index: int) -> int:
    """The page a button turns to."""
    typed = press.arguments[index] if len(press.arguments) > index else "1"
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1


def words(press: Press, field: str) -> str:
    """What was written in a field of a form, stripped."""
    return text_of(press.values.get(field)).strip()


def chosen(press: Press, field: str, kind: type[Kind]) -> Kind | None:
    """What was chosen in a form; None where nothing was."""
    typed = words(press, field)
    try:
        return kind(typed) if typed else None
    except ValueError:
        raise stale() from None


def wished(press: Press) -> bool:
    """Whether a button says on or off; one that says neither means on."""
    return press.arguments[1:2] != ("off",)
