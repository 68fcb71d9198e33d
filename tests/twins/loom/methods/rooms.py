"""conversations.*: finding channels, reading what stands in them, opening DMs."""

from typing import TypeVar

from twins.loom.limits import HISTORY
from twins.loom.records import Channel, Json, Message
from twins.loom.refusals import Refused
from twins.loom.registry import Call, method
from twins.loom.shapes import channel_json, message_json

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORIES = ("channels:history", "groups:history", "im:history", "mpim:history")


def family(channel: Channel) -> str:
    return "im" if channel.direct else "groups" if channel.private else "channels"


def needs(call: Call, channel: Channel, right: str) -> None:
    """Each kind of conversation has a scope of its own (docs.slack.dev/reference/scopes)."""
    scope = f"{family(channel)}:{right}"
    if scope not in call.token.scopes:
        provided = ",".join(sorted(call.token.scopes))
        raise Refused("missing_scope", needed=scope, provided=provided)


def _found(call: Call, right: str) -> Channel:
    channel = call.world.channel(call.text("channel"), call.team.id)
    hidden = channel.private or channel.direct
    if hidden and call.team.bot_user not in channel.members:
        raise Refused("channel_not_found")
    needs(call, channel, right)
    return channel


Item = TypeVar("Item")


def page(call: Call, items: list[Item], default: int, most: int) -> tuple[list[Item], Json]:
    """Cut one page; the cursor is the place of the next."""
    limit = min(int(call.arguments.get("limit") or default), most)
    cursor = call.text("cursor")
    if cursor and not cursor.isdecimal():
        raise Refused("invalid_cursor")
    start = int(cursor or 0)
    following = str(start + limit) if start + limit < len(items) else ""
    return items[start : start + limit], {"response_metadata": {"next_cursor": following}}


@method("conversations.list", *READ, tier=2)
def list_channels(call: Call) -> Json:
    wanted = [each.strip() for each in (call.text("types") or "public_channel").split(",")]
    kinds = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    if set(wanted) - set(kinds):
        raise Refused("invalid_types")
    for each in wanted:
        if f"{kinds[each]}:read" not in call.token.scopes:
            provided = ",".join(sorted(call.token.scopes))
            raise Refused("missing_scope", needed=f"{kinds[each]}:read", provided=provided)
    families = {kinds[each] for each in wanted}
    return _listed(call, [each for each in _visible(call) if family(each) in families])


@method("users.conversations", *READ, tier=3)
def conversations_of(call: Call) -> Json:
    person = call.text("user") or call.team.bot_user
    kinds = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
    wanted = (call.text("types") or "public_channel").split(",")
    families = {kinds.get(each.strip(), "") for each in wanted}
    theirs = [each for each in _visible(call) if person in each.members and family(each) in families]
    return _listed(call, theirs)


def _visible(call: Call) -> list[Channel]:
    bot = call.team.bot_user
    return [
        each
        for each in call.world.channels.values()
        if call.team.id in {each.team, *each.shared_with}
        and not each.deleted
        and (bot in each.members or not (each.private or each.direct))
        and not (call.arguments.get("exclude_archived") and each.archived)
    ]


def _listed(call: Call, channels: list[Channel]) -> Json:
    told = [channel_json(call.world, each, call.team.bot_user) for each in channels]
    channels_page, more = page(call, told, 100, 999)
    return {"channels": channels_page, **more}


@method("conversations.info", *READ, tier=3)
def info(call: Call) -> Json:
    return {"channel": channel_json(call.world, _found(call, "read"), call.team.bot_user)}


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> Json:
    people, more = page(call, sorted(_found(call, "read").members), 100, 999)
    return {"members": people, **more}


@method("conversations.history", *HISTORIES, tier=3)
def history(call: Call) -> Json:
    channel = _readable(call)
    messages = [
        each
        for each in reversed(call.world.messages.get(channel.id, []))
        if _stands(each) and (each.thread_ts in {None, each.ts} or each.broadcast)
    ]
    return _told(call, messages)


@method("conversations.replies", *HISTORIES, tier=3)
def replies(call: Call) -> Json:
    """The thread oldest first; what begins it heads the first page whatever `oldest` says."""
    channel = _readable(call)
    thread = call.text("ts")
    head = call.world.message(channel.id, thread)
    if head is None or not _stands(head):
        raise Refused("thread_not_found")
    told = _told(call, call.world.replies_to(head))
    if call.text("cursor"):
        return told
    metadata = bool(call.arguments.get("include_all_metadata"))
    return told | {"messages": [message_json(call.world, head, metadata=metadata), *told["messages"]]}


def _readable(call: Call) -> Channel:
    channel = _found(call, "history")
    if call.team.bot_user not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _stands(message: Message) -> bool:
    return not message.deleted and message.only_for is None


def _told(call: Call, messages: list[Message]) -> Json:
    """Tell those between `oldest` and `latest`; both themselves only when `inclusive`."""
    given = call.arguments
    inclusive = bool(given.get("inclusive"))
    oldest, latest = _moment(given, "oldest", "0"), _moment(given, "latest", "inf")
    within = [
        each
        for each in messages
        if oldest < float(each.ts) < latest or (inclusive and float(each.ts) in {oldest, latest})
    ]
    metadata = bool(given.get("include_all_metadata"))
    most = HISTORY[1] if call.world.limits.strict_history else 999
    page_of, more = page(call, within, min(100, most), most)
    told = [message_json(call.world, each, metadata=metadata) for each in page_of]
    return {"messages": told, "has_more": bool(more["response_metadata"]["next_cursor"]), **more}


def _moment(given: Json, name: str, default: str) -> float:
    try:
        return float(given.get(name) or default)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


@method("conversations.open", "im:write", "mpim:write", tier=3)
def open_direct(call: Call) -> Json:
    people = [each.strip() for each in call.text("users").split(",") if each.strip()]
    if len(people) != 1:
        raise Refused("not_enough_users" if not people else "too_many_users")
    person = call.world.user(people[0], call.team.id)
    if person.is_bot or person.id == call.team.bot_user:
        raise Refused("cannot_dm_bot")
    if person.deleted:
        raise Refused("user_disabled")
    channel = call.world.direct(call.team.bot_user, person.id)
    whole = bool(call.arguments.get("return_im"))
    told = channel_json(call.world, channel, call.team.bot_user) if whole else {"id": channel.id}
    return {"channel": told}


@method("conversations.join", "channels:join", tier=3)
def join(call: Call) -> Json:
    channel = call.world.channel(call.text("channel"), call.team.id)
    if channel.private or channel.direct:
        raise Refused("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refused("is_archived")
    channel.members.add(call.team.bot_user)
    return {"channel": channel_json(call.world, channel, call.team.bot_user)}
