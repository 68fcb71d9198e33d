"""What Slack tells the app when a person does something, as its JSON."""

from twins.loom.inputs import asked, standing
from twins.loom.records import Channel, Json, Message, User, View
from twins.loom.shapes import message_json, view_json
from twins.loom.world import World


def command(
    world: World, person: User, channel: Channel, name: str, typed: str, reply: str, cause: str
) -> Json:
    team = world.teams[person.team]
    return {
        "token": "loom",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.direct else channel.name,
        "user_id": person.id,
        "user_name": person.name.lower().replace(" ", "."),
        "command": name,
        "text": typed,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
        "response_url": reply,
        "trigger_id": world.trigger(team.id, person.id, cause).id,
    }


def _common(world: World, person: User, kind: str) -> Json:
    team = world.teams[person.team]
    return {
        "type": kind,
        "token": "loom",
        "api_app_id": world.app.id,
        "team": {"id": team.id, "domain": team.domain},
        "user": {
            "id": person.id,
            "username": person.name.lower().replace(" ", "."),
            "name": person.name.lower().replace(" ", "."),
            "team_id": team.id,
        },
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _where(world: World, message: Message) -> Json:
    channel = world.channels[message.channel]
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    told: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": "directmessage" if channel.direct else channel.name},
    }
    # An ephemeral message is not told again: only its place is.
    return told if message.only_for else told | {"message": message_json(world, message)}


def block_actions(
    world: World,
    person: User,
    shown: Message | View,
    block: Json,
    element: Json,
    chosen: Json,
    *,
    reply: str,
    cause: str,
) -> Json:
    """A button pressed or something chosen, in a message, a modal or the Home tab."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": world.clock.stamp(),
        **{name: element[name] for name in ("text", "value", "style", "placeholder") if name in element},
        **chosen,
    }
    told = _common(world, person, "block_actions") | {"actions": [action]}
    if isinstance(shown, Message):
        return (
            told
            | _where(world, shown)
            | {
                "trigger_id": world.trigger(person.team, person.id, cause).id,
                "response_url": reply,
                "state": {"values": {}},
            }
        )
    drawn = view_json(world, shown)
    trigger = world.trigger(person.team, person.id, cause, shown.id).id
    return told | {
        "trigger_id": trigger,
        "view": drawn | {"state": {"values": _standing(shown)}},
        "container": {"type": "view", "view_id": shown.id},
    }


def _standing(view: View) -> Json:
    return {
        each["block_id"]: {each["element"]["action_id"]: standing(each["element"])} for each in asked(view)
    }


def view_submission(world: World, person: User, view: View, values: Json, cause: str) -> Json:
    told = view_json(world, view) | {"state": {"values": values}}
    return _common(world, person, "view_submission") | {
        "view": told,
        "trigger_id": world.trigger(person.team, person.id, cause, view.id).id,
        "response_urls": [],
    }


def view_closed(world: World, person: User, view: View, *, cleared: bool) -> Json:
    told = view_json(world, view)
    return _common(world, person, "view_closed") | {"view": told, "is_cleared": cleared}


def block_suggestion(
    world: World, person: User, shown: Message | View, block: Json, element: Json, typed: str
) -> Json:
    told = _common(world, person, "block_suggestion") | {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "value": typed,
    }
    if isinstance(shown, Message):
        return told | _where(world, shown)
    return told | {"view": view_json(world, shown), "container": {"type": "view", "view_id": shown.id}}


def message_action(
    world: World, person: User, message: Message, callback_id: str, *, reply: str, cause: str
) -> Json:
    channel = world.channels[message.channel]
    return _common(world, person, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": world.trigger(person.team, person.id, cause).id,
        "response_url": reply,
        "action_ts": world.clock.stamp(),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": "directmessage" if channel.direct else channel.name},
        "message": message_json(world, message),
    }


def shortcut(world: World, person: User, callback_id: str, cause: str) -> Json:
    return _common(world, person, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": world.trigger(person.team, person.id, cause).id,
        "action_ts": world.clock.stamp(),
    }


def event_callback(world: World, team: str, event: Json, name: str | None = None) -> Json:
    """Wrap an event as the Events API does (docs.slack.dev/apis/events-api#callback-field)."""
    bot = world.teams[team].bot_user
    return {
        "token": "loom",
        "team_id": team,
        "context_team_id": team,
        "api_app_id": world.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": name or world.secret("Ev"),
        "event_time": int(world.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": bot,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": _is_shared(world, event),
    }


def _is_shared(world: World, event: Json) -> bool:
    channel = event.get("channel") or (event.get("item") or {}).get("channel")
    found = world.channels.get(channel) if isinstance(channel, str) else None
    return found is not None and bool(found.shared_with)
