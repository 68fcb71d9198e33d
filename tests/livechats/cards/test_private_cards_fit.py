"""Whatever people write, every private card about a live chat can be shown on every platform."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.text import Place
from communitybot.livechats.cards.cockpit import cockpit_card
from communitybot.livechats.cards.conducting import (
    audience_card,
    end_question,
    handing_card,
    sort_card,
    sorting_card,
)
from communitybot.livechats.cards.lists import found_card, lists_card, which_card
from communitybot.livechats.cards.now import now_card
from communitybot.livechats.cards.preview import changed_card, posted_card, preview_card
from communitybot.livechats.cards.showing import showing_card, showing_everywhere_card
from communitybot.livechats.model.chat import Showing
from communitybot.livechats.model.log import Presence, Wondered
from communitybot.livechats.views import ChatLists, Cockpit, Found, Now
from tests.livechats.cards.made import START, THREAD
from tests.livechats.cards.test_said_card import any_line
from tests.livechats.cards.test_what_the_bot_says import addresses, any_chat, any_words

ROOM = PlaceAddress("discord", "1", "2")


def any_wondered(count):
    return st.tuples(
        *(
            st.builds(
                Wondered,
                id=st.just(f"w{number}"),
                person=st.just("p"),
                name=any_words,
                text=any_words,
                at=st.just(START),
                votes=st.integers(0, 10**6),
            )
            for number in range(count)
        )
    )


wonders = st.integers(0, 30).flatmap(any_wondered)
some_lines = st.integers(0, 12).flatmap(lambda count: st.tuples(*(any_line(n + 1) for n in range(count))))


@settings(max_examples=40, deadline=None)
@given(any_chat(), some_lines, wonders, any_words, st.sampled_from([None, *Showing]))
def test_where_we_are_can_be_said_of_any_chat(one, lines, wondering, text, showing):
    now = Now(
        chat=one,
        position=1,
        number=3,
        left=timedelta(minutes=4),
        liked=lines[:3],
        missed=tuple((number, text, 10**6) for number in range(20)),
        threads=(THREAD,),
        mine=lines[-1] if lines else None,
        showing=showing,
        wondering=wondering,
        voted=frozenset({"w0"}),
    )
    card = now_card(now, said="Thank you!", places=[Place(THREAD, text)] * 5)
    assert card.weight <= 3_800
    assert showing_card(one, showing, said="Done.").weight <= 3_800
    assert showing_everywhere_card(showing).weight <= 3_800


@settings(max_examples=40, deadline=None)
@given(any_chat(), some_lines, wonders, any_words, st.integers(0, 200))
def test_the_cockpit_of_any_chat_can_be_said(one, lines, wondering, text, present):
    order = tuple((number, question.text, START) for number, question in enumerate(one.questions, 1))
    cockpit = Cockpit(
        chat=one,
        left=timedelta(days=3),
        order=order,
        following=(len(order), text) if order else None,
        present=tuple(Presence(person=str(n), name=text, first=START, last=START) for n in range(present)),
        alone=lines,
        unsorted=lines,
        wondering=wondering,
        threads=(THREAD,),
        silent=(ROOM,) * present,
    )
    for card in (
        cockpit_card(cockpit, START, said="Done."),
        sorting_card(cockpit),
        audience_card(cockpit, said="Done."),
        handing_card(one),
        end_question(one),
        *(sort_card(one, line) for line in lines[:2]),
    ):
        assert card.weight <= 3_800


@settings(max_examples=40, deadline=None)
@given(any_chat(), st.lists(any_words, max_size=6), any_words)
def test_previews_of_any_chat_can_be_said(one, notes, text):
    rooms = [Place(ROOM, text)] * 9
    assert (
        preview_card(one, rooms=rooms, notes=[each or "a" for each in notes], description=text).weight
        <= 3_800
    )
    assert preview_card(one, rooms=[]).weight <= 3_800
    assert posted_card(one, rooms).weight <= 3_800
    assert changed_card(one).weight <= 3_800


@settings(max_examples=30, deadline=None)
@given(st.lists(any_chat(), max_size=8), addresses, any_words, any_line(1))
def test_lists_of_any_chats_can_be_said(chats, address, text, line):
    each = [replace(one, id=f"{number:014}") for number, one in enumerate(chats)]
    lists = ChatLists(
        live=tuple(each),
        coming=tuple(replace(one, id=f"c{one.id}") for one in each),
        over=tuple(each),
        archives={one.id: address for one in each},
    )
    assert lists_card(lists, administers=True).weight <= 3_800
    assert found_card([Found(chat=one, line=line, author=text, address=address) for one in each], text)
    if each:
        assert which_card(each, Action("chat.now")).weight <= 3_800
