"""What Slack tells of a person's doing, as the core's frozen values; pure, and never trusting a field."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.slack import spoken
from adapters.slack.typed import typed_text
from communitybot.commands.form import FORM, sent
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.addresses import BadAddress, MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Asked, Chosen, Invoked, Pressed, Submitted, Value, Who

Json = Mapping[str, Any]

UNREADABLE = Action("slack.unreadable")
"""Stands for a token that is none of ours: the bot answers it as any button of something gone."""
TYPED = 3_000  # characters of a suggestion's text that are read; ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where somebody did something, and every way to answer them there.

    `message` is one that stays and can be edited; a private one is only reachable by `response_url`.
    `private` says that it was pressed under such a private message, `at_home` in the App Home.
    """

    person: PersonAddress
    place: PlaceAddress
    response_url: str | None = None
    trigger: str | None = None
    message: MessageRef | None = None
    pressed: bool = False
    private: bool = False
    at_home: bool = False

    @property
    def can_replace(self) -> bool:
        """Whether there is a message whose button was pressed, to put other words into."""
        return self.pressed and not self.at_home


def command_spot(body: Json, team: str) -> Spot:
    return Spot(
        person=PersonAddress("slack", team, _text(body, "user_id")),
        place=PlaceAddress("slack", team, _text(body, "channel_id")),
        response_url=body.get("response_url"),
        trigger=body.get("trigger_id"),
    )


def command_of(body: Json, prefix: str) -> str:
    """The command's name, without slash and without our prefix."""
    return _text(body, "command").removeprefix("/").removeprefix(prefix)


def invoked(body: Json, spot: Spot, who: Who, prefix: str, names: Mapping[str, str]) -> Invoked:
    """A command as it was typed; `names` are those of people mentioned among its words."""
    return Invoked(
        id=happening(body),
        who=who,
        place=spot.place,
        command=command_of(body, prefix),
        typed=typed_text(_text(body, "text"), names),
    )


def pressed_spot(body: Json, team: str, home: PlaceAddress | None = None) -> Spot:
    """Where a button was pressed; `home` is the private place for one in the App Home."""
    container = body.get("container") or {}
    person = PersonAddress("slack", team, _text(body.get("user") or {}, "id"))
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if not channel:
        place = home or PlaceAddress("slack", team, person.person)
        return Spot(person=person, place=place, trigger=body.get("trigger_id"), pressed=True, at_home=True)
    stamp = container.get("message_ts") or (body.get("message") or {}).get("ts")
    thread = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
    place = PlaceAddress("slack", team, channel, thread if thread and thread != stamp else None)
    private = bool(container.get("is_ephemeral"))
    return Spot(
        person=person,
        place=place,
        response_url=body.get("response_url"),
        trigger=body.get("trigger_id"),
        message=MessageRef(place, stamp) if stamp and not private else None,
        pressed=private or _stands(_text(_first_action(body), "action_id"), body.get("message")),
        private=private,
    )


def _stands(action_id: str, message: object) -> bool:
    """Whether a control stands in the message it is said to: a forged one must not replace what all see."""
    if not isinstance(message, Mapping):
        return False
    blocks = message.get("blocks")
    controls = [each for block in _mappings(blocks) for each in _mappings(block.get("elements"))]
    return any(_text(each, "action_id") == action_id for each in controls)


def _mappings(told: object) -> list[Json]:
    return [each for each in told if isinstance(each, Mapping)] if isinstance(told, list) else []


def is_link(body: Json) -> bool:
    """Whether what was pressed is a link, which Slack tells of though there is nothing to do."""
    return _text(_first_action(body), "action_id").startswith("link:")


def pressed(body: Json, spot: Spot, who: Who) -> Pressed:
    action = _first_action(body)
    chosen = action.get("selected_option")
    return Pressed(
        id=happening(body, _text(action, "action_ts")),
        who=who,
        place=spot.place,
        action=_action(_text(action, "action_id")),
        message=spot.message,
        value=_text(chosen, "value") if isinstance(chosen, Mapping) else None,
    )


