"""What is asked in a form: fields of a closed set of kinds, the same on every platform."""

from dataclasses import dataclass
from enum import StrEnum

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, check_label
from communitybot.conversation.text import Unsayable


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MOMENT = "moment"
    DURATION = "duration"
    PERSON = "person"
    PLACE = "place"
    FILE = "file"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question: `value` stands in it already; `suggests` says that suggestions can be asked for."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    hint: str | None = None
    choices: tuple[Choice, ...] = ()
    value: str | None = None
    suggests: bool = False

    def __post_init__(self) -> None:
        if not 1 <= len(self.name) <= limits.FIELD_ID:
            raise Unsayable(f"a field's name has 1 to {limits.FIELD_ID} characters")
        check_label(self.label, limits.FORM_LABEL)
        if len({choice.value for choice in self.choices}) != len(self.choices):
            raise Unsayable("two choices have one value")
        if self.hint is not None:
            check_label(self.hint, limits.FORM_HINT)
        if len(self.choices) > limits.OPTIONS:
            raise Unsayable(f"a field has at most {limits.OPTIONS} choices")
        if self.value is not None and len(self.value) > limits.FORM_TEXT:
            raise Unsayable(f"a field holds at most {limits.FORM_TEXT} characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Questions under a title; submitting them invokes `action` with the answers by field name."""

    title: str
    action: Action
    fields: tuple[FormField, ...]
    submit: str = "Continue"
    intro: str | None = None

    def __post_init__(self) -> None:
        check_label(self.title, limits.FORM_TITLE)
        check_label(self.submit, limits.FORM_TITLE)
        if self.intro is not None:
            check_label(self.intro, limits.FORM_INTRO)
        if not 1 <= len(self.fields) <= limits.FORM_FIELDS:
            raise Unsayable(f"a form has 1 to {limits.FORM_FIELDS} fields, not {len(self.fields)}")
        if len({field.name for field in self.fields}) != len(self.fields):
            raise Unsayable("two fields of a form have the same name")
