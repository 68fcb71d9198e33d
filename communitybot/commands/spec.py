"""What a command is, once its declaration has been read: the only thing adapters ever see of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind


class ReplyKind(StrEnum):
    """How a command answers; fixed in its spec, since Discord fixes it when it defers."""

    ANSWER = "answer"
    ASK = "ask"
    AMEND = "amend"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument of a command: its kind decides how every platform asks for it and how it is read."""

    name: str
    kind: FieldKind
    label: str
    description: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    suggests: bool = False
    least: int | None = None  # the smallest value for a number
    most: int | None = None  # characters for text, the largest value for a number
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """A command as people meet it: name without slash, one line of help, parameters, how it answers."""

    name: str
    description: str
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    private: bool = True
    reply: ReplyKind = ReplyKind.ANSWER
    reads: bool = False
    for_hosts: bool = False
    title: str | None = None  # what its form is called; the name in words when left out
    group: str = field(init=False, repr=False, compare=False)  # the first word: `event` of `event create`

    def __post_init__(self) -> None:
        object.__setattr__(self, "group", self.name.split(" ", 1)[0])

    @property
    def required(self) -> tuple[Parameter, ...]:
        return tuple(each for each in self.parameters if each.required)

    @property
    def chosen_on(self) -> Parameter | None:
        """The message it is about, where that is all it needs: then it stands in the menu of messages."""
        alone = [each.kind for each in self.required] == [FieldKind.MESSAGE]
        return self.required[0] if alone else None

    @property
    def action_name(self) -> str:
        """What it is called in the menu of a message."""
        return self.title or self.name.replace("-", " ").capitalize()

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)
