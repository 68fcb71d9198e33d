"""The doors to the outside, as promises: what the core asks of clocks, platforms, adapters and pages."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import (
    Arrived,
    Caller,
    Heard,
    Listening,
    Missed,
    Retold,
    RoomTold,
    Who,
)
from communitybot.conversation.message import Message
from communitybot.previews import Alive as Alive  # noqa: PLC0414 - this door is a port like the others
from communitybot.previews import LinkPreview as LinkPreview  # noqa: PLC0414
from communitybot.previews import LinkPreviews as LinkPreviews  # noqa: PLC0414
from communitybot.previews import NoPreview as NoPreview  # noqa: PLC0414

T = TypeVar("T")
W_co = TypeVar("W_co", covariant=True)


class DeliveryError(Exception):
    """Why a platform did not take a message; adapters raise exactly the three kinds below."""


class TryLater(DeliveryError):
    """It may work later: a rate limit, a passing fault. `after` is how long the platform asked us to wait.

    `unsure` says that the platform may have taken it all the same (a lost answer): the delivery is then in
    doubt and is looked for before it is sent again.
    """

    def __init__(self, after: timedelta = timedelta(seconds=1), *, unsure: bool = False) -> None:
        super().__init__(f"try again in {after.total_seconds():g} s")
        self.after = after
        self.unsure = unsure


class Undeliverable(DeliveryError):
    """It will never work: no such place, a person who cannot be written to. `gone`: the target vanished.

    `room`: nothing can be posted in the whole place, and the bot has been told so (`Bot.room_changed`).
    """

    def __init__(self, reason: str, *, gone: bool = False, room: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone
        self.room = room


class Unauthorised(DeliveryError):
    """We may not: `need` names the permission, scope or token that is missing. `room`: as above."""

    def __init__(self, need: str, *, room: bool = False) -> None:
        super().__init__(f"missing: {need}")
        self.need = need
        self.room = room


class Clock(Protocol):
    """What time it is for people: due times and late policy follow it; leases never do."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        ...

    # A clock that runs faster than real time says so: its `pace` is how many of its seconds pass in one.


@dataclass(frozen=True, slots=True)
class PlatformPerson:
    """What a platform tells of an account now. `zone` is an IANA name or None."""

    address: PersonAddress
    name: str
    zone: str | None = None


