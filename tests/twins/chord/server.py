"""A server (guild) as tests hold it: its rooms, its members, and what its moderators do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twins.chord import messages, permissions, shapes
from twins.chord.gateway import GUILDS
from twins.chord.people import Person, Room
from twins.chord.sight import Sight
from twins.chord.state import PUBLIC_THREAD, TEXT, Channel, Guild, Member, Message, Role, User

if TYPE_CHECKING:
    from twins.chord.core import Core

BOT_ADD = 28  # resources/audit-log.mdx


@dataclass(eq=False, repr=False)
class Server:
    """A server (guild), as tests hold it: its rooms by name, and what its moderators do."""

    core: "Core"
    guild: Guild

    @property
    def id(self) -> str:
        return self.guild.id

    @property
    def name(self) -> str:
        return self.guild.name

    def __repr__(self) -> str:
        return f"Server({self.name!r})"

    def room(self, name: str) -> Room:
        for channel in self.core.world.channels_of(self.id):
            if channel.name == name:
                return Room(self.core, channel)
        raise LookupError(f"no room {name!r}")

    def __getitem__(self, name: str) -> Room:
        return self.room(name)

    # What its moderators do

    def add_room(self, name: str) -> Room:
        world = self.core.world
        channel = Channel(
            world.new_id(), TEXT, name=name, guild_id=self.id, position=len(world.channels_of(self.id))
        )
        world.channels[channel.id] = channel
        self.core.tell_channel("CHANNEL_CREATE", channel)
        return Room(self.core, channel)

    def rename(self, room: Room, name: str) -> None:
        room.channel.name = name
        self.core.tell_channel("CHANNEL_UPDATE", room.channel)

    def remove(self, room: Room, *, unheard: bool = False) -> None:
        """Delete a room or a thread; `unheard`: the gateway loses the news."""
        self.core.remove_channel(room.channel, told=not unheard)

    def archive(self, thread: str, *, locked: bool = False) -> None:
        channel = self.core.world.channels[thread]
        channel.archived, channel.locked = True, locked
        self.core.tell_channel("THREAD_UPDATE", channel)

    def thread(self, room: Room, name: str, owner: Person) -> Room:
        """Open a thread, as a person does."""
        world = self.core.world
        made = Channel(
            world.new_id(), PUBLIC_THREAD, name=name, guild_id=self.id, parent_id=room.id,
            owner_id=owner.id, created=world.stamp(), members={owner.id},
        )  # fmt: skip
        world.channels[made.id] = made
        self.core.tell_channel("THREAD_CREATE", made, newly_created=True)
        return Room(self.core, made)

    def deny(self, room: Room, *bits: int, whom: str | None = None) -> None:
        """Take rights away in a room: from the bot, unless told whom."""
        self._overwrite(room, whom, denied=sum(bits))

    def allow(self, room: Room, *, whom: str | None = None) -> None:
        """Give back what was taken away."""
        self._overwrite(room, whom, denied=0)

    def _overwrite(self, room: Room, whom: str | None, *, denied: int) -> None:
        key = whom or self.core.bot.id
        before = permissions.sees(self.core.world, room.channel, self.core.bot.id)
        room.channel.overwrites[key] = (0, denied)
        if denied == 0:
            del room.channel.overwrites[key]
        after = permissions.sees(self.core.world, room.channel, self.core.bot.id)
        if before or after:
            self.core.tell_channel("CHANNEL_UPDATE", room.channel)

    def role(self, name: str, *bits: int) -> Role:
        made = Role(self.core.world.new_id(), name, sum(bits), len(self.guild.roles))
        self.guild.roles[made.id] = made
        data = {"guild_id": self.id, "role": shapes.role(made)}
        self.core.gateway.dispatch("GUILD_ROLE_CREATE", data, guild_id=self.id, intent=GUILDS)
        return made

    def change_role(self, role: Role, *bits: int) -> None:
        """Give a role these permissions in place of those it had."""
        role.permissions = sum(bits)
        data = {"guild_id": self.id, "role": shapes.role(role)}
        self.core.gateway.dispatch("GUILD_ROLE_UPDATE", data, guild_id=self.id, intent=GUILDS)

    def join(self, person: Person, *roles: Role) -> None:
        member = Member(person.user, self.core.world.stamp(), {each.id for each in roles})
        self.guild.members[person.id] = member

    def leave(self, person: Person) -> None:
        del self.guild.members[person.id]

    def call(self, person: Person, nick: str | None) -> None:
        """Give somebody another name in this server."""
        self.guild.members[person.id].nick = nick

    def sweep(self, room: Room, *sights: Sight) -> None:
        """Delete many messages at once."""
        messages.sweep(self.core, room.channel, [each.id for each in sights])

    def clear_reactions(self, sight: Sight, emoji: str | None = None) -> None:
        """Take away everybody's reactions to a message, or those of one emoji."""
        message = self.core.world.channels[sight.channel_id].messages[sight.id]
        for name in [emoji] if emoji else list(message.reactions):
            message.reactions.pop(name, None)
        self.core.tell_cleared(message, emoji)

    def hook_says(self, room: Room, name: str, text: str) -> None:
        """Post by a webhook of the room's own."""
        core = self.core
        author = User(core.world.new_id(), name, bot=True)
        said = Message(
            core.world.new_id(), room.id, author, core.world.stamp(), content=text, by_webhook=True
        )
        messages.place(core, room.channel, said)

    # The bot's own coming and going

    def outage(self) -> None:
        """Make the server unavailable, as Discord does when it has trouble."""
        self.guild.unavailable = True
        data = {"id": self.id, "unavailable": True}
        self.core.gateway.dispatch("GUILD_DELETE", data, guild_id=self.id, intent=GUILDS)

    def back(self) -> None:
        """End an outage."""
        self.guild.unavailable = False
        self._created()

    def remove_bot(self) -> None:
        self.guild.bot_is_in = False
        self.guild.members.pop(self.core.bot.id, None)
        self.core.gateway.dispatch("GUILD_DELETE", {"id": self.id}, guild_id=self.id, intent=GUILDS)

    def add_bot(self, by: Person) -> None:
        """Add the bot (again); the audit log says who did."""
        core = self.core
        self.guild.bot_is_in, self.guild.added_by = True, by.id
        self.guild.members[core.bot.id] = Member(core.bot, core.world.stamp(), {self.bot_role.id})
        self.guild.audit.append(
            {"id": core.world.new_id(), "action_type": BOT_ADD, "user_id": by.id, "target_id": core.bot.id}
        )
        self._created()

    @property
    def bot_role(self) -> Role:
        """The role that came with the bot; its permissions are the bot's in this server."""
        for each in self.guild.roles.values():
            if each.name == self.core.bot.name:
                return each
        made = Role(self.core.world.new_id(), self.core.bot.name, permissions.BOT)
        self.guild.roles[made.id] = made
        return made

    def _created(self) -> None:
        data = shapes.guild_created(self.guild, self.core.world, self.core.bot)
        self.core.gateway.dispatch("GUILD_CREATE", data, guild_id=self.id, intent=GUILDS)
