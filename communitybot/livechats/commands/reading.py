"""From what was typed to the values of a live chat, with a kind refusal for each thing that cannot be."""

import re
from datetime import datetime, timedelta

from communitybot.commands.hashtags import read_hashtag
from communitybot.conversation.limits import one_line
from communitybot.errors import Misread
from communitybot.livechats.cards.words import MINUTE, length_words
from communitybot.livechats.model.chat import Question
from communitybot.moments import Reading, Unreadable, read, read_duration

BETWEEN_NAMES = re.compile(r"\s*[,;\n]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
BETWEEN_QUESTIONS = re.compile(r"\n|(?<=\s)\|(?=\s)")
HOSTS_MOST = 10
NAME_MOST = 100
EMPTIED = frozenset({"none", "nothing", "-", "no", "nobody"})


def read_title(text: str) -> str:
    title = one_line(text, 10_000)
    if not any(letter.isalnum() for letter in title):
        raise Misread(
            "A chat needs a name that people can say.",
            understood=title or None,
            example="Beginning again",
            field="title",
        )
    return title


def read_chat_hashtag(text: str | None) -> str:
    """Give a hashtag as everywhere; "none" takes it away."""
    typed = (text or "").strip()
    return "" if typed.casefold() in EMPTIED else read_hashtag(typed)


def read_names(text: str | None) -> tuple[str, ...]:
    """Read the names of hosts: commas or the word "and" between them."""
    pieces = [
        one_line(re.sub(r"(?i)^and\s+", "", piece), 10_000) for piece in BETWEEN_NAMES.split(text or "")
    ]
    found = tuple(dict.fromkeys(piece for piece in pieces if piece))
    if len(found) > HOSTS_MOST:
        raise Misread(f"I count {len(found)} hosts; {HOSTS_MOST} fit.", example="me, Ana Ruiz", field="hosts")
    for name in found:
        if len(name) > NAME_MOST:
            short = one_line(name, 40)
            raise Misread(
                f"I read “{short}” as a host, but it is longer than {NAME_MOST} letters.",
                understood=short,
                example="me, Ana Ruiz",
                field="hosts",
            )
    return found


def read_questions(text: str | None) -> tuple[str, ...]:
    """Take a text apart into questions: one a line, or with "|" between them; "none" is none."""
    if (text or "").strip().casefold() in EMPTIED:
        return ()
    lines = (one_line(line.strip().lstrip("-*•"), 10_000) for line in BETWEEN_QUESTIONS.split(text or ""))
    return tuple(line for line in lines if line)


def questions_typed(questions: tuple[Question, ...], asked: int = 0) -> str:
    """Questions as one would type them, one a line; those left out go, unless their turn is over."""
    lines = []
    for number, question in enumerate(questions, 1):
        if question.left_out and number > asked:
            continue
        minutes = f"[{question.minutes}] " if question.minutes is not None else ""
        lines.append(f"{minutes}{question.text}")
    return "\n".join(lines)


def read_length(text: str, start: datetime, *, now: datetime) -> timedelta:
    """Read an end ("8pm", "friday 6pm") or a length ("90 minutes") as the length from an aware start."""
    try:
        return _some(read_duration(text), text)
    except Unreadable as not_a_length:
        refused = not_a_length
    zone = str(start.tzinfo)
    for words in (f"{start:%Y-%m-%d} {text}", f"{start + timedelta(days=1):%Y-%m-%d} {text}", text):
        try:
            end = read(words, now=now, zone=zone).start
        except Unreadable:
            continue
        if end > start:
            return end - start
    raise Misread(
        f"{refused.understood} as the end, but that is no length of time and no hour after the start.",
        understood=one_line(text, 60),
        example="60 minutes",
        field="ends",
    )


def length_typed(length: timedelta) -> str:
    """A length as one would type it: "3 days", "75 minutes", "0"; read again, it is the same."""
    if not length:
        return "0"
    words = length_words(length)
    whole = length // MINUTE * MINUTE
    return words if length == whole and read_duration(words) == length else f"{whole // MINUTE} minutes"


def given_length(when: Reading, ends: str | None, *, now: datetime) -> timedelta | None:
    """How long a chat takes as it was said; None where nothing was, so that its form decides."""
    if ends and ends.strip():
        return read_length(ends, when.start, now=now)
    return (when.end - when.start) if when.end is not None else None


def emptied(text: str | None) -> str:
    """Read "none" as the wish to empty something."""
    words = (text or "").strip()
    return "" if words.casefold() in EMPTIED else words


def _some(length: timedelta, text: str) -> timedelta:
    if length <= timedelta():
        raise Unreadable(f"I read *{one_line(text, 40)}*", "a chat takes some time", "60 minutes")
    return length
