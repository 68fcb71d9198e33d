"""What I can do here, told from the declarations themselves, so that help cannot lie."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Annotated

from communitybot.commands.collect import BoundCommand, Collected, collect
from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.examples import working
from communitybot.commands.guard import Press
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.words import listed, near, quoted
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Bullets, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.replies import Answer, Reply
from communitybot.conversation.text import Code, Strong, Text, Unsayable, Words, say
from communitybot.errors import NotFound

HELP = "communitybot"
TOPIC = "help.topic"
FIRST_STEPS = 4

Hosts = Callable[[Caller], Awaitable[bool]]
"""Whether somebody is shown what hosts and administrators can do; it gives no right."""


async def administrators(caller: Caller) -> bool:
    return caller.administers


class Help:
    """The command `/communitybot`. `specs` is filled before anybody can ask."""

    def __init__(
        self,
        specs: Sequence[CommandSpec],
        hosts: Hosts = administrators,
        commands: Sequence[BoundCommand] = (),
    ) -> None:
        self._specs = specs
        self._hosts = hosts
        self._commands = commands

    @command(
        HELP,
        "What I can do here, with examples",
        examples=("/communitybot",),
        reads=True,
    )
    async def help(
        self,
        caller: Caller,
        *,
        about: Annotated[
            str | None,
            Param("One command or group to hear more about", suggests=True, most=70),
        ] = None,
    ) -> Reply:
        specs = await self._for(caller)
        if about is None:
            return Answer(overview(specs))
        return Answer(topic(await self._named(caller, specs, about), about))

    @pressed(TOPIC, reads=True)
    async def chosen(self, caller: Caller, press: Press) -> Reply:
        return Answer(topic(await self._for(caller), press.value or ""))

    @suggests("about", HELP)
    async def topics(self, caller: Caller, text: str) -> Sequence[Choice]:
        sought = text.casefold().strip().removeprefix("/")
        specs = await self._for(caller)
        names = [*_groups(specs), *(spec.name for spec in specs if spec.name != spec.group)]
        return [Choice(name, f"/{name}") for name in names if sought in name]

    async def _for(self, caller: Caller) -> tuple[CommandSpec, ...]:
        everything = await self._hosts(caller)
        return tuple(spec for spec in self._specs if everything or not spec.for_hosts)

    async def _named(
        self, caller: Caller, specs: Sequence[CommandSpec], about: str
    ) -> tuple[CommandSpec, ...]:
        """The same, the one that is asked about with examples that work for the caller."""
        name = _plain(about)
        bound = {each.spec.name: each for each in self._commands}
        found = next((spec for spec in specs if spec.name == name and name in bound), None)
        if found is None:
            return tuple(specs)
        here = await working(bound[name], caller)
        return tuple(here if spec is found else spec for spec in specs)


def with_help(*features: object, hosts: Hosts = administrators) -> Collected:
    """Collect the features' declarations, and the help that is made from them; raises `Misdeclared`."""
    specs: list[CommandSpec] = []
    commands: list[BoundCommand] = []
    collected = collect(*features, Help(specs, hosts, commands))
    specs.extend(collected.specs)
    commands.extend(collected.commands)
    return collected


def overview(specs: Sequence[CommandSpec]) -> Message:
    """Everything at a glance: a line a group, first steps to copy, and a list to hear more of each."""
    groups = _groups(specs)
    lines = [_group_line(group, specs) for group in groups]
    firsts = [next(spec for spec in specs if spec.group == group) for group in groups if group != HELP]
    steps = [say(Code(spec.examples[0])) for spec in firsts if spec.examples]
    options = tuple(Choice(group, f"/{group}") for group in groups if group != HELP)[: limits.OPTIONS]
    more = (Controls((Select("Tell me more about …", Action(TOPIC), options),)),) if options else ()
    return message(
        Heading("What I can do here"),
        Bullets(tuple(lines[: limits.BULLETS])),
        *(
            (paragraph("To begin with, type one of these:"), Bullets(tuple(steps[:FIRST_STEPS])))
            if steps
            else ()
        ),
        *more,
        small(
            "Leave out what is needed, and I ask for it in a form. A group alone, such as ",
            _some(specs),
            ", lists it.",
        ),
    )


