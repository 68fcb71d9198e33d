"""What a modal and a Home tab may be (docs.slack.dev/reference/views); raises what Slack answers."""

import json
from typing import Any

from twins.loom.refusals import Refused
from twins.loom.rules.blocks import faults_of_blocks
from twins.loom.rules.texts import fault_of_length, fault_of_plain

Json = dict[str, Any]

BLOCKS = 100
TITLE = 24  # title, submit and close
CALLBACK_ID = 255
PRIVATE_METADATA = 3_000
EXTERNAL_ID = 255
SIZE = 250_000  # bytes of the whole view: docs.slack.dev/reference/methods/views.open


def check_modal(view: Json) -> None:
    _refuse(view, faults_of_modal(view))


def check_home(view: Json) -> None:
    _refuse(view, faults_of_home(view))


def faults_of_modal(view: Json) -> list[str]:
    if view.get("type") != "modal":
        return ["type: a modal is wanted"]
    faults = fault_of_plain("title", view.get("title"), TITLE)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            faults += fault_of_plain(name, view[name], TITLE)
    if view.get("submit") is None and any(each.get("type") == "input" for each in view.get("blocks", [])):
        faults.append("submit: wanted, as there is an input block")  # reference/views/modal-views, "submit"
    return faults + _faults_of_both(view)


def faults_of_home(view: Json) -> list[str]:
    if view.get("type") != "home":
        return ["type: a home view is wanted"]
    return _faults_of_both(view)


def _faults_of_both(view: Json) -> list[str]:
    faults = faults_of_blocks(view.get("blocks", []), BLOCKS)
    faults += fault_of_length("callback_id", view.get("callback_id", ""), CALLBACK_ID, 0)
    faults += fault_of_length("external_id", view.get("external_id", ""), EXTERNAL_ID, 0)
    return faults + fault_of_length("private_metadata", view.get("private_metadata", ""), PRIVATE_METADATA, 0)


def _refuse(view: Json, faults: list[str]) -> None:
    if faults:
        raise Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] {f}" for f in faults]})
    if len(json.dumps(view).encode()) > SIZE:
        raise Refused("view_too_large")
