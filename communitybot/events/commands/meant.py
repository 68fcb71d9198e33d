"""Which dates of an event a change or a cancelling is meant for, and that they are still to come."""

from datetime import datetime

from communitybot.errors import AlreadyDone
from communitybot.events.cards.asking import SCOPE_LABELS
from communitybot.events.cards.words import title_of
from communitybot.events.model import Occurrence, Scope, Status


def scopes(before: Occurrence, which: Scope | None, *, single: str) -> tuple[tuple[str, Scope], ...]:
    """The choices to confirm with: for a repeating event which dates are meant, unless that was said."""
    if before.event.repeat is None:
        return ((single, Scope.ALL),)
    if which is not None:
        return ((f"{single}: {SCOPE_LABELS[which].lower()}", which),)
    return tuple((label, scope) for scope, label in SCOPE_LABELS.items())


def demand_to_come(before: Occurrence, now: datetime, done: str) -> None:
    """Refuse what is cancelled or over, with what works instead; `done` is "changed" or "cancelled"."""
    title = title_of(before.details)
    if before.status is Status.CANCELLED:
        already = done == "cancelled"
        said = "is cancelled already" if already else "is cancelled, so it cannot be changed"
        raise AlreadyDone(
            f"{title} {said}. A new one can be planned.",
            understood=title,
            example=f"/event create {title}, when: friday 5pm",
        )
    if before.status is Status.OPEN and before.end <= now:
        raise AlreadyDone(
            f"{title} is over, so it cannot be {done}. Who was there can still be noted, "
            "and a new one can be planned.",
            understood=title,
            example=f"/event create {title}, when: friday 5pm",
        )
