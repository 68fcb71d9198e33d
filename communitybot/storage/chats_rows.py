"""Live chats as rows and back, exact to the microsecond."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from communitybot.communities.names import fold
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
from communitybot.livechats.model.log import Kind
from communitybot.storage.types import microseconds, moment
from communitybot.storage.words import words_in

_MICROSECOND = timedelta(microseconds=1)
_SAME: tuple[str, ...] = (
    *("id", "community", "event", "original", "title", "hashtag", "zone", "start", "ahead", "guest"),
    *("published", "listed", "chair", "seen", "ended", "lines", "revision", "created_by", "created_at"),
)
KINDS = {kind.value: kind for kind in Kind}


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


def with_host(hosts: list[list[str | None]], gone: str, kept: str, name: str) -> list[list[str | None]]:
    """Hosts once one person has become another: who hosted as both hosts once."""
    found: list[list[str | None]] = []
    for each, person in hosts:
        host: list[str | None] = [name, kept] if person == gone else [each, person]
        if host[1] is None or all(host[1] != other[1] for other in found):
            found.append(host)
    return found


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
