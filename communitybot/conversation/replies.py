"""How a handler answers: a closed union that every adapter matches exhaustively."""

from collections.abc import Mapping
from dataclasses import dataclass

from communitybot.conversation.forms import Form
from communitybot.conversation.message import Message


@dataclass(frozen=True, slots=True)
class Answer:
    """A new message to whoever asked; private unless the command's spec says otherwise."""

    message: Message


@dataclass(frozen=True, slots=True)
class Refused(Answer):
    """Why something was not done: whatever somebody had typed for it is not kept anywhere."""


@dataclass(frozen=True, slots=True)
class Amend:
    """Replace the message whose control was pressed."""

    message: Message


@dataclass(frozen=True, slots=True)
class Ask:
    """Open a form."""

    form: Form


@dataclass(frozen=True, slots=True)
class Correct:
    """Some answers of a form need another look: field name to reason. Nothing was done."""

    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Done, and there is nothing to say."""


Reply = Answer | Amend | Ask | Correct | Quiet
