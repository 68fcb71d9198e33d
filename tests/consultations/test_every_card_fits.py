"""Whatever people type, every card and form about a consultation can be shown on every platform."""

from dataclasses import replace
from datetime import timedelta

import pytest
from asked import NOON, consultation, response

from communitybot.consultations.cards.lists import lists_card, which_card
from communitybot.consultations.cards.preview import changed_card, opened_card, preview_card
from communitybot.consultations.cards.private import (
    appears_card,
    heard_card,
    kept_card,
    missed_card,
    ready_card,
    replied_card,
    unread_card,
    used_card,
    view_card,
    withdrawn_card,
)
from communitybot.consultations.cards.quotes import quotes_card
from communitybot.consultations.cards.room import reminder_card, room_card
from communitybot.consultations.cards.summary import summary_card
from communitybot.consultations.commands.forming import answers_form, appearance_form, reply_form
from communitybot.consultations.model.consultation import Asker, Question, Scale, Stage
from communitybot.consultations.model.response import Showing
from communitybot.consultations.tally import reached, tallied
from communitybot.consultations.views import ConsultLists, Seen
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.text import Place

ADDRESS = "https://bot.example/consultations/0000000000day1/" + "p" * 32
ROOMS = tuple(Place(PlaceAddress("slack", "school", f"r{number}"), "&" * 80) for number in range(10))
HOSTILE = ["&", "*", "<@U1>\n", "🏫", "ﷺ", "\u202e[x](y)", "a ", "\u200b", "@everyone ", "```\n"]


def filled(letters: str, most: int) -> str:
    return (letters * most)[:most]


def full(letters: str, stage: Stage):
    """A consultation of which everything is as long as it may be."""
    words = tuple(Question(f"{number} {filled(letters, 196)}") for number in range(4))
    chosen = tuple(
        Question(
            f"Q{number} {filled(letters, 190)}",
            tuple(f"{each}{filled(letters, 10)}" for each in range(10)),
        )
        for number in range(4)
    )
    scales = tuple(Question(f"S{number} {filled(letters, 190)}", scale=Scale(0, 10)) for number in range(2))
    return consultation(
        stage=stage,
        title=filled(letters, 120),
        asker=Asker(filled(letters, 70), filled(letters, 70), "rosa"),
        why=filled(letters, 600),
        used=filled(letters, 600),
        questions=words + chosen + scales,
        opens=NOON,
        closed=NOON + timedelta(days=14),
        reply=filled(letters, 2_000),
        replied=NOON,
    )


def many(letters: str):
    """Answers as long as a form takes, from more people than the least number."""
    said = [*([filled(letters, 3_000)] * 4), *(["10"] * 4), "10", "0"]
    return [
        response(f"p{number}", *said, name=filled(letters, 100), role=filled(letters, 80), showing=showing)
        for number, showing in enumerate([*Showing] * 8)
    ]


def seen(one, responses, **given):
    return Seen(
        consultation=one,
        people=100_000,
        mine=responses[0],
        manages=True,
        asks=True,
        rooms=(),
        progress=reached(one, responses),
        **given,
    )


@pytest.mark.parametrize("letters", HOSTILE)
def test_every_card_and_form_of_the_longest_consultation_fits(letters):
    answers = many(letters)
    for stage in Stage:
        one = full(letters, stage)
        tally = tallied(one, answers)
        lists = ConsultLists(
            open=(),
            coming=(),
            drafts=(),
            closed=(),
            more=True,
            crowded=True,
            offset=5,
            people={one.id: 100_000},
            answered=frozenset({one.id}),
        )
        assert room_card(one, 10**6)
        assert reminder_card(one, 10**6)
        assert preview_card(one, ROOMS, notes=[filled(letters, 500)] * 9)
        assert opened_card(one, ROOMS)
        assert changed_card(one, ROOMS)
        assert view_card(seen(one, answers), now=NOON, address=ADDRESS)
        for mine in answers[:3]:
            assert used_card(one, mine)
            assert kept_card(one, mine, new=True)
            assert appears_card(one, mine)
            assert answers_form(one, mine)
            assert appearance_form(one, mine)
        assert withdrawn_card(one, answers[0])
        assert heard_card(one, answers[1])
        assert unread_card(one, 5)
        assert missed_card(one)
        assert ready_card(one, 10**6, ADDRESS)
        assert replied_card(one, ADDRESS)
        assert summary_card(one, tally, address=ADDRESS, manages=True)
        assert quotes_card(one, tally)
        assert quotes_card(one, tally, 8)
        assert reply_form(one)
        assert lists_card(_distinct(lists, one), manages=True)
        assert which_card(_others(one, 25), Action("consult.view"))


def test_an_empty_list_offers_the_next_step():
    nothing = ConsultLists(
        open=(),
        coming=(),
        drafts=(),
        closed=(),
        more=False,
        crowded=False,
        offset=0,
        people={},
        answered=frozenset(),
    )

    assert "/consult open" in repr(lists_card(nothing, manages=True))
    assert "/consult open" not in repr(lists_card(nothing, manages=False))


def _others(one, number):
    return [replace(one, id=f"{each:014}") for each in range(number)]


def _distinct(lists, one):
    some = _others(one, 16)
    return replace(lists, open=some[:5], coming=some[5:8], drafts=some[8:11], closed=some[11:])
