"""Where each line of a chat stands in its archive: in which section, and under which line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from communitybot.livechats.archive.consent import LEFT_OUT, Appearing
from communitybot.livechats.model.chat import Chat
from communitybot.threads.log import Line

BEFORE = 0  # the section before the first question; question n is section n
AFTER = -1
TO_LEFT_OUT = f"in reply to {LEFT_OUT}"
GONE = "in reply to words that are gone"


class Placed(NamedTuple):
    """A line where it stands, and whom it answers if that cannot be seen from there."""

    line: Line
    section: int
    to: str


By = Mapping[int, Sequence[Placed]]


def shown(line: Line, appearing: Appearing) -> bool:
    """Whether a line stands in an archive: words that still stand, of somebody who is not left out."""
    return line.said and bool(line.text.strip() or line.shown) and not appearing.left_out(line.person)


def placed(chat: Chat, lines: Sequence[Line], appearing: Appearing) -> tuple[By, By]:
    """The lines that are shown by section, and the replies by the line they stand under, one level."""
    known = {line.number: line for line in lines}
    lines = sorted(lines, key=lambda line: _turn(line, known.get(line.answers or 0)))
    roots: dict[int, Placed] = {}  # by the number of each line that is shown
    sections: dict[int, list[Placed]] = {}
    replies: dict[int, list[Placed]] = {}
    for line in lines:
        if not shown(line, appearing):
            continue
        root = roots.get(line.answers) if line.answers else None
        parent = known.get(line.answers) if line.answers else None
        if root is not None and not _apart(line, root):
            to = "" if root.line is parent else _to(parent, appearing)
            replies.setdefault(root.line.number, []).append(Placed(line, root.section, to))
            roots[line.number] = root
        else:
            here = Placed(line, _section(chat, line), _to(parent, appearing))
            roots[line.number] = here
            sections.setdefault(here.section, []).append(here)
    return sections, replies


def everyone(sections: By, replies: By) -> Iterable[Line]:
    """Every line that is shown."""
    return (
        one.line for placed_there in (sections, replies) for each in placed_there.values() for one in each
    )


def _turn(line: Line, parent: Line | None) -> tuple[datetime, int, int]:
    """When it was its turn: as it was said, however late it was heard, but never before what it answers.

    Clocks of two platforms differ, and a history may be read only after what was said later was heard.
    """
    if parent is not None and (parent.at, parent.number) > (line.at, line.number):
        return (parent.at, parent.number, line.number)
    return (line.at, line.number, 0)


def _apart(line: Line, root: Placed) -> bool:
    """Whether a reply was put under another question than what it answers, by its author or a host."""
    return (line.moved or line.label is not None) and line.question != root.line.question


def _section(chat: Chat, line: Line) -> int:
    named = line.moved or line.label is not None or line.thread is None  # the Answer form names its question
    if line.late and not named:
        return AFTER
    return min(line.question, len(chat.questions))


def _to(parent: Line | None, appearing: Appearing) -> str:
    """Whom a line answers, in words; nothing where it answers nobody of the chat."""
    if parent is None or not (parent.said or parent.removed):
        return ""
    if appearing.left_out(parent.person):
        return TO_LEFT_OUT
    if not shown(parent, appearing):
        return GONE
    return f"in reply to {appearing.called(parent.person)}"
