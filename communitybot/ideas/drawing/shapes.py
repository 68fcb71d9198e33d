"""What a picture is made of: a few shapes at places, in the order they are painted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """A rounded rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    edge: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is the line its letters stand on."""

    x: float
    y: float
    text: str
    size: float
    ink: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A straight arrow, across or down, with its head at the end."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: str


Shape = Panel | Words | Arrow


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on a sheet of a size, with the picture's name and what it shows in words."""

    width: int
    height: int
    title: str
    words: str
    shapes: tuple[Shape, ...]
