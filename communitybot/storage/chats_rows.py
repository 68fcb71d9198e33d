"""Live chats as rows and back, exact to the microsecond."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import type_coerce

from communitybot.communities.names import fold
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.livechats.model.chat import (
    Archiving,
    Chat,
    Form,
    Host,
    Pace,
    Phase,
    Question,
    Run,
    Stage,
)
from communitybot.livechats.model.log import Kind, Line, Thread
from communitybot.storage.tables.chats import chat_lines
from communitybot.storage.types import microseconds, moment
from communitybot.storage.words import words_in

_MICROSECOND = timedelta(microseconds=1)
_SAME: tuple[str, ...] = (
    *("id", "community", "event", "original", "title", "hashtag", "zone", "start", "ahead", "guest"),
    *("published", "listed", "chair", "seen", "ended", "lines", "revision", "created_by", "created_at"),
)
_OF_LINE: tuple[str, ...] = (
    *("chat", "number", "at", "question", "person", "name", "platform", "text", "label", "answers"),
    *("late", "moved", "edited", "removed"),
)
_OF_THREAD = ("chat", "cursor", "batch", "pending", "posted", "heard", "closed")

place = lru_cache(maxsize=1_000)(PlaceAddress.parse)
"""A place read back; every line of a chat names one of its few threads."""

LINE = tuple(type_coerce(column, getattr(column.type, "impl", column.type)) for column in chat_lines.c)
"""What is read of a line, as the database has it: thousands are read at once, and most are known already."""

_KINDS = {kind.value: kind for kind in Kind}


def chat_values(chat: Chat) -> dict[str, Any]:
    called = sorted(words_in(fold(chat.title)) | words_in(fold(chat.hashtag)))
    return {name: getattr(chat, name) for name in _SAME} | {
        "folded": "".join(f" {word}" for word in called),
        "finish": chat.end,
        "form": chat.form.value,
        "pace": chat.pace.value,
        "hosts": [[host.name, host.person] for host in chat.hosts],
        "questions": [_question(question) for question in chat.questions],
        "introductions": chat.introductions // _MICROSECOND,
        "late": chat.late // _MICROSECOND,
        "archiving": chat.archiving.value,
        "stage": chat.stage.value,
        "run": _run(chat.run),
    }


def chat_of(row: Mapping[Any, Any]) -> Chat:
    return Chat(
        **{name: row[name] for name in _SAME},
        end=row["finish"],
        form=Form(row["form"]),
        pace=Pace(row["pace"]),
        hosts=tuple(Host(name, person) for name, person in row["hosts"]),
        questions=tuple(_question_of(question) for question in row["questions"]),
        introductions=row["introductions"] * _MICROSECOND,
        late=row["late"] * _MICROSECOND,
        archiving=Archiving(row["archiving"]),
        stage=Stage(row["stage"]),
        run=_run_of(row["run"]),
    )


def readable(line: Line) -> Line:
    """A line without what no database keeps and no platform shows: control characters, lone surrogates."""
    shown = tuple(visible(each) for each in line.shown)
    return replace(line, text=visible(line.text), name=visible(line.name), shown=shown)


def line_values(line: Line) -> dict[str, Any]:
    """A line as a row; of one that was removed no words are kept, whatever it still carries."""
    held = {name: getattr(line, name) for name in _OF_LINE} | {
        "kind": line.kind.value,
        "thread": str(line.thread) if line.thread else None,
        "ref": str(line.ref) if line.ref else None,
        "shown": list(line.shown),
    }
    return held | ({"text": "", "shown": []} if line.removed else {})


def line_of(row: Sequence[Any]) -> Line:
    """A line from its `LINE`."""
    chat, number, kind, at, question, person, name, platform, thread, ref, text, shown, *marks = row
    label, answers, late, moved, edited, removed = marks
    return Line(
        chat=chat,
        number=number,
        kind=_KINDS[kind],
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
        edited=_moment(edited),
        removed=bool(removed),
    )


def thread_values(thread: Thread) -> dict[str, Any]:
    return {name: getattr(thread, name) for name in _OF_THREAD} | {
        "room": str(thread.room),
        "place": str(thread.place) if thread.place else None,
    }


def thread_of(row: Mapping[Any, Any]) -> Thread:
    return Thread(
        **{name: row[name] for name in _OF_THREAD},
        community=row["community"],
        room=place(row["room"]),
        place=place(row["place"]) if row["place"] else None,
    )


def with_host(hosts: list[list[str | None]], gone: str, kept: str, name: str) -> list[list[str | None]]:
    """Hosts once one person has become another: who hosted as both hosts once."""
    found: list[list[str | None]] = []
    for each, person in hosts:
        host: list[str | None] = [name, kept] if person == gone else [each, person]
        if host[1] is None or all(host[1] != other[1] for other in found):
            found.append(host)
    return found


def _ref(text: str) -> MessageRef:
    where, _, message = text.rpartition("#")
    return MessageRef(place(where), message)


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "minutes": question.minutes,
        "by": question.by,
        "left_out": question.left_out,
        "asked": _count(question.asked),
    }


def _question_of(held: Mapping[str, Any]) -> Question:
    return Question(**{**held, "asked": _moment(held["asked"])})


def _run(run: Run) -> dict[str, Any]:
    return {
        "phase": run.phase.value,
        "question": run.question,
        "since": _count(run.since),
        "until": _count(run.until),
        "left": None if run.left is None else run.left // _MICROSECOND,
        "step": run.step,
    }


def _run_of(held: Mapping[str, Any]) -> Run:
    return Run(
        phase=Phase(held["phase"]),
        question=held["question"],
        since=_moment(held["since"]),
        until=_moment(held["until"]),
        left=None if held["left"] is None else held["left"] * _MICROSECOND,
        step=held["step"],
    )


def _count(at: datetime | None) -> int | None:
    return None if at is None else microseconds(at)


def _moment(count: int | None) -> datetime | None:
    return None if count is None else moment(count)
