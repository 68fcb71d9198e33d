"""Whatever resources say, digests, suggestions and videos of them can be shown on every platform."""

from dataclasses import replace

import pytest
from hostile.lists import of
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.resources.cards.digest_form import digest_form
from communitybot.resources.cards.digests import digest_card, digests_card, edition_card
from communitybot.resources.cards.suggestions import suggestions_card
from communitybot.resources.cards.watching import shown_card, video_card, which_video
from communitybot.resources.digest_views import ShownDigest, ShownDigests
from communitybot.resources.model.digest import MOST, Cadence, Digest, Rhythm, Wanted
from communitybot.resources.model.grades import IN_ORDER
from communitybot.resources.model.resource import MOST_SUBJECTS, MOST_TAGS, Kind
from communitybot.resources.suggesting import ShownSuggestions, Suggested
from tests.resources.returning.library import NOON, ROOM, resource
from tests.resources.sharing.test_cards_fit import any_resource, faults

FULL = Wanted(
    tags=tuple(f"{'*_~' * 9}{n}" for n in range(MOST_TAGS)),
    subjects=tuple(f"{'[(' * 19}{n}" for n in range(MOST_SUBJECTS)),
    grades=IN_ORDER[::2],
    kinds=tuple(Kind),
)
wanted = st.sampled_from([FULL, Wanted()])
rhythms = st.builds(Rhythm, cadence=st.sampled_from(Cadence))


@settings(max_examples=12)
@given(one=any_resource(), wanted=wanted, rhythm=rhythms, room=st.booleans())
def test_every_digest_fits(one, wanted, rhythm, room):
    ten = [(replace(one, id=f"0abcdefghijk{n:02d}"), "tag " + "x" * 300) for n in range(10)]
    digest = Digest(
        id="0" * 14,
        community="c1",
        person="p",
        name="n",
        room=ROOM if room else None,
        wanted=wanted,
        rhythm=rhythm,
        made=NOON,
    )
    called = one.title if room else ""
    shown = ShownDigest(digest, "America/New_York", ten, 12_345, called, "Said.")
    begun = replace(shown, digest=replace(digest, begun=NOON, next=NOON))
    lost = replace(shown, digest=replace(digest, begun=NOON, paused=NOON, lost=True))
    assert faults(edition_card(digest, ten, 12_345)) == []
    for each in (shown, begun, lost, replace(shown, items=())):
        assert faults(digest_card(each)) == []
    many = [replace(begun, digest=replace(digest, id=f"{n:014}")) for n in range(40)]
    assert faults(digests_card(ShownDigests(many[:MOST], many[MOST:], True, "Said."))) == []
    assert digest_form(digest).fields


@settings(max_examples=12)
@given(one=any_resource(), popular=st.booleans(), undo=st.booleans())
def test_suggestions_and_videos_fit(one, popular, undo):
    five = [Suggested(replace(one, id=f"{n:014}"), ("x" * 200, "y" * 200)) for n in range(5)]
    for some in (five, []):
        shown = ShownSuggestions(some, popular, undo, "Said.", one.id if undo else None)
        assert faults(suggestions_card(shown)) == []
    for address in (one.address, "https://youtu.be/abc", f"https://vimeo.com/{'1' * 480}"):
        film = replace(one, address=address)
        for card in (video_card(film, by=one.sharer.name), video_card(film, said="Said.")):
            assert faults(card) == []
    assert faults(shown_card(one, "I show it here.")) == []
    assert faults(which_video([each.resource for each in five], alone=undo)) == []


@pytest.mark.parametrize("said", [each.text for each in of("S6")])
def test_hostile_words_stay_words(said):
    one = resource("r1", said, tags=(said,), address="https://youtu.be/abc", kind=Kind.VIDEO)
    digest = Digest(
        id="0" * 14, community="c1", person="p", name=said, wanted=Wanted(tags=(said,)), made=NOON
    )
    for card in (edition_card(digest, [(one, said)], 1), video_card(one, by=said)):
        assert faults(card) == []
