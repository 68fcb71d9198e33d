"""What Discord's own app sends for what a person typed, chose or filled in, if it lets them."""

import mimetypes
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from twins.chord import messages, permissions, shapes
from twins.chord.modal import CHECKBOX, CHECKBOXES, INPUT, LABEL, RADIO, ROW, TEXT_DISPLAY, UPLOAD, Modal
from twins.chord.part_rules import length
from twins.chord.sight import parts_of
from twins.chord.state import Channel, Json, Message

if TYPE_CHECKING:
    from twins.chord.core import Core

__all__ = ["command", "message_command", "modal", "parts_of", "resolved"]

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER, ATTACHMENT = (
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    10,
    11,
)
GUILD_ONLY, DIRECT = 0, 1


class Unsendable(AssertionError):
    """Something Discord's own app would not let a person send."""


def command(
    core: "Core", channel: Channel, words: str, values: Mapping[str, object], *, focused: str | None = None
) -> Json:
    """Build a slash command's data from its words and typed values."""
    names = words.removeprefix("/").split()
    found = _registered(core, channel, 1, names[0])
    level, path = found, names[1:]
    for name in path:
        inner = [each for each in level.get("options", []) if each["name"] == name and each["type"] in {1, 2}]
        if not inner:
            raise Unsendable(f"/{words} is not offered")
        level = inner[0]
    declared = level.get("options", [])
    if any(each["type"] in {SUBCOMMAND, GROUP} for each in declared):
        raise Unsendable(f"/{words} needs one of {[each['name'] for each in declared]}")
    options, about = _options(core, channel, declared, values, focused)
    for name in reversed(path):
        kind = GROUP if len(path) == 2 and name == path[0] else SUBCOMMAND
        options = [{"type": kind, "name": name, "options": options}]
    data: Json = {"id": found["id"], "name": found["name"], "type": 1, "options": options}
    if found.get("guild_id"):
        data["guild_id"] = found["guild_id"]
    return data | ({"resolved": about} if about else {})


def message_command(core: "Core", channel: Channel, name: str, target: Message) -> Json:
    found = _registered(core, channel, 3, name)
    shown = shapes.message(target, core.world, core.bot)
    return {
        "id": found["id"],
        "name": name,
        "type": 3,
        "target_id": target.id,
        "resolved": {"messages": {target.id: shown}},
    }


def _registered(core: "Core", channel: Channel, kind: int, name: str) -> Json:
    scopes = [core.world.commands.get(each, []) for each in (channel.guild_id or "", "")]
    for each in (one for scope in scopes for one in scope):
        if (each["type"], each["name"]) == (kind, name):
            contexts = each.get("contexts")
            here = DIRECT if channel.guild_id is None else GUILD_ONLY
            if contexts is None or here in contexts:
                return each
    raise Unsendable(
        f"{name!r} is not offered there; offered are {[one['name'] for scope in scopes for one in scope]}"
    )


def _options(
    core: "Core", channel: Channel, declared: list[Json], values: Mapping[str, object], focused: str | None
) -> tuple[list[Json], Json]:
    unknown = values.keys() - {each["name"] for each in declared}
    if unknown:
        raise Unsendable(f"no option {sorted(unknown)}; there are {[each['name'] for each in declared]}")
    missing = [each["name"] for each in declared if each.get("required") and each["name"] not in values]
    if missing and focused is None:
        raise Unsendable(f"{missing} must be given first")
    options, ids = [], []
    about: Json = {}
    for each in declared:
        name, kind = each["name"], each["type"]
        if name not in values:
            continue
        value = values[name]
        if kind in {USER, CHANNEL, ROLE}:
            value = _id(value)
            ids.append(value)
        elif kind == ATTACHMENT:
            value = _upload(core, value, about)
        elif name != focused:
            value = _typed(each, value)
        option = {"type": kind, "name": name, "value": value}
        options.append(option | ({"focused": True} if name == focused else {}))
    return options, resolved(core, channel, ids) | about


def _typed(option: Json, value: object) -> object:
    kind, name = option["type"], option["name"]
    choices = option.get("choices")
    if choices:
        by_name = {each["name"]: each["value"] for each in choices}
        value = by_name.get(str(value), value)
        if value not in by_name.values():
            raise Unsendable(f"{name}: {value!r} is not one of {list(by_name)}")
    elif kind == STRING:
        if not isinstance(value, str) or not value.strip():
            raise Unsendable(f"{name}: some text is needed")
        if not option.get("min_length", 0) <= len(value) <= option.get("max_length", 6000):
            raise Unsendable(f"{name}: too long or too short")
    elif kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Unsendable(f"{name}: true or false")
    elif kind in {INTEGER, NUMBER} and (
        not isinstance(value, int | float)
        or (kind == INTEGER and not isinstance(value, int))
        or not option.get("min_value", value) <= value <= option.get("max_value", value)
    ):
        raise Unsendable(f"{name}: a number within its bounds")
    return value


