"""The services of judging over a real store, and the people who use them."""

from datetime import timedelta

from communitybot.resources.checking import LinkChecks
from communitybot.resources.collecting import Collecting
from communitybot.resources.filling import Filling
from communitybot.resources.helping import Helping
from communitybot.resources.looking import Looking
from communitybot.resources.relinking import Relinking
from communitybot.resources.reporting import Reporting
from communitybot.resources.reviewing import Reviewing
from communitybot.resources.saving import Saving
from communitybot.resources.trying import Trying
from tests.resources.sharing import school

PEOPLE = ("Ana Ruiz", "Ben Okri", "Cleo Diaz", "Dev Rao", "Hana Ito", "Ivo Berg")


class School(school.School):
    """The school of those who share, with what others do with it."""

    def __post_init__(self):
        super().__post_init__()
        self.looking = Looking(self.units, self.clock)
        self.trying = Trying(self.units, self.clock)
        self.saving = Saving(self.units, self.clock)
        self.collecting = Collecting(self.units, self.clock)
        self.filling = Filling(self.units, self.clock)
        self.helping = Helping(self.units, self.clock)
        self.reporting = Reporting(self.units, self.clock)
        self.reviewing = Reviewing(self.units, self.clock, self.looking)
        self.relinking = Relinking(self.units, self.clock)
        self.checks = LinkChecks(self.units, self.clock, self.looking, pause=0)

    def later(self, **by):
        self.clock.advance(timedelta(**by))

    async def many(self, caller, number):
        """Several resources that were shared, as their ids."""
        made = [
            await self.shared(caller, f"https://x{at}.example.org/a", title=f"Sheet {at}")
            for at in range(number)
        ]
        return [one.id for one in made]


async def opened(units):
    """Ana has shared one; Hana is a host, Ivo administers, Eve belongs to another school."""
    made = await school.opened(units)
    built = School(units, made.clock)
    for name in PEOPLE:
        key = name.split()[0].lower()
        setattr(built, key, await built.somebody(name, administers=key == "ivo"))
    built.eve = await built.somebody("Eve Stone", community="c2")
    built.one = await built.shared(built.ana)
    return built
