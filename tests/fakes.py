"""The two fakes of these tests: a clock that stands still, and a platform that records what it is given."""
# ruff: noqa: ARG002 - the signatures are the port's

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import Message
from communitybot.ports import PlatformPerson, Undeliverable

START = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """A clock that moves only when it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = now

    def advance(self, by: timedelta | float) -> None:
        self._now += by if isinstance(by, timedelta) else timedelta(seconds=by)


@dataclass
class Posted:
    """One message people can see."""

    place: PlaceAddress
    message: Message
    key: str
    ref: MessageRef
    edits: list[Message] = field(default_factory=list)
    gone: bool = False

    @property
    def shown(self) -> Message:
        return self.edits[-1] if self.edits else self.message


class RecordingPlatform:
    """A platform in memory: `posted` is what people see, in order; `threads` are titles by their opening.

    `before(verb, key)` runs first and may raise: nothing was accepted; `after(verb, key)` may raise too:
    it was, and the answer is lost. `honours_keys_for` of zero makes it a platform that only has a history.
    """

    def __init__(self, name: str = "fake", honours_keys_for: timedelta = timedelta(seconds=60)) -> None:
        self.name = name
        self.honours_keys_for = honours_keys_for
        self.posted: list[Posted] = []
        self.threads: dict[str, str] = {}
        self.pinned: list[MessageRef] = []
        self.calls: list[tuple[str, str]] = []
        self.before: Callable[[str, str], None] = lambda _verb, _key: None
        self.after: Callable[[str, str], None] = lambda _verb, _key: None

    def visible(self) -> list[Posted]:
        return [posted for posted in self.posted if not posted.gone]

    def _call(self, verb: str, key: str) -> None:
        self.calls.append((verb, key))
        self.before(verb, key)

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        self._call("post", key)
        known = [posted for posted in self.posted if posted.key == key] if self.honours_keys_for else []
        if not known:
            ref = MessageRef(place, str(len(self.posted) + 1))
            known = [Posted(place, message, key, ref)]
            self.posted += known
        self.after("post", key)
        return known[0].ref

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        self._call("find", key)
        return next((p.ref for p in self.visible() if p.key == key and p.place == place), None)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        self._call("edit", str(ref))
        found = next((p for p in self.visible() if p.ref == ref), None)
        if found is None:
            raise Undeliverable("it was deleted", gone=True)
        found.edits.append(message)
        self.after("edit", str(ref))

    async def remove(self, ref: MessageRef) -> None:
        self._call("remove", str(ref))
        for posted in self.posted:
            posted.gone = posted.gone or posted.ref == ref
        self.after("remove", str(ref))

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
        ref = first or await self.post(place, opening, key)
        self._call("start", str(ref))
        self.threads.setdefault(str(ref), title)
        self.pinned += [ref] if pinned and ref not in self.pinned else []
        self.after("start", str(ref))
        return PlaceAddress(place.platform, place.space, place.place, ref.message)

    async def close(self, place: PlaceAddress) -> None:
        self._call("close", str(place))
        self.after("close", str(place))

    async def reopen(self, place: PlaceAddress) -> None:
        self._call("reopen", str(place))
        self.after("reopen", str(place))

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        self._call("direct", str(person))
        return PlaceAddress(person.platform, person.space, f"dm-{person.person}")

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        return PlatformPerson(person, person.person)

    def link(self, ref: MessageRef) -> str | None:
        return f"https://{ref.place.platform}.example/{ref.place.place}/{ref.message}"
