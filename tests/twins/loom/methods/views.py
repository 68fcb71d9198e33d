"""views.*: modals opened by a trigger, pushed and updated; the Home tab."""

from twins.loom.posting import named
from twins.loom.records import Json, Trigger, View
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.rules.views import check_home, check_modal
from twins.loom.shapes import view_json
from twins.loom.world import World

TRIGGER = 3.0  # seconds: docs.slack.dev/interactivity/handling-user-interaction#modal_responses
DEEPEST = 3  # views in a stack: docs.slack.dev/surfaces/modals#pushing_views


def _trigger(call: Call) -> Trigger:
    found = call.world.triggers.get(call.text("trigger_id"))
    if found is None or found.team != call.team.id:
        raise Refused("invalid_trigger_id")
    if found.used:
        raise Refused("exchanged_trigger_id")
    if call.world.clock.waited(found.made_at) > TRIGGER:
        raise Refused("expired_trigger_id")
    return found


def _drawn(world: World, drawn: Json) -> Json:
    return {**drawn, "blocks": named(world, drawn["blocks"])}


def show(world: World, team: str, person: str, drawn: Json, *, over: View | None, cause: str | None) -> View:
    """Put a modal before a person: alone, or over the one they have open."""
    external = drawn.get("external_id", "")
    if external and any(each.external_id == external and each.open for each in world.views.values()):
        raise Refused("duplicate_external_id")
    stack = world.stacks.setdefault(person, [])
    if over is None:
        for each in stack:
            world.views[each].open = False
        stack.clear()
    elif len(stack) >= DEEPEST:
        raise Refused("push_limit_reached")
    name = world.name("V")
    view = View(name, team, person, _drawn(world, drawn), _hash(world), over.root if over else name)
    view.previous, view.external_id = (over.id if over else None), external
    world.views[name] = view
    stack.append(name)
    world.tell("modal", person, view=view, cause=cause)
    return view


def redraw(world: World, view: View, drawn: Json, *, cause: str | None) -> None:
    view.drawn, view.hash = _drawn(world, drawn), _hash(world)
    view.errors = {}
    world.tell("modal" if view.drawn["type"] == "modal" else "home", view.person, view=view, cause=cause)


def _hash(world: World) -> str:
    return f"{int(world.clock.now())}.{world.secret('')[-8:]}"


@method("views.open", tier=4)
def open_view(call: Call) -> Json:
    trigger = _trigger(call)
    check_modal(call.arguments["view"])
    trigger.used = True
    cause, person = trigger.cause, trigger.person
    view = show(call.world, call.team.id, person, call.arguments["view"], over=None, cause=cause)
    return {"view": view_json(call.world, view)}


@method("views.push", tier=4)
def push(call: Call) -> Json:
    trigger = _trigger(call)
    check_modal(call.arguments["view"])
    over = call.world.views.get(trigger.view or "")
    if over is None or not over.open:
        raise Refused("invalid_trigger_id")
    trigger.used = True
    cause, person = trigger.cause, trigger.person
    view = show(call.world, call.team.id, person, call.arguments["view"], over=over, cause=cause)
    return {"view": view_json(call.world, view)}


@method("views.update", tier=4)
def update(call: Call) -> Json:
    check_modal(call.arguments["view"])
    by_name = call.world.views.get(call.text("view_id"))
    external = call.text("external_id")
    view = by_name or next(
        (v for v in call.world.views.values() if external and v.external_id == external), None
    )
    if view is None or view.team != call.team.id or not view.open:
        raise Refused("not_found")
    if call.text("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict")
    redraw(call.world, view, call.arguments["view"], cause=None)
    return {"view": view_json(call.world, view)}


@method("views.publish", tier=4)
def publish(call: Call) -> Json:
    check_home(call.arguments["view"])
    person = call.world.user(call.text("user_id"), call.team.id)
    view = call.world.homes.get(person.id)
    if view is None:
        name = call.world.name("V")
        view = View(name, call.team.id, person.id, {"type": "home", "blocks": []}, _hash(call.world), name)
        call.world.homes[person.id] = view
    elif call.text("hash") and call.text("hash") != view.hash:
        raise Refused("hash_conflict")
    redraw(call.world, view, call.arguments["view"], cause=None)
    return {"view": view_json(call.world, view)}
