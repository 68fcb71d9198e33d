"""How wide letters are: read from the font itself, so that a line drawn is as long as it was measured."""

import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from communitybot.fonts import BOLD, REGULAR


class Face:
    """One font file of the TrueType kind: which letters it has, and how far each moves the pen."""

    def __init__(self, content: bytes) -> None:
        tables = _tables(content)
        self._units: int = struct.unpack_from(">H", tables["head"], 18)[0]
        self._glyphs = _glyphs(tables["cmap"])
        self._advances = _advances(tables)

    def has(self, letter: str) -> bool:
        """Whether the font has a shape for a letter."""
        return ord(letter) in self._glyphs

    def width(self, text: str, size: float) -> float:
        """How wide a text is at a size, in the unit of the size; a letter it lacks takes a whole square."""
        units = self._units
        glyphs, advances = self._glyphs, self._advances
        total = 0
        for letter in text:
            glyph = glyphs.get(ord(letter))
            total += units if glyph is None else advances[glyph]
        return total * size / units


@cache
def face(path: Path) -> Face:
    """The face of a font file, read once."""
    return Face(path.read_bytes())


def regular() -> Face:
    return face(REGULAR)


def bold() -> Face:
    return face(BOLD)


def _tables(content: bytes) -> Mapping[str, bytes]:
    """The tables of a font by name (OpenType specification, "Table Directory")."""
    (count,) = struct.unpack_from(">H", content, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", content, 12 + 16 * index)
        found[tag.decode("ascii")] = content[offset : offset + length]
    return found


def _advances(tables: Mapping[str, bytes]) -> tuple[int, ...]:
    """The advance of every glyph; those after the last that is listed have the last one's."""
    (listed,) = struct.unpack_from(">H", tables["hhea"], 34)
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    found = [struct.unpack_from(">H", tables["hmtx"], 4 * index)[0] for index in range(listed)]
    return (*found, *[found[-1]] * (glyphs - listed))


def _glyphs(cmap: bytes) -> Mapping[int, int]:
    """The glyph of every letter, from the subtables of Unicode (formats 4 and 12)."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    found: dict[int, int] = {}
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * index)
        (form,) = struct.unpack_from(">H", cmap, offset)
        if form == 4:
            found |= _segments(cmap, offset)
        elif form == 12:
            found |= _groups(cmap, offset)
    return found


def _segments(cmap: bytes, at: int) -> Mapping[int, int]:
    """Format 4: stretches of letters, each with a shift, or with its glyphs listed further on."""
    (twice,) = struct.unpack_from(">H", cmap, at + 6)
    ends, starts = at + 14, at + 16 + twice
    shifts, offsets = starts + twice, starts + 2 * twice
    found = {}
    for step in range(0, twice, 2):
        (end,) = struct.unpack_from(">H", cmap, ends + step)
        (start,) = struct.unpack_from(">H", cmap, starts + step)
        (shift,) = struct.unpack_from(">H", cmap, shifts + step)
        (offset,) = struct.unpack_from(">H", cmap, offsets + step)
        for letter in range(start, end + 1):
            glyph = letter
            if offset:
                (glyph,) = struct.unpack_from(">H", cmap, offsets + step + offset + 2 * (letter - start))
                if not glyph:
                    continue
            if (glyph := (glyph + shift) & 0xFFFF) and letter != 0xFFFF:
                found[letter] = glyph
    return found


def _groups(cmap: bytes, at: int) -> Mapping[int, int]:
    """Format 12: stretches of letters with glyphs in the same order."""
    (count,) = struct.unpack_from(">L", cmap, at + 12)
    found: dict[int, int] = {}
    for index in range(count):
        start, end, glyph = struct.unpack_from(">LLL", cmap, at + 16 + 12 * index)
        found |= {letter: glyph + letter - start for letter in range(start, end + 1)}
    return found
