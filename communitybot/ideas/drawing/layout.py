"""Where everything of a logic model stands: columns side by side, or one under the other for phones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communitybot.fonts.face import bold, regular
from communitybot.fonts.lines import cut, wrap
from communitybot.ideas.drawing.letters import drawable
from communitybot.ideas.drawing.saying import in_words
from communitybot.ideas.drawing.shapes import Arrow, Panel, Picture, Shape, Words
from communitybot.ideas.model.logic import LogicModel, Part

PAPER = "#ffffff"
INK = "#1d2733"
FAINT = "#4f5b69"
ARROW = "#4f5b69"
TITLE_LINES = 3
CHAIN = (Part.INPUTS, Part.ACTIVITIES, Part.OUTPUTS, Part.SHORT, Part.LONG)
GROUND = (Part.ASSUMPTIONS, Part.MEASURES)
NOTHING = "Not written yet"
BULLET = "•"


@dataclass(frozen=True, slots=True)
class Tint:
    """The colours of a box: its ground, its edge, its heading."""

    ground: str
    edge: str
    heading: str


WORK = Tint("#eef4fb", "#8fb0d1", "#1f4e79")
CHANGE = Tint("#edf7f0", "#8fc0a0", "#1e5a37")
BASE = Tint("#faf5ea", "#cdb685", "#6b4d0c")
TINTS = {Part.SHORT: CHANGE, Part.LONG: CHANGE, Part.ASSUMPTIONS: BASE, Part.MEASURES: BASE}


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of one way to lay it out, in pixels."""

    width: int
    margin: int
    gap: int  # between boxes that an arrow joins
    pad: int
    text: float
    heading: float
    title: float
    columns: int  # boxes of the chain side by side
    ground: int  # boxes under it side by side

    @property
    def line(self) -> float:
        return round(self.text * 1.36)


WIDE = Measures(
    width=1480, margin=40, gap=38, pad=16, text=23, heading=24, title=38, columns=len(CHAIN), ground=2
)
NARROW = Measures(width=760, margin=30, gap=46, pad=24, text=28, heading=30, title=40, columns=1, ground=1)
"""At the 390 pixels of a phone its letters are those of a printed page."""


@dataclass(frozen=True, slots=True)
class Box:
    """One field, broken into lines for its width."""

    part: Part
    width: float
    heading: tuple[str, ...]
    items: tuple[tuple[str, ...], ...]
    height: float


def picture(title: str, model: LogicModel, measures: Measures, day: date | None = None) -> Picture:
    """Lay out the logic model of an idea; `day` is when it was so. The same model gives the same picture."""
    at = measures
    called = drawable(title) or "Untitled idea"
    shapes: list[Shape] = []
    y = at.margin + at.title
    room = at.width - 2 * at.margin
    whole = wrap(called, bold(), at.title, room)
    for line in cut(whole, TITLE_LINES, bold(), at.title, room):
        shapes.append(Words(at.margin, y, line, at.title, INK, bold=True))
        y += round(at.title * 1.25)
    shapes.append(Words(at.margin, y, _beneath(day), at.heading, FAINT))
    y += round(at.heading * 1.2)
    for row in _rows(CHAIN, at.columns):
        y = _put(shapes, [_box(part, model, at, at.columns, at.gap) for part in row], y, at, joined=True)
    y -= at.gap - at.margin
    for row in _rows(GROUND, at.ground):
        boxes = [_box(part, model, at, at.ground, at.margin / 2) for part in row]
        y = _put(shapes, boxes, y, at, joined=False)
    height = round(y + at.margin / 2)
    return Picture(at.width, height, f"Logic model: {called}", in_words(called, model), tuple(shapes))


def _beneath(day: date | None) -> str:
    return "Logic model" if day is None else f"Logic model, {day.day} {day:%B %Y}"


def _rows(parts: Sequence[Part], columns: int) -> Iterator[Sequence[Part]]:
    for start in range(0, len(parts), columns):
        yield parts[start : start + columns]


def _box(part: Part, model: LogicModel, at: Measures, columns: int, between: float) -> Box:
    width = (at.width - 2 * at.margin - between * (columns - 1)) / columns
    inside = width - 2 * at.pad
    heading = wrap(part.called, bold(), at.heading, inside)
    indent = _indent(at)
    said = [drawable(line) for line in model.lines(part)]
    items = tuple(wrap(line, regular(), at.text, inside - indent) for line in said if line)
    lines = sum(len(item) for item in items) or 1
    between_items = max(len(items) - 1, 0) * at.line * 0.3
    height = 2 * at.pad + len(heading) * at.heading * 1.3 + lines * at.line + between_items + at.pad / 2
    return Box(part, width, heading, items, height)


def _indent(at: Measures) -> float:
    return regular().width(f"{BULLET} ", at.text)


def _put(shapes: list[Shape], boxes: Sequence[Box], y: float, at: Measures, *, joined: bool) -> float:
    """Put a row of boxes of one height at `y`; returns where the next row begins."""
    height = max(box.height for box in boxes)
    between = at.gap if joined else at.margin / 2
    for index, box in enumerate(boxes):
        x = at.margin + index * (box.width + between)
        shapes += _drawn(box, x, y, height, at)
        if not joined:
            continue
        if index < len(boxes) - 1:
            middle = y + height / 2
            shapes.append(Arrow(x + box.width + 6, middle, x + box.width + between - 6, middle, ARROW))
        elif box.part is not CHAIN[-1]:
            middle = x + box.width / 2
            shapes.append(Arrow(middle, y + height + 6, middle, y + height + between - 6, ARROW))
    return y + height + between


def _drawn(box: Box, x: float, y: float, height: float, at: Measures) -> Iterator[Shape]:
    tint = TINTS.get(box.part, WORK)
    yield Panel(x, y, box.width, height, tint.ground, tint.edge)
    left, line = x + at.pad, y + at.pad + at.heading
    for words in box.heading:
        yield Words(left, line, words, at.heading, tint.heading, bold=True)
        line += at.heading * 1.3
    line += at.pad / 2
    if not box.items:
        yield Words(left, line, NOTHING, at.text, FAINT)
    for item in box.items:
        yield Words(left, line, BULLET, at.text, tint.heading)
        for words in item:
            yield Words(left + _indent(at), line, words, at.text, INK)
            line += at.line
        line += at.line * 0.3
