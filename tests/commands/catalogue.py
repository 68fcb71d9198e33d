"""A walk over every command a bot has: the help is true, and every example works as it stands."""

from collections.abc import Iterator
from datetime import datetime

from communitybot.commands.bind import Ready, Resolve, bind
from communitybot.commands.collect import Collected
from communitybot.commands.form import form_for
from communitybot.commands.help import command_card, group_card, overview
from communitybot.commands.spec import CommandSpec
from communitybot.commands.typed import Found, find, parse, render
from communitybot.conversation import limits
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.errors import Refusal


class Anybody:
    """Finds somebody and some room for any name, so that examples need nobody to exist."""

    async def person(self, caller: Caller, text: str) -> PersonAddress:
        assert text
        return caller.account

    async def place(self, caller: Caller, text: str) -> PlaceAddress:
        assert text
        return caller.place


async def breaches(collected: Collected, *, caller: Caller, now: datetime) -> list[str]:
    """Everything a bot's catalogue promises and does not keep, a sentence each; empty when all is well."""
    found = [sentence for spec in collected.specs for sentence in _of_spec(spec)]
    for spec in collected.specs:
        for example in spec.examples:
            found += await _of_example(collected, example, spec, caller=caller, now=now)
    overview(collected.specs)  # raises `Unsayable` when it does not fit a message
    for group in dict.fromkeys(spec.group for spec in collected.specs):
        group_card([spec for spec in collected.specs if spec.group == group])
    return found


def _of_spec(spec: CommandSpec) -> Iterator[str]:
    asks_for_a_message = any(parameter.kind is FieldKind.MESSAGE for parameter in spec.required)
    if not spec.examples and not asks_for_a_message:
        yield f"/{spec.name} has no example"
    for parameter in spec.required:
        free = parameter.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.MOMENT, FieldKind.DURATION}
        if free and not parameter.example:
            yield f"/{spec.name}: {parameter.name} has no example, so refusals cannot give one"
    if any(limits.weight(example) > 300 for example in spec.examples):
        yield f"/{spec.name} has an example too long to copy"
    if spec.parameters and not asks_for_a_message:
        form_for(spec)
    command_card(spec)


async def _of_example(
    collected: Collected, example: str, spec: CommandSpec, *, caller: Caller, now: datetime
) -> list[str]:
    word, _, rest = example.removeprefix("/").partition(" ")
    try:
        found = find(collected.specs, word, rest)
        if not isinstance(found, Found) or found.spec != spec:
            return [f"{example!r} is not understood as /{spec.name}"]
        values = parse(spec, found.text)
    except Refusal as refusal:
        return [f"{example!r} cannot be read: {refusal}"]
    again = render(spec, values).removeprefix(f"/{spec.name}")
    if parse(spec, again) != values:
        return [f"{example!r} reads differently when it is written again"]
    command = collected.command(spec.name)
    assert command is not None
    resolve: Resolve = Anybody()
    outcome = await bind(command, values, caller=caller, now=now, resolve=resolve)
    if not isinstance(outcome, Ready) and not (values == {} and spec.required):
        return [f"{example!r} does not work: {outcome}"]
    return []