def topic(specs: Sequence[CommandSpec], about: str) -> Message:
    """One command or group in detail; `NotFound` with near names for anything else."""
    name = _plain(about)
    spec = next((spec for spec in specs if spec.name == name), None)
    if spec is not None:
        return command_card(spec)
    members = [spec for spec in specs if spec.group == name]
    if members:
        return group_card(members)
    names = [*_groups(specs), *(spec.name for spec in specs)]
    alike = near(name, names)
    meant = f" Did you mean {listed([f'`/{each}`' for each in alike[:3]])}?" if alike else ""
    raise NotFound(
        f"I read {quoted(about)}, and I have no command of that name.{meant}",
        example=alike[0] if alike else names[0],
        field="about",
    )


def group_card(members: Sequence[CommandSpec]) -> Message:
    """What the commands of one group do, each with an example where there is room."""
    title = f"What /{members[0].group} can do"
    for detail in (2, 1):
        try:
            lines = tuple(_command_line(spec, detail) for spec in members[: limits.BULLETS])
            return message(
                Heading(title), Bullets(lines), small("Left out what is needed? I ask for it in a form.")
            )
        except Unsayable:
            continue
    names = listed([f"/{spec.name}" for spec in members], "and")
    return message(Heading(title), limits.shorten(names, limits.FIELD_VALUE))


def command_card(spec: CommandSpec) -> Message:
    """What one command does, what it asks for, and examples to copy."""
    for detail in (2, 1):
        try:
            asked = tuple(_parameter_line(parameter, detail) for parameter in spec.parameters)
            return message(
                Heading(f"/{spec.name}"),
                f"{spec.description.rstrip('.')}.",
                *([Bullets(asked)] if asked else []),
                *_examples(spec),
                *_grammar(spec),
            )
        except Unsayable:
            continue
    return message(Heading(f"/{spec.name}"), spec.description, *_examples(spec))


def _plain(about: str) -> str:
    return " ".join(about.casefold().split()).removeprefix("/").strip()


def _groups(specs: Iterable[CommandSpec]) -> list[str]:
    return list(dict.fromkeys(spec.group for spec in specs))


def _group_line(group: str, specs: Sequence[CommandSpec]) -> Text:
    members = [spec for spec in specs if spec.group == group]
    if len(members) == 1:
        return _command_line(members[0], 1)
    verbs = listed([spec.name.removeprefix(f"{group} ") for spec in members], "and")
    return say(Code(f"/{group}"), " ", limits.shorten(verbs, 200))


def _command_line(spec: CommandSpec, detail: int) -> Text:
    line: list[Words] = [Code(f"/{spec.name}"), " ", spec.description.rstrip("."), "."]
    if detail > 1 and spec.examples and spec.examples[0] != f"/{spec.name}":
        line += [" Type ", Code(spec.examples[0])]
    return say(*line)


def _parameter_line(parameter: Parameter, detail: int) -> Text:
    line: list[Words] = [Strong(parameter.name), " (needed): " if parameter.required else ": "]
    line.append(parameter.description.rstrip("."))
    if parameter.kind is FieldKind.ONE_OF and detail > 1:
        line.append(f": {listed([choice.label for choice in parameter.choices])}.")
    elif parameter.example and detail > 1:
        line += [", such as ", Code(parameter.example)]
    else:
        line.append(".")
    return say(*line)


def _examples(spec: CommandSpec) -> list[Bullets]:
    return [Bullets(tuple(say(Code(example)) for example in spec.examples))] if spec.examples else []


def _grammar(spec: CommandSpec) -> Iterable[Text]:
    if len(spec.parameters) > 1:
        first, second = spec.parameters[:2]
        pair = f"{second.name}: {second.example or '…'}"
        words = f"Write the {first.label.lower()} first, then the rest after commas, as in "
        yield say(words, Code(f", {pair}"), ". Double quotes protect commas.")


def _some(specs: Sequence[CommandSpec]) -> Code:
    groups = [spec.group for spec in specs if spec.name != spec.group]
    return Code(f"/{groups[0] if groups else HELP}")
