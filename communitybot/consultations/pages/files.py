"""What a consultation came to, as Markdown and as a table: nobody's words can be anything but words."""

import csv
import io
from collections.abc import Iterable

from communitybot.consultations.cards.words import people
from communitybot.consultations.pages.page import ConsultationPage, Part
from communitybot.conversation.cells import Cell, safe_cell
from communitybot.conversation.markdown import literal

COLUMNS = ("question", "text", "kind", "what", "people", "percent", "by")


def as_markdown(page: ConsultationPage) -> str:
    return "\n".join((*_head(page), *(line for part in page.parts for line in _part(part)), *_reply(page)))


def as_csv(page: ConsultationPage) -> str:
    """Counts and quotes, a row each, with a mark at its start by which Excel reads accents rightly.

    There is no row for a person: what one person answered to several questions is nowhere side by side.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for part in page.parts:
        for row in _rows(part):
            writer.writerow([safe_cell(cell) for cell in row])
    return f"\ufeff{out.getvalue()}"


def _head(page: ConsultationPage) -> Iterable[str]:
    yield from (f"# {literal(page.title)}", "")
    yield f"{literal(page.asker)} asked {literal(page.community)}."
    yield from ("", f"{literal(page.period)} · {people(page.people)} answered", "")
    for label, words in (("Why", page.why), ("What will be done with it", page.used)):
        if words:
            yield from (f"**{label}:** {literal(words)}", "")


def _part(part: Part) -> Iterable[str]:
    yield from (f"## {part.number}. {literal(part.text)}", "", literal(part.told), "")
    if part.bars:
        yield from ("| Answer | People | Share |", "| --- | ---: | ---: |")
        yield from (f"| {literal(bar.label)} | {bar.number} | {bar.share}% |" for bar in part.bars)
        yield ""
    for said in part.said:
        yield from (f"> {literal(line)}" for line in said.words.splitlines() if line.strip())
        yield from (">", f"> by {literal(said.by)}", "")


def _reply(page: ConsultationPage) -> Iterable[str]:
    if page.reply:
        yield from ("## What was done with it", "")
        yield from (f"{literal(line)}\n" for line in page.reply.splitlines() if line.strip())


def _rows(part: Part) -> Iterable[tuple[Cell, ...]]:
    yield (part.number, part.text, "question", part.told, None, None, "")
    for bar in part.bars:
        yield (part.number, part.text, "count", bar.label, bar.number, bar.share, "")
    for said in part.said:
        yield (part.number, part.text, "quote", said.words, None, None, said.by)
