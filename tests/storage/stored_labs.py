"""A friend, a lab and a commitment as they are stored, for tests of what is kept of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from stored_ideas import AT, DAY

from communitybot.ideas.model.commitment import Commitment
from communitybot.ideas.model.friend import Friend, Notes, Standing
from communitybot.ideas.model.lab import Lab, Stakeholder

LAB = Lab(
    event="event",
    original=datetime(2026, 12, 12, 9),  # noqa: DTZ001 - a wall-clock time
    zone="America/New_York",
    start=AT,
    end=AT + timedelta(hours=6),
    place="Lincoln School",
    stakeholders=(Stakeholder("Dr. Kim", "superintendent"), Stakeholder("Ben")),
    decides="Two hours",
    host="ada",
    host_name="Ada Lee",
    revision=3,
)
FRIEND = Friend(person="ben", name="Ben", asked=AT)
NOTED = replace(
    FRIEND,
    standing=Standing.AGREED,
    round=2,
    answered=AT + DAY,
    notes=Notes(heard="Time.\nIs short.", step="Ask"),
    noted=AT + 2 * DAY,
)
WHAT = Commitment(
    id="k1",
    what="Ask the board",
    owner="ben",
    name="Ben",
    by=date(2026, 12, 15),
    word="Soon",
    moves=2,
    noted_by="ada",
    at=AT,
)
