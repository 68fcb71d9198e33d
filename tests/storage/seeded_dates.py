"""A hundred events of two communities, the same at every run, and lists worked out by looking at each."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from communitybot.communities.names import fold
from communitybot.events.model import (
    Answer,
    Attendance,
    Change,
    Details,
    Event,
    Host,
    Occurrence,
    Rsvp,
    Status,
    Tally,
)
from communitybot.events.occurrences import expand
from communitybot.events.repository import Slot, Wanted, slot_of
from communitybot.moments.repeat import Every, Repeat
from communitybot.people.model import Level

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday
DAY = timedelta(days=1)
SINCE, UNTIL = NOW - 60 * DAY, NOW + 60 * DAY
COMMUNITIES = ("oak", "elm")
PEOPLE = ("ada", "ben", "cleo", "dan")
TOPICS = ("Reading", "equity", "Maths", "robots")
LEVELS = tuple(Level)
PROGRAMMES = (None, None, "month", "week")
NARROWED = (  # how a reader may narrow a list
    {},
    {"mine": True},
    {"topic": "reading"},
    {"level": Level.ELEMENTARY},
    {"programme": "month"},
)
COMING = {Answer.GOING, Answer.MAYBE, Answer.WAITING}


@dataclass
class Stored:
    """What was put into the database, as plain values."""

    dates: Sequence[Occurrence]
    answers: Mapping[tuple[Slot, str], Answer]
    lines: Mapping[Slot, Sequence[str]]  # who answered, first come first
    present: set[tuple[Slot, str]]

    def fits(self, one: Occurrence, wanted: Wanted) -> bool:
        """Whether a date belongs in a list, told without looking at how lists are made."""
        labels = {fold(label) for label in (*one.details.topics, one.details.hashtag)}
        return (
            one.event.community == wanted.community
            and one.status is Status.OPEN
            and one.end > wanted.since
            and (wanted.until is None or one.start < wanted.until)
            and (wanted.topic is None or wanted.topic in labels)
            and (wanted.level is None or one.details.level in {wanted.level, Level.ALL})
            and (wanted.programme is None or one.event.programme == wanted.programme)
            and (not wanted.mine or self.concerns(one, wanted.person))
        )

    def concerns(self, one: Occurrence, person: str) -> bool:
        return self.answers.get((slot_of(one), person)) in COMING or changeable(one, person)

    def listed(self, wanted: Wanted) -> list[Occurrence]:
        return sorted((one for one in self.dates if self.fits(one, wanted)), key=in_order)

    def tally(self, one: Occurrence) -> Tally:
        said = [answer for (slot, _), answer in self.answers.items() if slot == slot_of(one)]
        return Tally(**{each.value: said.count(each) for each in Answer})

    def position(self, one: Occurrence, person: str) -> int | None:
        slot = slot_of(one)
        waiting = [each for each in self.lines.get(slot, ()) if self.answers[slot, each] is Answer.WAITING]
        return waiting.index(person) + 1 if person in waiting else None


def changeable(one: Occurrence, person: str) -> bool:
    hosts = (*one.event.details.hosts, *one.details.hosts)
    return one.event.created_by == person or person in {host.person for host in hosts}


def in_order(one: Occurrence) -> tuple[datetime, str, datetime]:
    return one.start, one.event.id, one.original


def details(dice: random.Random, number: int) -> Details:
    return Details(
        title=f"{dice.choice(['Reading circle', 'Maths evening', 'Robots'])} {number}",
        level=dice.choice(LEVELS),
        topics=tuple(dice.sample(TOPICS, dice.randrange(3))),
        hashtag=dice.choice(("", "ce26", "reading")),
        hosts=tuple(
            Host(person.title(), person if dice.random() < 0.7 else None)
            for person in dice.sample(PEOPLE, dice.choice((0, 0, 1, 2)))
        ),
    )


def event(dice: random.Random, number: int) -> Event:
    hour = timedelta(hours=1)
    return Event(
        id=f"e{number:03}",
        community=dice.choice(COMMUNITIES),
        uid=f"e{number}@tests",
        details=details(dice, number),
        # few hours to begin at, so that several begin at once
        starts=datetime(2026, 12, 1, dice.choice((8, 11, 19))) + timedelta(days=dice.randrange(-20, 20)),  # noqa: DTZ001 - wall clock
        zone=dice.choice(("America/New_York", "UTC")),
        length=dice.choice((hour, hour, 2 * hour, 24 * hour, 30 * hour, 200 * hour)),
        repeat=Repeat(every=Every.WEEK, until=date(2027, 1, 10)) if dice.random() < 0.2 else None,
        status=dice.choices(list(Status), (1, 6, 1))[0],
        programme=dice.choice(PROGRAMMES),
        created_by=dice.choice((None, *PEOPLE)),
        created_at=NOW,
        changed_at=NOW,
    )


def posted(name: str, **what) -> Event:
    """An ordinary event of an hour from tomorrow morning on, about reading."""
    plain = {
        "community": "oak",
        "status": Status.OPEN,
        "length": timedelta(hours=1),
        "starts": datetime(2026, 12, 2, 9),  # noqa: DTZ001 - wall clock
        "details": Details(title="Breakfast", topics=("reading",)),
        "repeat": None,
    }
    return replace(event(random.Random(1), 0), id=name, uid=name, **{**plain, **what})


def changed(dice: random.Random, each: Event) -> dict[datetime, Change]:
    """A few dates of a series moved, cancelled, or about something else."""
    if each.repeat is None:
        return {}
    found = {}
    for one in dice.sample(expand(each, {}, SINCE, UNTIL), k=2):
        moved = one.starts + timedelta(days=dice.choice((-3, 2)))
        what = dice.choice(
            ({"starts": moved}, {"cancelled": True}, {"details": details(dice, 500)}, {"length": 3 * DAY})
        )
        found[one.original] = Change(event=each.id, original=one.original, **what)
    return found


async def plant(units) -> Stored:
    """Store the events with what people said to them."""
    dice = random.Random(20261201)
    dates: list[Occurrence] = []
    answers: dict[tuple[Slot, str], Answer] = {}
    lines: dict[Slot, list[str]] = {}
    present: set[tuple[Slot, str]] = set()

    async def unit(work):
        for each in (event(dice, number) for number in range(100)):
            await work.events.add(each)
            changes = changed(dice, each)
            for change in changes.values():
                await work.events.change(each.community, change)
            if each.status is not Status.DRAFT:
                laid = expand(each, changes, SINCE, UNTIL)
                await work.events.lay_out(each.community, each.id, laid, since=None)
                dates.extend(laid)
        for one in dates:
            for person in dice.sample(PEOPLE, dice.choice((0, 0, 1, 3))):
                slot, said = slot_of(one), dice.choice(list(Answer))
                rsvp = Rsvp(event=slot[1], original=slot[2], person=person, name=person, answer=said, at=NOW)
                await work.events.answer(slot[0], rsvp)
                answers[slot, person] = said
                lines.setdefault(slot, []).append(person)
                here = dice.random() < 0.5
                was = Attendance(
                    event=slot[1], original=slot[2], person=person, name=person, present=here, at=NOW
                )
                await work.events.attended(slot[0], was)
                present.update({(slot, person)} if here else ())

    await units.run(unit)
    return Stored(dates, answers, lines, present)
