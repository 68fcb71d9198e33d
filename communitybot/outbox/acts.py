"""What a promise does besides posting and editing: opens or closes a thread, removes a message."""

import json
from collections.abc import Awaitable
from typing import Any, assert_never

from communitybot.conversation.addresses import BadAddress, MessageRef, PlaceAddress, parse_destination
from communitybot.conversation.frozen import Unthawable, freeze, thaw
from communitybot.outbox.entry import Act, Close, Remove, Reopen, Thread
from communitybot.outbox.held import Held
from communitybot.ports import Platform, Undeliverable

MARK = "{"
"""What a frozen act begins with; a frozen message begins with `[`."""

_write = json.JSONEncoder(separators=(",", ":")).encode
_REMOVE = _write({"act": "remove"})
_CLOSE = _write({"act": "close"})
_REOPEN = _write({"act": "reopen"})
_OF_A_THREAD = (_CLOSE, _REOPEN)  # of one that stands


class UnknownAct(ValueError):
    """A frozen act this program cannot read: another version of it wrote that."""


def freeze_act(act: Act) -> str:
    """Write an act as compact JSON; what a `Remove` is about is kept beside it, as with an edit."""
    match act:
        case Thread(title, opening, pinned):
            held = {"act": "thread", "title": title, "opening": freeze(opening)}
            return _write(held if pinned else held | {"pinned": False})
        case Remove():
            return _REMOVE
        case Close():
            return _CLOSE
        case Reopen():
            return _REOPEN
    assert_never(act)


def is_act(held: Held) -> bool:
    return held.payload is not None and held.payload.startswith(MARK)


def opens(held: Held) -> bool:
    """Whether a row opens a thread: two steps on the platform, of which the first may stand alone."""
    return is_act(held) and held.edit is None and held.payload not in _OF_A_THREAD


def repeats(held: Held) -> bool:
    """Whether a row may be done twice and leave the same, so that nothing has to be looked for."""
    return held.edit is not None or held.payload in _OF_A_THREAD


def thaw_act(held: Held) -> Act:
    """Read back what `freeze_act` wrote; `UnknownAct` for anything else."""
    try:
        return _read(json.loads(held.payload or ""), held.edit)
    except UnknownAct:
        raise
    except (Unthawable, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise UnknownAct(f"not a frozen act: {type(problem).__name__}") from problem


def _read(written: dict[str, Any], ref: str | None) -> Act:
    match written["act"]:
        case "thread":
            return Thread(written["title"], thaw(written["opening"]), pinned=written.get("pinned", True))
        case "remove" if ref is not None:
            return Remove(MessageRef.parse(ref))
        case "close":
            return Close()
        case "reopen":
            return Reopen()
    raise UnknownAct(f"no act is called {written['act']!r}")


def wrong_place(act: Act, destination: str | None) -> str | None:
    """What is wrong with where an act is to be done; None when nothing is."""
    if isinstance(act, Remove):
        return None  # its message says where
    place = _place(destination)
    match act:
        case Thread() if place is None or place.thread is not None:
            return "a thread is opened in a room"
        case Close() | Reopen() if place is None or place.thread is None:
            return "only a thread can be closed or opened again"
    return None


def _place(destination: str | None) -> PlaceAddress | None:
    try:
        found = parse_destination(destination or "")
    except BadAddress:
        return None
    return found if isinstance(found, PlaceAddress) else None


async def do(act: Act, platform: Platform, place: PlaceAddress, key: str) -> MessageRef:
    """Do it once; returns the message it was about. Raises the `DeliveryError` family."""
    match act:
        case Thread(title, opening, pinned):
            return opening_of(await platform.open_thread(place, title, opening, key, pinned=pinned))
        case Remove(ref):
            await _unless_gone(platform.remove(ref))
            return ref
        case Close():
            await _unless_gone(platform.close(place))
            return opening_of(place)
        case Reopen():
            await platform.reopen(place)
            return opening_of(place)
    assert_never(act)


async def start_from(
    act: Thread, found: MessageRef, platform: Platform, place: PlaceAddress, key: str
) -> MessageRef:
    """Start the thread of an opening that was found standing; one that was started already is left so."""
    thread = await platform.open_thread(place, act.title, act.opening, key, first=found, pinned=act.pinned)
    return opening_of(thread)


def opening_of(thread: PlaceAddress) -> MessageRef:
    """The message a thread was started from: it has the thread's id."""
    if thread.thread is None:
        raise ValueError("a room is no thread")
    return MessageRef(thread.room, thread.thread)


async def _unless_gone(doing: Awaitable[None]) -> None:
    """What is gone need not be removed or closed."""
    try:
        await doing
    except Undeliverable as never:
        if not never.gone:
            raise
