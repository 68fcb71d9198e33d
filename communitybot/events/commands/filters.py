"""Which events a list shows, small enough to travel in the button that turns its page."""

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Self

from communitybot.conversation.actions import Action, BadAction
from communitybot.errors import NotFound
from communitybot.events.commands.parameters import Span
from communitybot.moments import wall
from communitybot.people.model import Level

SPANS = {"a": Span.ALL, "t": Span.TODAY, "w": Span.WEEK, "m": Span.MINE}
LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What `/events` was asked for. `programme` is an id, `topic` a topic or hashtag as typed."""

    span: Span = Span.ALL
    topic: str = ""
    level: Level | None = None
    programme: str | None = None
    programme_name: str = ""

    @property
    def is_everything(self) -> bool:
        return replace(self, programme_name="") == Filter()

    def action(self, verb: str, offset: int = 0) -> Action | None:
        """The action that shows this list from `offset` on; None when the topic is too long for a button."""
        span = next(letter for letter, span in SPANS.items() if span is self.span)
        level = str(LEVELS.index(self.level)) if self.level is not None else ""
        topic = base64.urlsafe_b64encode(self.topic.encode()).decode().rstrip("=")
        try:
            return Action(verb, (span, level, topic, self.programme or "", str(offset)))
        except BadAction:
            return None

    @classmethod
    def parse(cls, arguments: tuple[str, ...]) -> tuple[Self, int]:
        """Read filter and offset back from a button; `NotFound` for a forged or an old one."""
        try:
            span, level, topic, programme, offset = arguments
            words = base64.b64decode(topic + "=" * (-len(topic) % 4), altchars=b"-_", validate=True).decode()
            wanted = cls(
                span=SPANS[span],
                topic=words,
                level=LEVELS[int(level)] if level else None,
                programme=programme or None,
            )
            return wanted, min(max(0, int(offset)), 100_000)
        except (ValueError, KeyError, IndexError, binascii.Error):
            raise NotFound(
                "That button is from an older list, so I cannot tell what it showed.", example="/events"
            ) from None

    def until(self, now: datetime, zone: str) -> datetime | None:
        """Where the list ends, by the reader's calendar: tonight, Sunday night, or nowhere."""
        today = now.astimezone(wall.zone_info(zone)).date()
        midnight = datetime.combine(today, time())
        if self.span is Span.TODAY:
            return wall.at(midnight + timedelta(days=1), zone)
        if self.span is Span.WEEK:
            return wall.at(midnight + timedelta(days=7 - today.weekday()), zone)
        return None

    def words(self) -> str:
        """Say which events these are: "this week, for high school, about equity"; empty for all of them."""
        words = [] if self.span is Span.ALL else [self.span.value]
        if self.span is Span.MINE:
            words = ["of your own"]
        if self.topic:
            words.append(f"about {self.topic}")
        if self.level is not None:
            words.append(f"for {self.level.value}")
        if self.programme is not None:
            words.append(f"in {self.programme_name or 'this programme'}")
        return ", ".join(words)
