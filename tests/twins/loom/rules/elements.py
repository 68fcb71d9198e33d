"""What an interactive element may hold; numbers from @slack/types 3.2 and the element's own page."""

import re
from typing import Any

from twins.loom.rules.texts import fault_of_length, fault_of_plain, text_of, units

Json = dict[str, Any]

# docs.slack.dev/reference/block-kit/block-elements/<name>, quoted in @slack/types block-elements.d.ts
ACTION_ID = 255
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
ADDRESS = 3_000
PLACEHOLDER = 150
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
OVERFLOW = 5
FEW = 10  # options of radio_buttons and checkboxes
INPUT = 3_000
CONFIRM = {"title": 100, "confirm": 30, "deny": 30}  # composition-objects/confirmation-dialog-object
CONFIRM_TEXT = 300
DESCRIPTION = 75  # composition-objects/option-object
# block-elements/date-picker, time-picker, datetime-picker and number-input: how what stands there is written
MOMENTS = {
    "datepicker": ("initial_date", re.compile(r"(\d{4}-\d\d-\d\d)?")),
    "timepicker": ("initial_time", re.compile(r"([01]\d|2[0-3]):[0-5]\d|")),
    "datetimepicker": ("initial_date_time", re.compile(r"(\d{10})?")),
    "number_input": ("initial_value", re.compile(r"(-?\d+(\.\d+)?)?")),
}
SELECTS = frozenset({"static_select", "multi_static_select"})
CHOICES = frozenset({"radio_buttons", "checkboxes"})


def faults_of_element(element: Json) -> list[str]:
    kind = str(element.get("type", ""))
    faults = fault_of_length(f"{kind} action_id", element.get("action_id", "x"), ACTION_ID)
    if "placeholder" in element:
        faults += fault_of_plain(f"{kind} placeholder", element["placeholder"], PLACEHOLDER)
    if "confirm" in element:
        faults += _faults_of_confirm(element["confirm"])
    if kind == "button":
        faults += _faults_of_button(element)
    if kind in SELECTS | CHOICES | {"overflow"}:
        faults += _faults_of_options(kind, element)
    if kind in {"external_select", "static_select"} and "initial_option" in element:
        faults += faults_of_option(element["initial_option"])
    if kind in MOMENTS:
        name, pattern = MOMENTS[kind]
        faults += [] if pattern.fullmatch(str(element.get(name, ""))) else [f"{kind}: {name} is malformed"]
    if kind == "plain_text_input":
        faults += _faults_of_input(element)
    return faults


def _faults_of_confirm(asked: Json) -> list[str]:
    faults = fault_of_length("confirm text", text_of(asked.get("text")), CONFIRM_TEXT)
    for name, most in CONFIRM.items():
        faults += fault_of_plain(f"confirm {name}", asked.get(name), most)
    return faults


def _faults_of_button(element: Json) -> list[str]:
    # A button's text "can only be of type: plain_text"; the schema lets mrkdwn pass.
    faults = fault_of_plain("button text", element.get("text"), BUTTON_TEXT)
    faults += fault_of_length("button value", element.get("value", "x"), BUTTON_VALUE)
    return faults + fault_of_length("button url", element.get("url", "x"), ADDRESS)


def _faults_of_options(kind: str, element: Json) -> list[str]:
    options = list(element.get("options", []))
    groups = list(element.get("option_groups", []))
    if bool(options) == bool(groups):
        return [f"{kind}: either options or option_groups, and some"]
    most = {"overflow": OVERFLOW}.get(kind, FEW if kind in CHOICES else OPTIONS)
    faults = [] if len(options) <= most else [f"{kind}: {len(options)} options; {most} fit"]
    faults += [] if len(groups) <= OPTIONS else [f"{kind}: {len(groups)} option groups; {OPTIONS} fit"]
    for group in groups:
        options += group.get("options", [])
        faults += fault_of_plain("option group label", group.get("label"), OPTION_TEXT)
        faults += [] if 1 <= len(group.get("options", [])) <= OPTIONS else ["option group: 1 to 100 options"]
    faults += [fault for each in options for fault in faults_of_option(each, plain=kind not in CHOICES)]
    values = [each.get("value") for each in options]
    if len(set(values)) < len(values):
        faults.append(f"{kind}: a value twice")  # option-object: "a unique string value"
    initial = [*filter(None, [element.get("initial_option")]), *element.get("initial_options", [])]
    # "exactly matches one of the options": block-elements/select-menu-element#static_select
    faults += [f"{kind}: an initial option that is no option" for each in initial if each not in options]
    return faults


def faults_of_option(found: Json, *, plain: bool = True) -> list[str]:
    """Say what is wrong with an option (block-kit/composition-objects/option-object)."""
    faults = fault_of_length("option value", found.get("value"), OPTION_VALUE)
    faults += fault_of_length("option description", text_of(found.get("description")), DESCRIPTION, 0)
    if plain:
        return faults + fault_of_plain("option text", found.get("text"), OPTION_TEXT)
    return faults + fault_of_length("option text", text_of(found.get("text")), OPTION_TEXT)


def faults_of_suggestions(answer: Json) -> list[str]:
    """Say what is wrong with the answer to an external select: at most 100 options, as a select's."""
    if "options" not in answer and "option_groups" not in answer:
        return ["neither options nor option_groups"]
    options = list(answer.get("options", []))
    for group in answer.get("option_groups", []):
        options += group.get("options", [])
    faults = [] if len(options) <= OPTIONS else [f"{len(options)} options; {OPTIONS} fit"]
    return faults + [fault for each in options for fault in faults_of_option(each)]


def _faults_of_input(element: Json) -> list[str]:
    most = element.get("max_length", INPUT)
    faults = [] if 1 <= most <= INPUT else [f"max_length: 1 to {INPUT}"]
    least = element.get("min_length", 0)
    if least > most:
        faults.append("min_length is more than max_length")
    initial = element.get("initial_value", "")
    if initial and units(initial) > min(most, INPUT):
        faults.append(f"initial_value: {units(initial)} characters; {most} fit")
    return faults
