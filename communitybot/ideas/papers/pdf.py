"""A brief as a PDF: one sheet where it fits, else two, and what is too much for two is shortened visibly."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from communitybot.conversation.limits import shorten
from communitybot.ideas.papers.page import BriefPage, Quoted

if TYPE_CHECKING:
    from communitybot.ideas.papers.paper import Paper

SIZES = (11.0, 10.0, 9.5)  # points; smaller is hard to read on paper
CUT = (1_200, 900, 600, 400, 250)  # weights of a part, where two sheets are too few
MOST_SHEETS = 2
MOST_VOICES = 24  # tried on two sheets that have to be shortened
WANTED_VOICES = 3  # rather than these are left out, the parts are shortened
MORE = "… (shortened; all of it is on the page of this brief)"


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a brief: in which size, how many voices, how much of each part."""

    size: float
    voices: int
    most: int | None = None


def pdf(page: BriefPage) -> bytes:
    """The brief on paper; the same page gives the same bytes."""
    paper = _fitting(page)
    try:
        return bytes(paper.output())
    finally:
        paper.let_go()


def _fitting(page: BriefPage) -> "Paper":
    """The brief set in the first way that fits, the best ways first; the last is taken whatever it takes."""
    everything = len(page.voices)
    whole = [(Setting(size, everything), 1) for size in SIZES]
    for setting, sheets in (*whole, (Setting(SIZES[1], everything), MOST_SHEETS)):
        if (paper := _within(page, setting, sheets)) is not None:
            return paper
    for most in CUT:
        best: Paper | None = None
        fewest, enough = -1, min(everything, MOST_VOICES) + 1  # how many fit beside parts of this length
        while enough - fewest > 1:
            middle = (fewest + enough) // 2
            paper = _within(page, Setting(SIZES[-1], middle, most), MOST_SHEETS)
            fewest, enough = (fewest, middle) if paper is None else (middle, enough)
            if paper is not None and best is not None:
                best.let_go()
            best = paper or best
        if best is not None and (fewest >= min(everything, WANTED_VOICES) or most == CUT[-1]):
            return best
        if best is not None:
            best.let_go()
    return _set(page, Setting(SIZES[-1], 0, CUT[-1] // 2))


def _within(page: BriefPage, setting: Setting, sheets: int) -> "Paper | None":
    """The brief set so, if it takes no more sheets."""
    paper = _set(page, setting, sheets)
    if paper.page <= sheets:
        return paper
    paper.let_go()
    return None


def _set(page: BriefPage, setting: Setting, sheets: int | None = None) -> "Paper":
    from communitybot.ideas.papers.paper import Paper  # a program of its own, loaded when one is asked for

    shown = page if setting.most is None else _shortened(page, setting.most)
    paper = Paper(letter=page.letter, sheets=sheets)
    paper.set_title(f"{paper.settable(page.title)}: policy brief")
    paper.set_author(paper.settable(page.signed))
    paper.set_subject(paper.settable(f"For {page.addressed}"))
    paper.dated(datetime.combine(page.day, time(12), UTC))
    _head(paper, shown, setting.size)
    _body(paper, shown, setting)
    return paper


def _head(paper: "Paper", page: BriefPage, size: float) -> None:
    state = "Draft of a policy brief" if page.draft else "Policy brief"
    paper.put("P", f"{state} · {page.dated} · {page.community}", size - 1)
    paper.put("H1", page.title, size + 7, bold=True)
    paper.space(1.5)
    paper.put("P", f"To: {page.addressed}", size)
    paper.put("P", f"From: {page.signed}", size)
    paper.put("P", f"A reply is asked for by {page.reply_by}.", size, bold=True)
    if page.goes_on:
        paper.put("P", page.goes_on, size)
    paper.space(2)
    paper.rule()


def _body(paper: "Paper", page: BriefPage, setting: Setting) -> None:
    size = setting.size
    evidence = "\n".join(filter(None, (page.evidence, page.support)))
    for name, words in (("The need", page.need), ("The evidence", evidence), ("What we ask", page.ask)):
        if words:
            _part(paper, name, words, size)
    if page.voices:
        _heading(paper, "Voices", size)
    for voice in page.voices[: setting.voices]:
        paper.put("BlockQuote", f"“{voice.words}”", size, indent=4)
        paper.put("P", voice.signed, size - 1, indent=4)
        paper.space(1)
    if (left := len(page.voices) - setting.voices) > 0:
        paper.put("P", f"And {left} more on the page of this brief.", size, indent=4)
    if page.answers or page.silence:
        _answers(paper, page, size)
    if paper.lacking:
        paper.space(2)
        paper.put("P", "A square stands for a letter that could not be set here.", size - 1.5)


def _answers(paper: "Paper", page: BriefPage, size: float) -> None:
    _heading(paper, "The answer", size)
    if page.silence:
        paper.put("P", page.silence, size)
    for answer in page.answers:
        paper.put("P", answer.told, size, bold=True)
        for words in filter(None, (answer.words, answer.link)):
            paper.put("P", words, size)


def _part(paper: "Paper", name: str, words: str, size: float) -> None:
    _heading(paper, name, size)
    paper.put("P", words, size)


def _heading(paper: "Paper", name: str, size: float) -> None:
    paper.space(3)
    paper.put("H2", name, size + 2, bold=True)
    paper.space(0.5)


def _shortened(page: BriefPage, most: int) -> BriefPage:
    return replace(
        page,
        title=shorten(page.title, 100),
        goes_on=shorten(page.goes_on, 160),
        need=shorten(page.need, most, MORE),
        evidence=shorten(page.evidence, most, MORE),
        ask=shorten(page.ask, most, MORE),
        voices=tuple(Quoted(shorten(each.words, most, "…"), each.signed) for each in page.voices),
        answers=tuple(
            replace(each, words=shorten(each.words, most // 2, MORE)) for each in page.answers[-3:]
        ),
    )
