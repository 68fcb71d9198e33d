"""Breaking text into lines that fit a width, by the widths of the letters."""

from collections.abc import Iterator, Sequence

from communitybot.fonts.face import Face


def wrap(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """Break a text at spaces, and inside a word only where it is wider than a line; at least one line.

    White space is folded; no line is wider than `width` unless one letter is.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.width(longer, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, face, size, width)
        lines += whole
    return (*lines, line) if line or not lines else tuple(lines)


def cut(lines: Sequence[str], most: int, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The first `most` lines; where some are left out, the last one ends in an ellipsis and still fits."""
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and face.width(f"{last}…", size) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _pieces(word: str, face: Face, size: float, width: float) -> Iterator[str]:
    """A word in pieces that fit; a mark stays with the letter it stands on."""
    piece = ""
    used = 0.0
    for letter in word:
        advance = face.width(letter, size)
        if piece and advance and used + advance > width:
            yield piece
            piece, used = "", 0.0
        piece += letter
        used += advance
    yield piece
