"""Application commands over REST: overwriting all of a scope, listing, and one at a time."""

from twins.chord.command_rules import faults_of_commands
from twins.chord.errors import Refused, invalid
from twins.chord.router import Call, Reply, body_of, route
from twins.chord.state import Json

EVERYWHERE = "/applications/{application_id}/commands"
DAY, A_DAY = 86_400, 200  # interactions/application-commands.mdx: "200 application command creates per day"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> str:
    if call.params["application_id"] != call.core.bot.id:
        raise Refused(
            20012, status=403, message="You are not authorized to perform this action on this application"
        )
    return call.guild().id if "guild_id" in call.params else ""


def _count(call: Call, scope: str, given: list[Json]) -> None:
    """Refuse the 201st new command of a day; a name that is there already is an edit and free."""
    core = call.core
    before = {(each["type"], each["name"]) for each in core.world.commands.get(scope, [])}
    fresh = [each for each in given if (each.get("type") or 1, each["name"]) not in before]
    now = core.clock.seconds()
    made = [at for at in core.created_commands.get(scope, []) if at > now - DAY]
    if len(made) + len(fresh) > A_DAY:
        raise Refused(30034)
    core.created_commands[scope] = made + [now] * len(fresh)


def _kept(call: Call, scope: str, given: Json) -> Json:
    before = call.core.world.commands.get(scope, [])
    kind = given.get("type") or 1
    same = [each for each in before if (each["type"], each["name"]) == (kind, given["name"])]
    command: Json = {
        "id": same[0]["id"] if same else call.core.world.new_id(),
        "application_id": call.core.bot.id,
        "version": call.core.world.new_id(),
        "default_member_permissions": given.get("default_member_permissions"),
        "type": kind,
        "name": given["name"],
        "description": given.get("description") or "",
        "nsfw": bool(given.get("nsfw")),
        "contexts": given.get("contexts"),
        "integration_types": given.get("integration_types") or [0],
    }
    if given.get("options"):
        command["options"] = given["options"]
    return command | ({"guild_id": scope} if scope else {})


def _overwrite(call: Call) -> Reply:
    scope, given = _scope(call), call.body
    if not isinstance(given, list):
        raise invalid("body: a list is needed")
    if faults := faults_of_commands(given):
        raise invalid(*faults)
    _count(call, scope, given)
    call.core.world.commands[scope] = [_kept(call, scope, each) for each in given]
    call.core.changed()
    return Reply(200, call.core.world.commands[scope])


@route("PUT", EVERYWHERE)
async def overwrite(call: Call) -> Reply:
    return _overwrite(call)


@route("PUT", IN_GUILD)
async def overwrite_in_guild(call: Call) -> Reply:
    return _overwrite(call)


@route("GET", EVERYWHERE)
async def listed(call: Call) -> Reply:
    return Reply(200, call.core.world.commands.get(_scope(call), []))


@route("GET", IN_GUILD)
async def listed_in_guild(call: Call) -> Reply:
    return await listed(call)


def _add(call: Call) -> Reply:
    scope, body = _scope(call), body_of(call)
    before = call.core.world.commands.get(scope, [])
    kind = body.get("type") or 1
    others = [each for each in before if (each["type"], each["name"]) != (kind, body.get("name"))]
    if faults := faults_of_commands([*others, body]):
        raise invalid(*faults)
    _count(call, scope, [body])
    call.core.world.commands[scope] = [*others, _kept(call, scope, body)]
    return Reply(200 if len(others) < len(before) else 201, call.core.world.commands[scope][-1])


@route("POST", EVERYWHERE)
async def add(call: Call) -> Reply:
    return _add(call)


@route("POST", IN_GUILD)
async def add_in_guild(call: Call) -> Reply:
    return _add(call)


@route("DELETE", EVERYWHERE + "/{command_id}")
async def remove(call: Call) -> Reply:
    scope = _scope(call)
    before = call.core.world.commands.get(scope, [])
    left = [each for each in before if each["id"] != call.params["command_id"]]
    if len(left) == len(before):
        raise Refused(10063, message="Unknown application command")
    call.core.world.commands[scope] = left
    return Reply(204)
