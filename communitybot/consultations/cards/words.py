"""The words every card about a consultation is made of: who asks, what is asked, how many answered."""

from collections.abc import Sequence

from communitybot.consultations.model.consultation import Consultation, Kind, Question
from communitybot.consultations.model.response import Response, Showing
from communitybot.consultations.tally import Answered
from communitybot.conversation.limits import one_line
from communitybot.conversation.text import At, Place, Text, Words, say

TITLE = 100  # weight of a title inside a sentence or a list
NAME = 60
ROLE = 80
ROOMS = 4


def title_of(one: Consultation, most: int = TITLE) -> str:
    return one_line(one.title, most) or "A consultation"


def asker_of(one: Consultation) -> str:
    """Who asks: "Dr. Rosa Lind, superintendent"."""
    name, role = one_line(one.asker.name, NAME) or "Somebody who decides", one_line(one.asker.role, ROLE)
    return f"{name}, {role}" if role else name


def asks(one: Consultation, *, did: bool = False) -> str:
    """The beginning of a sentence: "Dr. Rosa Lind, superintendent, asks"."""
    who = asker_of(one)
    return f"{who}{',' if ', ' in who else ''} {'asked' if did else 'asks'}"


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def until(one: Consultation) -> At:
    return At(one.closes, one.zone)


def how(question: Question) -> str:
    """How a question is answered, in a few words."""
    match question.kind:
        case Kind.CHOICE:
            return " / ".join(question.choices)
        case Kind.SCALE if question.scale is not None:
            return f"{question.scale.least} to {question.scale.most}"
        case _:
            return "your own words"


def asked(number: int, question: Question, most: int) -> Text:
    """A question with its number, and how it is answered where that is not in words."""
    room = most if question.kind is Kind.WORDS else most * 2 // 3
    words: list[Words] = [f"{number}. {one_line(question.text, room)}"]
    if question.kind is not Kind.WORDS:
        words.append(f" ({one_line(how(question), most - room)})")
    return say(*words)


def answer_in_words(question: Question, said: str) -> str:
    """What somebody answered, as they would say it."""
    if question.kind is Kind.CHOICE and said.isdecimal() and 1 <= int(said) <= len(question.choices):
        return question.choices[int(said) - 1]
    return said


def appears(response: Response) -> str:
    """How somebody's words are quoted, told to themselves."""
    match response.showing:
        case Showing.NAME:
            return f"with your name, {one_line(response.called or '', NAME)}"
        case Showing.ROLE:
            return f"as “{one_line(response.called or '', ROLE)}”, without your name"
        case Showing.COUNTED:
            return "not at all: you are only counted, and nobody reads your words"


def counts_of(answered: Answered, least: int) -> str:
    """What a question came to, on one line."""
    if answered.few:
        return f"Fewer than {least} people answered: no counts."
    if answered.median is not None:
        spread = ", ".join(f"{count.label}: {count.number}" for count in answered.counts)
        return f"Median {answered.median:g} ({people(answered.people)} answered; {spread})"
    if answered.counts:
        return ", ".join(f"{one.label} {one.number} ({one.share}%)" for one in answered.counts)
    return f"{people(answered.people)} answered in their own words."


def places(rooms: Sequence[Place]) -> tuple[Words, ...]:
    """Rooms joined as people join names, each a pointer."""
    words: list[Words] = []
    for index, room in enumerate(rooms[:ROOMS]):
        words += [", " if index else "", Place(room.address, one_line(room.name, 40) or "a room")]
    if len(rooms) > ROOMS:
        words.append(f" and {len(rooms) - ROOMS} more")
    return tuple(words) or ("its rooms",)


def promise(one: Consultation) -> str:
    """What is done with the answers, in our words; the asker's own stand beside them."""
    return (
        "You choose how you are quoted before anything is kept: with your name, with your role, or not at "
        "all. You can change that, or take everything back, until and after the close. "
        f"Counts are shown from {counted(one.least, 'answer')} on, so that nobody is singled out. "
        "Nobody sees answers before the close."
    )
