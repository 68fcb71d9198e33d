"""What a person reads when a command could not be carried out as typed, and the way to put it right."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from communitybot.commands.bind import Resolve, Wrong, bind, given_values
from communitybot.commands.collect import BoundCommand
from communitybot.commands.examples import working
from communitybot.commands.form import action_for, form_for
from communitybot.commands.guard import refusal_card, refusal_of
from communitybot.commands.kinds import text_of
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.commands.typed import render
from communitybot.commands.words import listed, marked, unmarked
from communitybot.conversation import limits
from communitybot.conversation.actions import BadAction
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.message import Block, Bullets, Controls, Paragraph, message, paragraph
from communitybot.conversation.replies import Answer, Ask, Correct, Refused
from communitybot.conversation.text import Code, Emphasis, Strong, say
from communitybot.errors import Misread, Refusal
from communitybot.moments import Unreadable

SHOWN = 5  # mistakes told at once; the form shows them all
SENTENCE = 300  # weight of one mistake
KEPT = 80  # weight of one value that was understood
LINES = 8  # values that were understood, shown back
EXAMPLE = 300  # weight; a longer example would not be copied
FILL_IN = "Please fill this in."
NOT_ASKED = frozenset({FieldKind.MESSAGE})


def ask(spec: CommandSpec, values: Mapping[str, Value], missing: Sequence[Parameter]) -> Ask | Answer:
    """Ask for what is missing in a form that holds what was given."""
    if any(parameter.kind in NOT_ASKED for parameter in missing):
        return Answer(message(paragraph("Choose this on the message itself: it needs to know which one.")))
    names = listed([parameter.label.lower() for parameter in missing], "and")
    intro = f"Still needed: {names}." if given_values(values) else None
    return Ask(form_for(spec, values, intro=intro))


def wrong(
    spec: CommandSpec,
    values: Mapping[str, Value],
    mistakes: Mapping[str, Refusal],
    missing: Sequence[Parameter] = (),
) -> Answer:
    """Say what was wrong with each value, what was understood, an example that works, and offer the form."""
    blocks: list[Block] = [_told(spec, name, refusal) for name, refusal in list(mistakes.items())[:SHOWN]]
    if len(mistakes) > SHOWN:
        blocks.append(paragraph(f"And {len(mistakes) - SHOWN} more that I could not read."))
    if missing:
        names = listed([parameter.label.lower() for parameter in missing], "and")
        blocks.append(paragraph(f"Still needed: {names}."))
    given = given_values(values)
    blocks += _understood(spec, {name: value for name, value in given.items() if name not in mistakes})
    blocks.append(paragraph("This works: ", Code(example_for(spec, given, mistakes, missing))))
    blocks += _way_to_the_form(spec, given)
    return Answer(message(*blocks))


async def every_mistake(
    command: BoundCommand, values: Mapping[str, Value], mistakes: Mapping[str, Refusal], caller: Caller
) -> dict[str, Refusal]:
    """These mistakes, and those the command would only have met after them, in the order of parameters."""
    found = dict(mistakes)
    for name, value in given_values(values).items():
        check = command.checks.get(name)
        if check is None or isinstance(value, tuple):
            continue
        try:
            await check(caller, text_of(value))
        except Refusal as refusal:
            found[name] = refusal if name not in found else _advised(found[name], refusal)
        except Unreadable as unreadable:
            found.setdefault(name, refusal_of(unreadable, name))
    order = [parameter.name for parameter in command.spec.parameters]
    return dict(sorted(found.items(), key=lambda each: order.index(each[0]) if each[0] in order else -1))


def _advised(told: Refusal, checked: Refusal) -> Refusal:
    """What stood in the way, but with the example of whoever knows what would be taken."""
    return type(told)(told.trouble, understood=told.understood, example=checked.example, field=told.field)


def correct(
    mistakes: Mapping[str, Refusal], missing: Sequence[Parameter], shown: Sequence[str]
) -> Correct | Refused:
    """Point at the fields of a form that need another look; a card when none of them is in the form."""
    reasons = {name: unmarked(str(refusal)) for name, refusal in mistakes.items()}
    reasons |= {parameter.name: FILL_IN for parameter in missing}
    if reasons and all(name in shown for name in reasons):
        return Correct(reasons)
    if mistakes:
        return Refused(refusal_card(next(iter(mistakes.values()))))
    return Refused(message("Something this form needs is missing. Please open it again."))


async def reopened(
    command: BoundCommand, values: Mapping[str, str], *, caller: Caller, now: datetime, resolve: Resolve
) -> Ask:
    """Open a command's form with the values a button carries, and say beside each what was wrong with it."""
    spec = command.spec
    outcome = await bind(command, values, caller=caller, now=now, resolve=resolve)
    mistakes = outcome.mistakes if isinstance(outcome, Wrong) else {}
    mistakes = await every_mistake(command, values, mistakes, caller)
    errors = {name: unmarked(str(refusal)) for name, refusal in mistakes.items() if spec.parameter(name)}
    sentences = unmarked(" ".join(str(refusal) for refusal in mistakes.values()))
    return Ask(
        form_for(spec, values, errors, intro=limits.shorten(sentences, SENTENCE) if sentences else None)
    )


