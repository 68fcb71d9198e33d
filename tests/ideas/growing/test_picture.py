"""A logic model is drawn legibly whatever people write, the same everywhere, and said in words as well."""

import hashlib
import struct
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.limits import ALT_TEXT, weight
from communitybot.fonts.face import bold, regular
from communitybot.fonts.lines import cut, wrap
from communitybot.ideas.drawing import layout
from communitybot.ideas.drawing.layout import NARROW, WIDE, picture
from communitybot.ideas.drawing.letters import INSTEAD, drawable, in_letters_of, lacking
from communitybot.ideas.drawing.render import render
from communitybot.ideas.drawing.saying import alternative, in_words, spelled_out
from communitybot.ideas.drawing.shapes import Arrow, Panel, Picture, Words
from communitybot.ideas.drawing.svg import svg
from communitybot.ideas.model.logic import CALLED, LINE_MOST, LINES_MOST, LogicModel, Part
from tests.ideas.growing.models import AT, MENTORS, everywhere, model

BOTH = pytest.mark.parametrize("measures", [WIDE, NARROW], ids=["wide", "narrow"])
SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</text><script>alert(1)</script>",
    "]]> & <!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
    '" onload="alert(1)',
    "\x00\x07\x1b[31m\x7f\ufffe\uffff\ud800\U0001fffe",
    "\u202egpj.exe\u2066 \u200b\u200d\ufeff\u00ad",
    "Z" * LINE_MOST,
    "W\u0301" * 80,
    "漢字かな交じり文 שלום مرحبا 🚪👩‍🏫",
    "a\nb\r\nc\u2028d\x85e",
    "%s {0} ${x} \\n url(#a)",
)


def png(drawn):
    return render(svg(drawn, only_our_letters=True))


def read(drawn):
    return ET.fromstring(drawn)  # noqa: S314 - whether anything hostile came through is what is tested


def text_of(drawn):
    return [each.text for each in read(drawn).iter(f"{SPACE}text")]


def inside(shapes):
    """Each line of text with the box it stands in."""
    panels = [each for each in shapes if isinstance(each, Panel)]
    for words in (each for each in shapes if isinstance(each, Words)):
        for box in panels:
            if box.x < words.x < box.x + box.width and box.y < words.y <= box.y + box.height:
                yield words, box


def width_of(words):
    return (bold() if words.bold else regular()).width(words.text, words.size)


@BOTH
def test_every_word_stands_in_a_box_of_its_own_and_within_it(measures):
    drawn = picture("Mentor hours", model(), measures, AT.date())
    stands = list(inside(drawn.shapes))

    said = " ".join(words.text for words, _ in stands)
    for part, lines in MENTORS.items():
        assert CALLED[part] in said
        for line in lines:
            assert line in said
    for words, box in stands:
        assert words.x + width_of(words) <= box.x + box.width - 1
    panels = [each for each in drawn.shapes if isinstance(each, Panel)]
    assert len(panels) == len(Part)
    for one, other in pairwise(sorted(panels, key=lambda box: (box.y, box.x))):
        assert one.x + one.width <= other.x or one.y + one.height <= other.y
    assert all(box.x + box.width <= drawn.width and box.y + box.height <= drawn.height for box in panels)
    assert len([each for each in drawn.shapes if isinstance(each, Arrow)]) == 4


@BOTH
def test_the_fullest_model_still_fits_its_boxes(measures):
    line = ("mentor hours every week for each " * 9)[:LINE_MOST]
    drawn = picture("x" * 200, everywhere(*[line] * LINES_MOST), measures)

    for words, box in inside(drawn.shapes):
        assert words.x + width_of(words) <= box.x + box.width
    assert max(each.y for each in drawn.shapes if isinstance(each, Words)) < drawn.height
    for each in drawn.shapes:
        if isinstance(each, Words):
            assert each.x + width_of(each) <= drawn.width


def test_on_a_phone_the_letters_are_as_large_as_print():
    assert NARROW.text * 390 / NARROW.width >= 14
    assert WIDE.text * 1280 / WIDE.width >= 14


@pytest.mark.parametrize("tint", [layout.WORK, layout.CHANGE, layout.BASE])
def test_all_colours_have_contrast_enough(tint):
    for ground in (layout.PAPER, tint.ground):
        for ink in (layout.INK, layout.FAINT, tint.heading):
            assert contrast(ink, ground) >= 4.5
    assert contrast(layout.ARROW, layout.PAPER) >= 3
    assert contrast("#777777", "#888888") < 4.5


