"""What somebody's doing came to, as they are told at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.playground.records import Said
from communitybot.conversation.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: messages this person can see, oldest first; a form to fill in; what to correct."""

    messages: tuple[Said, ...]
    form: tuple[str, Form] | None = None
    errors: Mapping[str, str] | None = None
