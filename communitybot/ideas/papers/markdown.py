"""A brief as Markdown, in which nobody's words can be anything but words."""

from collections.abc import Iterable

from communitybot.conversation.markdown import literal
from communitybot.ideas.papers.page import BriefPage


def markdown(page: BriefPage) -> str:
    return "\n".join((*_head(page), *_body(page), *_voices(page), *_answers(page)))


def _head(page: BriefPage) -> Iterable[str]:
    yield from (f"# {literal(page.title)}", "")
    state = "Draft of a policy brief" if page.draft else "Policy brief"
    yield from (f"{state}, {literal(page.dated)}, {literal(page.community)}", "")
    yield from (f"**To:** {literal(page.addressed)}", "", f"**From:** {literal(page.signed)}", "")
    yield from (f"**A reply is asked for by** {literal(page.reply_by)}", "")
    if page.goes_on:
        yield from (literal(page.goes_on), "")


def _body(page: BriefPage) -> Iterable[str]:
    for name, words in (("The need", page.need), ("The evidence", page.evidence), ("What we ask", page.ask)):
        support = page.support if name == "The evidence" else ""
        if words or support:
            yield from (f"## {name}", "")
            yield from _lines(words)
        if support:
            yield from (literal(support), "")


def _voices(page: BriefPage) -> Iterable[str]:
    if page.voices:
        yield from ("## Voices", "")
    for voice in page.voices:
        yield "\n>\n".join(f"> {literal(line)}" for line in (*voice.words.split("\n"), f"({voice.signed})"))
        yield ""


def _answers(page: BriefPage) -> Iterable[str]:
    if not (page.answers or page.silence):
        return
    yield from ("## The answer", "")
    if page.silence:
        yield from (literal(page.silence), "")
    for answer in page.answers:
        yield from (literal(answer.told), "")
        yield from _lines(answer.words)
        if answer.link:
            yield from (f"<{answer.link}>", "")


def _lines(words: str) -> Iterable[str]:
    for line in filter(None, words.split("\n")):
        yield from (literal(line), "")
