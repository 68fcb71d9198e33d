"""An interaction: what a person did, the clocks it starts, and what the person then sees."""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from twins.chord import permissions, shapes
from twins.chord.errors import Refused
from twins.chord.modal import Modal
from twins.chord.sight import Sight, sight_of
from twins.chord.state import DM, Channel, Json, Message, User

if TYPE_CHECKING:
    from twins.chord.core import Core

# receiving-and-responding.mdx, "Interaction Type" and "Interaction Callback Type"
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

FAILED = "This interaction failed"
SILENT = "The application did not respond"


@dataclass(frozen=True, slots=True)
class Failed:
    """What the person reads when nothing came in time."""

    words: str


Answered: TypeAlias = Sight | Modal | Failed | list[Json] | None


@dataclass(slots=True, eq=False)
class Interaction:
    """One interaction; `answer` waits for what the person sees in the end."""

    core: "Core"
    kind: int
    person: User
    channel: Channel
    data: Json
    source: Message | None = None
    target: Message | None = None
    id: str = ""
    token: str = field(default_factory=lambda: "aW50ZXJhY3Rpb246" + secrets.token_urlsafe(96))
    created: float = 0.0
    acked: int | None = None
    acked_after: float | None = None
    original: Message | None = None
    modal: Modal | None = None
    choices: list[Json] | None = None
    follow_ups: list[Message] = field(default_factory=list)
    followed: int = 0

    def __post_init__(self) -> None:
        self.id = self.core.world.new_id()
        self.created = self.core.clock.seconds()
        self.core.interactions[self.token] = self

    # What the bot may do with it

    def check_callback(self, kind: int) -> None:
        """Refuse what comes too late, twice, or in a kind that does not answer this (same page)."""
        if self.core.clock.seconds() > self.created + self.core.ack_within:
            raise Refused(10062)
        if self.acked is not None:
            raise Refused(40060)
        allowed = {
            COMMAND: {MESSAGE, DEFERRED_MESSAGE, MODAL},
            COMPONENT: {MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, MODAL},
            AUTOCOMPLETE: {CHOICES},
            MODAL_SUBMIT: {MESSAGE, DEFERRED_MESSAGE},  # "not available for MODAL_SUBMIT": a modal
        }[self.kind]
        if self.kind == MODAL_SUBMIT and self.source is not None:
            allowed = allowed | {DEFERRED_UPDATE, UPDATE}  # "only valid for component-based interactions"
        if kind not in allowed:
            raise Refused(50035, faults=[f"type: {kind} cannot answer an interaction of type {self.kind}"])

    def ack(self, kind: int) -> None:
        self.acked = kind
        self.acked_after = self.core.clock.seconds() - self.created
        self.core.counts.acks.append(self.acked_after)

    def check_token(self) -> None:
        """Refuse a token after 15 minutes with 401, and one not yet answered as unknown."""
        if self.core.clock.seconds() > self.created + self.core.token_life:
            raise Refused(50027)
        if self.acked is None:
            raise Refused(10015)

    # What the person sees

    def sees(self) -> Answered:
        """What the person has before them now; None while they wait."""
        now = self.core.clock.seconds()
        if self.acked is None:
            if now <= self.created + self.core.ack_within:
                return None
            return Failed(FAILED if self.kind in {COMPONENT, MODAL_SUBMIT} else SILENT)
        if self.acked == CHOICES:
            return self.choices
        if self.acked == MODAL:
            return self.modal
        shown = self.source if self.acked in {DEFERRED_UPDATE, UPDATE} else self.original
        if shown is None:
            return None
        if shown.loading:
            return None if now <= self.created + self.core.token_life else Failed(SILENT)
        return sight_of(shown, self.core)

    async def answer(self, timeout: float = 10.0) -> Any:
        """Wait for what the person sees: a `Sight`, a `Modal`, choices, or `Failed`."""
        return await self._until(self.sees, timeout)

    async def follow_up(self, timeout: float = 10.0) -> Sight:
        """Wait for the next message that follows the first answer."""

        def further() -> Sight | None:
            waiting = self.follow_ups[self.followed :]
            return sight_of(waiting[0], self.core) if waiting else None

        found: Sight = await self._until(further, timeout)
        self.followed += 1
        return found

    async def acknowledged(self, timeout: float = 10.0) -> int:
        """Wait for the first answer of any kind; gives its type."""
        kind: int = await self._until(lambda: self.acked, timeout)
        return kind

    async def _until(self, found: Any, timeout: float) -> Any:
        until = asyncio.get_running_loop().time() + timeout
        while (seen := found()) is None:
            if asyncio.get_running_loop().time() > until:
                raise TimeoutError(f"nothing to be seen after {timeout} s (acknowledged: {self.acked})")
            await asyncio.sleep(0.005)
        return seen

    # What the bot is told

    def send(self) -> "Interaction":
        data = self.payload()
        self.core.gateway.dispatch("INTERACTION_CREATE", data, guild_id=self.channel.guild_id)
        return self

    def payload(self) -> Json:
        core, channel = self.core, self.channel
        world, bot = core.world, core.bot
        held = permissions.in_channel(world, channel, self.person.id)
        payload: Json = {
            "id": self.id,
            "application_id": bot.id,
            "type": self.kind,
            "token": self.token,
            "version": 1,
            "data": self.data,
            "channel_id": channel.id,
            "channel": shapes.channel(channel, world, bot),
            "app_permissions": str(permissions.in_channel(world, channel, bot.id)),
            "locale": self.person.locale,
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            "context": 1 if channel.kind == DM else 0,
            "authorizing_integration_owners": {"0": channel.guild_id or "0"},
        }
        if channel.kind == DM:
            payload["user"] = shapes.user(self.person)
        else:
            guild = world.guilds[channel.guild_id or ""]
            payload |= {
                "guild_id": guild.id,
                "guild": {"id": guild.id, "features": [], "locale": "en-US"},
                "guild_locale": "en-US",
                "member": shapes.member(guild.members[self.person.id]) | {"permissions": str(held)},
            }
        if self.source is not None:
            payload["message"] = shapes.message(self.source, world, bot)
        return payload
