"""Attendance as a CSV file that no spreadsheet can be tricked with."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from communitybot.conversation.limits import one_line
from communitybot.conversation.message import File
from communitybot.events.model import Attendance, Occurrence
from communitybot.moments import wall

TRIGGERS = frozenset("=+-@|%\t\r\n\0")
NAME = re.compile(r"[^a-z0-9]+")
HEADER = ("Name", "Present", "When", "Corrected", "Reason", "Event", "Starts")


def attendance_file(occurrence: Occurrence, rows: Sequence[Attendance]) -> File:
    """Make the file: one row a person, times by the event's clocks, UTF-8 with the mark that Excel needs.

    Quoting follows RFC 4180; what a spreadsheet might take for a formula begins with an apostrophe.
    """
    zone = wall.zone_info(occurrence.event.zone)
    starts = f"{occurrence.start.astimezone(zone):%Y-%m-%d %H:%M %Z}"
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        cells = (
            row.name,
            "yes" if row.present else "no",
            f"{row.at.astimezone(zone):%Y-%m-%d %H:%M %Z}",
            "yes" if row.corrected_by is not None else "no",
            row.reason,
            occurrence.details.title,
            starts,
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    slug = NAME.sub("-", one_line(occurrence.details.title, 40).casefold()).strip("-") or "event"
    name = f"attendance-{slug}-{occurrence.original:%Y-%m-%d}.csv"
    return File(name, "text/csv", written.getvalue().encode("utf-8-sig"))


def safe_cell(text: str) -> str:
    """Put an apostrophe before a cell that would be a formula, also behind spaces or in full-width signs.

    NUL bytes are dropped: no CSV reader agrees on them.
    """
    kept = text.replace("\0", "")
    if kept != text or kept[:1] in TRIGGERS:
        return f"'{kept}"
    seen = unicodedata.normalize("NFKC", kept).lstrip()
    seen = seen.lstrip("\u200b\u200c\u200d\u2060\ufeff'\"").lstrip()
    return f"'{kept}" if seen[:1] in TRIGGERS else kept
