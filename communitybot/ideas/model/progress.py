"""How far an idea has come in what its stages ask for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is counted of an idea beyond its own words and its team.

    `friends_agreed` are critical friends who said yes, `notes` those of them whose notes are here.
    `model_missing` are the names of the fields of its logic model that are still empty, in their order.
    `lab` is when its local lab begins, in UTC. `commitments` are those with an owner and a date.
    """

    friends_agreed: int = 0
    notes: int = 0
    model_missing: tuple[str, ...] = ()
    lab: datetime | None = None
    stakeholders: int = 0
    commitments: int = 0
    reported: bool = False
