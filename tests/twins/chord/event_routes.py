"""Scheduled events over REST."""

from twins.chord import permissions
from twins.chord.errors import Refused, invalid
from twins.chord.gateway import SCHEDULED_EVENTS
from twins.chord.router import Call, Reply, body_of, route
from twins.chord.state import Json

SCHEDULED, EXTERNAL = 1, 3
MOST_EVENTS = 100  # resources/guild-scheduled-event.mdx: SCHEDULED or ACTIVE events a server


@route("GET", "/guilds/{guild_id}/scheduled-events")
async def events(call: Call) -> Reply:
    return Reply(200, list(call.guild().events.values()))


@route("POST", "/guilds/{guild_id}/scheduled-events")
async def schedule(call: Call) -> Reply:
    core, found, body = call.core, call.guild(), body_of(call)
    if not permissions.of_member(found, core.bot.id) & permissions.CREATE_EVENTS:
        raise Refused(50013)
    if len([each for each in found.events.values() if each["status"] in {1, 2}]) >= MOST_EVENTS:
        raise Refused(30038, message="Maximum number of guild scheduled events reached")
    event: Json = {
        "id": core.world.new_id(), "guild_id": found.id, "description": None, "channel_id": None,
        "creator_id": core.bot.id, "image": None, "scheduled_end_time": None, "status": SCHEDULED,
        "entity_id": None, "recurrence_rule": None, "guild_scheduled_event_exceptions": [],
        "entity_metadata": None, "user_count": 0,
    }  # fmt: skip
    event |= {key: value for key, value in body.items() if key != "image"}
    _check_event(event)
    found.events[event["id"]] = event
    _tell(call, "CREATE", event)
    return Reply(200, event)


@route("GET", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
async def event(call: Call) -> Reply:
    return Reply(200, _event(call))


@route("PATCH", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
async def reschedule(call: Call) -> Reply:
    core, held = call.core, permissions.of_member(call.guild(), call.core.bot.id)
    changed = _event(call) | {key: value for key, value in body_of(call).items() if key != "image"}
    mine = changed["creator_id"] == core.bot.id and held & permissions.CREATE_EVENTS
    if not (held & permissions.MANAGE_EVENTS or mine):
        raise Refused(50013)
    _check_event(changed)
    call.guild().events[changed["id"]] = changed
    _tell(call, "UPDATE", changed)
    return Reply(200, changed)


@route("DELETE", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
async def unschedule(call: Call) -> Reply:
    gone = _event(call)
    del call.guild().events[gone["id"]]
    _tell(call, "DELETE", gone)
    return Reply(204)


def _tell(call: Call, what: str, event: Json) -> None:
    """Dispatch without what only the HTTP description knows."""
    told = {key: value for key, value in event.items() if key != "guild_scheduled_event_exceptions"}
    call.core.gateway.dispatch(
        f"GUILD_SCHEDULED_EVENT_{what}", told, guild_id=event["guild_id"], intent=SCHEDULED_EVENTS
    )


def _event(call: Call) -> Json:
    found = call.guild().events.get(call.params["guild_scheduled_event_id"])
    if found is None:
        raise Refused(10070)
    return found


def _check_event(event: Json) -> None:
    """resources/guild-scheduled-event.mdx, "Field Requirements by Entity Type"."""
    faults = []
    if not 1 <= len(event["name"].strip()) <= 100:
        faults.append("name: 1 to 100 characters")
    if event["entity_type"] == EXTERNAL:
        if not (event["entity_metadata"] or {}).get("location"):
            faults.append("entity_metadata.location: required for an event elsewhere")
        if not event["scheduled_end_time"]:
            faults.append("scheduled_end_time: required for an event elsewhere")
    elif not event["channel_id"]:
        faults.append("channel_id: required for an event in a channel")
    if event["scheduled_end_time"] and event["scheduled_end_time"] <= event["scheduled_start_time"]:
        faults.append("scheduled_end_time: must be after the start")
    if faults:
        raise invalid(*faults)
