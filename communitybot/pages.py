"""What pages on the web are drawn from: one door for each feature that has any."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Opaque to the bot that carries them: `adapters/web` says what it asks of each.

    `events` has calendars and feeds as well, `briefs` the outcomes of ideas, `library` the resources.
    """

    events: Any
    archives: Any
    consultations: Any
    briefs: Any
    library: Any
