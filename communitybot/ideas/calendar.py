"""What ideas ask of the calendar: the date of an event that a local lab stands on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from communitybot.conversation.inbound import Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as the calendar has it now; `start` and `end` are in UTC."""

    event: str
    original: datetime
    zone: str
    start: datetime
    end: datetime
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabPlan:
    """The event of a lab as it is wished for; `starts` is naive wall-clock time in `zone`."""

    title: str
    description: str
    place: str
    starts: datetime
    zone: str
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LabChange:
    """What is to be otherwise about the event of a lab; None leaves a thing as it is."""

    description: str | None = None
    place: str | None = None
    starts: datetime | None = None
    zone: str | None = None
    length: timedelta | None = None


class Calendar(Protocol):
    """The events labs stand on. Every call is part of the unit of work it is given."""

    async def plan(self, work: Any, caller: Caller, plan: LabPlan) -> Dated:
        """Plan an event the caller hosts, and post it; raises what planning an event raises."""
        ...

    async def change(
        self, work: Any, caller: Caller, dated: tuple[str, datetime], change: LabChange
    ) -> Dated:
        """Change a date as whoever hosts it; raises what changing an event raises."""
        ...

    async def cancel(self, work: Any, caller: Caller, dated: tuple[str, datetime], reason: str) -> None:
        """Cancel a date as whoever hosts it; one that is cancelled, or gone, stays so."""
        ...

    async def call_off(
        self, work: Any, community: str, host: str, dated: tuple[str, datetime], reason: str
    ) -> None:
        """Cancel a date in the name of whoever hosts it, when nobody asked for it just now."""
        ...

    async def dated(self, work: Any, community: str, event: str, original: datetime) -> Dated | None:
        """The date as it is now, also after its series was moved or split; None when it is gone."""
        ...
