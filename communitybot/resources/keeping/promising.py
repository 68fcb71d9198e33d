"""The outbox entries of imports: the next part, a word when it is done, and forgetting what it kept."""

from datetime import datetime
from typing import Any

from communitybot.outbox.entry import ALONE, NewEntry
from communitybot.people.model import Person
from communitybot.resources.model.importing import Import

TAKE = "resource.import_take"
UNDO = "resource.import_undo"
TOLD = "resource.import_told"
FORGET = "resource.import_forget"


def step(made: Import, kind: str, part: int, now: datetime, *, left: int = 0) -> NewEntry:
    """The next part of an import, or of its undoing; `left` are those of the part still to be undone."""
    return _entry(made, kind, f"{kind}:{part}:{left}", now, part=part)


def forgetting(made: Import, due: datetime) -> NewEntry:
    """What is kept for an import is forgotten, if it still stands as it does now."""
    return _entry(made, FORGET, f"forget:{made.state.value}", due, state=made.state.value)


def told(made: Import, person: Person, due: datetime) -> NewEntry:
    """A private word on what an import has come to."""
    given = {"person": person.id, "state": made.state.value, ALONE: True}
    key = f"told:{made.state.value}:{person.id}"
    return _entry(made, TOLD, key, due, str(person.direct), **given)


def _entry(
    made: Import, kind: str, key: str, due: datetime, destination: str | None = None, **given: Any
) -> NewEntry:
    return NewEntry(
        key=f"{made.subject}:{key}",
        community=made.community,
        kind=kind,
        due=due,
        destination=destination,
        subject=made.subject,
        args={"import": made.id, **given},
    )
