"""What hosts and those who took part are told in private."""

from hypothesis import given, settings

from communitybot.livechats.cards.archive import reflection_card
from communitybot.livechats.cards.hosting import offer_card, ready_card, wish_card
from communitybot.livechats.model.chat import Archiving
from tests.livechats.cards.made import chat, labels, live, words
from tests.livechats.cards.test_what_the_bot_says import any_chat


@settings(max_examples=40, deadline=None)
@given(any_chat())
def test_what_is_said_in_private_of_any_chat_can_be_said(one):
    hosting = (ready_card(one, rooms=0, asked=False), ready_card(one, rooms=5), offer_card(one))
    for card in (reflection_card(one), wish_card(one), *hosting):
        assert card.weight <= 3_800


def test_a_host_is_told_when_where_and_with_which_questions():
    card = ready_card(chat(), rooms=2)

    assert "Tue 14 Oct, 7:00-8:00 PM EDT" in words(card)
    assert "It opens in 2 rooms by itself." in words(card)
    assert "Q3 What will you try on Monday?" in words(card)
    assert labels(card) == ["Host cockpit", "Change the questions"]


def test_a_host_is_told_what_is_missing():
    card = ready_card(chat(questions=(), archiving=Archiving.WISHED), rooms=0)

    assert "No room is set for it yet." in words(card)
    assert "It has no questions yet." in words(card)
    assert "Turn archiving on (administrators)" in labels(card)


def test_a_co_host_is_offered_the_chair():
    card = offer_card(live(0))

    assert "Can you host #ce14: Beginning again?" in words(card)
    assert labels(card) == ["Take the chair", "Host cockpit"]


def test_a_reflection_is_asked_for_with_the_way_out():
    card = reflection_card(live())

    assert "what will you try?" in words(card)
    assert labels(card) == ["Reflect", "How I appear"]
