"""What people say in a talk, as it is shown in the threads where they did not say it."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message, Paragraph, message
from communitybot.conversation.text import Emphasis, Link, Plain, Span, Strong, Text, Unsayable, say
from communitybot.conversation.visible import visible
from communitybot.threads.log import Line

WORDS = 2_300  # weight of one line's words; what is longer is shortened, and says so
NAME = 60  # weight of somebody's name
SHORTEST = 4
FIRST_WORDS = 60  # of what is replied to
SHOWN = 200  # weight of what is attached, in words
BETWEEN = 5  # what stands between two lines of one paragraph
TO_GROW = 24  # kept for each line, for what may have to be said of it later: "(late, edited)"
PARAGRAPHS = limits.BLOCKS - 1
MORE = "… (shortened)"
WORTH_SAYING = 60  # where less fits, a mark says it alone
ADDRESS = re.compile(r"https?://[^\s<>\"|`\\]+")
TRAILING = ".,;:!?'\u2019\u201d)]}…"


def said_card(
    lines: Sequence[Line], answered: Mapping[int, Line], *, whole: bool = False
) -> tuple[Message, int]:
    """One message with as many of the lines, in order, as fit, and how many they are: at least one.

    `answered` has, by number, the lines that some reply to. With `whole` all of them stand in it, each
    shortened as far as that takes: for redrawing a message whose lines have grown since.
    """
    most = WORDS
    texts = _fitting(lines, answered, most, BETWEEN if whole else BETWEEN + TO_GROW)
    while whole and len(texts) < len(lines) and most > SHORTEST:
        most //= 2
        texts = _fitting(lines, answered, most, BETWEEN)
    told = [text for text in texts if text.spans]
    return message(*_paragraphs(told or [say(Emphasis("Taken back."))])), len(texts)


def _fitting(lines: Sequence[Line], answered: Mapping[int, Line], most: int, apart: int) -> list[Text]:
    found: list[Text] = []
    used = 0
    for line in lines:
        text = _line(line, answered, most)
        used += text.weight + apart
        if found and used > limits.MESSAGE_TEXT:
            break
        found.append(text)
    return found


def _paragraphs(texts: Sequence[Text]) -> list[Paragraph]:
    """A paragraph a line, while there are few; many share paragraphs, a line break between them."""
    each = -(-len(texts) // PARAGRAPHS)
    found: list[Paragraph] = []
    rest = iter(texts)
    while group := list(islice(rest, each)):
        shared: Text | None = None
        for text in group:
            longer = text if shared is None else say(shared, "\n", text)
            if shared is not None and longer.weight > limits.PARAGRAPH:
                found.append(Paragraph(shared))
                longer = text
            shared = longer
        found += [Paragraph(shared)] if shared is not None else []
    return found


def _line(line: Line, answered: Mapping[int, Line], most: int) -> Text:
    """One line: who, where from, which answer, to whom, the words, and what has become of them."""
    if line.removed:
        return say()
    platform = one_line(line.platform, 20)
    marks = [word for word, told in (("late", line.late), ("edited", line.edited is not None)) if told]
    label = f"A{line.question}" if line.question and (line.label is not None or line.thread is None) else ""
    spans: list[Span | str] = [Strong(one_line(line.name, NAME) or "An educator")]
    spans.append(f" ({platform.capitalize()})" if platform else "")
    spans += [" ", Strong(label)] if label else []
    spans.append(f" ({', '.join(marks)})" if marks else "")
    spans.append(": ")
    reply = answered.get(line.answers) if line.answers is not None else None
    if reply is not None:
        spans.append(Emphasis(_reply(reply, min(FIRST_WORDS, most))))
        spans.append(" ")
    shown = one_line("; ".join(line.shown), min(SHOWN, most))
    attached = f" [{shown}]" if shown else ""
    return say(*spans, words_with_links(line.text, most) or say("" if attached else "…"), attached)


def _reply(line: Line, most: int) -> str:
    name = one_line(line.name, NAME) or "an educator"
    first = "" if line.removed else one_line(line.text, most)
    return f"(in reply to {name}{f': {first}' if first else ''})"


def words_with_links(text: str, most: int) -> Text | None:
    """Somebody's words, literal but for web addresses, to a weight of `most`; None when there are none.

    Lines of theirs go on indented, so that none can pass for a line of somebody else.
    """
    rows = (" ".join(row.split()) for row in visible(text).splitlines())
    words = limits.shorten(
        "\n\u2003".join(row for row in rows if row), most, MORE if most > WORTH_SAYING else "…"
    )
    if not words:
        return None
    linked = say(*_linked(words))
    return linked if linked.weight <= most else say(words)


def _linked(words: str) -> list[Span]:
    spans: list[Span] = []
    end = 0
    for found in ADDRESS.finditer(words):
        address = found[0].rstrip(TRAILING)
        if "…" in found[0]:
            continue  # it was cut, so it leads nowhere
        try:
            link = Link(address, address)
        except Unsayable:
            continue
        spans += [Plain(words[end : found.start()]), link] if found.start() > end else [link]
        end = found.start() + len(address)
    return [*spans, Plain(words[end:])] if end < len(words) else spans
