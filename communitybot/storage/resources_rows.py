"""Resources as rows and back, exact to the microsecond."""

from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, Note, Resource, Sharer, Source, State

COUNTED = ("tries", "again", "saves", "notes", "reports")
_TEXTS = (
    *("title", "address", "canonical", "about", "text", "file", "site", "author", "kept_at", "reason"),
    *("picture", "shows"),
)
_SAME = ("id", "community", "login", "lasts", "added", "shared", "broken", "revision", *COUNTED)
_OWN = (*_TEXTS, *COUNTED)
_PUBLIC = (State.SHARED, State.HIDDEN)


def known(canonical: str) -> str:
    """A canonical address in a few letters: however long it is, an index can hold it."""
    return blake2b(canonical.encode(), digest_size=20).hexdigest()


def known_of(resource: Resource) -> str | None:
    """What keeps its address to itself; a draft's, and one that was taken back, is free."""
    canonical = visible(resource.canonical)
    return known(canonical) if canonical and resource.state in _PUBLIC else None


def resource_values(resource: Resource) -> dict[str, Any]:
    """A resource as a row, without what no database keeps and no platform shows."""
    return (
        {name: getattr(resource, name) for name in _SAME}
        | {name: visible(getattr(resource, name)) for name in _TEXTS}
        | {
            "state": resource.state.value,
            "known": known_of(resource),
            "kind": resource.kind.value if resource.kind else None,
            "grades": [grade.value for grade in resource.grades],
            "subjects": [visible(subject) for subject in resource.subjects],
            "licence": resource.licence.value if resource.licence else None,
            "tags": [visible(tag) for tag in resource.tags],
            "written": resource.written.isoformat() if resource.written else None,
            "person": resource.sharer.person,
            "name": visible(resource.sharer.name),
            "source": resource.source.value,
            "room": str(resource.room) if resource.room else None,
        }
    )


def resource_of(row: Mapping[Any, Any]) -> Resource:
    return Resource(
        **{name: row[name] for name in (*_SAME, *_TEXTS)},
        state=State(row["state"]),
        kind=Kind(row["kind"]) if row["kind"] else None,
        grades=tuple(map(Grade, row["grades"])),
        subjects=tuple(row["subjects"]),
        licence=Licence(row["licence"]) if row["licence"] else None,
        tags=tuple(row["tags"]),
        written=date.fromisoformat(row["written"]) if row["written"] else None,
        sharer=Sharer(row["person"], row["name"]),
        source=Source(row["source"]),
        room=PlaceAddress.parse(row["room"]) if row["room"] else None,
    )


def as_kept(resource: Resource, row: Mapping[str, Any]) -> Resource:
    """A resource as its row gives it back; most are the same."""
    labels = [*resource.tags, *resource.subjects]
    same = row["tags"] + row["subjects"] == labels and all(
        row[name] == getattr(resource, name) for name in _OWN
    )
    return resource if same else resource_of(row)


def note_values(note: Note) -> dict[str, Any]:
    return {"person": note.person, "name": visible(note.name), "text": visible(note.text), "at": note.at}


def note_of(row: Mapping[Any, Any]) -> Note:
    return Note(person=row["person"], name=row["name"], text=row["text"], at=row["at"])
