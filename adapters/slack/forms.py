"""A form as a Slack modal view: one input block a question."""

from collections.abc import Sequence
from typing import Any, assert_never

from adapters.slack.reply import option, plain_text
from adapters.slack.words import draw_text
from communitybot.conversation import limits
from communitybot.conversation.addresses import BadAddress, PersonAddress, PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.text import say
from communitybot.conversation.visible import label, visible

Json = dict[str, Any]

YES_OR_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def draw_form(form: Form, *, metadata: str = "") -> Json:
    """Give the view to open; block and input of a question are both called by the field's name.

    `metadata` (at most 3,000 characters) comes back with the answers and is shown to nobody. Refusals of
    single answers are told beside them: `{"response_action": "errors", "errors": {name: reason}}`.
    """
    if len(metadata) > 3_000:
        raise ValueError(f"metadata of {len(metadata)} characters; 3,000 fit")
    intro = [] if form.intro is None else [_intro(form.intro)]
    return {
        "type": "modal",
        "callback_id": str(form.action),
        "private_metadata": metadata,
        "title": plain_text(form.title),
        "submit": plain_text(form.submit),
        "close": plain_text("Cancel"),
        "blocks": [*intro, *[_asked(field) for field in form.fields]],
    }


def _intro(words: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": draw_text(say(words)), "verbatim": True}}


def _asked(field: FormField) -> Json:
    asked: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label),
        "optional": not field.required,
        "element": _input(field) | {"action_id": field.name},
    }
    if field.hint is not None:
        asked["hint"] = plain_text(field.hint)
    return asked


def _input(field: FormField) -> Json:
    if field.choices:
        return _select(field, field.choices)
    match field.kind:
        case FieldKind.YES_NO:
            return _select(field, YES_OR_NO)
        case FieldKind.PERSON:
            return _picked("users_select", "initial_user", _person(field.value))
        case FieldKind.PLACE:
            found = {"filter": {"include": ["public", "private"], "exclude_bot_users": True}}
            return _picked("conversations_select", "initial_conversation", _place(field.value)) | found
        case FieldKind.FILE:
            return {"type": "file_input", "max_files": 1}
        case FieldKind.NUMBER:
            return _number(field)
        case (
            FieldKind.TEXT
            | FieldKind.LONG_TEXT
            | FieldKind.ONE_OF
            | FieldKind.MOMENT
            | FieldKind.DURATION
            | FieldKind.MESSAGE
        ):
            return _suggested(field) if _can_suggest(field) else _typed(field)
    assert_never(field.kind)


def _can_suggest(field: FormField) -> bool:
    """Whether a list that loads while one types can hold the field: what stands in it must fit an option."""
    fits = field.value is None or len(field.value) <= limits.OPTION_VALUE
    return field.suggests and field.kind is not FieldKind.LONG_TEXT and fits


def _typed(field: FormField) -> Json:
    typed: Json = {
        "type": "plain_text_input",
        "multiline": field.kind is FieldKind.LONG_TEXT,
        "max_length": limits.FORM_TEXT,
    }
    if field.value:
        typed["initial_value"] = visible(field.value)
    return typed


def _number(field: FormField) -> Json:
    """Draw a number input; a value that is no whole number is left for the person to type anew."""
    number: Json = {"type": "number_input", "is_decimal_allowed": False}
    if field.value is not None and field.value.removeprefix("-").isdecimal() and field.value.isascii():
        number["initial_value"] = field.value
    return number


def _suggested(field: FormField) -> Json:
    """Draw a list that asks for suggestions; whoever answers it offers what was typed as a choice, too."""
    suggested: Json = {"type": "external_select", "min_query_length": 0}
    if field.value:
        suggested["initial_option"] = option(
            field.value, limits.shorten(label(field.value), limits.OPTION_LABEL)
        )
    return suggested


def _select(field: FormField, choices: Sequence[Choice]) -> Json:
    select: Json = {"type": "static_select", "options": [option(each.value, each.label) for each in choices]}
    chosen = next((each for each in choices if each.value == field.value), None)
    if chosen is not None:
        select["initial_option"] = option(chosen.value, chosen.label)
    return select


def _picked(kind: str, initial: str, known: str | None) -> Json:
    return {"type": kind} | ({} if known is None else {initial: known})


def _person(value: str | None) -> str | None:
    try:
        address = PersonAddress.parse(value or "")
    except BadAddress:
        return None
    return address.person if address.platform == "slack" else None


def _place(value: str | None) -> str | None:
    try:
        address = PlaceAddress.parse(value or "")
    except BadAddress:
        return None
    return address.place if address.platform == "slack" else None
