"""What Discord tells of an interaction, as what the core hears: pure reading, no request made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.discord import places, tokens, values
from adapters.discord.commands import ON_MESSAGE, SUBCOMMAND, action_name, is_message_action
from adapters.discord.drafts import NEXT, key_of
from adapters.discord.plain import Named, plain
from adapters.discord.values import Attachment, Given
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action, BadAction
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Chosen, Invoked, Pressed, Submitted, Who
from communitybot.conversation.visible import visible

Json = Mapping[str, Any]

AUTOCOMPLETE = 4
RUNS_THE_SERVER = 1 << 3 | 1 << 5  # Administrator, Manage Server: who may add a bot may set it up
EPHEMERAL = 1 << 6
UNKNOWN = Action("discord.unknown")  # nobody answers it, so the core says that it is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One interaction: what the core is told, and what is needed to answer it.

    `files` are still to be fetched; `on_message` says that it came from a message of ours, which an answer
    may replace; `spec` is the command's, where there is one.
    """

    id: str
    token: str
    told: Invoked | Pressed | Submitted | Asked
    files: Mapping[str, Attachment]
    on_message: bool = False
    spec: CommandSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """An interaction we cannot read: a command of another version, a private button that names no server."""

    id: str
    token: str
    suggests: bool = False


def read(payload: Json, specs: Iterable[CommandSpec]) -> Heard | Foreign | None:
    """Read a payload of INTERACTION_CREATE; None for kinds that ask for no answer of ours."""
    kind = payload.get("type")
    number, token = str(payload["id"]), str(payload["token"])
    try:
        match kind:
            case 2 | 4:  # a command, or one being typed
                return _command(payload, specs)
            case 3:  # a button or a select
                return _press(payload)
            case 5:  # a modal
                return _submit(payload)
    except (BadAction, LookupError, ValueError, TypeError, AttributeError):
        return Foreign(id=number, token=token, suggests=kind == AUTOCOMPLETE)
    return None


def _command(payload: Json, specs: Iterable[CommandSpec]) -> Heard:
    data = payload["data"]
    guild, place = _where(payload, None)
    who = who_is(payload, guild)
    if data.get("type") == ON_MESSAGE:
        action = _action(str(data["name"]), specs)
        chosen = _chosen(guild, MessageRef(place, str(data["target_id"])), data.get("resolved") or {})
        name = next(each.name for each in action.required if each.kind is FieldKind.MESSAGE)
        told = Invoked(id=payload["id"], who=who, place=place, command=action.name, values={name: chosen})
        return Heard(id=payload["id"], token=payload["token"], told=told, files={}, spec=action)
    command, options = _named(data)
    resolved = data.get("resolved") or {}
    if payload["type"] == AUTOCOMPLETE:
        (asked,) = (each for each in options if each.get("focused"))
        rest = values.of_options(guild, [each for each in options if each is not asked], resolved)
        typing = Asked(
            who=who,
            place=place,
            command=command,
            parameter=asked["name"],
            text=str(asked.get("value", "")),
            given=rest.values,
        )
        return Heard(id=payload["id"], token=payload["token"], told=typing, files={})
    given = values.of_options(guild, options, resolved)
    told = Invoked(id=payload["id"], who=who, place=place, command=command, values=given.values)
    spec = next((each for each in specs if each.name == command), None)
    return Heard(id=payload["id"], token=payload["token"], told=told, files=given.files, spec=spec)


def _chosen(guild: str, ref: MessageRef, resolved: Json) -> Chosen:
    """A message with its words and who said them, where Discord tells them."""
    told = (resolved.get("messages") or {}).get(ref.message)
    if told is None:
        return Chosen(ref=ref)
    author = told["author"]
    people = {str(each["id"]): name_of(each) for each in told.get("mentions") or ()}
    words = plain(str(told.get("content") or ""), Named(people=people, role=_unnamed, room=_unnamed))
    return Chosen(
        ref=ref,
        text=words or _embedded(told.get("embeds") or ()),
        account=None if told.get("webhook_id") else places.person(guild, str(author["id"])),
        name=name_of(author),
    )


def _embedded(embeds: Iterable[Json]) -> str:
    """What an app's message says that has no words of its own: titles, and where they lead."""
    parts = [str(each.get(name) or "") for each in embeds for name in ("title", "url")]
    return visible(" ".join(part for part in parts if part))


def _unnamed(_number: str) -> None:
    """Roles and rooms are told without their names here."""


