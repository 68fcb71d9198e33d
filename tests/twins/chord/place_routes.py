"""Channels, servers, people, direct messages and the audit log over REST."""

from twins.chord import permissions, shapes
from twins.chord.errors import Refused, invalid
from twins.chord.router import Call, Reply, body_of, route
from twins.chord.state import Json


@route("GET", "/users/@me")
async def me(call: Call) -> Reply:
    return Reply(200, shapes.own_user(call.core.bot))


@route("GET", "/applications/@me")
async def application(call: Call) -> Reply:
    core = call.core
    return Reply(200, shapes.application(core.bot, core.owner, core.application_flags))


@route("GET", "/oauth2/applications/@me")
async def application_by_oauth(call: Call) -> Reply:
    return await application(call)


@route("GET", "/gateway")
async def gateway(call: Call) -> Reply:
    return Reply(200, {"url": call.core.gateway_url})


@route("GET", "/gateway/bot")
async def gateway_bot(call: Call) -> Reply:
    core = call.core
    limit = {
        "total": 1000,
        "remaining": 1000 - core.gateway.identified,
        "reset_after": 0,
        "max_concurrency": 1,
    }
    return Reply(200, {"url": core.gateway_url, "shards": core.shards, "session_start_limit": limit})


@route("GET", "/users/{user_id}")
async def user(call: Call) -> Reply:
    found = call.core.world.users.get(call.params["user_id"])
    if found is None:
        raise Refused(10013)
    return Reply(200, shapes.user(found))


@route("GET", "/users/@me/guilds")
async def my_guilds(call: Call) -> Reply:
    core = call.core
    return Reply(
        200,
        [
            {
                "id": each.id,
                "name": each.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(permissions.of_member(each, core.bot.id)),
                "features": [],
            }
            for each in core.world.guilds.values()
            if each.bot_is_in
        ],
    )


@route("POST", "/users/@me/channels")
async def direct(call: Call) -> Reply:
    core = call.core
    person = core.world.users.get(str(body_of(call).get("recipient_id")))
    if person is None:
        raise Refused(10013)
    if person.id == core.bot.id:
        raise Refused(50007)
    channel = core.world.direct(core.bot, person)
    return Reply(200, shapes.channel(channel, core.world, core.bot))


@route("GET", "/channels/{channel_id}")
async def channel(call: Call) -> Reply:
    core, found = call.core, call.channel()
    permissions.need(core.world, found, core.bot.id)
    return Reply(200, shapes.channel(found, core.world, core.bot))


@route("PATCH", "/channels/{channel_id}")
async def change(call: Call) -> Reply:
    core, found, body = call.core, call.channel(), body_of(call)
    permissions.need(core.world, found, core.bot.id)
    if found.is_thread:
        _may_change_thread(call, body)
        found.archived = bool(body.get("archived", found.archived))
        found.locked = bool(body.get("locked", found.locked))
    else:
        permissions.need(core.world, found, core.bot.id, permissions.MANAGE_CHANNELS)
    if "name" in body:
        if not 1 <= len(body["name"] or "") <= 100:
            raise invalid("name: 1 to 100 characters")
        found.name = body["name"]
    core.tell_channel("THREAD_UPDATE" if found.is_thread else "CHANNEL_UPDATE", found)
    core.changed()
    return Reply(200, shapes.channel(found, core.world, core.bot))


def _may_change_thread(call: Call, body: Json) -> None:
    """resources/channel.mdx, "Modify Channel": everybody who may send un-archives what is not locked."""
    core, thread = call.core, call.channel()
    held = permissions.in_channel(core.world, thread, core.bot.id)
    if held & permissions.MANAGE_THREADS:
        return
    owner = thread.owner_id == core.bot.id and "locked" not in body
    reopens = set(body) <= {"archived"} and body.get("archived") is False and not thread.locked
    if not owner and not reopens:
        raise Refused(50013)
    if thread.locked:
        raise Refused(50013)


@route("DELETE", "/channels/{channel_id}")
async def remove(call: Call) -> Reply:
    core, found = call.core, call.channel()
    bit = permissions.MANAGE_THREADS if found.is_thread else permissions.MANAGE_CHANNELS
    permissions.need(core.world, found, core.bot.id, bit)
    shape = shapes.channel(found, core.world, core.bot)
    core.remove_channel(found)
    return Reply(200, shape)


@route("PUT", "/channels/{channel_id}/thread-members/@me")
async def join(call: Call) -> Reply:
    call.channel().members.add(call.core.bot.id)
    return Reply(204)


@route("PUT", "/channels/{channel_id}/thread-members/{user_id}")
async def add(call: Call) -> Reply:
    call.channel().members.add(call.params["user_id"])
    return Reply(204)


@route("GET", "/guilds/{guild_id}")
async def guild(call: Call) -> Reply:
    found = call.core.world.guilds.get(call.params["guild_id"])
    if found is None or not found.bot_is_in:
        raise Refused(10004)  # github.com/discord/discord-api-docs/issues/5840: not 50001, as elsewhere
    return Reply(200, shapes.guild_by_rest(found))


@route("GET", "/guilds/{guild_id}/channels")
async def channels(call: Call) -> Reply:
    core, found = call.core, call.guild()
    return Reply(
        200,
        [
            shapes.channel(each, core.world, core.bot)
            for each in core.world.channels_of(found.id)
            if not each.is_thread and permissions.sees(core.world, each, core.bot.id)
        ],
    )


@route("GET", "/guilds/{guild_id}/threads/active")
async def threads(call: Call) -> Reply:
    core, found = call.core, call.guild()
    active = [each for each in core.world.channels_of(found.id) if each.is_thread and not each.archived]
    seen = [each for each in active if permissions.sees(core.world, each, core.bot.id)]
    shown = [shapes.channel(each, core.world, core.bot) for each in seen]
    return Reply(200, {"threads": shown, "members": [], "has_more": False})


@route("GET", "/guilds/{guild_id}/roles")
async def roles(call: Call) -> Reply:
    return Reply(200, [shapes.role(each) for each in call.guild().roles.values()])


@route("GET", "/guilds/{guild_id}/members/{user_id}")
async def member(call: Call) -> Reply:
    found = call.guild().members.get(call.params["user_id"])
    if found is None:
        raise Refused(10007)
    return Reply(200, shapes.member(found))


@route("GET", "/guilds/{guild_id}/audit-logs")
async def audit(call: Call) -> Reply:
    core, found = call.core, call.guild()
    if not permissions.of_member(found, core.bot.id) & permissions.VIEW_AUDIT_LOG:
        raise Refused(50013)
    kind, limit = call.query.get("action_type"), call.whole("limit", 50, 1, 1000)
    entries = [each for each in reversed(found.audit) if kind is None or str(each["action_type"]) == kind][
        :limit
    ]
    people = {each[key] for each in entries for key in ("user_id", "target_id")} & core.world.users.keys()
    lists = (
        "integrations", "webhooks", "guild_scheduled_events", "threads", "application_commands",
        "auto_moderation_rules",
    )  # fmt: skip
    shown: Json = {
        "audit_log_entries": entries,
        "users": [shapes.user(core.world.users[each]) for each in people],
    }
    return Reply(200, shown | {key: [] for key in lists})
