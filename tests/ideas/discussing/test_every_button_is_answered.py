"""Whatever can be pressed under an idea, somebody answers it, and it says whether it only looks."""

import inspect

import pytest
from fakes import FakeClock

from communitybot.commands.collect import collect
from communitybot.commands.form import FORM
from communitybot.conversation.controls import Button, LinkButton
from communitybot.ideas.cards import actions
from communitybot.ideas.commands import idea_features
from communitybot.ideas.commands.choosing import NAMED_BY
from tests.adapters import idea_cards
from tests.adapters.test_chat_cards_for_everyone import OF_IDEAS

LATER = {"idea.match"}
"""Offered by the view as soon as somebody answers them; it leaves them out until then."""


@pytest.fixture(scope="module")
def collected():
    return collect(*idea_features(None, FakeClock(), None, None))


def verbs_of(card):
    return {each.action.verb for each in card.controls if not isinstance(each, LinkButton)}


def test_every_button_is_answered(collected):
    shown = {verb for name, card in OF_IDEAS if name != "view_card" for verb in verbs_of(card)} - {FORM}
    named = {
        made("0123456789abcd").action.verb
        for name, made in inspect.getmembers(actions, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(made).return_annotation is Button
        if name not in {"labelled", "post"}
    }

    assert shown - collected.presses.keys() == set()
    assert len(shown) > 8
    assert named - collected.presses.keys() <= LATER
    assert len(named) > 20


def test_the_view_offers_what_is_answered_and_nothing_else(collected):
    from communitybot.ideas.cards.view import view_card

    answered = frozenset(collected.presses)
    for one in idea_cards.ideas():
        for seen in idea_cards.seen(one):
            assert verbs_of(view_card(seen, lambda _ref: None, answered=answered)) <= answered


def test_what_turns_pages_and_looks_changes_nothing_and_what_decides_does(collected):
    looking = {"idea.view", "idea.page", "idea.sort", "idea.near", "idea.nearby", "idea.team", "idea.whole"}
    looking |= {"idea.join", "idea.asking", "idea.leave", "idea.let_go", "idea.role"}
    deciding = {"idea.support", "idea.follow", "idea.ask_in", "idea.unask", "idea.accept", "idea.not_now"}
    deciding |= {"idea.left", "idea.let_gone", "idea.role_taken"}

    assert all(collected.presses[verb].reads for verb in looking)
    assert not any(collected.presses[verb].reads for verb in deciding)


def test_every_command_that_takes_an_idea_suggests_one_and_tells_when_there_is_none(collected):
    taking = {each.spec.name for each in collected.commands if each.spec.parameter("idea") is not None}

    assert taking == set(NAMED_BY)
    for each in collected.commands:
        if each.spec.name in taking:
            assert each.spec.parameter("idea").suggests
            assert "idea" in each.checks
