"""What Discord refuses in components: keys, lengths and combinations (components/reference.mdx)."""

from collections import Counter
from collections.abc import Callable

from twins.chord.state import Json

KEYS = {
    1: {"components"},
    2: {"style", "label", "emoji", "custom_id", "sku_id", "url", "disabled"},
    3: {"custom_id", "options", "placeholder", "min_values", "max_values", "required", "disabled"},
    4: {"custom_id", "style", "label", "min_length", "max_length", "required", "value", "placeholder"},
    5: {"custom_id", "placeholder", "default_values", "min_values", "max_values", "required", "disabled"},
    6: {"custom_id", "placeholder", "default_values", "min_values", "max_values", "required", "disabled"},
    7: {"custom_id", "placeholder", "default_values", "min_values", "max_values", "required", "disabled"},
    8: {
        "custom_id", "placeholder", "default_values", "min_values", "max_values", "required", "disabled",
        "channel_types",
    },
    9: {"components", "accessory"},
    10: {"content"},
    11: {"media", "description", "spoiler"},
    12: {"items"},
    13: {"file", "spoiler"},
    14: {"divider", "spacing"},
    17: {"components", "accent_color", "spoiler"},
    18: {"label", "description", "component"},
    19: {"custom_id", "min_values", "max_values", "required"},
    21: {"custom_id", "options", "required"},
    22: {"custom_id", "options", "min_values", "max_values", "required"},
    23: {"custom_id", "default"},
}  # fmt: skip
EVERY = {"type", "id"}
SELECTS = {3, 5, 6, 7, 8}
LINK, PREMIUM = 5, 6
LARGEST_ID = 2**31 - 1  # components/reference.mdx: "32 bit integer"