def _id(value: object) -> str:
    return str(getattr(value, "id", value))


def _upload(core: "Core", value: Any, about: Json) -> str:
    name, content = value
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    made = messages.attachment(core, name, kind, content)
    about.setdefault("attachments", {})[made["id"]] = made | {"ephemeral": True}
    return str(made["id"])


def resolved(core: "Core", channel: Channel, ids: Iterable[str]) -> Json:
    """Give what ids stand for, as interactions carry it (receiving-and-responding.mdx, "Resolved Data")."""
    about: Json = {}
    world = core.world
    guild = world.guilds.get(channel.guild_id or "")
    for key in ids:
        if key in world.users:
            about.setdefault("users", {})[key] = shapes.user(world.users[key])
            if guild is not None and key in guild.members:
                held = permissions.in_channel(world, channel, key)
                one = shapes.member(guild.members[key], with_user=False)
                one = {name: value for name, value in one.items() if name not in {"deaf", "mute"}}
                about.setdefault("members", {})[key] = one | {"permissions": str(held)}
        elif key in world.channels:
            whole = shapes.channel(world.channels[key], world, core.bot)
            kept: Json = {
                name: whole[name]
                for name in ("id", "name", "type", "parent_id")
                if whole.get(name) is not None
            }
            if world.channels[key].is_thread:
                kept["thread_metadata"] = whole["thread_metadata"]
            about.setdefault("channels", {})[key] = kept | {"permissions": str(permissions.EVERYBODY)}
        elif guild is not None and key in guild.roles:
            about.setdefault("roles", {})[key] = shapes.role(guild.roles[key])
        else:
            raise Unsendable(f"nobody and nothing has the id {key}")
    return about


def modal(core: "Core", channel: Channel, before: Modal, values: Mapping[str, object]) -> Json:
    """Build what is sent when a modal is filled in; fields left out keep what stood in them."""
    for name in values:
        before.field(name)
    about: Json = {}
    ids: list[str] = []
    components = []
    for number, component in enumerate(before.components, 1):
        if component["type"] == TEXT_DISPLAY:
            components.append({"type": TEXT_DISPLAY, "id": component.get("id") or number})
            continue
        inner = component["component"] if component["type"] == LABEL else component["components"][0]
        field = before.field(inner["custom_id"])
        given = values.get(field.custom_id, values.get(field.label))
        filled = _filled(core, inner, given, about, ids) | {"id": inner.get("id") or 100 + number}
        kind = component["type"]
        whole = {"components": [filled]} if kind == ROW else {"component": filled}
        components.append({"type": kind, "id": component.get("id") or number, **whole})
    about = resolved(core, channel, ids) | about
    data: Json = {"custom_id": before.custom_id, "components": components}
    return data | ({"resolved": about} if about else {})


def _filled(core: "Core", inner: Json, given: Any, about: Json, ids: list[str]) -> Json:
    kind, custom_id, required = inner["type"], inner["custom_id"], inner.get("required", True)
    base: Json = {"type": kind, "custom_id": custom_id}
    if kind == INPUT:
        text = str(inner.get("value") or "") if given is None else str(given)
        if (required and not text.strip()) or length(text) > (inner.get("max_length") or 4000):
            raise Unsendable(f"{custom_id}: required, or too long")
        if text and length(text) < (inner.get("min_length") or 0):
            raise Unsendable(f"{custom_id}: too short")
        return base | {"value": text}
    if kind == CHECKBOX:
        return base | {"value": bool(inner.get("default") if given is None else given)}
    if kind == UPLOAD:
        files = given if isinstance(given, list) else [] if given is None else [given]
        chosen = [_upload(core, each, about) for each in files]
    else:
        chosen = _chosen(inner, given)
        if kind not in {3, RADIO, CHECKBOXES}:
            ids += chosen
    least = inner.get("min_values", 1 if required else 0) if required or chosen else 0
    if not least <= len(chosen) <= inner.get("max_values", 1 if kind != CHECKBOXES else 10):
        raise Unsendable(f"{custom_id}: {len(chosen)} chosen")
    if kind == RADIO:
        return base | {"value": chosen[0] if chosen else None}
    return base | {"values": chosen}


def _chosen(inner: Json, given: Any) -> list[str]:
    if given is None:
        chosen = [each["value"] for each in inner.get("options", []) if each.get("default")]
        return chosen + [str(each["id"]) for each in inner.get("default_values") or []]
    asked = [_id(each) for each in (given if isinstance(given, list | tuple) else [given])]
    if "options" not in inner:
        return asked
    by_label = {each["label"]: each["value"] for each in inner["options"]}
    chosen = [by_label.get(each, each) for each in asked]
    if not set(chosen) <= set(by_label.values()):
        raise Unsendable(f"{inner['custom_id']}: {asked} are not among {list(by_label)}")
    return chosen
