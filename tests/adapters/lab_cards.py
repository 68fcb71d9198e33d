"""What cards of critical friends, labs and commitments may be asked to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from communitybot.ideas.lab_views import Circle, CommitmentSeen, CommitmentsSeen, LabSeen
from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.friend import Friend, Notes, Standing, Willing
from communitybot.ideas.model.lab import Lab, Stakeholder
from tests.ideas.discussing.made import NOON

NOTES = Notes(heard="Mentors lack time.", questions="Who pays?", step="Ask the board.")
BEN = Friend(person="ben", name="Ben Okri", standing=Standing.AGREED, asked=NOON, notes=NOTES)
EVE = replace(BEN, person="eve", name="Eve Stone", notes=None)
ASKED = replace(EVE, standing=Standing.ASKED)
WILLING = (Willing("dan", "Dan Lee", None), Willing("cleo", "Cleo Diaz", NOON))
LAB = Lab(
    event="e",
    original=datetime(2026, 12, 12, 9),  # noqa: DTZ001 - a wall-clock time
    zone="America/New_York",
    start=NOON,
    end=NOON + timedelta(hours=6),
    place="Lincoln School",
    stakeholders=(Stakeholder("Dr. Kim", "superintendent"), Stakeholder("Maria Lopez")),
    decides="Two shared hours a week",
    host="ana",
    host_name="Ana Ruiz",
)
PROMISED = Commitment(
    id="k" * 14,
    what="Ask the board",
    owner="ben",
    name="Ben Okri",
    by=date(2026, 12, 15),
    word="They meet on Monday.",
    noted_by="ana",
    at=NOON,
)


def circles(one):
    """The friends of an idea as different people see them."""
    base = Circle(idea=one, friends=(BEN, EVE), team=False, mine=None, rota=(), willing=False)
    return [
        base,
        replace(base, friends=(), willing=True),
        replace(base, mine=BEN),
        replace(base, mine=ASKED, friends=(BEN, ASKED)),
        replace(base, team=True),
        replace(base, team=True, friends=(), rota=WILLING),
        replace(base, team=True, friends=(ASKED,)),
    ]


def given(one):
    """By the type of a card's parameter, else by its name."""
    seen = [CommitmentSeen(idea=one, commitment=PROMISED, owns=True, hand=True)]
    seen += [replace(seen[0], commitment=replace(PROMISED, state=state)) for state in State]
    listed = CommitmentsSeen(
        idea=one, commitments=[PROMISED], counts={State.OPEN: 17}, page=1, last=2, team=True
    )
    labs = [LabSeen(idea=one, lab=each, team=team) for each in (LAB, None) for team in (True, False)]
    return {
        Circle: circles(one),
        Sequence[Friend]: [(BEN, EVE)],
        LabSeen: [*labs, replace(labs[0], lab=replace(LAB, cancelled=True))],
        CommitmentSeen: seen,
        CommitmentsSeen: [listed, replace(listed, commitments=(), counts={}, page=0, last=0)],
        Commitment: [PROMISED, replace(PROMISED, owner=None)],
        "page": [0, 9],
    }
