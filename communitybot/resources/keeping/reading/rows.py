"""What a file tells becomes rows: each link read, bounded, and once; with a word on each that is none."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import islice

from communitybot.commands.tags import tag_of
from communitybot.conversation import limits
from communitybot.conversation.visible import one_line, visible
from communitybot.errors import Misread
from communitybot.resources.addresses import read_address
from communitybot.resources.keeping.reading.bookmarks import read_bookmarks
from communitybot.resources.keeping.reading.decoding import decoded
from communitybot.resources.keeping.reading.sheet import named_columns, read_sheet
from communitybot.resources.keeping.reading.told import Heard, Told, moment_of
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.importing import MOST_ROWS, Problem, Read, Row
from communitybot.resources.model.resource import (
    ABOUT_MOST,
    MOST_SUBJECTS,
    MOST_TAGS,
    TEXT_MOST,
    TITLE_MOST,
    Kind,
    Licence,
)
from communitybot.resources.reading import read_grades, read_subjects

MOST_PROBLEMS = 40  # told of; all are counted
MOST_FOLDERS = 8  # that a link lies in
AUTHOR_MOST = 100
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]{0,30}):(?!\d)")
_A_LINK = re.compile(r"<(?:a|dl|dt)[\s>]", re.IGNORECASE)
_WEB = frozenset({"http", "https"})
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"no", "n", "false", "0"})


def read_file(content: bytes, now: datetime) -> Read:
    """Read a bookmarks file or a table, whichever it is; in time that grows with its length.

    Raises:
        Misread: for a file that is neither, or in which there is nothing.
    """
    text = decoded(content)
    heard = _heard(text)
    read = _read(heard, now)
    if not read.rows and not read.unread + read.left:
        raise Misread(
            "I found no links in this file. I read bookmarks files, as browsers export them, and tables "
            "(CSV) whose first line names a column “url”.",
            example="/resource import",
            field="file",
        )
    return read


def _heard(text: str) -> Heard:
    start = text[:20_000]
    first = next((line for line in start.splitlines() if line.strip()), "")
    if named_columns(first) and not first.lstrip().startswith("<"):
        return read_sheet(text, most=MOST_ROWS)
    if "<" in start and _A_LINK.search(text):
        return read_bookmarks(text, most=MOST_ROWS)
    if first.lstrip().startswith("<"):
        return Heard(told=())
    return read_sheet(text, most=MOST_ROWS)


def _read(heard: Heard, now: datetime) -> Read:
    rows: dict[str, Row] = {}
    problems = [Problem(line=line, why=why) for line, why in heard.lost]
    left = twice = 0
    for told in heard.told:
        try:
            row = _row(told, now)
        except _Left as why:
            left += 1
            problems.append(Problem(line=told.line, why=str(why)))
            continue
        except Misread as no:
            problems.append(Problem(line=told.line, why=_clause(no)))
            continue
        key = row.canonical or f"words:{row.title}:{row.text}"
        if key in rows:
            twice += 1
            row = _both(rows[key], row)
        rows[key] = row
    return Read(
        rows=tuple(rows.values()),
        unread=len(problems) - left,
        left=left,
        twice=twice,
        more=heard.more,
        problems=tuple(sorted(problems, key=lambda one: one.line)[:MOST_PROBLEMS]),
    )


class _Left(Exception):
    """A link that leads to nothing others could open."""


def _row(told: Told, now: datetime) -> Row:
    text = _words(told.text, TEXT_MOST)
    if not told.address and text and _line(told.title, TITLE_MOST):
        return _described(Row(line=told.line, title=_line(told.title, TITLE_MOST), text=text), told, now)
    if not told.address:
        raise Misread("it has no address")
    scheme = _SCHEME.match(told.address)
    if scheme is not None and scheme[1].lower() not in _WEB and "." not in scheme[1]:
        raise _Left(f"{scheme[1].lower()[:20]}: leads to no page of the web")
    try:
        address = read_address(told.address)
    except Misread as no:
        if "public" in no.trouble:
            raise _Left("it leads to no public website") from None
        raise
    title = _line(told.title, TITLE_MOST) or _line(address.address.partition("://")[2], TITLE_MOST)
    row = Row(
        line=told.line,
        title=title,
        address=address.address,
        canonical=address.canonical,
        site=address.site,
        text="",
    )
    return _described(row, told, now)


def _described(row: Row, told: Told, now: datetime) -> Row:
    fields = told.fields
    return replace(
        row,
        about=_words(told.about, ABOUT_MOST),
        tags=tags_of(told.tags),
        folders=tuple(filter(None, (_line(name, 60) for name in told.folders)))[-MOST_FOLDERS:],
        subjects=read_subjects(fields.get("subjects", ""))[:MOST_SUBJECTS],
        grades=_grades(fields.get("grades", "")),
        kind=next((one for one in Kind if one.value == fields.get("kind", "").strip().casefold()), None),
        licence=_licence(fields.get("licence", "")),
        login=_yes_no(fields.get("login", "")),
        author=_line(fields.get("author", ""), AUTHOR_MOST),
        added=moment_of(told.added, now),
        private=told.private,
    )


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Tags from names that are one each, however many words they have."""
    found = (tag_of(each[:200]) for each in islice(words, 40))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_TAGS]


def _grades(words: str) -> tuple[Grade, ...]:
    try:
        return read_grades(words)
    except Misread:
        return ()


def _licence(words: str) -> Licence | None:
    sought = " ".join(words.casefold().replace("-", " ").split())
    return next((one for one in Licence if one.value.casefold().replace("-", " ") == sought), None)


def _yes_no(words: str) -> bool | None:
    word = words.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _both(one: Row, other: Row) -> Row:
    """One link that lies in two folders lies in both."""
    return replace(
        one,
        tags=tuple(dict.fromkeys((*one.tags, *other.tags)))[:MOST_TAGS],
        folders=tuple(dict.fromkeys((*one.folders, *other.folders)))[:MOST_FOLDERS],
        about=one.about or other.about,
        private=one.private and other.private,
    )


def _line(text: str, most: int) -> str:
    return limits.shorten(one_line(text[: most * 20]), most)


def _words(text: str, most: int) -> str:
    lines = (" ".join(line.split()) for line in visible(text[: most * 4]).split("\n"))
    words = "\n".join(line for line in lines if line)
    return words if len(words) <= most else limits.shorten(words, most)


def _clause(no: Misread) -> str:
    """A refusal as the end of a sentence that names a line."""
    return limits.shorten(one_line(no.trouble.rstrip(".")), 160)
