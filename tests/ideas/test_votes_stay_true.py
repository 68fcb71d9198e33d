"""Support under any mix of clicks, double clicks, replays and failures: the tally is the last choice of each.

Everything goes through the service, and through what lets the bot act once on a happening. Its transactions
are savepoints on one connection here, so that thousands of them take seconds.
"""

import random
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import FakeClock
from sqlalchemy import insert, select, update

from communitybot.ideas.backing import AT_ONCE, Backing
from communitybot.once import Once
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.ideas import idea_votes, ideas
from communitybot.storage.work import UnitsOfWork, Work
from tests.ideas.discussing import made
from tests.storage.rows import row

HOME, IDEA = made.idea().community, made.idea().id
VOTERS = [f"voter{number}" for number in range(50)]
DELIVERIES = 10_000
SEED = 16
BEFORE, AFTER = "before it is kept", "after it is kept"


class Lost(Exception):
    """The database or the platform failed: whoever waited for an answer tries again."""


@dataclass(slots=True)
class Wires:
    """One connection on which transactions are savepoints; the next may fail, before or after it is kept."""

    connection: Any
    fails: str = ""

    @property
    def engine(self):
        return SimpleNamespace(begin=self._begin)

    @property
    def readers(self):
        return SimpleNamespace(connect=self._read)

    @asynccontextmanager
    async def _begin(self):
        fails, self.fails = self.fails, ""
        async with self.connection.begin_nested():
            yield self.connection
            if fails == BEFORE:
                raise Lost(BEFORE)
        if fails == AFTER:
            raise Lost(AFTER)

    @asynccontextmanager
    async def _read(self):
        yield SimpleNamespace(begin=self.writing, scalar=self.connection.scalar)

    @asynccontextmanager
    async def writing(self):
        yield

    def version(self):
        return None

    def planned(self, due):
        pass


@dataclass(frozen=True, slots=True)
class Click:
    """What somebody did: its id, who, and whether they want it on, off, or the other of what was (None)."""

    id: str
    person: str
    on: bool | None
    at: timedelta


@dataclass(slots=True)
class Choices:
    """What each person chose last, by the rules alone: each happening once, a click at once is no other."""

    since: dict[str, datetime] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def act(self, click: Click, now: datetime) -> None:
        if click.id in self.done:
            return
        self.done.add(click.id)
        since = self.since.get(click.person)
        wanted = click.on if click.on is not None else since is None or now - since < AT_ONCE
        if wanted:
            self.since.setdefault(click.person, now)
        else:
            self.since.pop(click.person, None)


def deliveries(dice: random.Random) -> list[Click]:
    """Clicks as platforms deliver them: doubled by impatience, replayed at once and much later."""
    delivered: list[Click] = []
    before: list[Click] = []
    now = timedelta()
    while len(delivered) < DELIVERIES:
        now += timedelta(seconds=dice.choice((0.1, 0.5, 3, 40)))
        person, on = dice.choice(VOTERS), dice.choice((None, None, True, False))
        before.append(Click(f"click{len(before)}", person, on, now))
        delivered += [before[-1]] * dice.choice((2, 8, 16, 24))
        if dice.random() < 0.2:
            before.append(Click(f"click{len(before)}", person, on, now + timedelta(seconds=0.2)))
            delivered += [before[-1]] * dice.choice((1, 8))
        delivered += dice.choices(before, k=dice.choice((0, 3, 9)))
    return delivered[:DELIVERIES]


async def deliver(wires: Wires, clicks: list[Click], act: Callable[[Click], Awaitable[None]]) -> None:
    """Hand over each delivery; what failed is delivered again soon, and in the end at the latest."""
    dice = random.Random(SEED + 1)
    again: list[Click] = []
    for click in clicks:
        wires.fails = dice.choice(("",) * 8 + (BEFORE, AFTER))
        try:
            await act(click)
        except Lost:
            again.append(click)
        wires.fails = ""
        if again and dice.random() < 0.5:
            await act(again.pop(0))
    for click in again:
        await act(click)


@asynccontextmanager
async def idea_to_vote_on(database):
    """A published idea and the wires to it; nothing is ever committed."""
    async with database.engine.connect() as connection:
        await connection.execute(insert(communities), row(communities, HOME))
        await Work(connection).ideas.add(made.idea())
        yield Wires(connection)


@pytest.mark.promise("R16")
async def test_ten_thousand_deliveries_leave_the_last_choice_of_each(sqlite_database):
    clock, choices = FakeClock(made.NOON), Choices()
    async with idea_to_vote_on(sqlite_database) as wires:
        units = UnitsOfWork(wires)
        backing, once = Backing(units, clock), Once(units, clock)

        async def act(click):
            clock.set(max(clock.now(), made.NOON + click.at))
            caller = made.caller(click.person)
            try:
                await once.act(caller, click.id, lambda: backing.support(caller, IDEA, on=click.on))
            except Lost as lost:
                if str(lost) == BEFORE:
                    raise  # nothing came of it
                choices.act(click, clock.now())
                raise
            choices.act(click, clock.now())

        await deliver(wires, deliveries(random.Random(SEED)), act)
        voters = set(await wires.connection.scalars(select(idea_votes.c.person)))
        votes = (await Work(wires.connection).ideas.get(HOME, IDEA)).votes

    assert voters == set(choices.since)
    assert votes == len(choices.since) > 10


async def test_a_number_that_is_added_to_drifts_under_the_same_deliveries(sqlite_database):
    """Negative control: each delivery adds or takes one, as a bot without memory would."""
    wanted = {}
    async with idea_to_vote_on(sqlite_database) as wires:
        units = UnitsOfWork(wires)

        async def act(click):
            wanted[click.person] = on = click.on is not False
            one = update(ideas).where(ideas.c.id == IDEA).values(votes=ideas.c.votes + (1 if on else -1))
            await units.run(lambda work: work.connection.execute(one))

        await deliver(wires, deliveries(random.Random(SEED))[:500], act)
        votes = (await Work(wires.connection).ideas.get(HOME, IDEA)).votes

    assert votes != sum(wanted.values())
