"""What the cards of events say, and what they offer to press."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from reading_cards import labels, said

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.text import At, Place, Plain, Struck
from communitybot.events import cards
from communitybot.events.cards.lists import Leaves
from communitybot.events.cards.words import (
    before_words,
    joined,
    length_words,
    offsets_words,
    tally_words,
    where_of,
)
from communitybot.events.model import Answer, Details, Event, Host, Kind, Status, Tally
from communitybot.events.occurrences import occurrence
from communitybot.events.views import Listed, Page
from communitybot.moments import Every, Repeat
from communitybot.people.model import Level

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
COMMUNITY = Community(id="c", name="Connected Educators", slug="c", zone="America/New_York")
DETAILS = Details(
    title="Reading circle",
    description="Bring a page you love.",
    kind=Kind.BOOK_CLUB,
    level=Level.HIGH_SCHOOL,
    hosts=(Host("Ana Ruiz", "p1"), Host("Lee Wong")),
    place="Library",
    link="https://example.org/join",
    hashtag="ce14",
    topics=("equity", "reading"),
    capacity=10,
)
EVENT = Event(
    id="0123456789abcd",
    community="c",
    uid="u",
    details=DETAILS,
    starts=datetime(2026, 12, 4, 17),
    zone="America/New_York",
    length=timedelta(hours=1),
    status=Status.OPEN,
    created_by="p1",
    created_at=NOW,
    changed_at=NOW,
)
TALLY = Tally(going=3, maybe=1, cant=2)


def listed(event: Event = EVENT, **more) -> Listed:
    return Listed(occurrence=occurrence(event, event.starts), tally=TALLY, **more)


def test_a_card_says_what_when_who_where_and_how_many():
    card = cards.event_card(listed(maker="Grace Lindqvist"), community=COMMUNITY)
    lines = said(card).split("\n")
    assert lines[:4] == [
        "Reading circle",
        "[2026-12-04 22:00]",
        "Hosted by Ana Ruiz and Lee Wong",
        "Bring a page you love.",
    ]
    assert "Where: Library: Join here <https://example.org/join>" in lines
    assert "Kind: Book club" in lines
    assert "For: High school" in lines
    assert "Topics: equity and reading" in lines
    assert "Hashtag: #ce14" in lines
    assert "Answers: 3 going, 1 maybe, 2 can't; 7 places left" in lines
    assert lines[-1].startswith("Planned by Grace Lindqvist. Last changed ")


def test_the_expected_answer_comes_first():
    assert labels(cards.event_card(listed(), community=COMMUNITY)) == ["Going", "Maybe", "Can't", "Details"]


def test_a_card_edited_in_place_says_so():
    assert "Edited." in said(cards.event_card(listed(), community=COMMUNITY, edited=True))
    assert "Edited." not in said(cards.event_card(listed(), community=COMMUNITY))


def test_a_long_description_is_cut_visibly_and_the_rest_is_one_press_away():
    event = replace(EVENT, details=replace(DETAILS, description="Reading is good. " * 200))
    card = cards.event_card(listed(event), community=COMMUNITY)
    assert "… (more under Details)" in said(card)
    assert "Details" in labels(card)


def test_a_cancelled_event_is_struck_through_named_so_and_says_why():
    event = replace(EVENT, status=Status.CANCELLED, cancel_reason="The library is closed")
    card = cards.event_card(listed(event), community=COMMUNITY)
    assert said(card).startswith("Cancelled\n~Reading circle~\n")
    assert "Reason: The library is closed" in said(card)
    assert labels(card) == []


def test_a_repeating_event_says_how_it_repeats():
    event = replace(EVENT, repeat=Repeat(every=Every.WEEK, weekdays=(4,)))
    assert "repeats every Friday" in said(cards.event_card(listed(event), community=COMMUNITY))


def test_what_people_write_is_never_mark_up():
    hostile = "@everyone *bold* <!channel> [x](https://evil.example)"
    details = replace(
        DETAILS, title=hostile, description=hostile, place=hostile, link="", hosts=(Host(hostile),)
    )
    card = cards.event_card(listed(replace(EVENT, details=details)), community=COMMUNITY)
    for block in card.blocks:
        text = getattr(block, "text", None)
        if text is not None and not isinstance(text, str):
            assert all(isinstance(span, Plain | At) for span in text.spans)
    assert hostile in said(card)


def test_an_address_that_cannot_be_a_link_stays_words():
    shown = where_of(replace(DETAILS, place="", link="javascript:alert(1)"))
    assert shown is not None
    assert all(isinstance(span, Plain) for span in shown.spans)


def test_a_reminder_says_the_thing_first_and_in_words_that_stay_true():
    one = listed().occurrence
    card = cards.reminder_card(one, TALLY, offset=timedelta(days=1), late=False, personal=False)
    first = said(card).split("\n")[0]
    assert first == "Reading circle is on [2026-12-04 22:00]."
    assert not {"tomorrow", "today", "in 1 day"} & set(said(card).split())
    assert any(isinstance(span, At) for span in card.blocks[0].text.spans)


def test_a_late_reminder_says_that_it_is_late():
    one = listed().occurrence
    late = cards.reminder_card(
        one, TALLY, offset=timedelta(hours=1), late=True, personal=True, answer=Answer.GOING
    )
    assert "Late: this reminder was due 1 hour before." in said(late)
    in_time = cards.reminder_card(
        one, TALLY, offset=timedelta(hours=1), late=False, personal=True, answer=Answer.GOING
    )
    assert "Late" not in said(in_time)


@pytest.mark.parametrize(
    ("offset", "present"),
    [
        (timedelta(days=1), False),
        (timedelta(hours=1), False),
        (timedelta(minutes=15), True),
        (timedelta(), True),
    ],
)
def test_reminders_near_the_start_carry_the_button_for_being_there(offset, present):
    card = cards.reminder_card(listed().occurrence, TALLY, offset=offset, late=False, personal=False)
    assert ("I'm here" in labels(card)) is present


def test_four_reminders_fit_into_one_message():
    one = cards.reminder_card(listed().occurrence, TALLY, offset=timedelta(days=1), late=True, personal=False)
    assert len(one.blocks) * 4 <= 20
    assert one.weight * 4 <= 3_800


def test_a_moved_event_says_the_new_time_first_and_then_the_old_one():
    before, after = EVENT, replace(EVENT, starts=datetime(2026, 12, 5, 18))
    card = cards.moved_card(occurrence(before, before.starts), occurrence(after, after.starts))
    assert said(card).startswith(
        "Reading circle has moved: it is now on [2026-12-05 23:00].\nIt was: [2026-12-04 22:00]"
    )
    assert labels(card)[:3] == ["Going", "Maybe", "Can't"]


def test_a_changed_place_is_told_without_saying_that_it_moved_in_time():
    after = replace(EVENT, details=replace(DETAILS, place="Room 12", link=""))
    card = cards.moved_card(listed().occurrence, occurrence(after, after.starts))
    assert "has changed" in said(card)
    assert "Now at: Room 12" in said(card)


def test_a_cancellation_says_the_word_strikes_the_title_and_gives_the_reason():
    card = cards.cancelled_card(listed().occurrence, "Snow day")
    assert said(card).startswith("Cancelled: ~Reading circle~ on [2026-12-04 22:00] does not take place.")
    assert "Reason: Snow day" in said(card)
    assert any(isinstance(span, Struck) for span in card.blocks[0].text.spans)


def test_news_says_why_one_hears_of_it():
    card = cards.new_event_card(listed(), "you follow #ce14")
    assert said(card).startswith("New: Reading circle, [2026-12-04 22:00].")
    assert "because you follow #ce14" in said(card)


def test_the_private_view_marks_my_answer_and_lets_me_take_it_back():
    card = cards.own_card(listed(mine=Answer.WAITING, waiting_position=2), near=False, may_edit=False)
    assert "You are number 2 on the waiting list." in said(card)
    assert "Take my answer back" in labels(card)
    assert "Edit" not in labels(card)


def test_being_there_can_be_said_only_near_the_event():
    assert "I'm here" not in labels(cards.own_card(listed(), near=False, may_edit=True))
    assert "I'm here" in labels(cards.own_card(listed(), near=True, may_edit=True))


def test_the_preview_says_where_the_card_will_go_and_offers_to_post_change_or_discard():
    room = Place(PlaceAddress("playground", "demo", "events"), "events")
    card = cards.preview_card(listed().occurrence, rooms=[room], notes=["I took `x` as *y*."])
    assert labels(card) == ["Post it", "Change it", "Discard"]
    assert "posted in #events." in said(card)
    assert "I took x as y." in said(card)
    nowhere = cards.preview_card(listed().occurrence, rooms=[])
    assert "No events room is set" in said(nowhere)


def test_an_empty_list_is_honest_and_offers_the_next_step():
    card = cards.list_card(Page(items=(), total=0), what="this week", offset=0, leaves=Leaves())
    assert "Nothing is planned this week yet. /event create starts one" in said(card)


def test_a_list_counts_and_says_which_ones_it_shows():
    page = Page(items=(listed(mine=Answer.GOING),), total=9)
    card = cards.list_card(page, what="this week", offset=8, leaves=Leaves())
    assert "9 events, 9 to 9." in said(card)
    assert "you are going" in said(card)
    public = cards.list_card(page, what="this week", offset=8, leaves=Leaves(), personal=False)
    assert "you are going" not in said(public)
    assert labels(public) == []


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=90), "1 hour and 30 minutes"),
        (timedelta(days=8), "1 week and 1 day"),
        (timedelta(days=14), "2 weeks"),
        (timedelta(), "no time"),
    ],
)
def test_lengths_are_said_in_whole_units(length, words):
    assert length_words(length) == words


def test_reminders_are_said_largest_first():
    assert offsets_words([timedelta(), timedelta(days=1)]) == "1 day before and at the start"
    assert before_words(timedelta(hours=1)) == "1 hour before"


def test_many_names_are_counted_rather_than_listed():
    assert joined(f"n{i}" for i in range(9)) == "n0, n1, n2, n3, n4, n5 and 3 more"


def test_a_full_event_says_so():
    assert tally_words(Tally(going=2, waiting=1), 2) == "2 going, 0 maybe, 0 can't, 1 waiting; full"
