"""The outbox entries of talks: their kinds, their keys, and when they are due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import NewEntry
from communitybot.threads.log import Thread
from communitybot.threads.talks import Talk

OPEN = "open"
OPENED = "opened"
POST = "post"
REDRAW = "redraw"
CARD = "card"
CLOSE = "close"
AGAIN = "again"
"""The kinds of all talks, each after the name of its own: `chat.post`."""

PACE = timedelta(seconds=1)  # between two messages in one thread: Slack takes one a second in a room
CARD_WAIT = timedelta(seconds=2)  # changes so close together are one redrawing
LOOKED_FOR = timedelta(milliseconds=200)  # after it was promised it is looked whether a thread is open


def entry(name: str, talk: Talk, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a talk; what is given beyond the entry's own fields are its arguments."""
    own = {field: given.pop(field) for field in ("destination", "revision", "subject") if field in given}
    return NewEntry(
        key=f"{talk.subject}:{key}",
        community=talk.community,
        kind=kind,
        due=due,
        args={name: talk.id, **given},
        subject=own.get("subject", talk.subject),
        destination=own.get("destination"),
        revision=own.get("revision", 0),
    )


def kind(name: str, verb: str) -> str:
    return f"{name}.{verb}"


def of_opening(name: str, talk: Talk, rooms: Sequence[PlaceAddress], now: datetime) -> list[NewEntry]:
    """A thread in each room, and a look at whether it is open."""
    opened: list[NewEntry] = []
    for room in rooms:
        look = now + LOOKED_FOR
        opened += [
            entry(name, talk, kind(name, OPEN), f"open:{room}", now, destination=str(room)),
            entry(name, talk, kind(name, OPENED), f"opened:{room}", look, room=str(room)),
        ]
    return opened


def of_cards(name: str, talk: Talk, threads: Sequence[Thread], stamp: str, now: datetime) -> list[NewEntry]:
    """The cards at the heads of the threads are drawn anew; `stamp` tells this time from all others."""
    return [
        entry(
            name,
            talk,
            kind(name, CARD),
            f"card:{thread.room}:{stamp}:{now.timestamp():.6f}",
            now + CARD_WAIT,
            subject=card_of(talk, thread),
            room=str(thread.room),
        )
        for thread in threads
    ]


def of_post(name: str, talk: Talk, thread: Thread, due: datetime) -> NewEntry:
    """The next message of a thread."""
    return entry(
        name,
        talk,
        kind(name, POST),
        posted(talk, thread.room, thread.batch).removeprefix(f"{talk.subject}:"),
        due,
        destination=str(thread.place),
        subject=under(talk, thread.room),
        room=str(thread.room),
        batch=thread.batch,
    )


def of_close(name: str, talk: Talk, thread: Thread, key: str, now: datetime) -> NewEntry:
    """A thread is closed, once for each key."""
    return entry(name, talk, kind(name, CLOSE), f"{key}:{thread.room}", now, destination=str(thread.place))


def of_again(name: str, talk: Talk, thread: Thread, key: str, now: datetime) -> NewEntry:
    """A closed thread is opened again, once for each key."""
    return entry(name, talk, kind(name, AGAIN), f"{key}:{thread.room}", now, destination=str(thread.place))


def opening(talk: Talk, room: PlaceAddress) -> str:
    """The key of the opening message of a room's thread."""
    return f"{talk.subject}:open:{room}"


def posted(talk: Talk, room: PlaceAddress, batch: int) -> str:
    """The key of a message in the thread of a room."""
    return f"{talk.subject}:post:{room}:{batch}"


def under(talk: Talk, room: PlaceAddress) -> str:
    """The subject of everything posted in one thread of a talk."""
    return f"{talk.subject}/{room}"


def card_of(talk: Talk, thread: Thread) -> str:
    """The subject of the card at the head of a thread."""
    return f"{under(talk, thread.room)}/card"
