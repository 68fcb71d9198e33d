"""Whatever is searched, asked, answered or tagged, what shows it fits every platform, and stays words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hostile.lists import of
from hypothesis import given, settings

from communitybot.conversation.actions import Action
from communitybot.resources.cards.answered import (
    answer_form,
    answer_preview,
    answered_card,
    offered_card,
    which_request,
)
from communitybot.resources.cards.asked import lapsed_card, list_card, request_card, view_card
from communitybot.resources.cards.found import found_card
from communitybot.resources.cards.tags import tag_form, tagged_card, tags_card, untagged_card
from communitybot.resources.cards.told import told_card
from communitybot.resources.cards.which import which_card
from communitybot.resources.cards.wish import ask_form, preview_card, sent_card
from communitybot.resources.commands.filters import Filter
from communitybot.resources.commands.finding import WORDS_MOST, _leaves
from communitybot.resources.finding import Sought, Wider, narrowing
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import WORDS_MOST as ASKED_MOST
from communitybot.resources.model.request import Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Kind, Licence, Sharer
from communitybot.resources.request_views import Answer, AskPreview, RequestPage, SeenRequest
from communitybot.resources.tagging import TagsPage, Untagged
from communitybot.resources.views import Counted, Found, Hit, Matched, Sort
from tests.livechats.cards.test_what_the_bot_says import any_words
from tests.resources.sharing.school import NOON, resource
from tests.resources.sharing.test_cards_fit import any_resource, faults

ZONE = "America/New_York"
FULL = Filter(
    grade=Grade.PRE_K,
    kind=Kind.RECORDING,
    licence=Licence.CC_BY_NC_ND,
    login=False,
    tag="t" * 30,
    subject="s" * 40,
    sort=Sort.TRIED,
)


def many(one, number):
    return [replace(one, id=f"{place:014}", shared=NOON - timedelta(days=place)) for place in range(number)]


def lists(one, said):
    """Every list there is of a resource, searched with some words."""
    wanted = replace(FULL, words=said[:WORDS_MOST])
    counted = [Counted(f"tag-{place}-{said[:20]}"[:60], 10**6) for place in range(9)]
    where = ("title", "tags", "about")
    for filters in (wanted, replace(Filter(), words=said[:WORDS_MOST])):
        hits = [Hit(resource=each, where=where) for each in many(one, 8)]
        full = Found(hits=hits, more=True, matched=Matched.NEARLY, read=("mended", said[:40]))
        sought = Sought(found=full, query=filters.query(2), now=NOON, zone=ZONE)
        yield found_card(sought, _leaves(filters, 2, sought))
        none = Sought(
            found=Found(hits=(), more=False),
            query=filters.query(1),
            now=NOON,
            zone=ZONE,
            wider=[Wider(name, 50, more=True) for name in narrowing(filters.query(1))],
            tags=counted[:5],
            subjects=counted[:5],
        )
        yield found_card(none, _leaves(filters, 1, none))
    page = TagsPage(
        tags=counted * 4,
        most_used=counted[:5],
        begins=said[:30],
        number=2,
        more=True,
        bare=True,
        moderates=True,
    )
    yield tags_card(replace(page, tags=counted), choose=Action("resource.tagged"))
    yield tags_card(replace(page, tags=()), choose=Action("resource.tagged"))
    yield untagged_card(Untagged(resources=many(one, 8), number=2, more=True, moderates=False))
    yield tagged_card(one)
    yield which_card(many(one, 25), Action("resource.view"))
    yield told_card(one, said, to="c1-ana")


def requests(one, said):
    """Everything that shows a request."""
    asked = Request(
        id="q0000000000001",
        community="c1",
        stage=Stage.OPEN,
        words=said[:ASKED_MOST],
        grades=tuple(Grade)[::2],
        kind=Kind.RECORDING,
        login=False,
        asker=Sharer("c1-ana", said),
        added=NOON,
        opened=NOON,
        needs=10**6,
        answers=10**6,
    )
    answers = [
        Answer(Reply(resource=each.id, by=Sharer("c1-ben", said), at=NOON, helped=place < 3), each)
        for place, each in enumerate(many(one, 30))
    ]
    seen = SeenRequest(request=asked, answers=answers, mine=True, moderates=True, needs_it=True, zone=ZONE)
    closed = replace(asked, stage=Stage.CLOSED, ending=Ending.LAPSED, closed=NOON)
    for each in (seen, replace(seen, mine=False), replace(seen, request=closed)):
        yield request_card(each)
        yield view_card(each, "Thank you!")
    yield preview_card(AskPreview(request=replace(asked, stage=Stage.DRAFT), room=said, here=many(one, 3)))
    yield sent_card(asked)
    yield lapsed_card(closed)
    yield answer_preview(asked, one)
    yield answered_card(asked, answers[0], to="c1-ana")
    yield offered_card(asked, one)
    listed = [replace(asked, id=f"{place:014}") for place in range(8)]
    yield list_card(RequestPage(requests=listed, number=2, more=True, mine=False, zone=ZONE))
    yield which_request(listed, "request.answer")
    assert ask_form(words=asked.words, grades=asked.grades, kind=asked.kind, login=False).fields
    assert answer_form(asked, link=said, title=said, untitled=True).fields
    assert tag_form(one).fields


@settings(max_examples=15)
@given(any_resource(), any_words)
def test_lists_tags_and_requests_of_anything_are_drawn_within_the_rules_of_both_platforms(one, said):
    assert [fault for card in (*lists(one, said), *requests(one, said)) for fault in faults(card)] == []


@pytest.mark.parametrize("hostile", of("S6"), ids=str)
def test_hostile_words_are_words_in_every_list_and_request(hostile):
    one = resource(title=hostile.text, about=hostile.text, tags=(hostile.text,), author=hostile.text)
    cards = (*lists(one, hostile.text), *requests(one, hostile.text))
    assert [fault for card in cards for fault in faults(card)] == []


def test_a_page_of_full_lines_is_shortened_and_keeps_its_links():
    one = resource(title="Fraction strips for everybody " * 4, about="x " * 300, tags=("a" * 30,) * 8)
    (card, *_) = lists(one, "fractions")
    assert faults(card) == []
    assert one.address in repr(card)
