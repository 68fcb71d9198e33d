"""Suggestions the playground can make by itself: the people and rooms it knows, by name."""

from adapters.playground import cast
from communitybot.commands.spec import Parameter
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind

NAMED_HERE = frozenset({FieldKind.PERSON, FieldKind.PLACE})


def suggested(parameter: Parameter, text: str) -> tuple[Choice, ...]:
    """The choices of a parameter, or the people or rooms there are, as far as they fit what is typed."""
    wanted = text.strip().casefold().lstrip("@#")
    return tuple(
        each
        for each in _known(parameter)
        if wanted in each.label.casefold() or wanted in each.value.casefold()
    )


def _known(parameter: Parameter) -> tuple[Choice, ...]:
    if parameter.choices:
        return parameter.choices
    match parameter.kind:
        case FieldKind.PERSON:
            return tuple(
                Choice(member.name, f"{member.name}, {member.role.lower()}") for member in cast.MEMBERS
            )
        case FieldKind.PLACE:
            return tuple(Choice(name, f"#{name}") for _, name in cast.ROOMS)
        case _:
            return ()
