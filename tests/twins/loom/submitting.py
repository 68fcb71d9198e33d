"""What becomes of a modal when the app answers its submission."""

from twins.loom.acks import Ack
from twins.loom.inputs import asked
from twins.loom.methods.views import redraw, show
from twins.loom.records import Json, View
from twins.loom.refusals import Refused
from twins.loom.rules.schema import faults_of_block_shapes, faults_of_shape
from twins.loom.rules.views import check_modal
from twins.loom.world import World

TROUBLE = "We had some trouble connecting. Try again?"  # what Slack's client shows in the modal


def after_submission(world: World, view: View, ack: Ack, cause: str) -> None:
    """Close, update, push or mark the modal, as the acknowledgement says."""
    if ack.error is not None:
        world.tell("failed", view.person, view=view, cause=cause, words=TROUBLE)
        return
    try:
        _follow(world, view, ack.body, cause)
    except Refused as refused:
        world.refused.append(("view_submission", refused.body))
        world.tell("failed", view.person, view=view, cause=cause, words=TROUBLE)


def _follow(world: World, view: View, body: Json, cause: str) -> None:
    match body.get("response_action"):
        case None:
            close(world, view, cause=cause)
        case "clear":
            for each in list(world.stacks.get(view.person, [])):
                close(world, world.views[each], cause=cause)
        case "errors":
            _mark(world, view, body.get("errors"), cause)
        case "update":
            _check(body)
            redraw(world, view, body["view"], cause=cause)
        case "push":
            _check(body)
            show(world, view.team, view.person, body["view"], over=view, cause=cause)
        case other:
            raise Refused("invalid_response_action", given=str(other))


def _check(body: Json) -> None:
    view = body.get("view")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments")
    faults = faults_of_block_shapes(view.get("blocks")) + faults_of_shape("ModalView", view)
    if faults:
        raise Refused("invalid_arguments", response_metadata={"messages": faults})
    check_modal(view)


def _mark(world: World, view: View, errors: object, cause: str) -> None:
    """Show errors beside their inputs; each must name an input block (surfaces/modals#displaying_errors)."""
    names = {each["block_id"] for each in asked(view)}
    if not isinstance(errors, dict) or not errors or not set(errors) <= names:
        raise Refused("invalid_errors", given=str(errors))
    if not all(isinstance(each, str) and each for each in errors.values()):
        raise Refused("invalid_errors", given=str(errors))
    view.errors = dict(errors)
    world.tell("errors", view.person, view=view, cause=cause, errors=dict(errors))


def close(world: World, view: View, *, cause: str | None) -> None:
    view.open = False
    stack = world.stacks.get(view.person, [])
    if view.id in stack:
        stack.remove(view.id)
    world.tell("closed", view.person, view=view, cause=cause)