async def refused(
    command: BoundCommand, values: Mapping[str, Value], refusal: Refusal, caller: Caller
) -> Refused:
    """The answer to a handler's refusal: about words, with all that helps to mend them; else only why not."""
    spec = command.spec
    if refusal.field is not None and spec.parameter(refusal.field) is not None:
        mistakes = await every_mistake(command, values, {refusal.field: refusal}, caller)
        return Refused(wrong(await working(command, caller), values, mistakes).message)
    if isinstance(refusal, Misread) and refusal.example is None and spec.examples:
        return Refused(refusal_card(refusal, paragraph("This works: ", Code(spec.examples[0]))))
    return Refused(refusal_card(refusal))


def misread(spec: CommandSpec, misunderstanding: Misread) -> Answer:
    """The answer to a line that does not follow the grammar."""
    blocks = _way_to_the_form(spec, {})
    return Answer(refusal_card(misunderstanding, *blocks))


def example_for(
    spec: CommandSpec,
    values: Mapping[str, Value],
    mistakes: Mapping[str, Refusal] | None = None,
    missing: Sequence[Parameter] = (),
) -> str:
    """A whole command that works: the person's own with each mistake mended, where that can be done."""
    mended = {name: text_of(value) for name, value in values.items() if spec.parameter(name)}
    mistakes = mistakes or {}
    wanted = [(name, refusal.example) for name, refusal in mistakes.items() if spec.parameter(name)]
    wanted += [(parameter.name, parameter.example) for parameter in missing]
    if whole := next((example for _, example in wanted if example and example.startswith("/")), None):
        return whole  # another command is the way
    files = any(isinstance(value, tuple) for value in values.values())
    if not files and all(example is not None for _, example in wanted):
        line = render(spec, mended | {name: example for name, example in wanted if example})
        if limits.weight(line) <= EXAMPLE and "\n" not in line:
            return line
    return spec.examples[0] if spec.examples else f"/{spec.name}"


def _told(spec: CommandSpec, name: str, refusal: Refusal) -> Paragraph:
    parameter = spec.parameter(name)
    sentence = marked(str(refusal), SENTENCE)
    return Paragraph(say(Strong(parameter.label), ": ", sentence) if parameter else sentence)


def _understood(spec: CommandSpec, values: Mapping[str, Value]) -> list[Block]:
    lines = [
        say(parameter.label, ": ", Emphasis(_line(values[parameter.name])))
        for parameter in spec.parameters
        if parameter.name in values
    ]
    if len(lines) > LINES:
        lines[LINES - 1 :] = [say(f"and {len(lines) - LINES + 1} more")]
    return [paragraph("The rest I understood:"), Bullets(tuple(lines))] if lines else []


def _line(value: Value) -> str:
    return limits.shorten(" ".join(text_of(value).split()), KEPT) or "a file"


def _way_to_the_form(spec: CommandSpec, values: Mapping[str, Value]) -> list[Block]:
    """A button that opens the form with what was typed in it; none when that does not fit a button."""
    if any(parameter.kind in NOT_ASKED for parameter in spec.required) or not spec.parameters:
        return []
    if any(isinstance(value, tuple) for value in values.values()):
        return []
    kept = {name: text_of(value) for name, value in values.items() if spec.parameter(name)}
    try:
        action = action_for(spec, kept)
    except BadAction:
        return []
    return [Controls((Button("Fix it in a form", action, Look.EXPECTED),))]
