"""What the stand-in says of its people, channels and messages, as Slack's JSON."""

from twins.loom.records import Channel, Json, Message, Upload, User, View
from twins.loom.world import World


def user_json(user: User) -> Json:
    first, _, last = user.name.partition(" ")
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name.lower().replace(" ", "."),
        "real_name": user.name,
        "deleted": user.deleted,
        "tz": user.tz,
        "tz_label": user.tz,
        "locale": user.locale,
        "is_admin": user.admin or user.owner,
        "is_owner": user.owner,
        "is_primary_owner": user.owner,
        "is_restricted": user.guest,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
        "profile": {
            "real_name": user.name,
            "display_name": user.name,
            "first_name": first,
            "last_name": last,
            "team": user.team,
        }
        | ({"bot_id": user.bot_id} if user.bot_id else {}),
    }


def channel_json(world: World, channel: Channel, reader: str) -> Json:
    if channel.direct:
        other = next((each for each in sorted(channel.members) if each != reader), reader)
        return {"id": channel.id, "is_im": True, "user": other, "is_archived": False, "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_member": reader in channel.members,
        "context_team_id": channel.team,
        "creator": min(channel.members, default=""),
        "num_members": len(channel.members),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def message_json(world: World, message: Message, *, metadata: bool = False) -> Json:
    author = world.users[message.author]
    told: Json = {"type": "message", "ts": message.ts, "user": author.id, "text": message.text}
    if author.is_bot:
        told |= {"bot_id": author.bot_id, "app_id": world.app.id, "team": author.team}
        told["bot_profile"] = {"id": author.bot_id, "name": author.name, "app_id": world.app.id}
    if message.blocks:
        told["blocks"] = message.blocks
    if message.client_msg_id:
        told["client_msg_id"] = message.client_msg_id
    if message.thread_ts:
        told |= _in_thread(world, message)
    if message.broadcast:
        told["subtype"] = "thread_broadcast"
    elif message.files and not message.by_app:
        told["subtype"] = "file_share"
    if message.pinned:
        told["pinned_to"] = [message.channel]
    if message.edited:
        told["edited"] = {"user": author.id, "ts": message.edited}
    if message.files:
        told["files"] = [file_json(world, world.uploads[each]) for each in message.files]
    if message.reactions:
        given = message.reactions.items()
        told["reactions"] = [{"name": name, "users": users, "count": len(users)} for name, users in given]
    if metadata and message.metadata is not None:
        told["metadata"] = message.metadata
    return told | _thread(world, message)


def _in_thread(world: World, message: Message) -> Json:
    parent = world.message(message.channel, message.thread_ts or "")
    told: Json = {"thread_ts": message.thread_ts}
    return told | ({"parent_user_id": parent.author} if parent and parent is not message else {})


def _thread(world: World, message: Message) -> Json:
    if message.thread_ts and message.thread_ts != message.ts:
        return {}
    replies = world.replies_to(message)
    if not replies:
        return {}
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "latest_reply": replies[-1].ts,
        "reply_users": sorted({each.author for each in replies}),
    }


def file_json(world: World, upload: Upload) -> Json:
    address = f"{world.base_url}/files/{upload.id}/{upload.name}"
    return {
        "id": upload.id,
        "name": upload.name,
        "title": upload.title or upload.name,
        "alt_txt": upload.alt_text,
        "size": len(upload.content),
        "mimetype": upload.kind,
        "filetype": upload.name.rpartition(".")[2],
        "url_private": address,
        "url_private_download": address,
        "channels": list(upload.channels),
    }


def view_json(world: World, view: View) -> Json:
    team = world.teams[view.team]
    return {
        "callback_id": "",
        "private_metadata": "",
        "close": None,
        "submit": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **view.drawn,
        "id": view.id,
        "team_id": view.team,
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "external_id": view.external_id,
        "app_id": world.app.id,
        "bot_id": team.bot_id,
        "app_installed_team_id": view.team,
        "state": {"values": {}},
    }
