"""The outbox entries of live chats: their kinds, their keys, and when they are due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats import run
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.outbox.entry import NewEntry
from communitybot.people.model import Person
from communitybot.threads import promises
from communitybot.threads.handlers import urgent

START = "chat.start"
OPEN = "chat.open"
OPENED = "chat.opened"
STEP = "chat.step"
WARN = "chat.warn"
REPEAT = "chat.repeat"
POST = "chat.post"
REDRAW = "chat.redraw"
CARD = "chat.card"
JOINED = "chat.joined"
READY = "chat.ready"
CHAIR = "chat.chair"
OFFER = "chat.offer"
ALONE = "chat.alone"
ENDED = "chats.ended"
REFLECT = "chat.reflect"
REFLECTED = "chats.reflected"
ARCHIVE = "chat.archive"
TOLD = "chat.told"
FINISH = "chat.finish"
CLOSE = "chat.close"
EXPIRE = "chat.expire"
FORGET = "chat.forget"
REVISED = "events.revised"  # a fact of the calendar: an event was moved, renamed or cancelled

URGENT = urgent("chat")

READIED = timedelta(minutes=5)  # before the start hosts get their cockpit
MISSED = timedelta(minutes=2)  # after the start a co-host is offered the chair
WAITED = timedelta(minutes=3)  # more, and the chat goes on without
WELCOMED = timedelta(minutes=1)  # between two welcomes of newcomers


def entry(chat: Chat, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a chat; what is given beyond the entry's own fields are its arguments."""
    return promises.entry("chat", chat, kind, key, due, **given)


def of_coming(chat: Chat) -> list[NewEntry]:
    """What is promised of a chat to come; a chat that was moved gets new ones."""
    stamp = f"{chat.start:%Y%m%dT%H%M%SZ}"
    return [
        entry(chat, START, f"start:{stamp}", chat.start),
        entry(chat, READY, f"ready:{stamp}", chat.start - READIED),
    ]


def of_step(chat: Chat, now: datetime) -> list[NewEntry]:
    """What is due at the step a chat has just come to; what was planned for an earlier one is overtaken.

    After more time or a break nothing is said that was said already, or that is not so any more.
    """
    step = chat.run.step
    if chat.stage is Stage.LIVE and chat.run.paused:
        return [entry(chat, STEP, f"step:{step}", run.rests_until(chat, now), revision=step)]
    if chat.stage is not Stage.LIVE or chat.run.until is None:
        return []
    due = {STEP: chat.run.until, WARN: run.warns_at(chat), REPEAT: run.repeats_at(chat)}
    return [
        entry(chat, kind, f"{kind.removeprefix('chat.')}:{step}", at, revision=step)
        for kind, at in due.items()
        if at is not None and (kind == STEP or at > now)
    ]


def of_archive(chat: Chat, rooms: Sequence[PlaceAddress], now: datetime) -> list[NewEntry]:
    """A word in each room about where the archive is, once."""
    return [entry(chat, TOLD, f"told:{room}", now, destination=str(room)) for room in rooms]


def to_person(chat: Chat, kind: str, key: str, person: Person, due: datetime, **given: Any) -> NewEntry:
    """Something said to one person in private."""
    return entry(
        chat, kind, f"{key}:{person.id}", due, destination=str(person.direct), person=person.id, **given
    )
