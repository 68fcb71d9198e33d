"""Each thing of the twin's Discord as the JSON that Discord gives of it."""

from twins.chord import permissions
from twins.chord.state import DM, REPLY, SYSTEM, Channel, Guild, Json, Member, Message, Role, User, World


def user(of: User) -> Json:
    shape: Json = {
        "id": of.id,
        "username": of.name.lower().replace(" ", ".") or "somebody",
        "discriminator": "0",
        "global_name": of.name,
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return shape | ({"bot": True} if of.bot else {})


def own_user(of: User) -> Json:
    return user(of) | {"mfa_enabled": True, "locale": of.locale, "verified": True, "email": None}


def member(of: Member, *, with_user: bool = True) -> Json:
    shape: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": of.joined,
        "nick": of.nick,
        "pending": False,
        "premium_since": None,
        "roles": sorted(of.roles),
        "mute": False,
        "deaf": False,
    }
    return shape | ({"user": user(of.user)} if with_user else {})


def role(of: Role) -> Json:
    return {
        "id": of.id,
        "name": of.name,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(of: Channel, world: World, bot: User) -> Json:
    last = next(reversed(of.messages), None)
    shape: Json = {"id": of.id, "type": of.kind, "flags": 0, "last_message_id": last}
    if of.kind == DM:
        return shape | {"recipients": [user(each) for each in of.recipients if each.id != bot.id]}
    shape |= {"guild_id": of.guild_id, "name": of.name, "parent_id": of.parent_id, "rate_limit_per_user": 0}
    if not of.is_thread:
        return shape | {
            "position": of.position,
            "topic": None,
            "nsfw": False,
            "permission_overwrites": [
                {"id": key, "type": int(key in world.users), "allow": str(more), "deny": str(less)}
                for key, (more, less) in of.overwrites.items()
            ],
        }
    count = len([each for each in of.messages.values() if each.only_for is None and each.kind not in SYSTEM])
    return shape | {
        "owner_id": of.owner_id,
        "message_count": count,
        "total_message_sent": count,
        "member_count": max(1, min(50, len(of.members))),
        "thread_metadata": {
            "archived": of.archived,
            "locked": of.locked,
            "archive_timestamp": of.created,
            "auto_archive_duration": of.quiet,
            "create_timestamp": of.created,
        },
    }


def message(of: Message, world: World, bot: User, *, deep: bool = True) -> Json:
    """Give a message as REST does: without its server, with its thread."""
    shape: Json = {
        "id": of.id,
        "type": of.kind,
        "channel_id": of.channel_id,
        "author": user(of.author),
        "content": of.content,
        "timestamp": of.timestamp,
        "edited_timestamp": of.edited,
        "flags": of.flags,
        "components": of.components,
        "embeds": of.embeds,
        "attachments": of.attachments,
        "mentions": [user(world.users[key]) for key in of.pings if key in world.users],
        "mention_roles": [each.removeprefix("role:") for each in of.pings if each.startswith("role:")],
        "mention_everyone": "everyone" in of.pings,
        "pinned": of.id in world.channels[of.channel_id].pins,
        "tts": False,
    }
    if of.nonce is not None:
        shape["nonce"] = of.nonce
    if of.reference is not None:
        shape["message_reference"] = of.reference
    if of.metadata is not None:
        shape["interaction_metadata"] = of.metadata
    if of.by_webhook:
        shape |= {"webhook_id": bot.id, "application_id": bot.id}
    if of.reactions:
        shape["reactions"] = [_reaction(name, by, bot) for name, by in of.reactions.items() if by]
    if deep and of.kind == REPLY and of.reference is not None:
        answered = world.channels[of.channel_id].messages.get(of.reference["message_id"])
        shape["referenced_message"] = None if answered is None else message(answered, world, bot, deep=False)
    thread = world.channels.get(of.id)
    if thread is not None:
        shape["thread"] = channel(thread, world, bot)
    return shape


def emoji(name: str) -> Json:
    """Give an emoji: itself, or a server's own written `name:id` as in Discord's addresses."""
    word, _, number = name.partition(":")
    return {"id": number, "name": word, "animated": False} if number else {"id": None, "name": name}


def _reaction(name: str, by: set[str], bot: User) -> Json:
    return {
        "emoji": emoji(name),
        "count": len(by),
        "count_details": {"burst": 0, "normal": len(by)},
        "burst_colors": [],
        "me": bot.id in by,
        "me_burst": False,
    }


def guild(of: Guild) -> Json:
    """Give the fields that REST and GUILD_CREATE share."""
    return {
        "id": of.id,
        "name": of.name,
        "icon": None,
        "description": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": of.owner_id,
        "application_id": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "verification_level": 1,
        "roles": [role(each) for each in of.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500_000,
        "vanity_url_code": None,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_by_rest(of: Guild) -> Json:
    return guild(of) | {
        "home_header": None,
        "region": "us-east",
        "widget_enabled": False,
        "widget_channel_id": None,
        "max_presences": None,
        "premium_subscription_count": 0,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_progress_bar_enabled_user_updated_at": None,
        "nsfw": False,
    }


def guild_created(of: Guild, world: World, bot: User) -> Json:
    """Give what GUILD_CREATE tells: all of the server that the bot can see."""
    seen = [each for each in world.channels_of(of.id) if permissions.sees(world, each, bot.id)]
    return guild(of) | {
        "hub_type": None,
        "joined_at": of.joined,
        "large": False,
        "member_count": len(of.members),
        "members": [member(of.members[bot.id])],
        "channels": [channel(each, world, bot) for each in seen if not each.is_thread],
        "threads": [channel(each, world, bot) for each in seen if each.is_thread and not each.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "unavailable": False,
    }


def application(bot: User, owner: User, flags: int) -> Json:
    return {
        "id": bot.id,
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(owner),
        "approximate_guild_count": 1,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "bot": user(bot),
    }
