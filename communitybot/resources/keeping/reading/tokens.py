"""Tags and words of a page, in one pass: every letter is looked at a fixed number of times.

The standard library's parser needs minutes for some pages of a few hundred kilobytes, and one written in C
would have to run in a process of its own to be bounded. Bookmarks need no tree, so this has none.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

VALUE_MOST = 8_000  # letters of an attribute; a longer one is kept by nobody
NAME_MOST = 20
WANTED = frozenset({"href", "add_date", "time_added", "tags", "private", "personal_toolbar_folder"})

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*+")
_BLANK = re.compile(r"[\s/]*+")
_ATTRIBUTE = re.compile(r"[^\s=>\"'</]++")
_EQUALS = re.compile(r"\s*+=\s*+")
_BARE = re.compile(r"[^\s>]*+")


class Tag(NamedTuple):
    """A tag: its name in lower case (`a`, `/a`), the attributes that are wanted, the line it begins in.

    `whole` is False where a quotation mark is missing: what was read then ends with its line.
    """

    name: str
    attributes: dict[str, str]
    line: int
    whole: bool = True


class Words(NamedTuple):
    """What stands between two tags, as it is read."""

    text: str
    line: int


class Tokens:
    """Reads one page; `more` says afterwards whether it was left before its end."""

    def __init__(self, text: str, *, most: int) -> None:
        self._text = text
        self._most = most
        self._at = 0
        self._line = 1
        self._counted = 0
        self._no_end: set[str] = set()  # marks that come no more: looked for once
        self.more = False

    def __iter__(self) -> Iterator[Tag | Words]:
        for _ in range(self._most):
            if self._at >= len(self._text):
                return
            token = self._next()
            if token is not None:
                yield token
        self.more = self._at < len(self._text)

    def _next(self) -> Tag | Words | None:
        text, at = self._text, self._at
        opening = text.find("<", at)
        if opening != at:
            self._at = len(text) if opening < 0 else opening
            return Words(unescape(text[at : self._at]), self._line_of(at))
        if text.startswith("<!", at):
            return self._aside(at)
        name = _NAME.match(text, at + 1)
        if name is None:
            self._at = at + 1
            return Words("<", self._line_of(at))
        return self._tag(at, name)

    def _aside(self, at: int) -> Words | None:
        """A remark or a declaration is nothing; one that never ends is words."""
        mark = "-->" if self._text.startswith("<!--", at) else ">"
        end = self._find(mark, at + 2)
        if end < 0:
            self._at = at + 2
            return Words("<!", self._line_of(at))
        self._at = end + len(mark)
        return None

    def _tag(self, begins: int, name: re.Match[str]) -> Tag:
        text, at, whole = self._text, name.end(), True
        attributes: dict[str, str] = {}
        while whole:
            at = _end(_BLANK, text, at)
            if text[at : at + 1] in {"", "<"}:
                break
            if text[at] == ">":
                at += 1
                break
            found = _ATTRIBUTE.match(text, at)
            if found is None:  # a stray quotation mark
                at += 1
                continue
            value, at, whole = self._value(found.end())
            key = found[0][:40].lower()
            if key in WANTED:
                attributes.setdefault(key, value)
        self._at = at
        return Tag(name[0][: NAME_MOST + 1].lower(), attributes, self._line_of(begins), whole)

    def _value(self, at: int) -> tuple[str, int, bool]:
        """A value, where what follows it begins, and whether it ended as it should."""
        text = self._text
        equals = _EQUALS.match(text, at)
        if equals is None:
            return "", at, True
        at = equals.end()
        mark = text[at : at + 1]
        if mark not in {'"', "'"}:
            end = _end(_BARE, text, at)
            return _read(text[at : min(end, at + VALUE_MOST + 1)]), end, True
        end = self._find(mark, at + 1)
        line = text.find("\n", at, len(text) if end < 0 else end)
        if end < 0 or (line >= 0 and text.find("<", line, end) >= 0):
            stop = line if line >= 0 else len(text)
            return _read(text[at + 1 : min(stop, at + VALUE_MOST + 1)]), stop, False
        return _read(text[at + 1 : min(end, at + VALUE_MOST + 2)]), end + 1, True

    def _find(self, mark: str, at: int) -> int:
        if mark in self._no_end:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._no_end.add(mark)
        return found

    def _line_of(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return at if found is None else found.end()


def _read(value: str) -> str:
    return unescape(value) if "&" in value else value
