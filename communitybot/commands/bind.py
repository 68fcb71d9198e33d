"""From what was given to typed arguments: every mistake is found at once, each with its parameter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from communitybot.commands import kinds
from communitybot.commands.collect import BoundCommand
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.words import near, quoted
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Value
from communitybot.errors import Misread, Refusal


class Resolve(Protocol):
    """Finds whom or which room somebody means, in the caller's community only."""

    async def person(self, caller: Caller, text: str) -> PersonAddress:
        """The account meant by an address, a mention or a name; a `Refusal` when nobody or several fit."""
        ...

    async def place(self, caller: Caller, text: str) -> PlaceAddress:
        """The room meant by an address, a mention or a name; a `Refusal` when none or several fit."""
        ...


@dataclass(frozen=True, slots=True)
class Ready:
    """All is there and readable: typed arguments by parameter name, only those that were given."""

    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Missing:
    """What was given can be read, but required ones are not there."""

    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Some values cannot be read: one refusal each, by parameter name; `missing` ones may be absent, too."""

    mistakes: Mapping[str, Refusal]
    missing: tuple[Parameter, ...] = ()


Outcome = Ready | Missing | Wrong


async def bind(
    command: BoundCommand, values: Mapping[str, Value], *, caller: Caller, now: datetime, resolve: Resolve
) -> Outcome:
    """Read the given values as the command's parameters; empty ones count as not given.

    Moments are read in the caller's zone at `now`. People and rooms are looked up through `resolve`.
    """
    spec = command.spec
    given = given_values(values)
    arguments: dict[str, Any] = {}
    mistakes: dict[str, Refusal] = {
        name: _unknown(spec, name) for name in given if spec.parameter(name) is None
    }
    for parameter in spec.parameters:
        if parameter.name not in given:
            continue
        try:
            read = await _read(parameter, given[parameter.name], caller=caller, now=now, resolve=resolve)
        except Refusal as refusal:
            mistakes[parameter.name] = refusal
        else:
            enum = command.enums.get(parameter.name)
            arguments[parameter.name] = read if enum is None else enum(str(read))
    missing = tuple(each for each in spec.required if each.name not in given)
    if mistakes:
        return Wrong(mistakes, missing)
    return Missing(missing) if missing else Ready(arguments)


def given_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """Only what was really given: no empty words, nothing absent."""
    return {name: value for name, value in values.items() if isinstance(value, tuple) or kinds.text_of(value)}


async def _read(
    parameter: Parameter, value: Value, *, caller: Caller, now: datetime, resolve: Resolve
) -> object:
    match parameter.kind:
        case FieldKind.MOMENT:
            return kinds.moment(parameter, value, now=now, caller=caller)
        case FieldKind.MESSAGE:
            return kinds.message(parameter, value, caller=caller)
        case FieldKind.PERSON:
            return await resolve.person(caller, str(kinds.text(parameter, value)))
        case FieldKind.PLACE:
            return await resolve.place(caller, str(kinds.text(parameter, value)))
        case plain:
            return kinds.PLAIN[plain](parameter, value)


def _unknown(spec: CommandSpec, name: str) -> Misread:
    alike = near(name, [each.name for each in spec.parameters])
    meant = f" Did you mean `{alike[0]}`?" if alike else ""
    return Misread(f"I read {quoted(name)}, which `/{spec.name}` does not ask for.{meant}")
