"""A brief on paper: one sheet where it fits, two at most, the same bytes each time, whatever it says."""

import re
import zlib

import pytest

from communitybot.ideas.papers.page import Answered, Quoted
from communitybot.ideas.papers.paper import Paper
from communitybot.ideas.papers.pdf import pdf
from tests.ideas.deciding.sheets import page
from tests.livechats.archive.hostile import MARKUP


def sheets(made: bytes) -> int:
    return int(re.search(rb"/Count (\d+)", made)[1])


def streams(made: bytes) -> list[bytes]:
    found = re.findall(rb"stream\n(.*?)\nendstream", made, re.DOTALL)
    return [zlib.decompress(each) for each in found if each[:1] == b"x"]


def told(made: bytes, name: str) -> str:
    """What a PDF says of itself."""
    raw = re.search(rf"/{name} \((.*?)\)\n".encode(), made, re.DOTALL)[1]
    plain = raw.replace(b"\\(", b"(").replace(b"\\)", b")").replace(b"\\r", b"\r").replace(b"\\\\", b"\\")
    return plain[2:].decode("utf-16-be") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")


def starts(made: bytes) -> set[bytes]:
    """The numbers of the objects that begin where the table at the end says."""
    table = made[int(re.search(rb"startxref\n(\d+)\n", made)[1]) :]
    found = [int(each) for each in re.findall(rb"(?m)^(\d{10}) \d{5} n", table)]
    return {made[each:].split(b" ", 1)[0] for each in found}


def test_a_usual_brief_takes_one_sheet_is_tagged_and_is_the_same_each_time():
    made = pdf(page())

    assert made == pdf(page())
    assert made != pdf(page(ask="Two paid hours."))  # the control: other words, other bytes
    assert sheets(made) == 1
    assert told(made, "Title") == "Mentor hours for first-year teachers: policy brief"
    assert told(made, "Author") == "Dana Ruiz (classroom teacher), a school leader and 1 more of the team"
    assert b"/Lang (en)" in made
    assert b"/MarkInfo" in made
    assert b"/DisplayDocTitle true" in made
    for kind in (b"/H1", b"/H2", b"/P", b"/BlockQuote"):
        assert b"/S " + kind in made, kind
        assert any(kind + b" <</MCID" in each for each in streams(made)), kind
    assert b"[0 0 612 792]" in made.replace(b".00", b"")  # Letter
    assert b"[0 0 595.28 841.89]" in pdf(page(letter=False))


def test_what_is_too_long_for_two_sheets_is_shortened_visibly(monkeypatch):
    said = []
    whole = Paper.put

    def heard(self, kind, text, *rest, **more):
        said.append(text)
        whole(self, kind, text, *rest, **more)

    monkeypatch.setattr(Paper, "put", heard)
    longer = pdf(page(need="Long words here. " * 70, evidence="More of it. " * 100, ask="What? " * 200))
    assert sheets(longer) == 2
    assert not any("shortened" in each for each in said)

    said.clear()
    voices = tuple(Quoted(f"Voice {number} says so. " * 16, "a member") for number in range(40))
    crowded = page(need="N " * 600, evidence="\n".join(["e"] * 400), ask="W" * 1_200, voices=voices)
    assert sheets(pdf(crowded)) == 2
    assert any("shortened; all of it is on the page" in each for each in said)
    assert any(re.fullmatch(r"And \d+ more on the page of this brief\.", each) for each in said)


HOSTILE = [*MARKUP, "日本語 🚪 עברית ) ( \\ \r", "\u0600\u0301" * 40, "%PDF-1.4 endstream endobj"]


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 5))
def test_no_words_break_the_file(first):
    title, to, need, ask, voice = (HOSTILE * 2)[first : first + 5]
    said = "%%EOF endobj\nxref"
    answer = Answered(kind="accepted", by=voice[:80], on="today", words=said, link="https://e.org/")
    hostile = page(
        title=title[:150].replace("\n", " "),
        to_name=to[:100],
        need=need[:1_200],
        ask=ask[:1_200],
        voices=(Quoted(voice[:400], title[:80]),),
        answers=(answer,),
    )
    made = pdf(hostile)

    assert 1 <= sheets(made) <= 2
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    for harm in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction <<"):
        assert harm not in made, harm
    assert starts(made) == set(re.findall(rb"(?m)^(\d+) 0 obj$", made))


def test_a_letter_without_a_shape_is_a_square_and_the_paper_says_so():
    paper = Paper(letter=False)
    assert paper.settable("Tür 日 🚪") == "Tür □ □"
    assert paper.lacking
    paper.let_go()
    other = Paper(letter=False)
    assert other.settable("plain\nwords") == "plain\nwords"
    assert not other.lacking
    other.let_go()
