"""A house whose promises are delivered by the real relay, and what people see of it."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

from fakes import RecordingPlatform
from house import House

from communitybot.conversation.plain import plain
from communitybot.events.delivery.handlers import handlers

TUESDAY = datetime(2026, 12, 8, 19, 0)
HOUR = timedelta(hours=1)
ROOM = "fake:school/events"


class World(House):
    """A house whose promises are delivered."""

    async def open(self, *names):
        await super().open(*names)
        self.platform = RecordingPlatform()
        return self

    def deliver_with(self, relays):
        self.relay = relays(
            self.units, {"fake": self.platform}, handlers(self.clock), settle=timedelta(milliseconds=20)
        )

    async def until(self, moment):
        """Move the clock on, stopping wherever something is due."""
        while True:
            await self.relay.run_once()
            rows = await self.promises()
            due = min((row["due"] for row in rows), default=None)
            if due is None or due > moment:
                break
            self.clock.set(max(due, self.clock.now()))
        self.clock.set(moment)
        await self.relay.run_once()

    def said(self, place=ROOM):
        return [
            plain(posted.shown, zone="America/New_York", now=self.clock.now())
            for posted in self.platform.visible()
            if str(posted.place) == place
        ]

    def told(self, name):
        return self.said(f"fake:school/dm-{name}")


async def delivering(units, clock, relays):
    """A house with three people in it, and a relay at work."""
    made = await World(units, clock).open("Hana", "Tom", "Ada")
    made.deliver_with(relays)
    return made
