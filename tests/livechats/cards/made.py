"""Live chats and lines to draw, as plain as can be."""

from datetime import UTC, datetime, timedelta

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.plain import plain
from communitybot.livechats.model.chat import Archiving, Chat, Host, Phase, Question, Run, Stage
from communitybot.livechats.model.log import Kind
from communitybot.threads.log import Line

START = datetime(2014, 10, 14, 23, tzinfo=UTC)
THREAD = PlaceAddress("discord", "1", "2", "3")
TEXTS = ("What brings you here?", "What changed your teaching?", "What will you try on Monday?")


def chat(**changes) -> Chat:
    known = {
        "id": "0123456789abcd",
        "community": "c",
        "event": "e",
        "original": datetime(2014, 10, 14, 19),  # noqa: DTZ001 - wall-clock time
        "title": "Beginning again",
        "hashtag": "ce14",
        "zone": "America/New_York",
        "start": START,
        "end": START + timedelta(hours=1),
        "hosts": (Host("Ana Ruiz", "ana"), Host("Ben Okri", "ben")),
        "questions": tuple(Question(text=text) for text in TEXTS),
        "archiving": Archiving.ON,
        "stage": Stage.COMING,
        "created_at": START,
    }
    return Chat(**(known | changes))


def live(number=2, **changes) -> Chat:
    """A chat at one of its questions, open for ten minutes."""
    phase = Phase.QUESTION if number else Phase.INTRODUCTIONS
    run = Run(phase=phase, question=number, since=START, until=START + timedelta(minutes=10), step=number + 1)
    return chat(**({"stage": Stage.LIVE, "run": run} | changes))


def line(number=1, *, kind=Kind.SAID, **changes) -> Line:
    known = {"talk": "0123456789abcd", "number": number, "kind": kind, "at": START}
    if kind is Kind.SAID:
        known |= {
            "name": "Ana Ruiz",
            "platform": "discord",
            "thread": THREAD,
            "question": 2,
            "text": "Hello.",
        }
    return Line(**(known | changes))


def words(message) -> str:
    return plain(message, zone="America/New_York", now=START)


def labels(message) -> list[str]:
    return [each.label for each in message.controls if hasattr(each, "label")]
