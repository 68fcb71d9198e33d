"""What somebody did, while it is being acted on: remembered in the very transaction that acts on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime


class Repeated(Exception):
    """This happening has been acted on already; nothing was changed."""


@dataclass(slots=True)
class Happening:
    """A platform's unique id of what somebody did, and when; `kept` once a unit of work has remembered it."""

    name: str
    at: datetime
    kept: bool = False


_acting_on: ContextVar[Happening | None] = ContextVar("acting_on", default=None)


@contextmanager
def acting_on(happening: Happening) -> Iterator[None]:
    """For what runs inside, the first unit of work that writes also remembers the happening.

    So a crash leaves both or neither: what was not remembered was not done, and may be done again. If it
    was known already, that unit raises `Repeated` before it does anything.
    """
    token = _acting_on.set(happening)
    try:
        yield
    finally:
        _acting_on.reset(token)


def to_remember() -> Happening | None:
    """The happening that the unit about to begin has to remember; None when there is none."""
    happening = _acting_on.get()
    return None if happening is None or happening.kept else happening
