"""A form as Discord modals: five components at a time, so a longer form is several steps."""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from adapters.discord.words import draw_text
from communitybot.conversation import limits
from communitybot.conversation.addresses import BadAddress, PersonAddress, PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.text import say
from communitybot.conversation.visible import label, visible

Json = dict[str, Any]

SELECT, INPUT, USER_SELECT, TEXT, CHANNEL_SELECT, LABEL, FILE_UPLOAD = 3, 4, 5, 10, 8, 18, 19
SHORT, LONG = 1, 2
AT_ONCE = 5  # Discord: 1 to 5 components a modal
YES_OR_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def draw_form(form: Form) -> tuple[Json, ...]:
    """Give one modal a step, in order; each is named for the form's action and its fields for themselves.

    A modal cannot answer a modal: between two steps stands a message with a button, and whoever sends them
    keeps the answers so far. Which step was sent shows in the names of the fields that came.
    """
    steps = list(_steps(form))
    return tuple(
        {
            "custom_id": str(form.action),
            "title": label(form.title) + (f" ({number}/{len(steps)})" if len(steps) > 1 else ""),
            "components": step,
        }
        for number, step in enumerate(steps, 1)
    )


def _steps(form: Form) -> Iterator[list[Json]]:
    parts: list[Json] = []
    if form.intro is not None:
        parts.append({"type": TEXT, "content": draw_text(say(form.intro))})
    parts += [_asked(field) for field in form.fields]
    for start in range(0, len(parts), AT_ONCE):
        yield parts[start : start + AT_ONCE]


def _asked(field: FormField) -> Json:
    asked: Json = {"type": LABEL, "label": label(field.label), "component": _input(field)}
    if field.hint is not None:
        asked["description"] = label(field.hint)
    return asked


def _input(field: FormField) -> Json:
    if field.choices:
        return _select(field, field.choices)
    match field.kind:
        case FieldKind.YES_NO:
            return _select(field, YES_OR_NO)
        case FieldKind.PERSON:
            return _pick(USER_SELECT, "user", field, _person(field.value))
        case FieldKind.PLACE:
            return _pick(CHANNEL_SELECT, "channel", field, _place(field.value))
        case FieldKind.FILE:
            return {
                "type": FILE_UPLOAD,
                "custom_id": field.name,
                "required": field.required,
                "min_values": 1 if field.required else 0,
                "max_values": 1,
            }
        case (
            FieldKind.TEXT
            | FieldKind.LONG_TEXT
            | FieldKind.NUMBER
            | FieldKind.ONE_OF
            | FieldKind.MOMENT
            | FieldKind.DURATION
            | FieldKind.MESSAGE
        ):
            return _typed(field)
    assert_never(field.kind)


def _typed(field: FormField) -> Json:
    typed: Json = {
        "type": INPUT,
        "custom_id": field.name,
        "style": LONG if field.kind is FieldKind.LONG_TEXT else SHORT,
        "required": field.required,
        "max_length": limits.FORM_TEXT,
    }
    if field.value:
        typed["value"] = visible(field.value)
    return typed


def _select(field: FormField, choices: Sequence[Choice]) -> Json:
    return {
        "type": SELECT,
        "custom_id": field.name,
        "required": field.required,
        "min_values": 1 if field.required else 0,
        "max_values": 1,
        "options": [
            {"label": label(each.label), "value": each.value, "default": each.value == field.value}
            for each in choices
        ],
    }


def _pick(kind: int, of: str, field: FormField, known: str | None) -> Json:
    pick: Json = {
        "type": kind,
        "custom_id": field.name,
        "required": field.required,
        "min_values": 1 if field.required else 0,
        "max_values": 1,
    }
    if known is not None:
        pick["default_values"] = [{"id": known, "type": of}]
    return pick


def _person(value: str | None) -> str | None:
    try:
        address = PersonAddress.parse(value or "")
    except BadAddress:
        return None
    return _id(address.platform, address.person)


def _place(value: str | None) -> str | None:
    try:
        address = PlaceAddress.parse(value or "")
    except BadAddress:
        return None
    return _id(address.platform, address.thread or address.place)


def _id(platform: str, given: str) -> str | None:
    return (
        given if platform == "discord" and given.isascii() and given.isdigit() and len(given) <= 20 else None
    )
