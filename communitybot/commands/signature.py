"""What a handler's signature says of its parameters: annotated types become kinds of a closed set."""

import inspect
import keyword
import types
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from communitybot.commands.declare import Param
from communitybot.commands.spec import Parameter
from communitybot.commands.words import label
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Chosen
from communitybot.conversation.message import File
from communitybot.moments import Reading

KINDS: dict[type, FieldKind] = {
    str: FieldKind.TEXT,
    int: FieldKind.NUMBER,
    bool: FieldKind.YES_NO,
    Reading: FieldKind.MOMENT,
    timedelta: FieldKind.DURATION,
    PersonAddress: FieldKind.PERSON,
    PlaceAddress: FieldKind.PLACE,
    File: FieldKind.FILE,
    Chosen: FieldKind.MESSAGE,
}

MOST_READ = 2_000  # functions whose signature is known; to read all again is most of a start


class Misdeclared(Exception):
    """Declarations that cannot be served; all of them are named, and nothing starts."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def parameters_of(method: Callable[..., Any]) -> tuple[tuple[Parameter, ...], dict[str, type[StrEnum]]]:
    """Read a bound handler's parameters in order, and the enum each one-of value is to become.

    Raises `Misdeclared` when the signature is not `(caller, *, each parameter described)`.
    """
    found, enums = _read(unbound(method), skipped=int(isinstance(method, types.MethodType)))
    return found, dict(enums)


def unbound(method: Callable[..., Any]) -> Callable[..., Any]:
    """The function behind a method: it is the same for every object that is made of its class."""
    return method.__func__ if isinstance(method, types.MethodType) else method


@lru_cache(maxsize=MOST_READ)
def _read(
    function: Callable[..., Any], *, skipped: int
) -> tuple[tuple[Parameter, ...], Mapping[str, type[StrEnum]]]:
    taken = list(inspect.signature(function).parameters.values())[skipped:]
    if not taken:
        raise Misdeclared("it takes no caller")
    caller, *rest = taken
    hints = get_type_hints(function, include_extras=True)
    if hints.get(caller.name) is not Caller:
        raise Misdeclared("the first argument is the caller: `caller: Caller`")
    found, enums = [], {}
    for argument in rest:
        if argument.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise Misdeclared(f"{argument.name} must stand after `*`: arguments are given by name")
        parameter, enum = _parameter(argument, hints.get(argument.name))
        found.append(parameter)
        if enum is not None:
            enums[parameter.name] = enum
    return tuple(found), enums


def python_name(name: str) -> str:
    """The argument's name in the signature: `from` is written `from_` there."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _parameter(argument: inspect.Parameter, hint: Any) -> tuple[Parameter, type[StrEnum] | None]:
    bare, param = _taken_apart(hint)
    if param is None:
        raise Misdeclared(f"{argument.name} is not described: write Annotated[type, Param(...)]")
    kind, enum, choices = _kind(argument.name, bare, param)
    name = argument.name
    name = name[:-1] if name.endswith("_") and keyword.iskeyword(name[:-1]) else name
    return (
        Parameter(
            name=name,
            kind=kind,
            label=param.label or label(name),
            description=param.description,
            required=argument.default is inspect.Parameter.empty,
            choices=choices,
            suggests=param.suggests,
            least=param.least,
            most=param.most,
            example=param.example,
        ),
        enum,
    )


def _taken_apart(hint: Any) -> tuple[Any, Param | None]:
    """Find the type and the `Param` in `Annotated[X | None, Param()]` or `Annotated[X, Param()] | None`."""
    param = None
    while True:
        if get_origin(hint) is Annotated:
            hint, *extras = get_args(hint)
            param = next((extra for extra in extras if isinstance(extra, Param)), param)
        elif get_origin(hint) in {Union, types.UnionType}:
            members = [member for member in get_args(hint) if member is not types.NoneType]
            if len(members) != 1:
                return None, param
            hint = members[0]
        else:
            return hint, param


def _kind(name: str, bare: Any, param: Param) -> tuple[FieldKind, type[StrEnum] | None, tuple[Choice, ...]]:
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        choices = param.choices or tuple(Choice(str(one.value), _called(one)) for one in bare)
        if unknown := {choice.value for choice in choices} - {one.value for one in bare}:
            raise Misdeclared(f"{name}: {sorted(unknown)} are no values of {bare.__name__}")
        return FieldKind.ONE_OF, bare, choices
    if bare is str and param.choices:
        return FieldKind.ONE_OF, None, param.choices
    kind = KINDS.get(bare) if isinstance(bare, type) else None
    if kind is None:
        raise Misdeclared(f"{name}: {bare!r} is none of the kinds a platform can ask for")
    if param.kind is not None and param.kind is not kind:
        if (kind, param.kind) != (FieldKind.TEXT, FieldKind.LONG_TEXT):
            raise Misdeclared(f"{name}: a {kind} cannot be asked for as {param.kind}")
        return FieldKind.LONG_TEXT, None, ()
    return kind, None, param.choices


def _called(one: StrEnum) -> str:
    return label(str(getattr(one, "label", one.value)))
