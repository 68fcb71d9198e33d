"""A consultation about the school day, and answers to it, as tests need them."""

from datetime import UTC, datetime, timedelta

from communitybot.consultations.model.consultation import Asker, Consultation, Question, Scale, Stage
from communitybot.consultations.model.response import Response, Showing

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
LATER = Question("Should the day start later?", ("yes", "no", "unsure"))
SURE = Question("How sure are you?", scale=Scale(1, 5))
CHANGE = Question("What would it change for you?")


def consultation(**changes) -> Consultation:
    known = {
        "id": "0000000000day1",
        "community": "c1",
        "stage": Stage.OPEN,
        "title": "School day",
        "asker": Asker("Rosa Lind", "superintendent"),
        "why": "The board decides in March.",
        "used": "I read the summary to the board.",
        "questions": (LATER, SURE, CHANGE),
        "closes": NOON + timedelta(days=14),
        "opened": NOON,
        "zone": "America/New_York",
        "created_by": "hana",
        "created_at": NOON,
    }
    return Consultation(**(known | changes))


def response(person, *answers, minutes=0, **changes) -> Response:
    """Answers to the questions in order; None for one that was left out."""
    at = NOON + timedelta(minutes=minutes)
    said = {number: words for number, words in enumerate(answers, 1) if words is not None}
    known = {"id": f"r-{person}", "person": person, "name": person.title(), "showing": Showing.NAME}
    return Response(**(known | {"said": said, "first": at, "at": at} | changes))
