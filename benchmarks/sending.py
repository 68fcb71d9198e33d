"""What the outbox workloads send, where to, and the relay that sends it: built as `bootstrap` builds it."""

import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import Message, message, paragraph
from communitybot.events.cards.reminders import reminder_card
from communitybot.events.model import Details, Event, Host, Kind, Occurrence, Status, Tally
from communitybot.outbox.entry import Entry, Handler, NewEntry, Outcome
from communitybot.outbox.relay import Relay
from communitybot.ports import PlatformPerson
from communitybot.storage.engine import Database, create
from communitybot.storage.migrate import migrate
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork, Work

PEOPLE = 2_000  # members of the space, each in several of the groups reminded
GROUP = 100  # people reminded of one event
HOUR = timedelta(hours=1)
AT_ONCE = 5_000  # rows put in one unit of work
KIND = "event.remind.person"
NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)


class Counting:
    """A platform that takes everything at once and only counts."""

    name = "bench"
    honours_keys_for = timedelta(minutes=5)

    def __init__(self) -> None:
        self.count = 0

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:  # noqa: ARG002
        self.count += 1
        return MessageRef(place, str(self.count))

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:  # noqa: ARG002
        return None

    async def edit(self, ref: MessageRef, message: Message) -> None:
        """Count nothing: these workloads only post."""

    async def remove(self, ref: MessageRef) -> None:
        """Count nothing."""

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,  # noqa: ARG002
        opening: Message,  # noqa: ARG002
        key: str,  # noqa: ARG002
        *,
        first: MessageRef | None = None,  # noqa: ARG002
        pinned: bool = True,  # noqa: ARG002
    ) -> PlaceAddress:
        return place

    async def close(self, place: PlaceAddress) -> None:
        """Count nothing."""

    async def reopen(self, place: PlaceAddress) -> None:
        """Count nothing."""

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        return PlaceAddress(person.platform, person.space, person.person)

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        return PlatformPerson(person, person.person)

    def link(self, ref: MessageRef) -> str | None:  # noqa: ARG002
        return None


def occurrence(number: int) -> Occurrence:
    """One event of an ordinary size; `number` makes its words its own."""
    starts = NOON + timedelta(minutes=number % 1_440)
    details = Details(
        title=f"Reading circle {number}: The Wild Robot",
        kind=Kind.BOOK_CLUB,
        hosts=(Host("Priya Raman"), Host("Marcus Bell")),
        place="The library",
        hashtag="ce26",
        topics=("reading",),
    )
    event = Event(
        id=f"e{number}",
        community="c0",
        uid=f"e{number}@bench",
        details=details,
        starts=starts.replace(tzinfo=None),
        zone="America/New_York",
        length=HOUR,
        status=Status.OPEN,
        created_at=NOON,
        changed_at=NOON,
    )
    return Occurrence(
        event=event,
        original=event.starts,
        starts=event.starts,
        start=starts,
        end=starts + HOUR,
        details=details,
        status=Status.OPEN,
        revision=0,
    )


def card(number: int) -> Message:
    """A person's reminder, an hour before, as the events feature words it."""
    return reminder_card(occurrence(number), Tally(going=12, maybe=3), offset=HOUR, late=False, personal=True)


def sentence(number: int) -> Message:
    """What the peers' jobs carry."""
    return message(paragraph(f"Reading circle {number} is tomorrow"))


async def draw(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:  # noqa: ARG001 - a handler's signature
    """Word a reminder once for all of the batch who get the same, as the events feature does."""
    cards: dict[int, Message] = {}
    for entry in entries:
        number = entry.args["event"]
        if number not in cards:
            cards[number] = card(number)
    return [cards[entry.args["event"]] for entry in entries]


async def draw_sentence(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:  # noqa: ARG001
    """Word what the peers' jobs carry, once for all of the batch who get the same."""
    words = {number: sentence(number) for number in {entry.args["event"] for entry in entries}}
    return [words[entry.args["event"]] for entry in entries]


async def draw_each(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:  # noqa: ARG001
    """Word every reminder by itself: nobody gets what another gets."""
    return [card(entry.args["number"]) for entry in entries]


def reminders(
    count: int,
    *,
    due: datetime,
    communities: int = 1,
    frozen: Callable[[int], Message] | None = None,
    distinct: bool = False,
) -> list[NewEntry]:
    """Reminders to a hundred people of each event; `frozen` words them beforehand, `distinct` each anew."""
    made = []
    words: dict[int, Message] = {}
    for number in range(count):
        event = number // GROUP
        community = event % communities
        text = number if distinct else event
        if frozen and text not in words:
            words[text] = frozen(text)
        made.append(
            NewEntry(
                key=f"event:e{event}:1h:person:{number}",
                community=f"c{community}",
                kind=KIND,
                due=due,
                destination=f"bench:s{community}@p{number % PEOPLE}",
                subject=f"event:e{event}/2026-12-01T19:00",
                args={"event": event, "number": number},
                message=words[text] if frozen else None,
            )
        )
    return made


def relay(database: Database, platform: Counting, handlers: Mapping[str, Handler] | None = None) -> Relay:
    """The relay with the constructor values `bootstrap` uses."""
    return Relay(
        units=UnitsOfWork(database),
        ledger=StoredLedger(database),
        clock=SystemClock(),
        platforms={platform.name: platform},
        handlers=handlers or {},
    )


@contextmanager
def folder() -> Iterator[Path]:
    """A folder of this turn's own, gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="cb-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@asynccontextmanager
async def fresh(url: str) -> AsyncIterator[Database]:
    """A migrated database at this address, as a process opens it."""
    database = create(url)
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def fresh_sqlite() -> AsyncIterator[Database]:
    """A migrated SQLite file of this turn's own."""
    with folder() as place:
        async with fresh(f"sqlite:///{place / 'bench.db'}") as database:
            yield database


async def store(database: Database, entries: Sequence[NewEntry]) -> None:
    """Put entries as features do, a few thousand in each unit of work."""
    units = UnitsOfWork(database)
    for begin in range(0, len(entries), AT_ONCE):
        part = entries[begin : begin + AT_ONCE]

        async def unit(work: Work, part: Sequence[NewEntry] = part) -> int:
            return await work.outbox.put(part)

        await units.run(unit)


async def deliver(
    database: Database,
    entries: Sequence[NewEntry],
    *,
    handler: Handler | None = None,
    platform: Counting | None = None,
) -> float:
    """Deliveries a second: from starting the relay until the last answer is committed."""
    await store(database, entries)
    platform = platform or Counting()
    worker = relay(database, platform, {KIND: handler} if handler else None)
    gc.collect()
    gc.freeze()  # as `run` does once all stands
    began = time.perf_counter()
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    await worker.settled()
    took = time.perf_counter() - began
    await worker.stop()
    await running
    if platform.count != len(entries):
        raise AssertionError(f"{platform.count} of {len(entries)} were posted")
    return len(entries) / took
