"""What a control does: a token that names a verb and rows, small enough for every platform's custom id."""

import re
from dataclasses import dataclass
from typing import Self

from communitybot.conversation import limits

_NAME = re.compile(r"[a-z]+(?:\.[a-z_]+)+")
_ARGUMENT = re.compile(r"[A-Za-z0-9._~+@/#-]{0,64}")


class BadAction(ValueError):
    """A token that is no action of ours: forged, cut, or of an older version."""


@dataclass(frozen=True, slots=True)
class Action:
    """A verb (`event.rsvp`) and the rows it is about: all other state is in the database.

    So a button outlives restarts. A token gives no right: the handler checks what the person may do.
    """

    verb: str
    arguments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.verb):
            raise BadAction(f"not a verb: {self.verb[:60]!r}")
        for argument in self.arguments:
            if not _ARGUMENT.fullmatch(argument):
                raise BadAction(f"not an argument: {argument[:60]!r}")
        if len(str(self)) > limits.ACTION_TOKEN:
            raise BadAction(f"{len(str(self))} characters; {limits.ACTION_TOKEN} fit")

    def __str__(self) -> str:
        return ":".join((self.verb, *self.arguments))

    @classmethod
    def parse(cls, token: str) -> Self:
        """Read a token back; `BadAction` for anything else, however hostile."""
        if len(token) > limits.ACTION_TOKEN:
            raise BadAction("too long for an action")
        verb, *arguments = token.split(":")
        return cls(verb, tuple(arguments))
