"""Whatever is said and called, what is asked about it can be shown on every platform."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.limits import one_line
from communitybot.resources.cards.heard import asking_card, choose_card, left_card, offer_card
from communitybot.resources.cards.settings import settings_card
from communitybot.resources.model.resource import ResourceSettings, Source
from communitybot.resources.settling import MOST_ROOMS, ShownSettings
from tests.livechats.cards.test_what_the_bot_says import any_words
from tests.resources.sharing.test_cards_fit import any_resource, faults

ROOMS = [PlaceAddress("slack", "T1", f"C{number}") for number in range(MOST_ROOMS)]
sources = st.sampled_from([Source.ROOM, Source.CHAT])


@settings(max_examples=25)
@given(drafts=st.lists(any_resource(), min_size=1, max_size=3), source=sources, name=any_words)
def test_every_card_about_links_fits(drafts, source, name):
    many = [
        replace(draft, id=f"0abcdefghijk{number:02d}", source=source)
        for number, draft in enumerate(drafts * 4)
    ]
    long = [replace(draft, address=f"https://long.example.org/{'y' * 590}") for draft in many]
    assert faults(offer_card(many)) == faults(offer_card(long)) == []
    assert faults(left_card(many[:1])) == []
    assert faults(left_card([])) == faults(asking_card(on=True)) == faults(asking_card(on=False)) == []
    for known in (0, 10):
        assert faults(choose_card(many[:10], known=known, name=one_line(name, 60))) == []
    assert faults(choose_card([], known=2, name="")) == []


@settings(max_examples=25)
@given(name=any_words, some=st.booleans())
def test_the_settings_fit(name, some):
    shown = ShownSettings(
        settings=ResourceSettings(drafted=tuple(ROOMS if some else ()), chats=some, public=some),
        rooms=ROOMS if some else (),
        names=dict.fromkeys(ROOMS, one_line(name, 40)),
        deaf=ROOMS if some else (),
        here=ROOMS[0],
        asked=some,
        may_change=True,
    )
    assert faults(settings_card(shown, said=("Saved.",))) == []
    assert faults(settings_card(replace(shown, may_change=False, here=None))) == []
