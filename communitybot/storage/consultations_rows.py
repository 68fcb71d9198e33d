"""Consultations as rows and back, exact to the microsecond."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from communitybot.communities.names import fold
from communitybot.consultations.model.consultation import Asker, Consultation, Question, Scale, Stage
from communitybot.consultations.model.response import Response, Showing
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.storage.words import words_in

_SAME = (
    *(
        "id",
        "community",
        "title",
        "why",
        "used",
        "opens",
        "closes",
        "opened",
        "closed",
        "zone",
        "least",
        "spoken",
    ),
    *("reply", "replied", "created_by", "created_at", "revision"),
)
_OF_RESPONSE = ("id", "person", "name", "role", "first", "at")
_WORDS = {"title", "why", "used", "reply", "name", "role"}


def values(one: Consultation) -> dict[str, Any]:
    return {name: _kept(name, getattr(one, name)) for name in _SAME} | {
        "stage": one.stage.value,
        "folded": "".join(f" {word}" for word in sorted(words_in(fold(one.title)))),
        "asker_name": visible(one.asker.name),
        "asker_role": visible(one.asker.role),
        "asker": one.asker.person,
        "questions": [_question(question) for question in one.questions],
        "rooms": [str(room) for room in one.rooms],
    }


def consultation_of(row: Mapping[Any, Any]) -> Consultation:
    return Consultation(
        **{name: row[name] for name in _SAME},
        stage=Stage(row["stage"]),
        asker=Asker(row["asker_name"], row["asker_role"], row["asker"]),
        questions=tuple(_question_of(question) for question in row["questions"]),
        rooms=tuple(PlaceAddress.parse(room) for room in row["rooms"]),
    )


def response_values(one: Response) -> dict[str, Any]:
    return {name: _kept(name, getattr(one, name)) for name in _OF_RESPONSE} | {
        "showing": one.showing.value,
        "said": {str(number): visible(words) for number, words in one.said.items()},
        "picked": sorted(one.picked),
        "heard": {str(number): line for number, line in one.heard.items()},
    }


def response_of(row: Mapping[Any, Any]) -> Response:
    return Response(
        **{name: row[name] for name in _OF_RESPONSE},
        showing=Showing(row["showing"]),
        said=MappingProxyType({int(number): words for number, words in row["said"].items()}),
        picked=frozenset(row["picked"]),
        heard=MappingProxyType({int(number): line for number, line in row["heard"].items()}),
    )


def _kept(name: str, value: Any) -> Any:
    """Words without what no database keeps and no platform shows: control characters, lone surrogates."""
    return visible(value) if name in _WORDS else value


def _question(one: Question) -> dict[str, Any]:
    held: dict[str, Any] = {"text": visible(one.text)}
    if one.scale is not None:
        held["scale"] = [one.scale.least, one.scale.most]
    elif one.choices:
        held["choices"] = [visible(choice) for choice in one.choices]
    return held


def _question_of(held: Mapping[str, Any]) -> Question:
    scale = held.get("scale")
    return Question(held["text"], tuple(held.get("choices", ())), Scale(*scale) if scale else None)