def length(text: str) -> int:
    """Count as the strictest reader does: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def faults_of_parts(parts: list[Json], *, in_modal: bool = False) -> list[str]:
    """What is wrong with any component, and with their ids together."""
    faults: list[str] = []
    for part in parts:
        kind = part.get("type")
        if kind not in KEYS:
            faults.append(f"type: {kind} is no component")
            continue
        faults += [f"{key}: unknown in {kind}" for key in sorted(part.keys() - KEYS[kind] - EVERY)]
        if not 0 <= (part.get("id") or 0) <= LARGEST_ID:
            faults.append("id: a 32-bit whole number")
        if "custom_id" in KEYS[kind] and "custom_id" in part and not 1 <= length(part["custom_id"]) <= 100:
            faults.append("custom_id: 1 to 100 characters")
        faults += _of_modal_only(part, in_modal=in_modal)
        faults += _CHECKS.get(kind, _nothing)(part)
    # components/reference.mdx: custom_id and id are unique within a message
    for key in ("custom_id", "id"):
        counted = Counter(part[key] for part in parts if part.get(key))
        faults += [f"{key}: {each!r} stands {count} times" for each, count in counted.items() if count > 1]
    return faults


def _nothing(_: Json) -> list[str]:
    return []


def _of_modal_only(part: Json, *, in_modal: bool) -> list[str]:
    kind = part["type"]
    if kind in {4, 18, 19, 21, 22, 23} and not in_modal:
        return [f"type: {kind} only in a modal"]
    if kind in {2, 9, 11, 12, 13, 14, 17} and in_modal:
        return [f"type: {kind} not in a modal"]
    if in_modal and kind in SELECTS and part.get("disabled"):
        return ["disabled: not in a modal"]  # components/reference.mdx: "disabled ... in a modal" is an error
    if not in_modal and kind in SELECTS and "required" in part:
        return ["required: only in a modal"]
    return []


def _row(part: Json) -> list[str]:
    """Up to five buttons, or one select (in a modal: one text input)."""
    kinds = [each.get("type") for each in part.get("components") or []]
    alone = len(kinds) == 1 and kinds[0] in SELECTS | {4}
    return (
        [] if alone or (set(kinds) == {2} and len(kinds) <= 5) else ["components: five buttons or one select"]
    )


def _button(part: Json) -> list[str]:
    """A label of 80 characters; either a custom_id or, of style 5 alone, an address of 512."""
    faults = []
    style = part.get("style")
    if length(part.get("label") or "") > 80:
        faults.append("label: must be 80 or fewer in length")
    if style == PREMIUM:
        return [
            *faults,
            *([] if "sku_id" in part and "label" not in part else ["sku_id: needed, and no label"]),
        ]
    if not (part.get("label") or part.get("emoji")):
        faults.append("label: a button needs one, or an emoji")
    if style == LINK and not (part.get("url") or "").startswith(("http://", "https://", "discord://")):
        faults.append("url: a link button needs an address")
    if length(part.get("url") or "") > 512:
        faults.append("url: must be 512 or fewer in length")
    if (style == LINK) == ("custom_id" in part) or (style != LINK and "url" in part):
        faults.append("custom_id: a button has either it or, as a link, a url")
    return faults


def _select(part: Json) -> list[str]:
    """25 options, each value once; between min_values (0-25) and max_values (1-25)."""
    faults = []
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    if not (0 <= least <= 25 and 1 <= most <= 25 and least <= most):
        faults.append("min_values: 0 to 25, max_values: 1 to 25")
    if length(part.get("placeholder") or "") > 150:
        faults.append("placeholder: must be 150 or fewer in length")
    if part["type"] == 3:
        faults += _options(part, 1, 25)
        if most > len(part.get("options") or []):
            faults.append("max_values: more than there are options")
        if sum(bool(each.get("default")) for each in part.get("options") or []) > most:
            faults.append("options: more chosen beforehand than may be")
    elif len(part.get("default_values") or []) > most:
        faults.append("default_values: more than may be chosen")
    return faults


def _options(part: Json, least: int, most: int) -> list[str]:
    options = part.get("options") or []
    faults = [] if least <= len(options) <= most else [f"options: {least} to {most}"]
    values = [each.get("value") for each in options]
    if len(set(values)) != len(values):
        faults.append("options: one value twice")
    for each in options:
        faults += [
            f"options.{key}: {low} to 100 characters"
            for key, low in (("label", 1), ("value", 1), ("description", 0))
            if not low <= length(each.get(key) or "") <= 100
        ]
    return faults


def _input(part: Json) -> list[str]:
    """min_length 0-4000, max_length 1-4000, a value within them, placeholder 100."""
    least, most = part.get("min_length") or 0, part.get("max_length") or 4000
    faults = [] if 0 <= least <= most and 1 <= most <= 4000 else ["min_length: no more than max_length, 4000"]
    value = part.get("value")
    if value is not None and not (length(value) <= most and (not value or length(value) >= least)):
        faults.append("value: not of a length that may be typed")
    if length(part.get("placeholder") or "") > 100:
        faults.append("placeholder: must be 100 or fewer in length")
    return faults


def _label(part: Json) -> list[str]:
    faults = [] if 1 <= length(part.get("label") or "") <= 45 else ["label: 1 to 45 characters"]
    if length(part.get("description") or "") > 100:
        faults.append("description: must be 100 or fewer in length")
    return faults


def _text(part: Json) -> list[str]:
    return [] if (part.get("content") or "").strip() else ["content: required"]


def _section(part: Json) -> list[str]:
    faults = [] if 1 <= len(part.get("components") or []) <= 3 else ["components: 1 to 3 texts"]
    return faults + ([] if part.get("accessory") else ["accessory: required"])


def _gallery(part: Json) -> list[str]:
    return [] if 1 <= len(part.get("items") or []) <= 10 else ["items: 1 to 10"]


def _upload(part: Json) -> list[str]:
    least, most = part.get("min_values", 1), part.get("max_values", 1)
    return [] if 0 <= least <= most <= 10 and most >= 1 else ["min_values: 0 to 10, max_values: 1 to 10"]


_CHECKS: dict[int, Callable[[Json], list[str]]] = {
    1: _row,
    2: _button,
    **dict.fromkeys(SELECTS, _select),
    4: _input,
    9: _section,
    10: _text,
    12: _gallery,
    18: _label,
    19: _upload,
    21: lambda part: _options(part, 2, 10),
    22: lambda part: _options(part, 1, 10),
}
