"""A page that is drawn and packed of kept pieces is the page that is drawn of nothing."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from adapters.web import pieces as web
from adapters.web.pieces import Pieces
from adapters.web.templates import pieces
from communitybot.livechats.archive.building import build
from communitybot.livechats.archive.kept import Kept
from communitybot.livechats.archive.parts import Parts
from tests.livechats.archive.changes import BEGINNING, LATER
from tests.livechats.archive.evening import Evening
from tests.livechats.archive.served import ce14


def drawn(kept, page):
    shown = {"page": page, "here": "/archives/x", "indexed": False, "alone": False, "style": ""}
    return kept.joined(pieces("archive.html", runs=kept.runs, **shown))


@given(BEGINNING, LATER)
def test_a_page_of_kept_pieces_is_the_page_of_none(beginning, later):
    evening, parts, kept = Evening(), Parts(), Pieces()
    for change in [*beginning, *later]:
        change(evening)
        page = build(Kept(frame=evening.frame(), lines=tuple(evening.lines)), parts)
        body, packed = drawn(kept, page)

        assert (body, packed) == drawn(Pieces(), evening.page())
        assert gzip.decompress(packed) == body


@given(st.lists(st.text(max_size=30).map(lambda text: text * 300), max_size=8))
def test_what_is_packed_in_pieces_is_unpacked_whole(texts):
    kept = Pieces()
    for some in (texts, texts[::-1], [*texts, *texts]):
        body, packed = kept.joined(some)

        assert body == "".join(some).encode()
        assert gzip.decompress(packed) == body


def test_only_the_run_that_changed_is_drawn_again(monkeypatch):
    asked, fill = [], web.filled
    monkeypatch.setattr(web, "filled", lambda page, run: asked.append(run[0].number) or fill(page, run=run))
    evening, kept, parts = Evening(), Pieces(), Parts()
    for number in range(1_000):
        evening.say("Jo Anders", f"Answer {number} " * 9, 1)

    def draw():
        asked.clear()
        drawn(kept, build(Kept(frame=evening.frame(), lines=tuple(evening.lines)), parts))
        return list(asked)

    assert draw() == [1, *range(128, 1_000, 128)]
    assert draw() == []
    evening.change(evening.lines[300], text="Corrected")
    assert draw() == [256]
    evening.show("jo", "name")
    assert len(draw()) == 8


def test_nothing_that_went_is_kept():
    evening, kept = ce14(), Pieces()
    drawn(kept, evening.page())
    for line in evening.lines:
        evening.change(line, text="", shown=(), removed=True)
    drawn(kept, evening.page())

    assert "Duluth" not in repr(vars(kept))
