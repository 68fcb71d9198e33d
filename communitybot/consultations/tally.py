"""What the answers of a consultation come to: counts, medians, and quotes as consented."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from communitybot.consultations.model.consultation import Consultation, Kind, Question
from communitybot.consultations.model.response import Response


@dataclass(frozen=True, slots=True)
class Count:
    """How many chose one thing; `share` is in whole percent of those who answered the question."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words to a question, with what they agreed to be called beside them."""

    response: str
    question: int
    words: str
    by: str
    picked: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one question came to.

    With `few` too few people answered for anything to be counted: then `people` is 0, and there are no counts
    and no median. `quotes` are picked ones first, then the newest.
    """

    number: int
    question: Question
    people: int
    few: bool
    counts: tuple[Count, ...] = ()
    median: float | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """What a consultation came to: how many people answered anything, and each question."""

    people: int
    questions: tuple[Answered, ...]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotes, those that were picked first, else by question."""
        every = [quote for one in self.questions for quote in one.quotes]
        return tuple(sorted(every, key=lambda quote: not quote.picked))


def tallied(consultation: Consultation, responses: Sequence[Response]) -> Tally:
    """Count what was answered; nobody is singled out by a number below the least."""
    some = [one for one in responses if one.said]
    questions = tuple(
        _answered(consultation, number, question, some)
        for number, question in enumerate(consultation.questions, 1)
    )
    return Tally(len(some), questions)


def reached(consultation: Consultation, responses: Sequence[Response]) -> tuple[int, ...]:
    """How many people answered each question."""
    return tuple(
        sum(1 for one in responses if number in one.said)
        for number in range(1, len(consultation.questions) + 1)
    )


def _answered(
    consultation: Consultation, number: int, question: Question, responses: Sequence[Response]
) -> Answered:
    given = [one for one in responses if number in one.said]
    quotes = _quotes(number, given) if question.kind is Kind.WORDS else ()
    if len(given) < consultation.least:
        return Answered(number=number, question=question, people=0, few=True, quotes=quotes)
    values = [one.said[number] for one in given]
    return Answered(
        number=number,
        question=question,
        people=len(given),
        few=False,
        counts=_counts(question, values),
        median=float(median(map(int, values))) if question.kind is Kind.SCALE else None,
        quotes=quotes,
    )


def _counts(question: Question, values: Sequence[str]) -> tuple[Count, ...]:
    """How many chose each choice or point, in the order of the question; those nobody chose as well."""
    match question.kind:
        case Kind.CHOICE:
            labels = {str(number): label for number, label in enumerate(question.choices, 1)}
        case Kind.SCALE:
            labels = {str(point): str(point) for point in (question.scale.points if question.scale else ())}
        case Kind.WORDS:
            return ()
    chosen = Counter(values)
    return tuple(
        Count(label, chosen[value], round(100 * chosen[value] / len(values)))
        for value, label in labels.items()
    )


def _quotes(number: int, given: Sequence[Response]) -> tuple[Quote, ...]:
    """What may be quoted, picked ones first, then the newest."""
    quotes = [
        Quote(
            response=one.id,
            question=number,
            words=one.said[number],
            by=called,
            picked=number in one.picked,
            at=one.at,
        )
        for one in given
        if (called := one.called) is not None
    ]
    newest = sorted(quotes, key=lambda quote: quote.at, reverse=True)
    return tuple(sorted(newest, key=lambda quote: not quote.picked))
