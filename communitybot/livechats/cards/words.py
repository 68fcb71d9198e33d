"""The words every card about a live chat is made of: names, hosts, questions, times, and the notices."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line
from communitybot.conversation.text import At, AtStyle, Code, Strong, Text, Words, say
from communitybot.livechats.model.chat import Archiving, Chat, Host, Stage

TITLE_IN_LINE = 80  # weight of a title inside a sentence or a list
NAME = 60  # weight of somebody's name
NAMES = 6  # named before "and 3 more"
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
STUDENTS = (
    "For adult educators only. Please write nothing that tells who a student is: no names, no pictures."
)
"""The product is for adults who teach; it is said wherever a chat starts."""


def title_of(chat: Chat, most: int = TITLE_IN_LINE) -> str:
    return one_line(chat.title, most) or "Untitled chat"


def hashtag_of(chat: Chat) -> str:
    tag = one_line(chat.hashtag, 60).lstrip("#")
    return f"#{tag}" if tag else ""


def name_of(chat: Chat, most: int = TITLE_IN_LINE) -> str:
    """What people call a chat in a sentence: its hashtag, else its title."""
    return hashtag_of(chat) or title_of(chat, most)


def heading_of(chat: Chat, most: int = limits.HEADING) -> str:
    """Hashtag and title: "#ce14: Beginning again"."""
    tag = hashtag_of(chat)
    room = most - limits.weight(tag) - 3
    return f"{tag}: {title_of(chat, room)}" if tag else title_of(chat, most)


def joined(names: Iterable[str], *, most: int = NAMES) -> str:
    """Join names as people do: "Ana, Ben and Chloe", or "Ana, Ben and 7 more"."""
    known = [name for name in names if name]
    if len(known) > most:
        known = [*known[:most], f"{len(known) - most} more"]
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def hosts_of(hosts: Iterable[Host]) -> str:
    return joined(one_line(host.name, NAME) for host in hosts)


def counted(number: int, noun: str) -> str:
    """Count things: "1 answer", "4 answers"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def length_words(length: timedelta) -> str:
    """Say a length of time in its two largest whole units, rounded up to minutes: "1 hour 15 minutes"."""
    minutes = max(-(-length // MINUTE), 0)
    if minutes >= 24 * 60:
        parts = [(minutes // (24 * 60), "day"), (minutes % (24 * 60) // 60, "hour")]
    else:
        parts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
    told = [counted(number, noun) for number, noun in parts if number]
    return " ".join(told) or "less than a minute"


def label_of(number: int) -> str:
    return f"Q{number}"


def place_of(chat: Chat, number: int) -> str:
    """Which of how many: "Q3 of 6". Questions keep their numbers when one before them is left out."""
    last = max((n for n, one in enumerate(chat.questions, 1) if not one.left_out), default=number)
    return f"Q{number} of {max(last, number)}"


def question_text(chat: Chat, number: int, most: int) -> str:
    """The words of a question on one line; empty when there is none of that number."""
    if not 1 <= number <= len(chat.questions):
        return ""
    return one_line(chat.questions[number - 1].text, most)


def clock(moment: datetime, chat: Chat) -> At:
    """A time of day in the chat's zone, and in the reader's; with its date for a chat over days."""
    long = chat.end - chat.start >= DAY
    return At(moment, chat.zone, style=AtStyle.FULL if long else AtStyle.TIME)


def how_to_answer(number: int) -> Text:
    return say(
        "Answer right here, and begin with ",
        Code(f"A{number}"),
        " if you like. Or press Answer for a form.",
    )


def archive_notice(chat: Chat) -> Text:
    """Whether what is said is archived, in plain words, with the way out in the same breath."""
    if chat.archiving.on:
        return say(
            Strong("This chat is archived."),
            " Until you choose, you appear as “an educator”, without your name. Prefer your name, initials, "
            "or to be left out? Press How I appear, now or later.",
        )
    if chat.archiving is Archiving.WISHED and chat.stage in {Stage.DRAFT, Stage.COMING}:
        return say(
            Strong("This chat is not archived."),
            " Its host would like it to be; an administrator has to turn that on before it begins.",
        )
    return say(Strong("This chat is not archived."), " No page will show what is said here.")


def state_words(chat: Chat) -> tuple[Words, ...]:
    """Where a chat stands, in a few words: "coming", "live: Q3 of 6", "over"."""
    run = chat.run
    match chat.stage:
        case Stage.LIVE if run.paused:
            return ("live, on a short break",)
        case Stage.LIVE if chat.current is not None:
            return (f"live: {place_of(chat, run.question)}",)
        case Stage.LIVE:
            return ("live",)
        case stage:
            return ({Stage.DRAFT: "a draft", Stage.OVER: "over"}.get(stage, stage.value),)


def late_until(chat: Chat) -> datetime:
    """Until when late answers are taken."""
    return (chat.ended or chat.end) + chat.late
