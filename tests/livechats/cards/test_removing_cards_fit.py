"""Whatever people wrote, what a host needs to take it out can be shown on every platform."""

from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.livechats.cards.removing import line_form, person_form, removed_card, removing_card
from communitybot.livechats.model.log import Kind
from communitybot.livechats.views import Removable, Removed, Speaker
from communitybot.threads.log import Line
from tests.livechats.cards.made import START
from tests.livechats.cards.test_said_card import any_line
from tests.livechats.cards.test_what_the_bot_says import any_chat, any_words

ID = "z" * 14
some_lines = st.integers(0, 40).flatmap(lambda count: st.tuples(*(any_line(n + 1) for n in range(count))))


@settings(max_examples=40, deadline=None)
@given(any_chat(), some_lines, any_words, any_words, st.integers(0, 40))
def test_every_card_and_form_about_it_can_be_said(one, lines, name, reason, many):
    noted = tuple(
        Line(
            talk=ID, number=n, kind=Kind.REMOVAL, at=START, person="p", name=name, text=f"{n} {reason[:200]}"
        )
        for n in range(many)
    )
    people = tuple(Speaker(person=f"{n:014}", name=name, count=10**6) for n in range(many))
    found = Removable(chat=one, lines=lines, people=people, removals=noted)
    gone = Removed(chat=one, count=10**6, asked=10**6, reflected=True)
    links = [("discord", "https://discord.example/" + "x" * 200), ("slack", None)] * many

    assert removing_card(found).weight <= 3_800
    assert removed_card(gone, links).weight <= 3_800
    for line in lines[:3]:
        assert line_form(one, line, reason).intro
    for each in people[:1]:
        assert person_form(one, each, reason).intro
