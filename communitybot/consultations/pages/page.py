"""What the page of a consultation shows: frozen values, in which people are called what they agreed to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """One choice or point of a scale with how many took it; `share` is in whole percent."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words, and what they are called."""

    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One question. `told` sums up its counts in a sentence; without bars there is nothing to count."""

    number: int
    text: str
    told: str
    few: bool
    bars: tuple[Bar, ...]
    said: tuple[Said, ...]

    @property
    def anchor(self) -> str:
        return f"q{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPage:
    """A closed consultation, as everybody who has its address reads it."""

    title: str
    community: str
    asker: str
    why: str
    used: str
    opened: datetime
    closed: datetime
    period: str
    people: int
    least: int
    parts: tuple[Part, ...]
    reply: str
    replied: str
    file_name: str
