"""Whoever asked is asked which answer helped, and never again of one they have thanked for."""

from dataclasses import replace

import pytest

from communitybot.conversation.controls import Select
from communitybot.resources.cards.asked import view_card
from communitybot.resources.model.request import Reply, Request, Stage
from communitybot.resources.model.resource import Sharer
from communitybot.resources.request_views import Answer, SeenRequest
from tests.resources.sharing.school import NOON, resource

STRIPS, TILES = resource(id="strips", title="Strips"), resource(id="tiles", title="Tiles")
REQUEST = Request(
    id="q0000000000001",
    community="c1",
    stage=Stage.OPEN,
    words="fractions",
    asker=Sharer("c1-ana", "Ana Ruiz"),
    added=NOON,
    opened=NOON,
    answers=2,
)


def offered(stage, *helped, mine=True):
    """The lists of a request that was answered with both, those of `helped` having done so."""
    by = Sharer("c1-ben", "Ben Ito")
    answers = [
        Answer(Reply(resource=each.id, by=by, at=NOON, helped=each in helped), each)
        for each in (STRIPS, TILES)
    ]
    request = replace(REQUEST, stage=stage)
    seen = SeenRequest(
        request=request, answers=answers, mine=mine, moderates=False, needs_it=False, zone="UTC"
    )
    return {
        each.placeholder: [option.label for option in each.options]
        for each in view_card(seen).controls
        if isinstance(each, Select)
    }


@pytest.mark.parametrize(
    ("stage", "helped", "left"),
    [
        (Stage.OPEN, (), ["Strips", "Tiles"]),
        (Stage.CLOSED, (STRIPS,), ["Tiles"]),
        (Stage.CLOSED, (STRIPS, TILES), None),
    ],
)
def test_only_what_has_not_helped_yet_is_asked_about(stage, helped, left):
    lists = offered(stage, *helped)

    assert lists.get("Which one helped you?") == left
    assert lists["Look at an answer"] == ["Strips", "Tiles"]
    assert "Which one helped you?" not in offered(stage, *helped, mine=False)
