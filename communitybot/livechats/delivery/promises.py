"""The outbox entries of live chats: their kinds, their keys, and when they are due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats import run
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Thread
from communitybot.outbox.entry import NewEntry
from communitybot.people.model import Person

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

URGENT = frozenset({OPEN, POST, REDRAW, CARD, CLOSE})
"""What is tried again within seconds: after an outage a chat goes on as soon as its platform does."""

PACE = timedelta(seconds=1)  # between two messages in one thread: Slack takes one a second in a room
READIED = timedelta(minutes=5)  # before the start hosts get their cockpit
MISSED = timedelta(minutes=2)  # after the start a co-host is offered the chair
WAITED = timedelta(minutes=3)  # more, and the chat goes on without
WELCOMED = timedelta(minutes=1)  # between two welcomes of newcomers
CARD_WAIT = timedelta(seconds=2)  # changes so close together are one redrawing


def entry(chat: Chat, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a chat; what is given beyond the entry's own fields are its arguments."""
    own = {name: given.pop(name) for name in ("destination", "revision", "subject") if name in given}
    return NewEntry(
        key=f"chat:{chat.id}:{key}",
        community=chat.community,
        kind=kind,
        due=due,
        args={"chat": chat.id, **given},
        subject=own.get("subject", chat.subject),
        destination=own.get("destination"),
        revision=own.get("revision", 0),
    )


def of_coming(chat: Chat) -> list[NewEntry]:
    """What is promised of a chat to come; a chat that was moved gets new ones."""
    stamp = f"{chat.start:%Y%m%dT%H%M%SZ}"
    return [
        entry(chat, START, f"start:{stamp}", chat.start),
        entry(chat, READY, f"ready:{stamp}", chat.start - READIED),
    ]


def of_opening(chat: Chat, rooms: Sequence[PlaceAddress], now: datetime) -> list[NewEntry]:
    """A thread in each room, and a look at whether it is open."""
    opened: list[NewEntry] = []
    for room in rooms:
        opened += [
            entry(chat, OPEN, f"open:{room}", now, destination=str(room)),
            entry(chat, OPENED, f"opened:{room}", now + timedelta(milliseconds=200), room=str(room)),
        ]
    return opened


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


def of_cards(chat: Chat, threads: Sequence[Thread], now: datetime) -> list[NewEntry]:
    """The cards at the heads of the threads are drawn anew."""
    return [
        entry(
            chat,
            CARD,
            f"card:{thread.room}:{chat.run.step}:{chat.revision}:{now.timestamp():.6f}",
            now + CARD_WAIT,
            subject=card_of(chat, thread),
            room=str(thread.room),
        )
        for thread in threads
    ]


def card_of(chat: Chat, thread: Thread) -> str:
    """The subject of the card at the head of a thread."""
    return f"{under(chat, thread.room)}/card"


def of_post(chat: Chat, thread: Thread, due: datetime) -> NewEntry:
    """The next message of a thread."""
    key = thread.key(thread.batch).removeprefix(f"chat:{chat.id}:")
    subject = under(chat, thread.room)
    return entry(
        chat,
        POST,
        key,
        due,
        destination=str(thread.place),
        subject=subject,
        room=str(thread.room),
        batch=thread.batch,
    )


def of_close(chat: Chat, thread: Thread, now: datetime) -> NewEntry:
    """A thread is closed, once."""
    return entry(chat, CLOSE, f"close:{thread.room}", now, destination=str(thread.place))


def of_archive(chat: Chat, rooms: Sequence[PlaceAddress], now: datetime) -> list[NewEntry]:
    """A word in each room about where the archive is, once."""
    return [entry(chat, TOLD, f"told:{room}", now, destination=str(room)) for room in rooms]


def posted(chat: Chat, room: PlaceAddress, batch: int) -> str:
    """The key of a message in the thread of a room."""
    return Thread(chat=chat.id, community=chat.community, room=room).key(batch)


def under(chat: Chat, room: PlaceAddress) -> str:
    """The subject of everything posted in one thread of a chat."""
    return f"{chat.subject}/{room}"


def to_person(chat: Chat, kind: str, key: str, person: Person, due: datetime, **given: Any) -> NewEntry:
    """Something said to one person in private."""
    return entry(
        chat, kind, f"{key}:{person.id}", due, destination=str(person.direct), person=person.id, **given
    )
