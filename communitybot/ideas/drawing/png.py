"""A picture as PNG, for where SVG is not shown: drawn from the same SVG with the font that travels along."""

import asyncio
from functools import lru_cache

from communitybot.fonts import BOLD, FAMILY, REGULAR
from communitybot.ideas.drawing.shapes import Picture
from communitybot.ideas.drawing.svg import svg

KEPT = 16  # pictures; a full one has a megabyte


def png(picture: Picture) -> bytes:
    """Draw a picture; the same picture gives the same bytes, whatever fonts the machine has."""
    import resvg_py  # a renderer in native code: loaded when the first picture is wanted

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg(picture, only_our_letters=True),
            font_files=[str(REGULAR), str(BOLD)],
            skip_system_fonts=True,
            font_family=FAMILY,
        )
    )


_drawn = lru_cache(maxsize=KEPT)(png)


async def pngs(*pictures: Picture) -> list[bytes]:
    """Draw pictures while others are served; what was drawn lately is not drawn again."""
    return await asyncio.to_thread(lambda: [_drawn(each) for each in pictures])
