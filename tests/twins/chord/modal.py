"""A modal as the person sees it: a title, and fields to fill in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twins.chord.state import Json

if TYPE_CHECKING:
    from twins.chord.interactions import Interaction

ROW, STRING_SELECT, INPUT, TEXT_DISPLAY, LABEL, UPLOAD = 1, 3, 4, 10, 18, 19
USER_SELECT, CHANNEL_SELECT = 5, 8
RADIO, CHECKBOXES, CHECKBOX = 21, 22, 23


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked for."""

    custom_id: str
    label: str
    hint: str
    kind: int
    required: bool
    value: str
    options: tuple[tuple[str, str], ...]
    raw: Json


@dataclass(frozen=True, slots=True, eq=False)
class Modal:
    """What opened before the person."""

    custom_id: str
    title: str
    text: str
    fields: tuple[Field, ...]
    components: tuple[Json, ...]
    opened_by: "Interaction"

    @property
    def labels(self) -> list[str]:
        return [each.label for each in self.fields]

    def field(self, name: str) -> Field:
        """Find a field by its label, else by its custom_id."""
        for each in self.fields:
            if name in {each.label, each.custom_id}:
                return each
        raise LookupError(f"no field called {name!r}; there are {self.labels}")


def modal_of(data: Json, opened_by: "Interaction") -> Modal:
    components = data["components"]
    return Modal(
        custom_id=data["custom_id"],
        title=data["title"],
        text="\n".join(each["content"] for each in components if each["type"] == TEXT_DISPLAY),
        fields=tuple(_field(each) for each in components if each["type"] in {ROW, LABEL}),
        components=tuple(components),
        opened_by=opened_by,
    )


def _field(component: Json) -> Field:
    inner: Json = component["component"] if component["type"] == LABEL else component["components"][0]
    return Field(
        custom_id=inner["custom_id"],
        label=component.get("label") or inner.get("label") or "",
        hint=component.get("description") or inner.get("placeholder") or "",
        kind=inner["type"],
        required=inner.get("required", True),
        value=_value(inner),
        options=tuple((each["label"], each["value"]) for each in inner.get("options", [])),
        raw=inner,
    )


def _value(inner: Json) -> str:
    chosen: list[Any] = [each["value"] for each in inner.get("options", []) if each.get("default")]
    chosen += [each["id"] for each in inner.get("default_values", [])]
    return str(inner.get("value") or ", ".join(map(str, chosen)))
