"""The outbox entries all parts of ideas share: their keys, and who they go to."""

from datetime import datetime, timedelta
from typing import Any

from communitybot.ideas.model.idea import Idea, Role
from communitybot.outbox.entry import ALONE, NewEntry
from communitybot.people.model import Person

LED = "ideas.led"
"""A fact others may build on: somebody holds a leading role. `args`: idea, person, role, since (ISO, UTC)."""

WITHDRAWN = "idea.withdrawn"
"""A fact: whoever wrote an idea that others saw has taken it back; what was planned for it is called off."""

LOOK = "idea.nudge_look"
"""A look at whether anybody should be reminded of an idea."""

ALONE_AFTER = timedelta(days=14)
"""So long after it was published somebody looks whether its author is alone with it."""

PICTURE = "idea.picture"
"""The picture of a logic model, with its words as they were when it was shared."""


def subject_of_pictures(idea: Idea) -> str:
    """What groups its pictures: those that could not leave yet are cancelled when it is taken back."""
    return f"{idea.subject}/pictures"


def entry(idea: Idea, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of an idea; what is given beyond the entry's own fields are its arguments."""
    own = {name: given.pop(name) for name in ("destination", "revision", "subject") if name in given}
    return NewEntry(
        key=f"{idea.subject}:{key}",
        community=idea.community,
        kind=kind,
        due=due,
        args={"idea": idea.id, **given},
        subject=own.get("subject", idea.subject),
        destination=own.get("destination"),
        revision=own.get("revision", 0),
    )


def to_person(idea: Idea, kind: str, key: str, person: Person, due: datetime, **given: Any) -> NewEntry:
    """Something said to one person in private, once for each key; see `Person.quiet_until` for `due`.

    No room hears it in their place: it may tell whose idea it is, who follows, or why it was declined.
    """
    own = {"destination": str(person.direct), "person": person.id, ALONE: True}
    return entry(idea, kind, f"{key}:{person.id}", due, **own, **given)


def of_withdrawal(idea: Idea, now: datetime) -> NewEntry:
    """The fact that an idea was taken back."""
    return entry(idea, WITHDRAWN, f"withdrawn:{idea.revision}", now)


def of_leading(idea: Idea, person: str, role: Role | str, now: datetime) -> NewEntry:
    """The fact that somebody took a leading role, once for each role."""
    held = {"person": person, "role": str(role), "since": now.isoformat()}
    return entry(idea, LED, f"led:{person}:{role}", now, **held)


def of_looking(idea: Idea, now: datetime, due: datetime | None = None, turn: int = 1) -> NewEntry:
    """A look at whether somebody should be reminded of it; each look plans the next one."""
    published = (idea.published or now).isoformat()
    return entry(
        idea, LOOK, f"nudge:{published}:{turn}", due or now + ALONE_AFTER, published=published, turn=turn
    )
