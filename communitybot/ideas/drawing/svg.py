"""A picture as SVG: a file that is legible by itself, with its name and its words inside."""

from communitybot.fonts import FAMILY
from communitybot.fonts.face import bold, regular
from communitybot.ideas.drawing.layout import PAPER
from communitybot.ideas.drawing.letters import drawable, in_letters_of
from communitybot.ideas.drawing.shapes import Arrow, Panel, Picture, Shape, Words

HEAD = 9.0  # half the width of an arrow's head
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def svg(picture: Picture, *, only_our_letters: bool = False) -> str:
    """Write a picture; the same picture gives the same text.

    With `only_our_letters` a box stands for each letter our font lacks, as where no other font is at hand.
    """
    size = f'width="{picture.width}" height="{picture.height}"'
    view = f'viewBox="0 0 {picture.width} {picture.height}"'
    named = 'role="img" aria-labelledby="name words" xml:lang="en"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {named}>',
        f'<title id="name">{_safe(picture.title)}</title>',
        f'<desc id="words">{_safe(picture.words)}</desc>',
        f'<rect width="{picture.width}" height="{picture.height}" fill="{PAPER}"/>',
        f"<g font-family=\"'{FAMILY}', Verdana, sans-serif\">",
        *(_shape(each, only_our_letters=only_our_letters) for each in picture.shapes),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _shape(shape: Shape, *, only_our_letters: bool) -> str:
    match shape:
        case Panel(x, y, width, height, fill, edge):
            box = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="12"'
            return f'<rect {box} fill="{fill}" stroke="{edge}" stroke-width="2"/>'
        case Words(x, y, text, size, ink, is_bold):
            face = bold() if is_bold else regular()
            shown = in_letters_of(face, text) if only_our_letters else text
            weight = ' font-weight="bold"' if is_bold else ""
            place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"'
            return f'<text {place}{weight} fill="{ink}">{_safe(shown)}</text>'
        case Arrow():
            return _arrow(shape)


def _arrow(arrow: Arrow) -> str:
    """A line and its head; arrows go right or down."""
    x, y = arrow.to_x, arrow.to_y
    if arrow.x == x:
        neck = (x, y - 1.5 * HEAD)
        head = ((x - HEAD, neck[1]), (x + HEAD, neck[1]), (x, y))
    else:
        neck = (x - 1.5 * HEAD, y)
        head = ((neck[0], y - HEAD), (neck[0], y + HEAD), (x, y))
    points = " ".join(f"{_n(left)},{_n(top)}" for left, top in head)
    line = f'x1="{_n(arrow.x)}" y1="{_n(arrow.y)}" x2="{_n(neck[0])}" y2="{_n(neck[1])}"'
    return (
        f'<line {line} stroke="{arrow.ink}" stroke-width="4"/><polygon points="{points}" fill="{arrow.ink}"/>'
    )


def _safe(text: str) -> str:
    """Text that is only text, whatever it says: nothing XML forbids, nothing it would read as mark-up."""
    return drawable(text).translate(_ENTITIES)


def _n(number: float) -> str:
    return f"{round(number, 1):g}"
