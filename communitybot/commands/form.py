"""A form made from a command's spec, and what comes back from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communitybot.commands.kinds import one_of, text_of, yes_no
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.words import label
from communitybot.conversation import limits
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Value
from communitybot.errors import Misread

FORM = "command.form"
"""The verb of a form made here; pressed as a button, it opens that form with the values it carries."""
PLAIN = re.compile(r"[A-Za-z0-9._@/#-]")
ESCAPE = re.compile(r"~([0-9a-f]{2})")


@dataclass(frozen=True, slots=True)
class Sent:
    """What such an action tells: the command, and the values that were settled before."""

    command: str
    values: Mapping[str, str]


def form_for(
    spec: CommandSpec,
    values: Mapping[str, Value] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    title: str | None = None,
    hidden: Mapping[str, str] | None = None,
    only: Sequence[str] | None = None,
    intro: str | None = None,
    submit: str = "Continue",
) -> Form:
    """Ask for a command's parameters, with `values` standing in their fields as typed.

    Args:
        spec: the command that is invoked when the form is sent.
        values: what is known already; a file cannot be kept and is asked for again.
        errors: what was wrong, by parameter name; it becomes the field's hint.
        title: at most 24 characters; the spec's own, or its name in words, when left out.
        hidden: values that are settled and not shown (which row is edited); they travel in the action.
        only: the parameters to ask for, all that are not hidden when left out.
        intro: a sentence above the fields.
        submit: what the button says.

    A message cannot be asked for in a form, so a given one is always hidden. Raises `BadAction` when the
    hidden values do not fit an action (100 characters in all).
    """
    values, errors = values or {}, errors or {}
    settled = dict(hidden or {})
    for parameter in spec.parameters:
        if parameter.kind is FieldKind.MESSAGE and text_of(values.get(parameter.name)):
            settled.setdefault(parameter.name, text_of(values[parameter.name]))
    fields = [
        _field(parameter, values.get(parameter.name), errors.get(parameter.name))
        for parameter in spec.parameters
        if parameter.name not in settled and (only is None or parameter.name in only)
        if parameter.kind is not FieldKind.MESSAGE
    ]
    return Form(
        title=limits.shorten(title or spec.title or label(spec.name), limits.FORM_TITLE),
        action=action_for(spec, settled),
        fields=tuple(fields),
        submit=submit,
        intro=intro,
    )


def action_for(spec: CommandSpec, values: Mapping[str, str]) -> Action:
    """Write a command's name and some values into an action; `BadAction` when they do not fit."""
    pairs = (f"{name}~{escaped(value)}" for name, value in values.items() if value)
    return Action(FORM, (spec.name.replace(" ", "+"), *pairs))


def sent(action: Action) -> Sent:
    """Read back what `action_for` wrote; `BadAction` for anything else."""
    if action.verb != FORM or not action.arguments:
        raise BadAction(f"{action.verb} is no form of a command")
    command, *pairs = action.arguments
    values = {}
    for pair in pairs:
        name, tilde, value = pair.partition("~")
        if not tilde or not name or name in values:
            raise BadAction("a value without a name, or twice")
        values[name] = unescaped(value)
    return Sent(command.replace("+", " "), values)


def _field(parameter: Parameter, value: Value, error: str | None) -> FormField:
    kept = _kept(parameter, value)
    return FormField(
        name=parameter.name,
        label=parameter.label,
        kind=parameter.kind,
        required=parameter.required,
        hint=limits.shorten(error, limits.FORM_HINT) if error else _hint(parameter),
        choices=parameter.choices,
        value=kept if kept and len(kept) <= limits.FORM_TEXT else None,
        suggests=parameter.suggests,
    )


def _kept(parameter: Parameter, value: Value) -> str | None:
    """What stands in the field already: words as typed; of choices only one that can be chosen."""
    if value is None or isinstance(value, tuple):
        return None
    try:
        match parameter.kind:
            case FieldKind.ONE_OF:
                return one_of(parameter, value)
            case FieldKind.YES_NO:
                return text_of(yes_no(parameter, value))
            case _:
                return text_of(value)
    except Misread:
        return None


def _hint(parameter: Parameter) -> str:
    longer = f"{parameter.description.rstrip('.')}, such as: {parameter.example}"
    fits = parameter.example is not None and limits.weight(longer) <= limits.FORM_HINT
    return longer if fits else parameter.description


def escaped(value: str) -> str:
    """Write any words with the letters an action's argument may have; `unescaped` reads them back."""
    return "".join(_letter(letter) for letter in value)


def _letter(letter: str) -> str:
    if letter == " ":
        return "+"
    if PLAIN.fullmatch(letter):
        return letter
    return "".join(f"~{byte:02x}" for byte in letter.encode("utf-8", "replace"))


def unescaped(value: str) -> str:
    """Read what `escaped` wrote; `BadAction` for anything else."""
    raw = ESCAPE.sub(lambda found: chr(int(found[1], 16)), value.replace("+", " "))
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError as problem:
        raise BadAction("a value that is no text") from problem
