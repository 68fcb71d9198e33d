"""What a person enters in a modal's inputs, as `view.state.values` tells it."""

from twins.loom.records import Json, View

PICKS = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
INITIAL = {
    "users_select": "initial_user",
    "conversations_select": "initial_conversation",
    "channels_select": "initial_channel",
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
}
OPTION = frozenset({"static_select", "external_select", "radio_buttons"})
MANY = frozenset({"checkboxes", "multi_static_select", "multi_external_select"})


def asked(view: View) -> list[Json]:
    return [each for each in view.drawn["blocks"] if each["type"] == "input"]


def find(view: View, name: str) -> Json:
    """Find an input block by its block_id or its label."""
    for block in asked(view):
        if name in {block["block_id"], block["label"]["text"]}:
            return block
    raise AssertionError(f"no input {name!r}; there are {[each['block_id'] for each in asked(view)]}")


def standing(element: Json) -> Json:
    """Give what stands in an input when the modal opens."""
    kind = element["type"]
    if kind in OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in MANY:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in PICKS:
        return {"type": kind, PICKS[kind]: element.get(INITIAL[kind])}
    if kind == "file_input":
        return {"type": kind, "files": []}
    return {"type": kind, "value": element.get("initial_value")}


def entered(element: Json, value: object) -> Json:
    """Give what stands in an input after a person chose or typed."""
    kind = element["type"]
    if kind in OPTION:
        return {"type": kind, "selected_option": None if value is None else option_of(element, value)}
    if kind in MANY:
        chosen = value if isinstance(value, list | tuple) else [value]
        return {"type": kind, "selected_options": [option_of(element, each) for each in chosen]}
    if kind in PICKS:
        return {"type": kind, PICKS[kind]: getattr(value, "id", value)}
    if kind == "file_input":
        return {"type": kind, "files": value}
    return {"type": kind, "value": str(value) if value not in {None, ""} else None}


def option_of(element: Json, wanted: object) -> Json:
    """Find an option by its value or its words; one from an external list is given whole."""
    if isinstance(wanted, dict):
        return wanted
    options = [*element.get("options", [])]
    for group in element.get("option_groups", []):
        options += group["options"]
    for each in options:
        if wanted in {each["value"], each["text"]["text"]}:
            return dict(each)
    words = [each["text"]["text"] for each in options]
    raise AssertionError(f"{wanted!r} is not among the options: {words}")


def missing(block: Json, state: Json) -> str | None:
    """What Slack's own client says of an input before it is sent, if anything."""
    value = next((part for name, part in state.items() if name != "type"), None)
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    element = block["element"]
    if isinstance(value, str) and state["type"] == "plain_text_input":
        if len(value) > element.get("max_length", 3_000):
            return f"Must be less than {element.get('max_length', 3_000) + 1} characters"
        if len(value) < element.get("min_length", 0):
            return f"Must be at least {element['min_length']} characters"
    if state["type"] == "number_input" and not _number(str(value), element):
        return "Enter a number"
    return None


def _number(value: str, element: Json) -> bool:
    try:
        float(value) if element.get("is_decimal_allowed") else int(value)
    except ValueError:
        return False
    return True
