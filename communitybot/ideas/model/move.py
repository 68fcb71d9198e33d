"""One step of an idea from a stage to another: who took it, when, and why."""

from dataclasses import dataclass
from datetime import datetime

from communitybot.ideas.model.idea import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """`moderating` says that it was done for the community, by somebody who is not an author of the idea."""

    came_from: Stage
    came_to: Stage
    person: str
    name: str
    at: datetime
    reason: str = ""
    moderating: bool = False
