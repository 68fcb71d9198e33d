"""What can be pressed or chosen under a message."""

from dataclasses import dataclass
from enum import StrEnum

from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.text import Unsayable, check_url


class Look(StrEnum):
    """How a button presents itself; never the only sign of what it does."""

    PLAIN = "plain"
    EXPECTED = "expected"  # the one most people want, first in its row
    GRAVE = "grave"  # destroys or tells many


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    action: Action
    look: Look = Look.PLAIN

    def __post_init__(self) -> None:
        check_label(self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True)
class LinkButton:
    label: str
    url: str

    def __post_init__(self) -> None:
        check_label(self.label, limits.BUTTON_LABEL)
        check_url(self.url)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: `value` is what the program gets, `label` what a person reads."""

    value: str
    label: str

    def __post_init__(self) -> None:
        check_label(self.label, limits.OPTION_LABEL)
        if not self.value or len(self.value) > limits.OPTION_VALUE:
            raise Unsayable(f"a choice's value has 1 to {limits.OPTION_VALUE} characters")


@dataclass(frozen=True, slots=True)
class Select:
    """One choice out of a list; the chosen value comes with the press."""

    placeholder: str
    action: Action
    options: tuple[Choice, ...]

    def __post_init__(self) -> None:
        check_label(self.placeholder, limits.PLACEHOLDER)
        if not 1 <= len(self.options) <= limits.OPTIONS:
            raise Unsayable(f"a list has 1 to {limits.OPTIONS} choices, not {len(self.options)}")
        if len({option.value for option in self.options}) != len(self.options):
            raise Unsayable("two choices have one value")


Control = Button | LinkButton | Select


def check_label(label: str, most: int) -> None:
    """Refuse an empty or overlong label (`Unsayable`)."""
    if not label.strip():
        raise Unsayable("a label may not be empty")
    if limits.weight(label) > most:
        raise Unsayable(f"a label of weight {limits.weight(label)}; {most} fit: {label[:40]!r}")