class Platform(Protocol):
    """Where messages go. Every method raises only the `DeliveryError` family; anything else is a bug."""

    name: str
    """The platform's word in addresses: `discord`, `slack`, `playground`."""

    honours_keys_for: timedelta
    """How long a repeated `post` with the same key is known to give the first message back (0: never)."""

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        """Post once. Repeated with the same key within `honours_keys_for`, returns the first message.

        The key travels with the message in a way only apps see, so that `find` can recognise it later.
        """
        ...

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        """Say whether a message with this key was posted by us at or after `since`.

        Called only when in doubt, after every request that might post it has surely ended. Raises
        `Unauthorised` when history cannot be read.
        """
        ...

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Replace the words of a message; `Undeliverable(gone=True)` when it no longer exists."""
        ...

    async def remove(self, ref: MessageRef) -> None:
        """Delete a message; no error when it is gone already."""
        ...

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,
        opening: Message,
        key: str,
        *,
        first: MessageRef | None = None,
        pinned: bool = True,
    ) -> PlaceAddress:
        """Post the opening with the key, start its thread, and return the thread; idempotent by key.

        The thread has its opening message's id. The opening is `pinned` in its room where the bot may.
        `first` is the opening where it was found standing already: then only the thread is started.
        """
        ...

    async def close(self, place: PlaceAddress) -> None:
        """Close a thread for new messages where the platform can, and unpin its opening; repeatable."""
        ...

    async def reopen(self, place: PlaceAddress) -> None:
        """Let people write in a closed thread again, where the platform had closed it; repeatable."""
        ...

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        """The private place of one person and the bot, opened if need be."""
        ...

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        """What the platform says of a person now; None when they are gone."""
        ...

    def link(self, ref: MessageRef) -> str | None:
        """The web address that opens a message for whoever may see it; None where there is none yet."""
        ...


class Adapter(Protocol):
    """What an entry point of the group `communitybot.adapters` loads, with no arguments."""

    name: str

    def wanted(self, settings: Any) -> bool:
        """Whether the settings ask for this adapter."""
        ...

    def check(self, settings: Any) -> Sequence[str]:
        """What is wrong with its settings, a sentence each, by variable name; empty when it can run."""
        ...

    # An adapter of a platform may also have `health() -> Mapping[str, str]`: how it hears the platform now,
    # for /healthz (`connected`, `listening`, `reconnecting`; `silent` and `refused` are red), and what else
    # is amiss; and `async log_in(settings)`, for `communitybot check`: it logs in and gives a sentence for
    # each thing that is missing though it can run, and where to click. It raises `BadSettings` when it cannot
    # run. `keeps_words(settings) -> bool`: whether what people say on its platform may be kept in an archive,
    # by the platform's terms; left out, it may. `hears_rooms(settings) -> bool`: whether what people say in
    # rooms reaches it and may be used; left out, it does. `previews() -> LinkPreviews`: where pages are
    # looked at, for the one that does that.

    def routes(self, bot: Any) -> Sequence[Any]:
        """HTTP routes for the one server, opaque to the core; called before `start`."""
        ...

    async def start(self, bot: Any) -> Platform | None:
        """Begin to hear; returns where messages to this platform go, if it is one."""
        ...

    async def stop(self) -> None:
        """Stop hearing and release everything; called once, also after a failed `start`."""
        ...


class Directory(Protocol):
    """Who is who: from platform addresses to the people and communities the core knows."""

    async def caller(self, who: Who, place: PlaceAddress) -> Caller: ...

    async def arrived(self, arrival: Arrived) -> object: ...

    async def departed(self, space: SpaceAddress) -> object: ...

    async def room_changed(self, told: RoomTold) -> object: ...

    async def spaces(self, platform: str) -> tuple[SpaceAddress, ...]: ...


class Listener(Protocol):
    """Who listens to what is said in threads. Everything told is kept when the call returns; repeatable."""

    async def listens(self, place: PlaceAddress) -> bool:
        """Whether what happens in a thread now is kept; in a room, whether new words with addresses are."""
        ...

    async def hear(self, heard: Heard, by: Caller | None) -> None:
        """Take in what happened; `by` is who spoke or reacted."""
        ...

    async def listening(self, platform: str) -> Sequence[Listening]:
        """The threads of a platform that are listened to, and since when each may have been missed."""
        ...

    async def retell(self, retold: Retold, people: Sequence[Caller]) -> None:
        """Add what was missed, reword what was changed, remove what has gone; `people` as the posts."""
        ...

    async def miss(self, missed: Missed) -> None:
        """Mark a gap that cannot be filled."""
        ...


class Units(Protocol[W_co]):
    """Transactions: each unit is one function, run whole in a shielded task, so no caller can split it."""

    async def run(self, unit: Callable[[W_co], Awaitable[T]]) -> T:
        """Run `unit(work)` in one write transaction: all of it is kept, or (on any exception) none of it.

        A cancelled caller waits until the unit has ended, then sees its cancellation.
        """
        ...

    async def read(self, unit: Callable[[W_co], Awaitable[T]], *, same: Hashable | None = None) -> T:
        """Run `unit(work)` on one consistent snapshot; it must not write."""
        ...


class Inbox(Protocol):
    """Remembers what has been heard, so that a repeated delivery is acted on once."""

    async def known(self, happening: str) -> bool:
        """Whether a happening has been acted on."""
        ...

    async def first_time(self, happening: str, *, at: datetime) -> bool:
        """Store the id of a happening; False when it is known already. Part of the current unit."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """One workspace's leave: its bot token, and with token rotation when it ends and what renews it."""

    team: str
    name: str
    bot_user: str
    token: str = field(repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    expires: datetime | None = None
    installed_by: str | None = None
    installed_at: datetime


Renew = Callable[[Installation], Awaitable[Installation | None]]
"""Given what is kept now: the renewed installation, or None when it needs none."""


class InstallationRows(Protocol):
    """Installations as they are kept, their tokens sealed already. Part of the current unit."""

    async def save(self, installation: Installation) -> None: ...

    async def get(self, team: str) -> Installation | None: ...

    async def teams(self) -> tuple[str, ...]: ...

    async def forget(self, team: str, *, before: datetime | None) -> bool: ...

    async def claim(self, team: str, *, now: datetime, until: datetime) -> tuple[Installation | None, bool]:
        """The installation, and whether it is ours to renew until then: nobody else is at it."""
        ...

    async def release(self, team: str, renewed: Installation | None) -> None:
        """Let others renew it again; with `renewed`, keep that."""
        ...

    async def expect(self, state: str, *, until: datetime) -> None: ...

    async def take(self, state: str, *, now: datetime) -> bool: ...
