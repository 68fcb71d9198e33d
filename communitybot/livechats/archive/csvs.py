"""An archive as a table: one line a row, and no cell that a spreadsheet would carry out."""

import csv
import io
from collections.abc import Iterable

from communitybot.conversation.cells import Cell, safe_cell
from communitybot.livechats.archive.page import ArchivePage, Said, Section

COLUMNS = (
    "line",
    "section",
    "kind",
    "author",
    "role",
    "time",
    "words",
    "attached",
    "answers line",
    "notes",
    "reactions",
)


def as_csv(page: ArchivePage) -> str:
    """The archive for a spreadsheet, with a mark at its start by which Excel reads accents rightly."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(page):
        writer.writerow([safe_cell(cell) for cell in row])
    return f"\ufeff{out.getvalue()}"


def _rows(page: ArchivePage) -> Iterable[tuple[Cell, ...]]:
    for section in page.sections:
        name = section.label or section.title
        if section.number:
            time = section.asked.isoformat() if section.asked else ""
            yield (None, name, "question", section.by, "", time, section.title, "", None, "", None)
        for gap in section.gaps:
            yield (None, name, "gap", "", "", "", gap, "", None, "", None)
        for said in section.said:
            yield _row(section, said, None)
            for reply in said.replies:
                yield _row(section, reply, said.number)


def _row(section: Section, said: Said, answers: int | None) -> tuple[Cell, ...]:
    kind = "reply" if answers is not None else "answer" if section.number else "message"
    return (
        said.number,
        section.label or section.title,
        kind,
        said.author,
        "host" if said.host else "",
        said.at.isoformat(),
        said.text,
        "; ".join(said.shown),
        answers,
        "; ".join(filter(None, (said.to, *said.notes))),
        said.liked,
    )