def _press(payload: Json) -> Heard:
    data = payload["data"]
    action, space = _token(str(data["custom_id"]))
    guild, place = _where(payload, space)
    chosen = data.get("values") or [None]
    told = Pressed(
        id=payload["id"],
        who=who_is(payload, guild),
        place=place,
        action=action,
        message=_message(payload, place),
        value=None if chosen[0] is None else str(chosen[0]),
    )
    genuine = _stands(data["custom_id"], payload.get("message"))
    return Heard(id=payload["id"], token=payload["token"], told=told, files={}, on_message=genuine)


def _stands(custom_id: Any, part: Any) -> bool:
    """Whether a control stands in the message it is said to: a forged one must not replace what all see."""
    if isinstance(part, list):
        return any(_stands(custom_id, each) for each in part)
    if not isinstance(part, Mapping):
        return False
    inner = (part.get(name) for name in ("components", "accessory"))
    return part.get("custom_id") == custom_id or any(_stands(custom_id, each) for each in inner)


def _submit(payload: Json) -> Heard:
    data = payload["data"]
    action, space = _token(str(data["custom_id"]))
    guild, place = _where(payload, space)
    given: Given = values.of_modal(guild, data.get("components") or [], data.get("resolved") or {})
    who = who_is(payload, guild)
    told = Submitted(
        id=payload["id"],
        who=who,
        place=place,
        action=action,
        values=given.values,
        message=_message(payload, place),
    )
    return Heard(
        id=payload["id"],
        token=payload["token"],
        told=told,
        files=given.files,
        on_message=_stands_between(payload.get("message"), key_of(str(who.account), action)),
    )


def _stands_between(message: Any, draft: str) -> bool:
    """Whether a form may replace the message it stands on: a forged one must not replace what all see.

    It may where only its sender sees that message, or where we put it between two steps of that very form.
    """
    if not isinstance(message, Mapping):
        return False
    return bool(int(message.get("flags") or 0) & EPHEMERAL) or _has_step(message, draft)


def _has_step(part: Any, draft: str) -> bool:
    if isinstance(part, list):
        return any(_has_step(each, draft) for each in part)
    if not isinstance(part, Mapping):
        return False
    action, _ = _token(str(part.get("custom_id") or ""))
    return (action.verb, action.arguments[:1]) == (NEXT, (draft,)) or _has_step(part.get("components"), draft)


def who_is(payload: Json, guild: str) -> Who:
    """The person as Discord tells: the name shown in this server, their roles, whether they run it."""
    member = payload.get("member") or {}
    user = member.get("user") or payload["user"]
    runs = int(member.get("permissions") or 0) & RUNS_THE_SERVER
    return Who(
        account=places.person(guild, str(user["id"])),
        name=name_of(user, member),
        locale=payload.get("locale") or payload.get("guild_locale"),
        roles=frozenset(map(str, member.get("roles") or ())) | ({ADMINISTRATOR} if runs else frozenset()),
        rights_told="permissions" in member,
    )


def name_of(user: Json, member: Json | None = None) -> str:
    """What is shown for somebody: their name here, else the one they chose, else their handle."""
    told = (member or {}).get("nick") or user.get("global_name") or user.get("username")
    return str(told or f"Member {user['id']}")


def _action(name: str, specs: Iterable[CommandSpec]) -> CommandSpec:
    for spec in specs:
        if is_message_action(spec) and action_name(spec) == name:
            return spec
    raise LookupError("a message action of another version")


def _token(custom_id: str) -> tuple[Action, str | None]:
    """Read a token; for one that is forged, foreign or of another version the core has a kind word."""
    try:
        return tokens.read(custom_id)
    except BadAction:
        return UNKNOWN, None


def _named(data: Json) -> tuple[str, list[Json]]:
    options = list(data.get("options") or [])
    if options and options[0].get("type") == SUBCOMMAND:
        return f"{data['name']} {options[0]['name']}", list(options[0].get("options") or [])
    return str(data["name"]), options


def _where(payload: Json, space: str | None) -> tuple[str, PlaceAddress]:
    """The server and the place; in a private channel the server is the one the token names."""
    guild = payload.get("guild_id") or space
    if not guild:
        raise BadAction("a private place, and no server named")
    return str(guild), places.place(str(guild), _channel(payload))


def _channel(payload: Json) -> Json:
    channel = dict(payload.get("channel") or {})
    channel.setdefault("id", payload.get("channel_id") or channel["id"])
    if not payload.get("guild_id"):
        channel.setdefault("type", 1)
    return channel


def _message(payload: Json, place: PlaceAddress) -> MessageRef | None:
    """The message of ours that was pressed; None when only one person sees it: it cannot be edited later."""
    message = payload.get("message")
    if not message or int(message.get("flags") or 0) & EPHEMERAL:
        return None
    return MessageRef(place, str(message["id"]))
