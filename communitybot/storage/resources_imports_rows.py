"""Imports and their links as rows and back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from communitybot.conversation.visible import visible
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.importing import Filing, Folder, Import, ImportState, Problem, Row
from communitybot.resources.model.resource import Kind, Licence, Sharer

_SAME = ("id", "community", "private", "parts", "taken", "kept", "gone", "stayed", "at", "ended")
_TOLD = ("rows", "known", "secluded", "unread", "left", "twice", "more")
_NAMES = tuple(field.name for field in fields(Row))
_NOTHING: tuple[object, ...] = (None, "", ())  # that no log-in is needed is something
_LISTS = ("tags", "folders", "subjects")


def import_values(made: Import) -> dict[str, Any]:
    told = {name: getattr(made, name) for name in _TOLD}
    told |= {"problems": [[each.line, visible(each.why)] for each in made.problems]}
    told |= {"folders": [[visible(each.name), each.count, each.subject] for each in made.folders]}
    told |= {"examples": [visible(each) for each in made.examples]}
    return {name: getattr(made, name) for name in _SAME} | {
        "person": made.by.person,
        "name": visible(made.by.name),
        "state": made.state.value,
        "file": visible(made.file),
        "tags": list(made.tags),
        "kind": made.kind.value if made.kind else None,
        "filing": made.filing.value,
        "told": told,
    }


def import_of(row: Mapping[Any, Any]) -> Import:
    told = row["told"]
    return Import(
        **{name: row[name] for name in _SAME},
        **{name: told[name] for name in _TOLD},
        by=Sharer(row["person"], row["name"]),
        state=ImportState(row["state"]),
        file=row["file"],
        tags=tuple(row["tags"]),
        kind=Kind(row["kind"]) if row["kind"] else None,
        filing=Filing(row["filing"]),
        problems=tuple(Problem(line=line, why=why) for line, why in told["problems"]),
        folders=tuple(Folder(name=name, count=count, subject=as_) for name, count, as_ in told["folders"]),
        examples=tuple(told["examples"]),
    )


def link_values(row: Row) -> dict[str, Any]:
    """A link without what it does not have, since most have little."""
    told = {name: value for name in _NAMES if (value := getattr(row, name)) not in _NOTHING}
    return told | ({"added": row.added.isoformat()} if row.added else {})


def link_of(told: Mapping[str, Any]) -> Row:
    known = dict(told)
    known |= {name: tuple(known[name]) for name in _LISTS if name in known}
    if "grades" in known:
        known["grades"] = tuple(map(Grade, known["grades"]))
    if "added" in known:
        known["added"] = datetime.fromisoformat(known["added"])
    if "kind" in known:
        known["kind"] = Kind(known["kind"])
    if "licence" in known:
        known["licence"] = Licence(known["licence"])
    return Row(**known)
