"""What happens in a workspace without the bot: people come and go, channels change, the app is removed."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from twins.loom.acks import Ack
from twins.loom.courier import Courier
from twins.loom.methods.installs import grant, remove_app
from twins.loom.payloads import event_callback
from twins.loom.people import Person, Room
from twins.loom.posting import edit, remove
from twins.loom.records import Json, Message, Team
from twins.loom.scopes import BOT_SCOPES
from twins.loom.world import World

Order = Callable[[list[tuple[Json, str]]], Sequence[tuple[Json, str]]]


@dataclass(slots=True)
class Held:
    """Events kept back; `release` lets them go in any order."""

    courier: Courier
    events: list[tuple[Json, str]]

    async def release(self, order: Order = list) -> None:
        """Bring them one after the other, each to its end."""
        for event, team in order(self.events):
            await self.courier.bring(event_callback(self.courier.world, team, event))
        self.events.clear()


@dataclass(frozen=True, slots=True)
class Happenings:
    world: World
    courier: Courier

    def invites_bot(self, room: Room, by: Person) -> None:
        self._joins(room, self.world.teams[by.user.team].bot_user, by.id)

    def joins(self, person: Person, room: Room) -> None:
        self._joins(room, person.id, "")

    def _joins(self, room: Room, user: str, inviter: str) -> None:
        room.channel.members.add(user)
        event = self._of(room, "member_joined_channel", user=user, channel=room.id)
        self._tell(room, event | ({"inviter": inviter} if inviter else {}))

    def leaves(self, person: Person, room: Room) -> None:
        room.channel.members.discard(person.id)
        self._tell(room, self._of(room, "member_left_channel", user=person.id, channel=room.id))

    def removes_bot(self, room: Room) -> None:
        """Take the bot out of a channel; it hears channel_left, and nothing more from there."""
        room.channel.members.discard(self.world.teams[room.channel.team].bot_user)
        self._tell(room, self._named(room, "left", channel=room.id))

    def archives(self, room: Room) -> None:
        room.channel.archived = True
        self._tell(room, self._named(room, "archive", channel=room.id))

    def unarchives(self, room: Room) -> None:
        room.channel.archived = False
        self._tell(room, self._named(room, "unarchive", channel=room.id))

    def renames(self, room: Room, name: str) -> None:
        room.channel.name = name
        about = {"id": room.id, "name": name, "created": 0}
        self._tell(room, self._named(room, "rename", channel=about))

    def deletes(self, room: Room) -> None:
        self._tell(room, self._named(room, "deleted", channel=room.id))
        room.channel.deleted = True

    def changes_id(self, room: Room) -> Room:
        """Give a channel another id, as sharing a private one may (reference/events/channel_id_changed)."""
        old, new = room.id, self.world.name("C")
        self.world.renumber(old, new)
        moved = Room(self.world, new)
        about = {"old_channel_id": old, "new_channel_id": new, "event_ts": self.world.clock.stamp()}
        self._tell(moved, {"type": "channel_id_changed", **about})
        return moved

    def edits(self, message: Message, text: str) -> None:
        """A person changes what they wrote."""
        edit(self.world, message, text=text, blocks=[])

    def removes(self, message: Message) -> None:
        """A person, or a moderator, deletes a message."""
        remove(self.world, message)

    def tells(self, event: Json, team: Team) -> None:
        """Send any event, as a test makes it up: the same words twice, twenty seconds apart."""
        self.world.event(team.id, {"event_ts": self.world.clock.stamp()} | event)

    def uninstalls(self, team: Team) -> None:
        remove_app(self.world, team)

    def revokes_token(self, team: Team) -> None:
        self.world.tokens[team.bot_token].refused = "token_revoked"
        self._tell_team(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user]}})

    def installs_again(self, team: Team, *, rotates: bool = False) -> str:
        """Install the app anew without the OAuth page; gives the bot's token."""
        return grant(self.world, team, BOT_SCOPES, rotates=rotates).value

    async def limits_events(self, team: Team) -> Ack:
        """Say that events were dropped: more than 30,000 in an hour (reference/events/app_rate_limited)."""
        told = {
            "token": "loom",
            "type": "app_rate_limited",
            "team_id": team.id,
            "minute_rate_limited": int(self.world.clock.now()) // 60 * 60,
            "api_app_id": self.world.app.id,
        }
        return (await self.courier.bring(told))[-1]

    @asynccontextmanager
    async def dropped(self) -> AsyncIterator[Held]:
        """Lose what happens meanwhile, as Slack does when there is too much of it."""
        async with self.held() as kept:
            yield kept
            kept.events.clear()

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Held]:
        """Keep events back, to let them go late or in another order."""
        kept: list[tuple[Json, str]] = []
        self.courier.held = kept
        try:
            yield Held(self.courier, kept)
        finally:
            self.courier.held = None

    def _of(self, room: Room, kind: str, **details: Any) -> Json:
        channel = room.channel
        event: Json = {"type": kind, "team": channel.team, "channel_type": "G" if channel.private else "C"}
        return event | details | {"event_ts": self.world.clock.stamp()}

    def _named(self, room: Room, what: str, **details: Any) -> Json:
        """Private channels have events of their own names."""
        family = "group" if room.channel.private else "channel"
        return {"type": f"{family}_{what}", "event_ts": self.world.clock.stamp(), **details}

    def _tell(self, room: Room, event: Json) -> None:
        for team in (room.channel.team, *room.channel.shared_with):
            self.world.event(team, event)

    def _tell_team(self, team: Team, event: Json) -> None:
        self.world.event(team.id, event)
