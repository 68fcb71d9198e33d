"""Turns SVG into PNG with the font that travels along; as a program, it does so in a process of its own."""

import json
import struct
import sys

from communitybot.fonts import BOLD, FAMILY, REGULAR

LENGTH = struct.Struct(">Q")


def render(svg_text: str) -> bytes:
    """Draw an SVG; the same text gives the same bytes, whatever fonts the machine has."""
    import resvg_py  # a renderer in native code: loaded when the first picture is wanted

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg_text,
            font_files=[str(REGULAR), str(BOLD)],
            skip_system_fonts=True,
            font_family=FAMILY,
        )
    )


def packed(drawn: list[bytes]) -> bytes:
    """Several pictures as one answer: each after its length."""
    return b"".join(LENGTH.pack(len(each)) + each for each in drawn)


def unpacked(answer: bytes) -> list[bytes]:
    """Read what `packed` wrote; `ValueError` for anything else."""
    drawn, at = [], 0
    while at < len(answer):
        if at + LENGTH.size > len(answer):
            raise ValueError("a length that is cut")
        (length,) = LENGTH.unpack_from(answer, at)
        at += LENGTH.size
        if at + length > len(answer):
            raise ValueError("a picture that is cut")
        drawn.append(answer[at : at + length])
        at += length
    return drawn


if __name__ == "__main__":
    sys.stdout.buffer.write(packed([render(each) for each in json.load(sys.stdin.buffer)]))
