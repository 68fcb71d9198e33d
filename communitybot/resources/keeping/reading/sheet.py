"""Reading links from a table: our own CSV, and any whose first line names its columns."""

import csv
import io
import re
from collections.abc import Iterator

from communitybot.conversation.cells import safe_cell
from communitybot.errors import Misread
from communitybot.resources.keeping.reading.told import Heard, Told

CELL_MOST = 4_000  # letters
MOST_COLUMNS = 60
FIELDS = ("kind", "grades", "subjects", "licence", "login", "author")
_CALLED = {
    "title": ("title", "name", "titel", "titre", "titulo", "page title", "resource"),
    "address": ("url", "link", "address", "href", "web address", "website", "uri", "source"),
    "about": ("description", "about", "excerpt", "summary", "comment", "comments", "note", "notes", "desc"),
    "text": ("text",),
    "tags": ("tags", "tag", "labels", "keywords", "topics"),
    "folders": ("folder", "folders", "collection", "category", "categories", "list"),
    "added": ("added", "shared", "created", "created at", "time added", "add date", "date", "date added"),
    "private": ("private",),
    "kind": ("kind", "type", "what"),
    "grades": ("grades", "grade", "grade level", "level", "levels"),
    "subjects": ("subjects", "subject"),
    "licence": ("licence", "license"),
    "login": ("login", "log in", "needs log in", "needs a log in"),
    "author": ("author", "by", "creator"),
}
_COLUMN = {name: column for column, names in _CALLED.items() for name in names}
_FEED = re.compile(r"[\s_-]+")


def read_sheet(text: str, *, most: int) -> Heard:
    """The links of a table, at most so many.

    Raises:
        Misread: when no column is called as one that holds links.
    """
    first = text[:100_000].partition("\n")[0]
    counts = {mark: first.count(mark) for mark in ",;\t|"}
    mark = max(counts, key=lambda each: counts[each])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark if counts[mark] else ",")
    columns = _columns(_header(rows))
    told: list[Told] = []
    lost: list[tuple[int, str]] = []
    try:
        begins = rows.line_num + 1
        for row in rows:
            if len(told) >= most:
                return Heard(told=tuple(told), lost=tuple(lost), more=True)
            if any(cell.strip() for cell in row):
                told.append(_told(begins, dict(_cells(columns, row))))
            begins = rows.line_num + 1
    except csv.Error:
        lost.append((rows.line_num, "a quotation mark is not closed, so what follows cannot be read"))
        return Heard(told=tuple(told), lost=tuple(lost), more=True)
    return Heard(told=tuple(told), lost=tuple(lost))


def named_columns(line: str) -> bool:
    """Whether a line names a column of links, as the first line of a table does."""
    cells = re.split(r"[,;\t|]", line[:2_000])
    return any(_COLUMN.get(_plain(cell)) in {"address", "text"} for cell in cells)


def _header(rows: "Iterator[list[str]]") -> list[str]:
    try:
        return next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return []


def _columns(header: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, cell in enumerate(header[:MOST_COLUMNS]):
        column = _COLUMN.get(_plain(cell))
        if column is not None and column not in found.values():
            found[index] = column
    if not {"address", "text"} & set(found.values()):
        raise Misread(
            "I found no column of links in this table: its first line has to name one “url” or “link”.",
            example="title,url,tags",
            field="file",
        )
    return found


def _plain(cell: str) -> str:
    return _FEED.sub(" ", cell.strip().strip('"').casefold()).strip()


def _cells(columns: dict[int, str], row: list[str]) -> Iterator[tuple[str, str]]:
    for index, column in columns.items():
        if index < len(row):
            yield column, _without_guard(row[index][:CELL_MOST])


def _without_guard(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from carrying it out."""
    bare = cell[1:]
    return bare if cell.startswith("'") and safe_cell(bare) == cell else cell


def _told(line: int, cells: dict[str, str]) -> Told:
    return Told(
        line=line,
        address=cells.get("address", "").strip(),
        title=cells.get("title", ""),
        about=cells.get("about", ""),
        text=cells.get("text", ""),
        tags=_split(cells.get("tags", "")),
        folders=tuple(
            part.strip() for part in re.split(r"[/;>|]", cells.get("folders", ""))[:20] if part.strip()
        ),
        fields={name: cells[name] for name in FIELDS if cells.get(name, "").strip()},
        added=cells.get("added", ""),
        private=cells.get("private", "").strip().casefold() in {"1", "yes", "true"},
    )


def _split(tags: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in re.split(r"[,;|]", tags)[:100] if tag.strip())
