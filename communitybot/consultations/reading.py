"""What somebody answered, read as its question wants it: words as they are, a choice by its number."""

import re

from communitybot.communities.names import fold
from communitybot.consultations.model.consultation import Kind, Question
from communitybot.conversation.controls import Choice
from communitybot.conversation.limits import one_line

NOT_ANSWERED = "none"
_NUMBER = re.compile(r"\d{1,2}")


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What can be chosen; first that one does not answer, since no list lets one choose nothing again."""
    offered = (
        [Choice(str(point), str(point)) for point in question.scale.points]
        if question.scale is not None
        else [Choice(str(number), one_line(each, 70)) for number, each in enumerate(question.choices, 1)]
    )
    return (Choice(NOT_ANSWERED, "I do not answer this"), *offered)


def read_choice(question: Question, typed: str) -> str | None:
    """The value of the choice that is meant, `NOT_ANSWERED` among them; None when there is none such."""
    for choice in choices_of(question):
        if fold(typed) in {fold(choice.value), fold(choice.label)}:
            return choice.value
    return None


def read_spoken(question: Question, words: str) -> str | None:
    """An answer as it was said in a thread: "yes, since the buses come later", "4, I think".

    None when it is none of the choices; a choice of two words is known by both.
    """
    if question.kind is Kind.WORDS:
        return words.strip() or None
    if question.scale is not None:
        number = _NUMBER.match(words.strip())
        return number[0] if number and int(number[0]) in question.scale.points else None
    said = fold(words)
    meant = [
        (len(fold(label)), str(number))
        for number, label in enumerate(question.choices, 1)
        if re.match(rf"{re.escape(fold(label))}(?!\w)", said)
    ]
    return max(meant)[1] if meant else None
