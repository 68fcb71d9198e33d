"""Pictures are drawn in a process of their own: whatever becomes of it, the bot goes on."""

import asyncio
import sys
import time

import pytest

from communitybot.ideas.drawing.layout import NARROW, WIDE, picture
from communitybot.ideas.drawing.png import KEPT, Drawer, Undrawn
from communitybot.ideas.drawing.render import packed, render, unpacked
from communitybot.ideas.drawing.svg import svg
from tests.ideas.growing.models import everywhere, model

HOURS = picture("Mentor hours", model(), WIDE)
SIGN = "import sys; sys.stdout.buffer.write({})"


def running(program):
    return (sys.executable, "-c", program)


async def test_what_is_drawn_apart_is_what_would_be_drawn_here_and_it_is_drawn_once():
    drawer = Drawer()
    other = picture("Mentor hours", everywhere("Other"), NARROW)
    first = await drawer.pngs([HOURS, other])
    drawer._program = ("/no/such/program",)

    assert first == [render(svg(each, only_our_letters=True)) for each in (HOURS, other)]
    assert await drawer.pngs([other, HOURS, other]) == [first[1], first[0], first[1]]
    with pytest.raises(Undrawn, match="Nothing is lost"):
        await drawer.pngs([picture("Another", model(), WIDE)])


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(1)",
        "import os; os.abort()",
        SIGN.format("b'half a length'"),
        SIGN.format("b'\\0' * 7 + b'\\x09PNG'"),
        SIGN.format("b''"),
        "import sys; sys.stdin.close()",
    ],
    ids=["fails", "falls", "no lengths", "is cut", "says nothing", "does not listen"],
)
async def test_a_renderer_that_fails_is_a_polite_refusal(program):
    with pytest.raises(Undrawn):
        await Drawer(running(program)).pngs([HOURS])


async def test_a_renderer_that_hangs_is_ended_and_nobody_else_waits_for_it():
    hangs = Drawer(running("import time; time.sleep(60)"), within=0.3)
    began = time.monotonic()
    drawing = asyncio.create_task(hangs.pngs([HOURS]))
    ticks = 0
    while not drawing.done():
        await asyncio.sleep(0.02)
        ticks += 1

    with pytest.raises(Undrawn):
        await drawing
    assert ticks > 5
    assert time.monotonic() - began < 30
    gone = asyncio.create_task(Drawer(running("import time; time.sleep(60)")).pngs([HOURS]))
    await asyncio.sleep(0.1)
    gone.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(gone, 20)


async def test_only_the_last_pictures_are_kept():
    drawer = Drawer()

    async def each_its_own(texts):
        return [text.encode() for text in texts]

    drawer._drawn = each_its_own
    for number in range(KEPT + 3):
        await drawer.pngs([picture(f"Idea {number}", model(), WIDE)])
    assert len(drawer._kept) == KEPT


def test_answers_are_read_back_as_they_were_packed():
    assert unpacked(packed([b"one", b"", b"three"])) == [b"one", b"", b"three"]
    for answer in (b"x", packed([b"one"])[:-1]):
        with pytest.raises(ValueError, match="cut"):
            unpacked(answer)
