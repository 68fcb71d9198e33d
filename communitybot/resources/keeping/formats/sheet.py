"""A library as a table: a line a resource, and no cell that a spreadsheet would carry out."""

import csv
import io

from communitybot.conversation.cells import safe_cell
from communitybot.resources.keeping.formats.plain import cell_of, fields_of
from communitybot.resources.keeping.formats.writing import About, Growing
from communitybot.resources.model.resource import Resource

_MARK = "\ufeff"  # by which Excel reads accents rightly
COLUMNS = (
    *("title", "url", "description", "tags", "kind", "grades", "subjects", "licence", "login", "author"),
    *("site", "written", "seconds", "added", "shared", "shared_by", "tried", "would_repeat", "notes"),
    *("text", "file", "broken_since", "archived_at", "id"),
)


class Sheet(Growing):
    """Quoting as RFC 4180 has it."""

    ending, mime = "csv", "text/csv"

    def __init__(self, about: About) -> None:
        super().__init__(about)
        self._line = io.StringIO(newline="")
        self._writer = csv.writer(self._line, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._say(_MARK)
        self._row(COLUMNS)

    def add(self, resource: Resource) -> bool:
        told = fields_of(resource)
        self._row([safe_cell(cell_of(told[column])) for column in COLUMNS])
        return True

    def _row(self, cells: "tuple[str, ...] | list[str]") -> None:
        self._writer.writerow(cells)
        self._say(self._line.getvalue())
        self._line.seek(0)
        self._line.truncate()
