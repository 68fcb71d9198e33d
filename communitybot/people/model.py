"""What the bot knows of a person: frozen values, and when they do not want to be disturbed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from communitybot.communities.names import fold
from communitybot.conversation.addresses import PersonAddress
from communitybot.moments import wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours of every day in which nothing is sent to a person, in their own zone.

    From `start` up to, not including, `end`; `start` equal to `end` means there are none. What they said
    going or maybe to is sent all the same unless `holds_attending`.
    """

    start: time = time(21)
    end: time = time(7)
    holds_attending: bool = False

    @property
    def none(self) -> bool:
        return self.start == self.end

    def covers(self, clock: time) -> bool:
        """Whether a time of day lies in the quiet hours."""
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def until(self, moment: datetime, zone: str) -> datetime | None:
        """When the quiet hours end in which a moment falls, in UTC; None when it is not in any."""
        local = moment.astimezone(wall.zone_info(zone)).replace(tzinfo=None)
        if not self.covers(local.time()):
            return None
        day = local.date() if local.time() < self.end else local.date() + timedelta(days=1)
        end = wall.at(datetime.combine(day, self.end), zone)
        # In the hour that comes twice the first reading of `end` can lie behind us: the second is meant.
        return end if end > moment else max(wall.second(datetime.combine(day, self.end), zone), moment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of one community. `zone` is what they chose; `hint` is what their platform last said.

    `offsets` are whole minutes before a start, largest first; None follows the community, empty is never.
    `reach` is the account they used last, kept only of those who have several.
    """

    id: str
    community: str
    name: str
    accounts: tuple[PersonAddress, ...]
    zone: str | None = None
    hint: str | None = None
    quiet: Quiet = field(default_factory=Quiet)
    offsets: tuple[timedelta, ...] | None = None
    reach: PersonAddress | None = None

    @property
    def direct(self) -> PersonAddress:
        """Where private messages to them go: the account they used last."""
        return self.reach if self.reach is not None and self.reach in self.accounts else self.accounts[0]

    @property
    def folded(self) -> str:
        """What they are looked up by."""
        return fold(self.name)

    def zone_or(self, community_zone: str) -> str:
        """Their own zone if they set it, else their platform's hint, else the community's."""
        return self.zone or self.hint or community_zone

    def quiet_until(self, moment: datetime, community_zone: str) -> datetime | None:
        """When a message due at `moment` may reach them, in UTC; None when at once."""
        return self.quiet.until(moment.astimezone(UTC), self.zone_or(community_zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A known account: its person, and the zone of the community it belongs to."""

    person: Person
    community_zone: str


class Level(StrEnum):
    """A level of school: whom somebody teaches, whom a thing is for."""

    ALL = "all levels"
    EARLY_CHILDHOOD = "early childhood"
    ELEMENTARY = "elementary"
    MIDDLE = "middle"
    HIGH_SCHOOL = "high school"
    HIGHER_EDUCATION = "higher education"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What somebody tells colleagues of themselves; all of it is optional.

    `brings` are skills and roles in their own words. Only with `findable`, which nobody is until they choose
    it, may colleagues of their community find them by it.
    """

    person: str
    levels: tuple[Level, ...] = ()
    subjects: tuple[str, ...] = ()
    place: str = ""
    brings: tuple[str, ...] = ()
    findable: bool = False
    changed: datetime | None = None

    @property
    def empty(self) -> bool:
        return not (self.levels or self.subjects or self.place or self.brings)