def contrast(one, other):
    """The ratio of WCAG 2."""
    dark, light = sorted(luminance(each) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_text_and_nothing_else(text):
    drawn = svg(picture(text, everywhere(text, f"a {text} b"), WIDE))
    tree = read(drawn)

    assert {each.tag.removeprefix(SPACE) for each in tree.iter()} <= {
        *("svg", "title", "desc", "rect", "g", "text", "line", "polygon")
    }
    assert {name for each in tree.iter() for name in each.attrib if name.startswith("on")} == set()
    assert not set(drawn) & set(map(chr, [*range(9), *range(11, 32), 0x202E, 0x2066, 0x200B, 0xFEFF]))
    shown = "".join("".join(each or "" for each in text_of(drawn)).split())
    assert "".join(drawable(text).split())[:9] in shown


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_text_at_all_breaks_the_file(text):
    read(svg(picture(text, everywhere(text), WIDE)))


def test_one_model_gives_one_file_of_the_same_bytes():
    drawn = picture("Mentor hours", model(), NARROW, AT.date())
    first, again = png(drawn), png(picture("Mentor hours", model(), NARROW, AT.date()))

    assert svg(drawn) == svg(picture("Mentor hours", model(), NARROW, AT.date()))
    assert hashlib.sha256(first).digest() == hashlib.sha256(again).digest()
    assert struct.unpack(">LL", first[16:24]) == (drawn.width, drawn.height)
    other = picture("Mentor hours", everywhere("Other"), NARROW, AT.date())
    assert png(other) != first


def test_letters_are_drawn_and_what_the_font_lacks_is_an_empty_box():
    assert in_letters_of(regular(), "Ana Ž Ω Я ₤ → 漢🚪") == f"Ana Ž Ω Я ₤ → {INSTEAD * 2}"
    assert regular().has(INSTEAD)
    assert bold().has(INSTEAD)
    assert lacking(regular(), "a 漢")
    assert not lacking(regular(), "Ana Ž Ω Я ₤ → \u200b\u202e\x00")
    drawn = {letter: png(sign(letter)) for letter in "ЯЖ漢字"}
    assert drawn["Я"] != drawn["Ж"]  # without a font, none would be seen
    assert drawn["漢"] == drawn["字"] == png(sign(INSTEAD))
    kept = svg(picture("漢字", LogicModel(), WIDE))
    assert "漢字" in kept  # where other fonts are at hand, they may be used


def sign(letter):
    return Picture(60, 60, "Sign", letter, (Words(10, 40, letter, 30, layout.INK),))


def test_a_picture_says_what_it_shows():
    drawn = svg(picture("Mentor hours", model(), WIDE))
    tree = read(drawn)

    assert tree.attrib["role"] == "img"
    assert tree.find(f"{SPACE}title").text == "Logic model: Mentor hours"
    assert tree.find(f"{SPACE}desc").text == in_words("Mentor hours", model())
    for part, lines in MENTORS.items():
        assert f"{CALLED[part]}: {'; '.join(lines)}." in in_words("Mentor hours", model())
        assert f"{CALLED[part]}\n- {lines[0]}\n" in spelled_out("Mentor hours", model())
    assert "Outputs: not written yet." in in_words("Mentor hours", LogicModel())
    assert text_of(svg(picture("x", LogicModel(), WIDE))).count(layout.NOTHING) == len(Part)


@pytest.mark.parametrize("line", ["mentor hours every week", "<&*_>", "🚪 a"])
def test_the_words_of_a_picture_fit_every_platform_and_name_every_field(line):
    full = everywhere(*[(line * 40)[:LINE_MOST]] * LINES_MOST)
    for title in ("Mentor hours", "&" * 200):
        alt = alternative(title, full, ALT_TEXT)
        assert weight(alt) <= ALT_TEXT
        assert all(f"{part.called}: {line[:2]}" in alt for part in Part)
    assert alternative("Mentor hours", model(), ALT_TEXT) == in_words("Mentor hours", model())


@given(st.text(max_size=200), st.floats(min_value=30, max_value=400))
@settings(max_examples=80, deadline=None)
def test_lines_fit_their_width_and_lose_nothing(text, width):
    lines = wrap(text, regular(), 20, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(regular().width(line, 20) <= width or len(line.strip()) <= 1 for line in lines)


def test_lines_that_are_left_out_are_shown_to_be():
    lines = wrap("one two three four five six", regular(), 20, 60)
    assert cut(lines, 9, regular(), 20, 60) == lines
    short = cut(lines, 2, regular(), 20, 60)
    assert short[-1].endswith("…")
    assert all(regular().width(line, 20) <= 60 for line in short)
