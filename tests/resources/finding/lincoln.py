"""The school of those who share, with what is found there, what is asked for, and who is told."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from fakes import RecordingPlatform

from communitybot.outbox.relay import Relay
from communitybot.resources.answering import Answering
from communitybot.resources.asking import Asking
from communitybot.resources.delivery.handlers import handlers
from communitybot.resources.finding import Finding
from communitybot.resources.model.resource import Sharer, State
from communitybot.resources.sharing import share
from communitybot.resources.tagging import Tagging
from communitybot.resources.wished import read_wish
from communitybot.storage.outbox_ledger import StoredLedger
from tests.events import reading_cards
from tests.resources.sharing import school
from tests.resources.sharing.school import NOON, SHELF, resource

_numbers = count(1)


def said(message):
    """Every word of a message, without the addresses its titles lead to."""
    return re.sub(r" <https://[^>]*>", "", reading_cards.said(message))


@dataclass
class Lincoln(school.School):
    """The services that find, ask and answer, and a relay that delivers to one platform."""

    def __post_init__(self):
        super().__post_init__()
        self.finding = Finding(self.units, self.clock)
        self.asking = Asking(self.units, self.clock)
        self.answering = Answering(self.units, self.clock, self.pages)
        self.tagging = Tagging(self.units, self.clock)
        self.platform = RecordingPlatform("fake")

    async def puts(self, title, caller=None, **given):
        """Share a resource with a title, as somebody who has done all that before."""
        number = next(_numbers)
        address = given.pop("address", f"https://r{number}.example.org/")
        sharer = Sharer(caller.person, caller.name) if caller else Sharer("c1-olga", "Olga Lind")
        usual = {"about": "", "kind": None, "grades": (), "subjects": (), "licence": None, "login": None}
        usual |= {"tags": (), "room": None, "shared": None}
        made = resource(
            id=f"r{number:013}",
            title=title,
            address=address,
            canonical=address,
            sharer=sharer,
            added=self.clock.now(),
            **(usual | given),
        )

        async def unit(work):
            await work.resources.add(replace(made, state=State.DRAFT))
            return await share(work, replace(made, state=State.DRAFT), self.clock.now())

        return await self.units.run(unit)

    @staticmethod
    def wish(words, **given):
        return read_wish(words, **given)

    async def asks(self, caller, words, **given):
        """A request that was asked in its room."""
        preview = await self.asking.draft(caller, read_wish(words, **given), SHELF)
        return await self.asking.send(caller, preview.request.id, preview.request.revision)

    async def delivers(self, *, minutes=1):
        """Let some time pass, and everything that is due be delivered."""
        relay = Relay(
            units=self.units,
            ledger=StoredLedger(self.units.database),
            clock=self.clock,
            platforms={"fake": self.platform},
            handlers=handlers(self.clock),
        )
        try:
            for _ in range(6):
                self.clock.advance(minutes * 10)
                await relay.run_once()
        finally:
            await relay.stop()

    async def later(self, **by):
        self.clock.advance(timedelta(**by).total_seconds())
        await self.delivers()

    def room(self):
        """What stands in the room for resources, as words."""
        return [said(each.shown) for each in self.platform.visible() if each.place == SHELF]

    def told(self, caller):
        """What the bot told somebody in private, as messages, oldest first."""
        there = f"dm-{caller.account.person}"
        return [each.shown for each in self.platform.visible() if each.place.place == there]


async def opened(units):
    made = await school.opened(units)
    return Lincoln(units=made.units, clock=made.clock)


__all__ = ["NOON", "SHELF", "Lincoln", "opened", "said"]
