"""The twin's Discord itself: the world, the gateway, the clocks and what was counted, without its sockets."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from twins.chord import permissions, shapes
from twins.chord.faults import Faults
from twins.chord.gateway import (
    DIRECT_MESSAGES,
    DIRECT_REACTIONS,
    GUILD_MESSAGES,
    GUILD_REACTIONS,
    GUILDS,
    Gateway,
)
from twins.chord.interactions import Interaction
from twins.chord.limits import Limits
from twins.chord.state import DM, Channel, Json, Message, User, World
from twins.loopback.clock import TwinClock
from twins.loopback.dice import Dice

CONTENT_FLAG = 1 << 18  # resources/application.mdx: GATEWAY_MESSAGE_CONTENT
CONTENT_FLAGS = CONTENT_FLAG | 1 << 19  # the same for bots of few servers: GATEWAY_MESSAGE_CONTENT_LIMITED
WITHHELD: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


@dataclass
class Counts:
    """What was asked, for the figures: requests by route, and those that count towards a ban."""

    requests: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    invalid: Counter[int] = field(default_factory=Counter)
    bans_after: int = 10_000
    wrong_at: deque[float] = field(default_factory=deque)
    acks: list[float] = field(default_factory=list)  # twin seconds from an interaction to its first answer

    def answered(self, route: str, status: int, now: float, *, shared: bool = False) -> None:
        self.answers[route, status] += 1
        # topics/rate-limits.mdx, "Invalid Request Limit": 401, 403 and 429, save those of a shared scope
        if status in {401, 403} or (status == 429 and not shared):
            self.invalid[status] += 1
            self.wrong_at.append(now)

    def banned(self, now: float) -> bool:
        """Say whether Cloudflare shuts the bot out: 10,000 invalid requests in 10 minutes (same page)."""
        while self.wrong_at and self.wrong_at[0] < now - 600:
            self.wrong_at.popleft()
        return len(self.wrong_at) >= self.bans_after


class Core:
    """Everything the handlers act on."""

    def __init__(self, *, seed: int, scale: float) -> None:
        self.clock = TwinClock(scale)
        self.dice = Dice(seed)
        self.world = World(self.clock)
        self.faults = Faults(self.dice)
        self.limits = Limits()
        self.counts = Counts()
        self.gateway = Gateway(self)
        self.owner = self.add_user("Bot Owner")
        self.bot = self.add_user("Community Bot", bot=True)
        self.token = f"{self.bot.id}.twin.{self.dice.getrandbits(96):024x}"
        self.revoked = False
        self.application_flags = CONTENT_FLAG
        self.api_url = self.gateway_url = self.cdn_url = ""
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[str, str, str], tuple[str, float]] = {}
        self.nonce_window = 180.0  # resources/message.mdx: "past few minutes"
        self.own_faults: list[str] = []
        self.refused: list[str] = []
        self.listeners: list[Callable[[], None]] = []
        self.ack_within = 3.0  # receiving-and-responding.mdx: an initial response within 3 seconds
        self.token_life = 900.0  # the same: tokens are valid for 15 minutes
        self.create_log: list[Message] = []
        self.strict_threads = False  # with it, posting into an archived thread is refused (50083)
        self.shards = 1
        self.created_commands: dict[str, list[float]] = {}

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.world.new_id(), name, bot=bot)
        self.world.users[user.id] = user
        return user

    def note(self, where: str, faults: list[str]) -> None:
        """Keep what the twin itself says wrongly, by the published description; a test fails on it."""
        self.own_faults += [f"{where}: {each}" for each in faults]

    def changed(self) -> None:
        """Wake whoever waits for something to be seen."""
        for listener in list(self.listeners):
            listener()

    def remove_channel(self, channel: Channel, *, told: bool = True) -> None:
        """Delete a channel with its threads, as a moderator would."""
        for thread in [each for each in self.world.channels.values() if each.parent_id == channel.id]:
            del self.world.channels[thread.id]
        del self.world.channels[channel.id]
        if told:
            self.tell_channel("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel)
        self.changed()

    # Telling the gateway

    def tell_message(self, event: str, message: Message) -> None:
        channel = self.world.channels[message.channel_id]
        if message.only_for is not None:
            return  # an ephemeral message is no message of the channel
        if not permissions.sees(self.world, channel, self.bot.id):
            return
        data = shapes.message(message, self.world, self.bot)
        if channel.guild_id is not None:
            data["guild_id"] = channel.guild_id
            member = self.world.guilds[channel.guild_id].members.get(message.author.id)
            if member is not None and not message.by_webhook:
                data["member"] = shapes.member(member, with_user=False)
            members = self.world.guilds[channel.guild_id].members
            for each in data["mentions"]:
                if each["id"] in members:
                    each["member"] = shapes.member(members[each["id"]], with_user=False)
        intent = GUILD_MESSAGES if channel.guild_id else DIRECT_MESSAGES
        self.gateway.dispatch(
            event,
            data,
            guild_id=channel.guild_id,
            intent=intent,
            bare=None if self._readable(channel, message) else data | WITHHELD,
        )

    def _readable(self, channel: Channel, message: Message) -> bool:
        """Say if content comes without its intent (events/gateway.mdx, "Message Content Intent")."""
        return channel.kind == DM or message.author.id == self.bot.id or self.bot.id in message.pings

    def by_rest(self, message: Message) -> Json:
        """Give a message as REST does: without its words where the application may not read them."""
        shown = shapes.message(message, self.world, self.bot)
        channel = self.world.channels[message.channel_id]
        open_to_us = self.application_flags & CONTENT_FLAGS or self._readable(channel, message)
        return shown if open_to_us else shown | WITHHELD

    def tell_swept(self, channel: Channel, ids: list[str]) -> None:
        if permissions.sees(self.world, channel, self.bot.id):
            data: Json = {"ids": ids, "channel_id": channel.id, "guild_id": channel.guild_id}
            self.gateway.dispatch(
                "MESSAGE_DELETE_BULK", data, guild_id=channel.guild_id, intent=GUILD_MESSAGES
            )

    def tell_deleted(self, message: Message) -> None:
        channel = self.world.channels[message.channel_id]
        if message.only_for is not None or not permissions.sees(self.world, channel, self.bot.id):
            return
        data: Json = {"id": message.id, "channel_id": channel.id}
        if channel.guild_id is not None:
            data["guild_id"] = channel.guild_id
        intent = GUILD_MESSAGES if channel.guild_id else DIRECT_MESSAGES
        self.gateway.dispatch("MESSAGE_DELETE", data, guild_id=channel.guild_id, intent=intent)

    def tell_reaction(self, message: Message, by: User, emoji: str, *, taken_back: bool = False) -> None:
        channel = self.world.channels[message.channel_id]
        data: Json = {
            "user_id": by.id,
            "channel_id": channel.id,
            "message_id": message.id,
            "emoji": shapes.emoji(emoji),
            "burst": False,
            "type": 0,
        }
        if channel.guild_id is not None:
            data |= {"guild_id": channel.guild_id}
        if taken_back:
            self._tell_of_reactions("MESSAGE_REACTION_REMOVE", channel, data)
            return
        data["message_author_id"] = message.author.id
        if channel.guild_id is not None:
            data["member"] = shapes.member(self.world.guilds[channel.guild_id].members[by.id])
        self._tell_of_reactions("MESSAGE_REACTION_ADD", channel, data)

    def tell_cleared(self, message: Message, emoji: str | None) -> None:
        """Tell that a moderator took all reactions away, or those of one emoji."""
        channel = self.world.channels[message.channel_id]
        data: Json = {"channel_id": channel.id, "message_id": message.id, "guild_id": channel.guild_id}
        if emoji is None:
            self._tell_of_reactions("MESSAGE_REACTION_REMOVE_ALL", channel, data)
        else:
            data["emoji"] = shapes.emoji(emoji)
            self._tell_of_reactions("MESSAGE_REACTION_REMOVE_EMOJI", channel, data)

    def _tell_of_reactions(self, event: str, channel: Channel, data: Json) -> None:
        if permissions.sees(self.world, channel, self.bot.id):
            intent = GUILD_REACTIONS if channel.guild_id else DIRECT_REACTIONS
            self.gateway.dispatch(event, data, guild_id=channel.guild_id, intent=intent)

    def tell_channel(self, event: str, channel: Channel, **more: object) -> None:
        """Tell of a channel or thread (CHANNEL_*, THREAD_*)."""
        data = shapes.channel(channel, self.world, self.bot) | more
        if event == "THREAD_DELETE":
            data = {key: data[key] for key in ("id", "guild_id", "parent_id", "type")}
        self.gateway.dispatch(event, data, guild_id=channel.guild_id, intent=GUILDS)
