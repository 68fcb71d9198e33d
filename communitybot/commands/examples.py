"""Examples that work where they are read: they name an event, a programme, a person that is there."""

from dataclasses import replace

from communitybot.commands.collect import BoundCommand
from communitybot.commands.spec import CommandSpec
from communitybot.commands.typed import parse, render
from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread, Refusal
from communitybot.moments import Unreadable


async def working(command: BoundCommand, caller: Caller) -> CommandSpec:
    """The command as declared, but an example that it would refuse gives way to what the refusal advises."""
    spec = command.spec
    swaps: dict[str, tuple[str, str]] = {}
    for parameter in spec.parameters:
        check = command.checks.get(parameter.name)
        if check is None or parameter.example is None:
            continue
        try:
            await check(caller, parameter.example)
        except Refusal as refusal:
            if refusal.field == parameter.name and refusal.example and refusal.example[0] != "/":
                swaps[parameter.name] = (parameter.example, refusal.example)
        except Unreadable:
            continue
    if not swaps:
        return spec
    parameters = tuple(
        replace(each, example=swaps[each.name][1]) if each.name in swaps else each for each in spec.parameters
    )
    return replace(
        spec, parameters=parameters, examples=tuple(_swapped(spec, each, swaps) for each in spec.examples)
    )


def _swapped(spec: CommandSpec, example: str, swaps: dict[str, tuple[str, str]]) -> str:
    try:
        values = parse(spec, example.removeprefix(f"/{spec.name}"))
    except Misread:
        return example
    mended = {name: swaps[name][1] if name in swaps else value for name, value in values.items()}
    return render(spec, mended) if mended != values else example
