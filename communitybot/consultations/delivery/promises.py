"""The outbox entries of consultations: their kinds, their keys, and when they are due."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from communitybot.consultations.model.consultation import Consultation
from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import ALONE, NewEntry
from communitybot.people.model import Person

OPENS = "consult.opens"
REDRAW = "consult.redraw"
EDIT = "consult.edit"
REMIND = "consult.remind"
REMINDED = "consult.reminded"
CLOSES = "consult.closes"
SUMMARY = "consult.summary"
READY = "consult.ready"
MISSED = "consult.missed"
REPLY = "consult.reply"
REPLIED = "consult.replied"
HEARD = "consult.heard"
UNREAD = "consult.unread"

REMINDERS = (timedelta(days=2), timedelta(hours=3))
WAIT = timedelta(seconds=3)  # changes so close together are one redrawing


def entry(one: Consultation, kind: str, key: str, due: datetime, **given: Any) -> NewEntry:
    """An entry of a consultation; what is given beyond the entry's own fields are its arguments."""
    own = {name: given.pop(name) for name in ("destination", "subject") if name in given}
    return NewEntry(
        key=f"{one.subject}:{key}",
        community=one.community,
        kind=kind,
        due=due,
        args={"consultation": one.id, **given},
        subject=own.get("subject", one.subject),
        destination=own.get("destination"),
    )


def stamp(moment: datetime) -> str:
    """A moment as keys and arguments carry it: what was promised for another moment is overtaken."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%f}Z"


def of_opening(one: Consultation, opens: datetime) -> NewEntry:
    return entry(one, OPENS, f"opens:{stamp(opens)}", opens, at=stamp(opens))


def of_period(one: Consultation, now: datetime) -> list[NewEntry]:
    """The close of an open consultation and the reminders before it; after an extension they are new."""
    at = stamp(one.closes)
    begun = one.opened or now
    entries = [entry(one, CLOSES, f"closes:{at}", one.closes, at=at)]
    for offset in REMINDERS:
        due = one.closes - offset
        if due > now and due - begun >= offset / 2:  # nobody needs reminding of what has just begun
            minutes = offset // timedelta(minutes=1)
            entries.append(entry(one, REMIND, f"remind:{at}:{minutes}", due, at=at, minutes=minutes))
    return entries


def of_rooms(
    one: Consultation, kind: str, key: str, rooms: Sequence[PlaceAddress], due: datetime, **given: Any
) -> list[NewEntry]:
    """The same said in each room, once for each key."""
    return [
        entry(one, kind, f"{key}:{room}", due, destination=str(room), room=str(room), **given)
        for room in rooms
    ]


def to_person(
    one: Consultation, kind: str, person: Person, zone: str, now: datetime, **given: Any
) -> NewEntry:
    """Something said to one person in private, once, outside their quiet hours.

    No room hears it in their place: it tells that they answered, or what.
    """
    due = person.quiet_until(now, zone) or now
    about = f":{given['question']}" if kind == UNREAD else ""  # once for each question
    key = f"{kind.removeprefix('consult.')}:{person.id}{about}"
    own = {"destination": str(person.direct), "person": person.id, ALONE: True}
    return entry(one, kind, key, due, **own, **given)


def of_redraw(one: Consultation, now: datetime) -> NewEntry:
    return entry(one, REDRAW, f"redraw:{stamp(now)}", now + WAIT, subject=redrawing(one))


def redrawing(one: Consultation) -> str:
    """The subject of the redrawing of the summaries in the rooms."""
    return f"{one.subject}/redraw"


def of_edit(one: Consultation, key: str, now: datetime) -> NewEntry:
    """A summary that stands in a room follows; `key` is the key it was sent under."""
    subject = f"{one.subject}/edit/{key}"
    return entry(one, EDIT, f"edit:{key}:{stamp(now)}", now, subject=subject, posted=key)
