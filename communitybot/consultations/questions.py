"""Questions as people type them: one a line, with choices or a scale in brackets, else open words."""

import re
from collections.abc import Iterator

from communitybot.commands.words import quoted
from communitybot.communities.names import fold
from communitybot.consultations.model.consultation import Question, Scale
from communitybot.conversation import limits
from communitybot.conversation.limits import one_line
from communitybot.errors import Misread

MOST = 10  # questions
LONGEST = 200  # characters of a question: a form shows it whole, or nearly
CHOICES = 10
LONGEST_CHOICE = 60
POINTS = (2, 11)
EXAMPLE = "Should the day start later? [yes | no | unsure]"

_BRACKETS = re.compile(r"\[([^\[\]]*)\]\s*([?.!]?)\s*$")
_SCALE = re.compile(r"(\d{1,2})\s*(?:-|\u2013|\u2014|to)\s*(\d{1,2})", re.IGNORECASE)
_NUMBER = re.compile(r"(?:(?:[Qq]?\d{1,2}\s*[.:)]|[-*\u2022])\s+)+")  # "- 1. Why?": whatever stands before it


def read_questions(text: str) -> tuple[Question, ...]:
    """Read 1 to 10 questions, one a line or with " | " between them.

    Raises:
        Misread: naming the question that cannot be one, and why.
    """
    found = tuple(_question(line) for line in _lines(text))
    if not found:
        raise _no("A consultation asks at least one question.")
    if len(found) > MOST:
        raise _no(f"A consultation has at most {MOST} questions; these are {len(found)}.")
    texts = [fold(one.text) for one in found]
    if len(set(texts)) < len(texts):
        raise _no("Two of these questions are the same.")
    return found


def typed(questions: tuple[Question, ...]) -> str:
    """Questions as one would type them."""
    return "\n".join(f"{one.text}{_in_brackets(one)}" for one in questions)


def _in_brackets(question: Question) -> str:
    if question.scale is not None:
        return f" [{question.scale.least}-{question.scale.most}]"
    return f" [{' | '.join(question.choices)}]" if question.choices else ""


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (one for piece in _pieces(line) if (one := one_line(piece, 10_000)))


def _pieces(line: str) -> Iterator[str]:
    """A line taken apart at each "|" that does not stand in brackets."""
    piece, depth = "", 0
    for letter in line:
        depth += {"[": 1, "]": -1}.get(letter, 0)
        if letter == "|" and depth <= 0:
            yield piece
            piece = ""
        else:
            piece += letter
    yield piece


def _question(line: str) -> Question:
    words = _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line
    brackets = _BRACKETS.search(words)
    text = words[: brackets.start()].strip() + (brackets[2] if brackets else "") if brackets else words
    if not any(letter.isalnum() for letter in text):
        raise _no("A question needs words.", words)
    if len(text) > LONGEST:
        raise _no(f"A question has at most {LONGEST} characters; this one has {len(text)}.", text)
    if "[" in text or "]" in text:
        raise _no("Choices stand in one pair of brackets, at the end of their question.", words)
    if brackets is None:
        return Question(text)
    if scale := _SCALE.fullmatch(brackets[1].strip()):
        return Question(text, scale=_scale(scale))
    return Question(text, _choices(brackets[1]))


def _scale(found: re.Match[str]) -> Scale:
    least, most = int(found[1]), int(found[2])
    fewest, longest = POINTS
    if not fewest <= most - least + 1 <= longest:
        raise _no(f"A scale goes up and has {fewest} to {longest} points.", found[0], "How sure? [1-5]")
    return Scale(least, most)


def _choices(inside: str) -> tuple[str, ...]:
    mark = next((mark for mark in "|/;," if mark in inside), "|")
    choices = tuple(choice for each in inside.split(mark) if (choice := one_line(each, 10_000)))
    if not 2 <= len(choices) <= CHOICES:
        raise _no(f"A question has 2 to {CHOICES} choices; I count {len(choices)}.", f"[{inside}]")
    for choice in choices:
        if limits.weight(choice) > LONGEST_CHOICE:
            raise _no(f"A choice has at most {LONGEST_CHOICE} characters.", choice)
    if len({fold(choice) for choice in choices}) < len(choices):
        raise _no("Two choices of one question are the same.", f"[{inside}]")
    return choices


def _no(trouble: str, understood: str | None = None, example: str = EXAMPLE) -> Misread:
    read = None if understood is None else quoted(understood).strip("*")
    return Misread(trouble, understood=read, example=example, field="questions")
