"""Who may do what where: Discord's permission bits, its order of overwrites, and the refusals."""

from twins.chord.errors import Refused
from twins.chord.state import DM, PRIVATE_THREAD, Channel, Guild, World

# topics/permissions.mdx, "Bitwise Permission Flags"
ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
ADD_REACTIONS = 1 << 6
VIEW_AUDIT_LOG = 1 << 7
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
MANAGE_EVENTS = 1 << 33
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38
USE_APPLICATION_COMMANDS = 1 << 31
CREATE_EVENTS = 1 << 44
PIN_MESSAGES = 1 << 51
EVERYTHING = (1 << 53) - 1

EVERYBODY = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | READ_MESSAGE_HISTORY
    | ATTACH_FILES
    | ADD_REACTIONS
    | SEND_MESSAGES_IN_THREADS
    | CREATE_PUBLIC_THREADS
    | USE_APPLICATION_COMMANDS
)
BOT = EVERYBODY | MANAGE_THREADS | CREATE_PRIVATE_THREADS | VIEW_AUDIT_LOG | CREATE_EVENTS | MANAGE_EVENTS
BOT |= PIN_MESSAGES


def of_member(guild: Guild, user_id: str) -> int:
    """What a member may do in the whole server: everybody's role and their own, or all of it."""
    if user_id == guild.owner_id:
        return EVERYTHING
    member = guild.members.get(user_id)
    if member is None:
        return 0
    held = guild.roles[guild.id].permissions
    for role in member.roles:
        held |= guild.roles[role].permissions
    return EVERYTHING if held & ADMINISTRATOR else held


def in_channel(world: World, channel: Channel, user_id: str) -> int:
    """What somebody may do in one channel (topics/permissions.mdx, "Permission Overwrites")."""
    if channel.kind == DM:
        among = any(each.id == user_id for each in channel.recipients)
        return EVERYBODY if among else 0
    guild = world.guilds[channel.guild_id or ""]
    held = of_member(guild, user_id)
    if held == EVERYTHING or user_id not in guild.members:
        return held
    if channel.kind == PRIVATE_THREAD and user_id not in channel.members and not held & MANAGE_THREADS:
        return 0
    place = world.channels.get(channel.parent_id or "", channel) if channel.is_thread else channel
    member = guild.members[user_id]
    held = _over(held, place.overwrites.get(guild.id))
    allowed = denied = 0
    for role in member.roles:
        more, less = place.overwrites.get(role, (0, 0))
        allowed, denied = allowed | more, denied | less
    held = _over(held, (allowed, denied))
    held = _over(held, place.overwrites.get(user_id))
    return held if held & VIEW_CHANNEL else 0  # without it nothing else is possible there


def _over(held: int, overwrite: tuple[int, int] | None) -> int:
    allowed, denied = overwrite or (0, 0)
    return held & ~denied | allowed


def sees(world: World, channel: Channel, user_id: str) -> bool:
    return bool(in_channel(world, channel, user_id) & VIEW_CHANNEL)


def need(world: World, channel: Channel, user_id: str, *bits: int) -> None:
    """Refuse what is not allowed: 50001 where the channel is not even seen, else 50013."""
    held = in_channel(world, channel, user_id)
    if not held & VIEW_CHANNEL:
        raise Refused(50001)
    for bit in bits:
        if not held & bit:
            raise Refused(50013)
