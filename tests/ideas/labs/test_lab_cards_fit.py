"""Whatever people write, every card about friends, labs and commitments can be shown on every platform."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.events.details import DESCRIPTION
from communitybot.ideas.cards import commitments, friends, lab
from communitybot.ideas.commands.friending import notes_form
from communitybot.ideas.lab_views import Circle, CommitmentSeen, CommitmentsSeen, LabSeen
from communitybot.ideas.lab_words import about
from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.friend import Friend, Notes, Standing, Willing
from communitybot.ideas.model.lab import Lab, Stakeholder
from tests.ideas.discussing.made import NOON, idea, words
from tests.ideas.discussing.test_cards_fit import any_idea, faults
from tests.livechats.cards.test_what_the_bot_says import any_words

DONE = Friend(person="p", name="Ben", standing=Standing.AGREED, asked=NOON, notes=Notes(heard="Yes"))


@st.composite
def any_friend(draw, person):
    notes = Notes(**{field.name: draw(any_words)[:800] for field in fields(Notes)})
    return Friend(
        person=person,
        name=draw(any_words),
        standing=draw(st.sampled_from(Standing)),
        asked=NOON,
        notes=draw(st.sampled_from([None, notes])),
    )


@st.composite
def any_circle(draw):
    asked = [draw(any_friend(f"p{n}")) for n in range(draw(st.sampled_from([0, 2, 30])))]
    return Circle(
        idea=draw(any_idea()),
        friends=asked,
        team=draw(st.booleans()),
        mine=draw(st.sampled_from([None, *asked[:2]])),
        rota=[Willing(f"{n:014}", draw(any_words) or "Zed", None) for n in range(draw(st.integers(0, 3)))],
        willing=draw(st.booleans()),
    )


@st.composite
def any_lab(draw):
    few = draw(st.sampled_from([0, 1, 20]))
    return Lab(
        event="e",
        original=datetime(2026, 12, 12, 9),  # noqa: DTZ001 - a wall-clock time
        zone="America/New_York",
        start=NOON,
        end=NOON + timedelta(hours=draw(st.sampled_from([1, 60]))),
        place=draw(any_words),
        stakeholders=tuple(Stakeholder(draw(any_words)[:80], draw(any_words)[:80]) for _ in range(few)),
        decides=draw(any_words)[:600],
        host="h",
        host_name=draw(any_words),
        cancelled=draw(st.booleans()),
    )


@st.composite
def any_commitment(draw, number=0):
    return Commitment(
        id=f"{number:014}",
        what=draw(any_words)[:200] or "x",
        owner=draw(st.sampled_from([None, "a0", "ben"])),
        name=draw(any_words),
        by=date(2026, 12, 15),
        state=draw(st.sampled_from(State)),
        word=draw(any_words),
        noted_by="a0",
        at=NOON,
    )


@settings(max_examples=30)
@given(any_circle(), any_lab(), st.booleans())
def test_the_cards_of_friends_and_labs_are_drawn_within_the_rules_of_both_platforms(circle, there, team):
    one = circle.idea
    seen = LabSeen(idea=one, lab=there, team=team)
    drawn = [
        friends.circle_card(circle, said="Thank you!"),
        friends.friend_asked_card(one, again=team),
        friends.no_notes_card(circle),
        lab.lab_card(seen, said="Changed."),
        lab.lab_card(replace(seen, lab=None)),
    ]
    pages = len(friends.note_pages(circle.friends))
    drawn += [friends.notes_card(one, circle.friends or [DONE], page) for page in range(min(pages, 4))]
    assert [fault for card in drawn for fault in faults(card)] == []
    assert len(about(one, there.decides, there.stakeholders)) <= DESCRIPTION
    for friend in circle.friends[:2]:
        assert notes_form("0123456789abcd", "Mentor hours", friend.notes or Notes())


@settings(max_examples=30)
@given(any_idea(), st.data(), st.booleans())
def test_the_cards_of_commitments_are_drawn_within_the_rules_of_both_platforms(one, data, mine):
    some = [data.draw(any_commitment(n)) for n in range(data.draw(st.sampled_from([0, 1, 8])))]
    listed = CommitmentsSeen(
        idea=one, commitments=some, counts=dict.fromkeys(State, 10**6), page=1, last=6, team=mine
    )
    drawn = [commitments.commitments_card(listed)]
    for each in some[:1]:
        seen = CommitmentSeen(idea=one, commitment=each, owns=mine, hand=True)
        drawn.append(commitments.commitment_card(seen, said="Noted."))
        drawn.append(commitments.owner_card(one, each, again=mine))
        drawn.append(commitments.follow_up_card(one, each, mine=mine, late=not mine))
    assert [fault for card in drawn for fault in faults(card)] == []


def test_all_that_two_friends_noted_can_be_read_page_by_page():
    long = Notes(**{field.name: f"{field.name} & more, " * 45 for field in fields(Notes)})
    both = [replace(DONE, person=name, name=name, notes=long) for name in ("Ben", "Cleo")]
    pages = [friends.notes_card(idea(), both, page) for page in range(len(friends.note_pages(both)))]
    read = "\n".join(words(page) for page in pages)
    for field in fields(Notes):
        assert read.count(f"{field.name} & more") == 90
    assert words(friends.notes_card(idea(), both, 99)) == words(pages[-1])


def test_an_anonymous_author_is_not_named_by_what_they_promised():
    hidden = idea(anonymous=True)
    theirs = Commitment(
        id="k", what="Ask", owner="ana", name="Ana Ruiz", by=date(2026, 12, 15), noted_by="ana", at=NOON
    )
    seen = CommitmentSeen(idea=hidden, commitment=theirs, owns=False, hand=False)
    assert "Ana" not in words(commitments.commitment_card(seen))
    named = replace(seen, commitment=replace(theirs, owner="ben", name="Ben Okri"))
    assert "Ben Okri" in words(commitments.commitment_card(named))
