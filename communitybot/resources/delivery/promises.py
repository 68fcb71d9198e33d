"""The outbox entries all parts of resources share: their keys, and who they go to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from communitybot.outbox.entry import ALONE, Entry, NewEntry
from communitybot.people.model import Person
from communitybot.resources.model.resource import SHOWN, Resource
from communitybot.resources.repository import ResourcesWork

SHARED = "resource.shared"
"""A fact others may build on: everybody sees a resource now. `args`: resource, person, since (ISO, UTC)."""


def entry(resource: Resource, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a resource; what is given beyond the entry's own fields are its arguments."""
    own = {name: given.pop(name) for name in ("destination", "revision", "subject") if name in given}
    return NewEntry(
        key=f"{resource.subject}:{key}",
        community=resource.community,
        kind=kind,
        due=due,
        args={"resource": resource.id, **given},
        subject=own.get("subject", resource.subject),
        destination=own.get("destination"),
        revision=own.get("revision", 0),
    )


def to_person(
    resource: Resource, kind: str, key: str, person: Person, due: datetime, **given: Any
) -> NewEntry:
    """Something said to one person in private, once for each key; see `Person.quiet_until` for `due`.

    No room hears it in their place: what somebody saves, asks for and reports is theirs.
    """
    own = {"destination": str(person.direct), "person": person.id, ALONE: True}
    return entry(resource, kind, f"{key}:{person.id}", due, **own, **given)


async def told_of(entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Resource]:
    """The resources some facts are about, as they are now, read together: there may be thousands at once."""
    named: dict[str, list[str]] = {}
    for each in entries:
        named.setdefault(each.community, []).append(each.args["resource"])
    return [one for community, ids in named.items() for one in await work.resources.many(community, ids)]


def of_sharing(resource: Resource, now: datetime) -> NewEntry:
    """The fact that everybody may see it, once for each time it came to be so."""
    told = {"person": resource.sharer.person, "since": now.isoformat()}
    return entry(resource, SHARED, f"shared:{resource.revision}", now, **told)


def of_showing(resource: Resource, now: datetime) -> NewEntry:
    """The fact that it is hidden, was taken back, is seen again, or is called otherwise."""
    return entry(resource, SHOWN, f"shown:{resource.revision}", now)
