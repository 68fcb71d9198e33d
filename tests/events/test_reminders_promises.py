"""R10 and R11: each reminder ends once, with a reason, and none leaves for a time that was."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

import asyncio
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeClock, RecordingPlatform
from house import House
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitybot.errors import Refusal
from communitybot.events.delivery import reminding
from communitybot.events.delivery.handlers import handlers
from communitybot.events.delivery.reminders import REMINDERS
from communitybot.events.model import Answer, Scope, Status
from communitybot.events.service import Changes
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every
from communitybot.outbox.entry import FINAL
from communitybot.outbox.relay import Relay
from communitybot.storage.engine import create
from communitybot.storage.outbox import StoredOutbox
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork

SINGLE = datetime(2026, 12, 4, 19, 0)
SERIES = datetime(2026, 12, 5, 10, 0)
WITH_OFFSET = {kind for kind in REMINDERS if kind != "event.remind.people"}

steps = st.lists(
    st.one_of(
        st.tuples(st.just("clock"), st.integers(min_value=1, max_value=4_000)),  # minutes
        st.tuples(st.just("move"), st.integers(min_value=-600, max_value=600), st.sampled_from(list(Scope))),
        st.tuples(st.just("retitle"), st.sampled_from(list(Scope))),
        st.tuples(st.just("cancel"), st.sampled_from(list(Scope))),
        st.tuples(st.just("answer"), st.sampled_from(["Tom", "Ada"]), st.sampled_from([*Answer, None])),
    ),
    max_size=5,
)


class Trial:
    """One run: what people do, what is due, and the checker that reads the outbox after each."""

    def __init__(self, folder: Path, template: Path) -> None:
        shutil.copyfile(template, folder / "trial.db")
        self.database = create(f"sqlite:///{folder / 'trial.db'}")
        self.clock = FakeClock()
        self.platform = RecordingPlatform()
        self.units = UnitsOfWork(self.database)
        self.house = House(self.units, self.clock)
        self.relay = Relay(
            units=self.units,
            ledger=StoredLedger(self.database),
            clock=self.clock,
            platforms={"fake": self.platform},
            handlers=handlers(self.clock),
        )
        self.keys: list[str] = []
        self.checked: set[str] = set()
        self.wrong: list[str] = []

    async def run(self, plan: list[tuple]) -> list[str]:
        """Returns what the checker found: nothing, when the promises hold."""
        try:
            await self.house.open("Hana", "Tom", "Ada")
            for starts, repeat in ((SINGLE, None), (SERIES, Repeat(every=Every.WEEK, count=2))):
                one = await self.house.posted(starts, repeat=repeat)
                await self.house.events.rsvp(self.house.caller("Tom"), one.key, Answer.GOING)
                self.keys.append(one.event.id)
            for index, step in enumerate(plan):
                await self.step(index, *step)
            await self.move_on(timedelta(days=40))
            await self.check_ends()
        finally:
            await self.relay.stop()
            await self.database.close()
        return self.wrong

    async def step(self, index: int, what: str, *how) -> None:
        hana, events = self.house.caller("Hana"), self.house.events
        try:
            if what == "clock":
                await self.move_on(timedelta(minutes=how[0]))
                return
            key = (await events.show(hana, self.keys[index % 2])).occurrence
            if what == "move":
                moved = Changes(starts=key.starts + timedelta(minutes=how[0]))
                edited = await events.edit(hana, key.key, moved, how[1])
                self.keys[index % 2] = edited.after.event.id
            elif what == "retitle":
                await events.edit(hana, key.key, Changes(title=f"Title {index}"), how[0])
            elif what == "cancel":
                await events.cancel(hana, key.key, how[0], "no time")
            else:
                await events.rsvp(self.house.caller(how[0]), key.key, how[1])
        except Refusal:
            pass  # refused whole, which the checker sees

    async def move_on(self, by: timedelta) -> None:
        until = self.clock.now() + by
        while True:
            await self.relay.run_once()
            await self.check_sent()
            due = min((row["due"] for row in await self.house.promises()), default=None)
            if due is None or due > until:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(until)

    async def check_sent(self) -> None:
        """What was just sent is of a date that holds, for the time it has now."""
        for row in await self.house.promises("sent"):
            if row["kind"] not in WITH_OFFSET or row["key"] in self.checked:
                continue
            self.checked.add(row["key"])
            event, original = row["subject"].removeprefix("event:").split("/")
            shown = await self.house.events.show(
                self.house.caller("Hana"), f"{event}@{original.replace(':', '.')}"
            )
            one = shown.occurrence
            offset = timedelta(seconds=int(row["key"].split(":t", 1)[1].split(":")[1].removesuffix("s")))
            if one.status is not Status.OPEN or row["due"] != one.start - offset:
                self.wrong.append(f"sent for a time that was: {row['key']}")

    async def check_ends(self) -> None:
        for row in await self.house.promises("any"):
            if row["kind"] not in REMINDERS:
                continue
            if row["state"] not in FINAL:
                self.wrong.append(f"never ended: {row['key']} is {row['state']}")
            elif row["state"] not in {"sent", "done"} and not row["reason"]:
                self.wrong.append(f"ended without a reason: {row['key']}")


def tried(template: Path, plan: list[tuple]) -> list[str]:
    with TemporaryDirectory() as folder:
        return asyncio.run(Trial(Path(folder), template).run(plan))


@pytest.mark.promise("R10")
@pytest.mark.promise("R11")
@given(plan=steps)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_reminder_ends_once_and_none_leaves_for_a_superseded_time(sqlite_template, plan):
    assert tried(sqlite_template, plan) == []


@pytest.mark.promise("R11")
def test_without_the_protection_the_checker_would_see_it(sqlite_template, monkeypatch):
    plan = [("clock", 60), ("move", 300, Scope.THIS), ("clock", 1)]  # one date of the series
    assert tried(sqlite_template, plan) == []

    async def nothing(*_args, **_more):
        return 0

    async def careless(_entry, one, _now, _work):
        return None if one else reminding.Skip("gone")

    monkeypatch.setattr(StoredOutbox, "supersede", nothing)
    monkeypatch.setattr(reminding, "_ended", careless)
    assert any("a time that was" in found for found in tried(sqlite_template, plan))