def submitted(body: Json, spot: Spot, who: Who, values: Mapping[str, Value]) -> Submitted:
    """A form that was sent. The same form with the same answers is the same happening, sent again or not."""
    view = body["view"]
    said = json.dumps((view.get("state") or {}).get("values") or {}, sort_keys=True)
    digest = hashlib.sha256(said.encode()).hexdigest()[:24]
    return Submitted(
        id=f"{_text(view, 'id')}:{digest}",
        who=who,
        place=spot.place,
        action=_action(_text(view, "callback_id")),
        values=values,
        message=spot.message,
    )


def answers(view: Json, team: str) -> dict[str, Value]:
    """What stands in a form's fields; empty ones are left out, files are told by `uploads`."""
    found: dict[str, Value] = {}
    for block, inputs in ((view.get("state") or {}).get("values") or {}).items():
        for state in inputs.values():
            value = _answer(state, team)
            if value:
                found[str(block)] = value
    return found


def uploads(view: Json) -> dict[str, Json]:
    """The first file of each field that has one."""
    found = {}
    for block, inputs in ((view.get("state") or {}).get("values") or {}).items():
        for state in inputs.values():
            files = state.get("files")
            if isinstance(files, Sequence) and files and isinstance(files[0], Mapping):
                found[str(block)] = files[0]
    return found


def asked(body: Json, spot: Spot, who: Who) -> Asked:
    """What is being typed into a list that loads while one types."""
    view = body.get("view") or {}
    return Asked(
        who=who,
        place=spot.place,
        command=command_in(view),
        parameter=_text(body, "block_id") or _text(body, "action_id"),
        text=_text(body, "value")[:TYPED],
        given=answers(view, spot.person.space),
    )


def command_in(view: Json) -> str:
    """The command whose form a view is; empty for a form of another kind."""
    action = _action(_text(view, "callback_id"))
    if action.verb != FORM:
        return ""
    try:
        return sent(action).command
    except BadAction:
        return ""


def about_message(body: Json, team: str, spec: CommandSpec, who: Who, names: Mapping[str, str]) -> Invoked:
    """A message shortcut: the command whose one required parameter is a message; `names` as in `invoked`."""
    channel = _text(body.get("channel") or {}, "id")
    told = spoken.part(body, "message")
    stamp = _text(told, "ts")
    place = PlaceAddress("slack", team, channel, spoken.thread_of(told))
    name = next(each.name for each in spec.required if each.kind is FieldKind.MESSAGE)
    author = _text(told, "user")
    chosen = Chosen(
        ref=MessageRef(place, stamp),
        text=spoken.spoken(_text(told, "text") or _attached(told), names, {}),
        account=PersonAddress("slack", team, author) if author else None,
        name=names.get(author) or _text(told, "username") or None,
    )
    return Invoked(
        id=happening(body),
        who=who,
        place=place,
        command=spec.name,
        values={name: chosen},
    )


def _attached(told: Json) -> str:
    """What an app's message says that has no words of its own: titles, and where they lead."""
    parts = [
        _text(each, name) for each in _mappings(told.get("attachments")) for name in ("title", "title_link")
    ]
    return " ".join(part for part in parts if part)


def happening(body: Json, more: str = "") -> str:
    """One id for one doing: Slack's trigger is used once, and a repeated delivery carries the same."""
    trigger = _text(body, "trigger_id")
    if not trigger:
        trigger = hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()[:32]
    return f"{trigger}:{more}" if more else trigger


def _answer(state: Json, team: str) -> str | None:
    match state.get("type"):
        case "users_select" if state.get("selected_user"):
            return _address(PersonAddress, team, state["selected_user"])
        case "conversations_select" | "channels_select":
            room = state.get("selected_conversation") or state.get("selected_channel")
            return _address(PlaceAddress, team, room) if room else None
        case "static_select" | "external_select" | "radio_buttons":
            return _text(state.get("selected_option") or {}, "value") or None
        case _:
            value = state.get("value")
            return value if isinstance(value, str) and value.strip() else None


def _address(kind: type[PersonAddress] | type[PlaceAddress], team: str, one: object) -> str | None:
    try:
        return str(kind("slack", team, str(one)))
    except BadAddress:
        return None


def _action(token: str) -> Action:
    try:
        return Action.parse(token)
    except BadAction:
        return UNREADABLE


def _first_action(body: Json) -> Json:
    actions = body.get("actions")
    first = actions[0] if isinstance(actions, Sequence) and actions else {}
    return first if isinstance(first, Mapping) else {}


def _text(told: Json, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
