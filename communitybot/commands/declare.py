"""How a feature declares a command: a decorator that annotates a method and returns the same method."""

from collections.abc import Awaitable, Callable
from dataclasses import KW_ONLY, dataclass
from typing import Any, TypeVar

from communitybot.commands.spec import ReplyKind
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind

Method = TypeVar("Method", bound=Callable[..., Awaitable[Any]])
MARK = "__communitybot__"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandMark:
    """What `@command` hangs on a method; `collect` reads it with the method's signature."""

    name: str
    description: str
    examples: tuple[str, ...]
    private: bool
    reply: ReplyKind
    reads: bool
    for_hosts: bool
    title: str | None = None


@dataclass(frozen=True, slots=True)
class PressMark:
    """What `@pressed` hangs on a method: the verb of the actions it answers, and whether it only reads."""

    verb: str
    reads: bool = False


@dataclass(frozen=True, slots=True)
class SuggestMark:
    """What `@suggests` hangs on a method: for which parameter of which commands it makes suggestions."""

    parameter: str
    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckMark:
    """What `@checks` hangs on a method: which parameter, of which commands, it looks at."""

    parameter: str
    commands: tuple[str, ...]


Mark = CommandMark | PressMark | SuggestMark | CheckMark


@dataclass(frozen=True, slots=True)
class Param:
    """How one parameter is asked for, in `Annotated[type, Param(...)]` on a handler's signature.

    The annotated type decides the kind: `str` text, `int` a whole number, `bool` yes or no,
    `datetime`-like readings a moment (`moments.Reading`), `timedelta` a duration, `PersonAddress` a person,
    `PlaceAddress` a place, `File` a file, `Chosen` a message, a `StrEnum` or `choices` one of several.
    `kind` is given only for long text. A parameter without a default is required. `least` and `most` bound
    a number; `most` is also the longest text, in characters. `example` is a value that works.
    """

    description: str
    _: KW_ONLY
    label: str | None = None  # what a form calls it; the name in words when left out
    kind: FieldKind | None = None
    choices: tuple[Choice, ...] = ()
    suggests: bool = False
    least: int | None = None
    most: int | None = None
    example: str | None = None


def command(
    name: str,
    description: str,
    *,
    examples: tuple[str, ...] = (),
    private: bool = True,
    reply: ReplyKind = ReplyKind.ANSWER,
    reads: bool = False,
    for_hosts: bool = False,
    title: str | None = None,
) -> Callable[[Method], Method]:
    """Declare a command; the method is `async (self, caller: Caller, *, ...) -> Reply`.

    Args:
        name: without slash, a group and a verb (`event create`) or one plural word (`events`).
        description: one line, at most 100 characters.
        examples: whole commands with slash that work as they stand; help and refusals quote them.
        private: whether only the caller sees the answer.
        reply: the one kind of reply it gives.
        reads: it changes nothing, so it needs no inbox row.
        for_hosts: help shows it to hosts and administrators only; the handler still checks.
        title: what its form is called, at most 24 characters; the name in words if left out.
    """
    mark = CommandMark(
        name=name,
        description=description,
        examples=examples,
        private=private,
        reply=reply,
        reads=reads,
        for_hosts=for_hosts,
        title=title,
    )
    return _hang(mark)


def pressed(verb: str, *, reads: bool = False) -> Callable[[Method], Method]:
    """Declare who answers a control: `async (self, caller, press: commands.guard.Press) -> Reply`.

    A form whose action has this verb is answered here too: its answers are in `press.values`.
    With `reads` it changes nothing (turning a page), so a press needs no inbox row.
    """
    return _hang(PressMark(verb, reads))


def suggests(parameter: str, *commands: str) -> Callable[[Method], Method]:
    """Declare who suggests values: `async (self, caller, text: str) -> Sequence[Choice]`.

    With no command named, it serves every command that has such a parameter and says it suggests.
    """
    return _hang(SuggestMark(parameter, commands))


def checks(parameter: str, *commands: str) -> Callable[[Method], Method]:
    """Declare who can tell whether words would do: `async (self, caller, text: str) -> object`.

    It raises a `Refusal` when the command would refuse them. It is asked once something else was wrong, so
    that an answer names every mistake, and its example is one that works.
    """
    return _hang(CheckMark(parameter, commands))


def marks(method: Any) -> tuple[Mark, ...]:
    """What has been hung on a method, in the order the decorators stand above it."""
    found: tuple[Mark, ...] = getattr(method, MARK, ())
    return found


def _hang(mark: Mark) -> Callable[[Method], Method]:
    def annotate(method: Method) -> Method:
        setattr(method, MARK, (mark, *marks(method)))
        return method

    return annotate
