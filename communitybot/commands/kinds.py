"""How a given value becomes a value of each kind; what cannot be read is a `Misread` with an example."""

import mimetypes
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NoReturn

from communitybot.commands.spec import Parameter
from communitybot.commands.words import clean, listed, near, quoted
from communitybot.conversation import limits
from communitybot.conversation.addresses import BadAddress, MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller, Chosen, Value
from communitybot.conversation.message import File
from communitybot.conversation.text import Unsayable
from communitybot.errors import Misread
from communitybot.moments import Reading, Unreadable, read, read_duration

YES = frozenset(
    ["yes", "y", "yeah", "yep", "true", "on", "1", "sure", "ok", "okay", "please", "x", "✓", "✅"]
)
NO = frozenset(["no", "n", "nope", "false", "off", "0", "never", "none", "not", "❌"])
LARGEST = 1_000_000_000  # ours: fits a database's whole number with room to spare
UNSEEN = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})
SHOWN = 8  # choices named in a sentence


def text_of(value: Value) -> str:
    """Give any value as somebody would type it; a file by its name, a message by its address."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return _seen(str(value))
        case (name, _):
            return _seen(name)
        case Chosen(ref=ref):
            return str(ref)


def text(parameter: Parameter, value: Value) -> str:
    """Words on one line, or several for long text; composed letters, no control characters."""
    words = unicodedata.normalize("NFC", _typed(parameter, value))
    if parameter.kind is not FieldKind.LONG_TEXT:
        words = " ".join(words.split())
    most = parameter.most or limits.FORM_TEXT
    if len(words) > most:
        trouble = f"{parameter.label} may have {most:,} characters; this has {len(words):,}."
        _refuse(parameter, f"{trouble} It begins {quoted(words)}.", None)
    return words


def number(parameter: Parameter, value: Value) -> int:
    """A whole number between the parameter's bounds."""
    if isinstance(value, int) and not isinstance(value, bool):
        found = value
    else:
        typed = _typed(parameter, value).replace(",", "").replace(" ", "").replace("\u202f", "")
        try:
            found = int(typed[:20])
        except ValueError:
            _refuse(parameter, f"I read {quoted(typed)}, which is not a whole number.", "30")
    least = 0 if parameter.least is None else parameter.least
    most = LARGEST if parameter.most is None else parameter.most
    if not least <= found <= most:
        trouble = f"I read {quoted(f'{found:,}')}, but it must be from {least:,} to {most:,}."
        _refuse(parameter, trouble, str(max(least, min(30, most))))
    return found


def yes_no(parameter: Parameter, value: Value) -> bool:
    if isinstance(value, bool):
        return value
    typed = _typed(parameter, value)
    word = typed.casefold().strip(".! ")
    if word in YES or word in NO:
        return word in YES
    return _refuse(parameter, f"I read {quoted(typed)}, and I need yes or no.", "yes")


def one_of(parameter: Parameter, value: Value) -> str:
    """The value of the one choice that is meant: by value, by label, or by how either begins."""
    typed = _typed(parameter, value)
    sought = _folded(typed)
    for choice in parameter.choices:
        if sought in {_folded(choice.value), _folded(choice.label)}:
            return choice.value
    begun = [
        choice
        for choice in parameter.choices
        if sought and any(_folded(name).startswith(sought) for name in (choice.value, choice.label))
    ]
    if len(begun) == 1:
        return begun[0].value
    labels = [choice.label for choice in parameter.choices]
    if begun:
        meant = listed([choice.label for choice in begun[:SHOWN]])
        _refuse(parameter, f"I read {quoted(typed)}, which could be {meant}.", begun[0].value)
    alike = near(typed, labels)
    some = listed([*labels[:SHOWN], "another"]) if len(labels) > SHOWN else listed(labels)
    trouble = f"I read {quoted(typed)}, which is none of the choices: {some}."
    best = next((c.value for c in parameter.choices if alike and c.label == alike[0]), None)
    return _refuse(parameter, trouble, best or parameter.choices[0].value, given=best)


def moment(parameter: Parameter, value: Value, *, now: datetime, caller: Caller) -> Reading:
    """A moment still to come, in the caller's zone unless the words name one."""
    try:
        return read(_typed(parameter, value), now=now, zone=caller.zone)
    except Unreadable as unreadable:
        raise Misread(unreadable.sentence, example=unreadable.example, field=parameter.name) from None


def duration(parameter: Parameter, value: Value) -> timedelta:
    try:
        return read_duration(_typed(parameter, value))
    except Unreadable as unreadable:
        raise Misread(unreadable.sentence, example=unreadable.example, field=parameter.name) from None


def file(parameter: Parameter, value: Value) -> File:
    if not isinstance(value, tuple):
        _refuse(parameter, f"I read {quoted(text_of(value))}, and I need a file.", None)
    name, content = value
    name = clean(name).replace("\n", " ").strip()
    try:
        return File(name, mimetypes.guess_type(name)[0] or "application/octet-stream", content)
    except Unsayable:
        size = limits.FILE_BYTES // (1024 * 1024)
        trouble = f"I cannot take the file {quoted(name)}: up to {size} MB and a short plain name fit."
        _refuse(parameter, trouble, None)


def message(parameter: Parameter, value: Value, *, caller: Caller) -> Chosen:
    """A message of the caller's own space: as its platform tells of it, or by its address alone."""
    if isinstance(value, Chosen):
        chosen = value
    else:
        typed = _typed(parameter, value)
        try:
            chosen = Chosen(ref=MessageRef.parse(typed))
        except BadAddress:
            _refuse(parameter, f"I read {quoted(typed)}, which is no message I know.", None)
    if chosen.ref.place.in_space != caller.space:
        _refuse(parameter, "That message is somewhere else; I can only take one from here.", None)
    return chosen


Reader = Callable[[Parameter, Value], object]
PLAIN: dict[FieldKind, Reader] = {
    FieldKind.TEXT: text,
    FieldKind.LONG_TEXT: text,
    FieldKind.NUMBER: number,
    FieldKind.YES_NO: yes_no,
    FieldKind.ONE_OF: one_of,
    FieldKind.DURATION: duration,
    FieldKind.FILE: file,
}
"""The kinds that are read from the value alone."""


def _typed(parameter: Parameter, value: Value) -> str:
    if isinstance(value, tuple):
        _refuse(parameter, f"{parameter.label} wants words, not a file.", None)
    words = text_of(value)
    if len(words) > limits.FORM_TEXT:
        trouble = f"{parameter.label} may have {limits.FORM_TEXT:,} characters; this has {len(words):,}."
        _refuse(parameter, trouble, None)
    return words


def _seen(words: str) -> str:
    """What can be seen of some words; characters without any width alone are nothing."""
    words = clean(words).strip()
    return words if words.isprintable() or any(unicodedata.category(c) not in UNSEEN for c in words) else ""


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold().replace("_", " ").replace("-", " ")
    return " ".join(plain.replace("'", "").replace("\u2019", "").split())


def _refuse(parameter: Parameter, trouble: str, example: str | None, *, given: str | None = None) -> NoReturn:
    """Refuse with the parameter's own example, else the one that fits the kind."""
    raise Misread(trouble, example=given or parameter.example or example, field=parameter.name)
