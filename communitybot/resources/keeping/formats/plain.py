"""What every format tells of a resource: the fields others see, by the names the files promise."""

from datetime import datetime
from xml.sax.saxutils import escape

from communitybot.conversation.cells import Cell
from communitybot.conversation.urls import BadUrl, ascii_url
from communitybot.conversation.visible import visible
from communitybot.resources.model.resource import Resource

FieldValue = str | int | bool | list[str] | None


def fields_of(resource: Resource) -> dict[str, FieldValue]:
    """A resource as it leaves us; moments end in Z. Not in it: who saved and who reported it."""
    return {
        "title": resource.title,
        "url": link_of(resource),
        "description": resource.about,
        "tags": list(resource.tags),
        "kind": resource.kind.value if resource.kind else None,
        "grades": [grade.value for grade in resource.grades],
        "subjects": list(resource.subjects),
        "licence": resource.licence.value if resource.licence else None,
        "login": resource.login,
        "author": resource.author,
        "site": resource.site,
        "written": resource.written.isoformat() if resource.written else None,
        "seconds": int(resource.lasts.total_seconds()) if resource.lasts else None,
        "added": moment_words(resource.added),
        "shared": moment_words(resource.shared) if resource.shared else None,
        "shared_by": resource.sharer.name,
        "tried": resource.tries,
        "would_repeat": resource.again,
        "notes": resource.notes,
        "text": resource.text,
        "file": resource.file,
        "broken_since": moment_words(resource.broken) if resource.broken else None,
        "archived_at": resource.kept_at,
        "id": resource.id,
    }


def cell_of(value: FieldValue) -> Cell:
    """A field as one cell: several things with commas between them, yes and no in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else value


def link_of(resource: Resource) -> str:
    """Its address where it is one that may stand in a link, else nothing."""
    try:
        return ascii_url(resource.address) if resource.address else ""
    except BadUrl:
        return ""


def moment_words(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def marked_up(text: str) -> str:
    """Words as they stand in HTML and XML: no mark of theirs counts, and none that XML forbids stays."""
    return escape(visible(text), {'"': "&quot;", "'": "&#39;"})


def in_line(text: str) -> str:
    """The same, on one line."""
    return marked_up(" ".join(visible(text).split()))
