"""An archive as Markdown, in which nobody's words can be anything but words."""

from collections.abc import Iterable

from communitybot.conversation.markdown import literal
from communitybot.livechats.archive.page import ArchivePage, Piece, Said, Section, SharedLink


def markdown(page: ArchivePage) -> str:
    return "\n".join((*_head(page), *_contents(page), *_sections(page), *_links(page.links)))


def _head(page: ArchivePage) -> Iterable[str]:
    tag = f" (\\#{literal(page.hashtag)})" if page.hashtag else ""
    yield from (f"# {literal(page.title)}{tag}", "")
    yield f"{literal(page.when)}, {literal(page.community)}"
    for sentence in (page.hosted, f"With {page.guest}." if page.guest else ""):
        if sentence:
            yield from ("", literal(sentence))
    yield from ("", " · ".join(map(literal, page.numbers.told)), "")


def _contents(page: ArchivePage) -> Iterable[str]:
    yield from ("## Contents", "")
    yield from (f"- {literal(each.heading)} ({each.counted})" for each in page.sections)
    yield ""


def _sections(page: ArchivePage) -> Iterable[str]:
    for section in page.sections:
        yield from (f"## {literal(section.heading)}", "")
        yield from _asked(section)
        for gap in section.gaps:
            yield from (f"*{literal(gap)}*", "")
        for said in section.said:
            yield from _said(said, "")
            for reply in said.replies:
                yield from _said(reply, "  ")
        yield ""


def _asked(section: Section) -> Iterable[str]:
    by = f" by {literal(section.by)}" if section.by else ""
    if section.time or by:
        at = f" at {literal(section.time)}" if section.time else ""
        yield from (f"Asked{by}{at}.", "")


def _said(said: Said, indent: str) -> Iterable[str]:
    beside = filter(None, ("host" if said.host else "", said.time, *said.notes, said.to))
    head = f"{indent}- **{literal(said.author)}** · {' · '.join(map(literal, beside))}"
    lines = [*_words(said.pieces or (Piece(said.text),)), *(f"({literal(each)})" for each in said.shown)]
    yield "\\\n".join((head, *(f"{indent}  {line}" for line in lines)))


def _words(pieces: Iterable[Piece]) -> Iterable[str]:
    """The lines of what was said; addresses stand as links to themselves."""
    line = ""
    for piece in pieces:
        if piece.url:
            line += f"<{piece.url}>"
            continue
        first, *more = piece.text.split("\n")
        line += _part(first, begins=not line)
        for each in more:
            if line.strip():
                yield line.strip()
            line = _part(each, begins=True)
    if line.strip():
        yield line.strip()


def _part(text: str, *, begins: bool) -> str:
    """A part of a line with the blanks at its ends, since an address may follow or come before."""
    before = " " if not begins and text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{literal(text)}{after}"


def _links(links: Iterable[SharedLink]) -> Iterable[str]:
    told = [
        f"- <{link.url}> shared by {', '.join(map(literal, link.by))}"
        f" ({', '.join(literal(name) for _, name in link.places)})"
        for link in links
    ]
    if told:
        yield from ("## Links", "", *told, "")
