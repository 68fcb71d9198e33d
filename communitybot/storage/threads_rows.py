"""Lines and threads as rows and back, exact to the microsecond."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.storage.types import moment
from communitybot.threads.log import Line, Thread

Kinds = Mapping[str, StrEnum]
"""What a line may be, by the word it is kept as."""

_OF_LINE: tuple[str, ...] = (
    *("number", "at", "question", "person", "name", "platform", "text", "label", "answers"),
    *("late", "moved", "edited", "removed"),
)
_OF_THREAD = ("cursor", "batch", "pending", "posted", "heard", "closed")

place = lru_cache(maxsize=1_000)(PlaceAddress.parse)
"""A place read back; every line of a talk names one of its few threads."""


def readable(line: Line) -> Line:
    """A line without what no database keeps and no platform shows: control characters, lone surrogates."""
    shown = tuple(visible(each) for each in line.shown)
    return replace(line, text=visible(line.text), name=visible(line.name), shown=shown)


def line_values(line: Line, talk: str) -> dict[str, Any]:
    """A line as a row, `talk` the column of what it hangs on.

    Of one that was removed no words are kept, whatever it still carries.
    """
    held = {name: getattr(line, name) for name in _OF_LINE} | {
        talk: line.talk,
        "kind": line.kind.value,
        "thread": str(line.thread) if line.thread else None,
        "ref": str(line.ref) if line.ref else None,
        "shown": list(line.shown),
    }
    return held | ({"text": "", "shown": []} if line.removed else {})


def line_of(row: Sequence[Any], kinds: Kinds) -> Line:
    """A line from the `line` of its tables."""
    talk, number, kind, at, question, person, name, platform, thread, ref, text, shown, *marks = row
    label, answers, late, moved, edited, removed = marks
    return Line(
        talk=talk,
        number=number,
        kind=kinds[kind],
        at=moment(at),
        question=question,
        person=person,
        name=name,
        platform=platform,
        thread=place(thread) if thread else None,
        ref=_ref(ref) if ref else None,
        text=text,
        shown=() if shown == "[]" else tuple(json.loads(shown)),
        label=label,
        answers=answers,
        late=bool(late),
        moved=bool(moved),
        edited=None if edited is None else moment(edited),
        removed=bool(removed),
    )


def thread_values(thread: Thread, talk: str) -> dict[str, Any]:
    return {name: getattr(thread, name) for name in _OF_THREAD} | {
        talk: thread.talk,
        "room": str(thread.room),
        "place": str(thread.place) if thread.place else None,
    }


def thread_of(row: Mapping[Any, Any], talk: str) -> Thread:
    return Thread(
        **{name: row[name] for name in _OF_THREAD},
        talk=row[talk],
        community=row["community"],
        room=place(row["room"]),
        place=place(row["place"]) if row["place"] else None,
    )


def _ref(text: str) -> MessageRef:
    where, _, message = text.rpartition("#")
    return MessageRef(place(where), message)
