"""Reads the marks on feature objects once, at start-up, all or nothing."""

import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from types import MethodType
from typing import Any

from communitybot.commands import rules
from communitybot.commands.declare import CheckMark, CommandMark, Mark, PressMark, SuggestMark, marks
from communitybot.commands.guard import Press
from communitybot.commands.signature import MOST_READ, Misdeclared, parameters_of, python_name, unbound
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Reply

OURS = "command.form"  # answered by the bot itself; commands/form.py says how

Pressable = Callable[[Caller, Press], Awaitable[Reply]]
Suggester = Callable[[Caller, str], Awaitable[Sequence[Choice]]]
Checker = Callable[[Caller, str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class BoundCommand:
    """A command and the method that carries it out; `enums` are the types of its one-of arguments.

    `checks` tell, by parameter, whether words that can be read would be refused all the same.
    """

    spec: CommandSpec
    method: Callable[..., Awaitable[Reply]]
    enums: Mapping[str, type[StrEnum]] = field(default_factory=dict)
    checks: Mapping[str, Checker] = field(default_factory=dict)

    async def call(self, caller: Caller, arguments: Mapping[str, Any]) -> Reply:
        """Carry it out with bound arguments by parameter name; those not given keep their defaults."""
        return await self.method(caller, **{python_name(name): value for name, value in arguments.items()})


@dataclass(frozen=True, slots=True)
class PressHandler:
    """Who answers the presses of one verb; with `reads` they change nothing."""

    method: Pressable
    reads: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything the features declare. `suggestions` are by command name and parameter."""

    commands: tuple[BoundCommand, ...]
    presses: Mapping[str, PressHandler]
    suggestions: Mapping[tuple[str, str], Suggester]

    @property
    def specs(self) -> tuple[CommandSpec, ...]:
        return tuple(each.spec for each in self.commands)

    def command(self, name: str) -> BoundCommand | None:
        return next((each for each in self.commands if each.spec.name == name), None)

    def changes(self, verb: str, command: str | None) -> bool:
        """Whether a press of a verb, or a command where one is named, may change something."""
        if command is None:
            return verb in self.presses and not self.presses[verb].reads
        known = self.command(command)
        return known is not None and not known.spec.reads

    def group(self, word: str) -> tuple[CommandSpec, ...]:
        """The subcommands of a group, in help order; empty for a bare command."""
        return tuple(spec for spec in self.specs if spec.group == word and spec.name != word)


def collect(*features: object) -> Collected:
    """Read every `@command`, `@pressed` and `@suggests` of some feature objects, in their order.

    Raises `Misdeclared` naming every mistake: two of one name or verb, parameters without a description,
    names no platform takes, a suggestion nobody makes. Nothing is collected then.
    """
    found = [(_called(method), method, mark) for feature in features for method, mark in _marked(feature)]
    mistakes: list[str] = []
    commands: list[BoundCommand] = []
    presses: dict[str, PressHandler] = {}
    suggesters: list[tuple[str, Suggester, SuggestMark]] = []
    checkers: list[tuple[str, Checker, CheckMark]] = []
    for where, method, mark in found:
        if not inspect.iscoroutinefunction(method):
            mistakes.append(f"{where} must be an async method")
        elif isinstance(mark, CommandMark):
            try:
                commands.append(_command(method, mark))
            except Misdeclared as problem:
                mistakes += [f"/{mark.name} ({where}): {sentence}" for sentence in problem.mistakes]
            except NameError as problem:
                mistakes.append(f"/{mark.name} ({where}): an annotation cannot be read: {problem}")
        elif isinstance(mark, PressMark):
            mistakes += _press(presses, where, method, mark)
        elif not _takes(method, 2):
            mistakes.append(f"{where} must take (caller, text)")
        elif isinstance(mark, CheckMark):
            checkers.append((where, method, mark))
        else:
            suggesters.append((where, method, mark))
    suggestions, problems = _suggestions(commands, suggesters)
    problems += _check(commands, checkers)
    commands = [_with_suggestions(each, suggestions) for each in commands]
    mistakes += problems + rules.breaches([each.spec for each in commands])
    if mistakes:
        raise Misdeclared(*mistakes)
    return Collected(tuple(commands), presses, suggestions)


def _marked(feature: object) -> Iterator[tuple[Callable[..., Any], Mark]]:
    """The marked methods of an object, in the order they are written."""
    names = dict.fromkeys(name for kind in reversed(type(feature).__mro__) for name in vars(kind))
    for name in names:
        declared = getattr(type(feature), name, None)
        for mark in marks(declared):
            yield getattr(feature, name), mark


def _called(method: Callable[..., Any]) -> str:
    return str(getattr(method, "__qualname__", method))


def _takes(method: Callable[..., Any], count: int) -> bool:
    return _binds(unbound(method), count + isinstance(method, MethodType))


@lru_cache(maxsize=MOST_READ)
def _binds(function: Callable[..., Any], count: int) -> bool:
    try:
        inspect.signature(function).bind(*[None] * count)
    except TypeError:
        return False
    return True


def _command(method: Callable[..., Any], mark: CommandMark) -> BoundCommand:
    parameters, enums = parameters_of(method)
    spec = CommandSpec(
        name=mark.name,
        description=mark.description,
        parameters=parameters,
        examples=mark.examples,
        private=mark.private,
        reply=mark.reply,
        reads=mark.reads,
        for_hosts=mark.for_hosts,
        title=mark.title,
    )
    return BoundCommand(spec, method, enums)


def _press(presses: dict[str, PressHandler], where: str, method: Pressable, mark: PressMark) -> list[str]:
    try:
        Action(mark.verb)
    except BadAction as problem:
        return [f"{where}: {problem}"]
    if mark.verb == OURS:
        return [f"{where}: {mark.verb} belongs to the bot itself"]
    if mark.verb in presses:
        return [f"{where}: {mark.verb} is answered by {_called(presses[mark.verb].method)} already"]
    if not _takes(method, 2):
        return [f"{where} must take (caller, press)"]
    presses[mark.verb] = PressHandler(method, mark.reads)
    return []


def _suggestions(
    commands: Sequence[BoundCommand], suggesters: Sequence[tuple[str, Suggester, SuggestMark]]
) -> tuple[dict[tuple[str, str], Suggester], list[str]]:
    served: dict[tuple[str, str], Suggester] = {}
    mistakes = []
    specs = {each.spec.name: each.spec for each in commands}
    named_first = sorted(suggesters, key=lambda each: not each[2].commands)  # the general one fills the rest
    for where, method, mark in named_first:
        for name in mark.commands:
            if name not in specs or specs[name].parameter(mark.parameter) is None:
                mistakes.append(f"{where}: /{name} has no parameter {mark.parameter}")
            elif (name, mark.parameter) in served:
                mistakes.append(f"{where}: {mark.parameter} of /{name} is suggested twice")
            else:
                served[name, mark.parameter] = method
        if not mark.commands:
            for spec in specs.values():
                parameter = spec.parameter(mark.parameter)
                if parameter is not None and parameter.suggests:
                    served.setdefault((spec.name, mark.parameter), method)
    for spec in specs.values():
        mistakes += [
            f"/{spec.name}: nobody suggests values for {parameter.name}"
            for parameter in spec.parameters
            if parameter.suggests and (spec.name, parameter.name) not in served
        ]
    return served, mistakes


def _check(commands: list[BoundCommand], checkers: Sequence[tuple[str, Checker, CheckMark]]) -> list[str]:
    """Give each command its checks, in place; returns what does not fit."""
    mistakes = []
    for where, method, mark in checkers:
        for name in mark.commands:
            index = next((at for at, each in enumerate(commands) if each.spec.name == name), None)
            if index is None or commands[index].spec.parameter(mark.parameter) is None:
                mistakes.append(f"{where}: /{name} has no parameter {mark.parameter}")
                continue
            known = commands[index].checks
            if mark.parameter in known:
                mistakes.append(f"{where}: {mark.parameter} of /{name} is checked twice")
            commands[index] = replace(commands[index], checks={**known, mark.parameter: method})
    return mistakes


def _with_suggestions(bound: BoundCommand, served: Mapping[tuple[str, str], Suggester]) -> BoundCommand:
    spec = bound.spec
    parameters = tuple(
        replace(each, suggests=True) if not each.suggests and (spec.name, each.name) in served else each
        for each in spec.parameters
    )
    return replace(bound, spec=replace(spec, parameters=parameters))
