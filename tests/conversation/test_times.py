"""A time is said with weekday, date, zone, distance and the reader's own time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.conversation.plain import at_words
from communitybot.conversation.text import At, AtStyle, Unsayable
from communitybot.conversation.times import distance_words, when_words
from tests.conversation.strategies import ats, moments, zones

EASTERN = "America/New_York"
NOW = datetime(2014, 10, 11, 20, tzinfo=UTC)  # Saturday, 4 PM in New York
CHAT = datetime(2014, 10, 14, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


def test_the_model_sentence_is_said_to_the_letter():
    at = At(CHAT, EASTERN, CHAT + HOUR)

    assert (
        at_words(at, zone="America/Los_Angeles", now=NOW)
        == "Tue 14 Oct, 7:00-8:00 PM EDT (in 3 days; 4:00 PM for you)"
    )


def test_a_reader_whose_clocks_agree_is_told_once():
    at = At(CHAT, EASTERN, CHAT + HOUR)

    assert at_words(at, zone="America/Toronto", now=NOW) == "Tue 14 Oct, 7:00-8:00 PM EDT (in 3 days)"


def test_a_reader_on_another_day_is_told_which():
    words = at_words(At(CHAT, EASTERN), zone="Asia/Tokyo", now=NOW)

    assert words == "Tue 14 Oct, 7:00 PM EDT (in 3 days; Wed 15 Oct, 8:00 AM for you)"


def test_what_goes_on_is_on_now():
    words = at_words(At(CHAT, EASTERN, CHAT + HOUR), zone=EASTERN, now=CHAT + HOUR / 2)

    assert words == "Tue 14 Oct, 7:00-8:00 PM EDT (on now)"


@pytest.mark.parametrize(
    ("start", "end", "zone", "words"),
    [
        (CHAT, None, EASTERN, "Tue 14 Oct, 7:00 PM EDT"),
        (CHAT, CHAT, EASTERN, "Tue 14 Oct, 7:00 PM EDT"),
        (utc(2014, 10, 14, 15), utc(2014, 10, 14, 17), EASTERN, "Tue 14 Oct, 11:00 AM-1:00 PM EDT"),
        (utc(2014, 10, 14, 16), utc(2014, 10, 14, 16, 45), EASTERN, "Tue 14 Oct, 12:00-12:45 PM EDT"),
        (
            utc(2014, 10, 15, 3),
            utc(2014, 10, 15, 5),
            EASTERN,
            "Tue 14 Oct, 11:00 PM to Wed 15 Oct, 1:00 AM EDT",
        ),
        (CHAT, utc(2014, 10, 15, 4), EASTERN, "Tue 14 Oct, 7:00 PM to Wed 15 Oct, 12:00 AM EDT"),
        (utc(2014, 11, 2, 5, 30), utc(2014, 11, 2, 6, 30), EASTERN, "Sun 2 Nov, 1:30 AM EDT-1:30 AM EST"),
        (utc(2014, 10, 14), None, "America/Sao_Paulo", "Mon 13 Oct, 9:00 PM UTC-3"),
        (utc(2014, 10, 14), None, "Asia/Kathmandu", "Tue 14 Oct, 5:45 AM UTC+5:45"),
        (utc(2015, 1, 5, 17), None, EASTERN, "Mon 5 Jan 2015, 12:00 PM EST"),
        (
            utc(2015, 1, 1, 4),
            utc(2015, 1, 1, 6),
            EASTERN,
            "Wed 31 Dec 2014, 11:00 PM to Thu 1 Jan 2015, 1:00 AM EST",
        ),
    ],
)
def test_a_span_is_said_as_short_as_it_can_be(start, end, zone, words):
    assert when_words(start, end, zone, now=NOW) == words


def test_the_year_is_said_where_now_is_not_known():
    assert when_words(CHAT, None, EASTERN) == "Tue 14 Oct 2014, 7:00 PM EDT"


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(minutes=59, seconds=29), "in 59 minutes"),
        (timedelta(hours=1), "in 1 hour"),
        (timedelta(hours=23, minutes=59), "in 23 hours"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(minutes=59, seconds=58), "in 1 hour"),
        (timedelta(hours=23, minutes=59, seconds=45), "in 1 day"),
        (timedelta(days=13), "in 13 days"),
        (timedelta(days=14), "in 2 weeks"),
        (timedelta(days=56), "in 1 month"),
        (timedelta(days=364), "in 12 months"),
        (timedelta(days=365), "in 1 year"),
        (timedelta(days=800), "in 2 years"),
        (-timedelta(minutes=2), "2 minutes ago"),
        (-timedelta(days=1), "1 day ago"),
    ],
)
def test_a_distance_is_said_in_one_unit(ahead, words):
    assert distance_words(NOW + ahead, NOW) == words


def test_days_are_counted_as_dates_where_it_happens():
    saturday_evening, tuesday_morning = utc(2014, 10, 12, 3), utc(2014, 10, 14, 11)

    assert distance_words(tuesday_morning, saturday_evening, zone=EASTERN) == "in 3 days"


def test_a_date_alone_stays_the_date_of_its_own_zone():
    at = At(utc(2014, 10, 14, 4), EASTERN, style=AtStyle.DATE)

    assert at_words(at, zone="America/Los_Angeles", now=NOW) == "Tue 14 Oct"


def test_a_time_alone_names_its_zone():
    at = At(CHAT, EASTERN, style=AtStyle.TIME)

    assert at_words(at, zone="Europe/London", now=NOW) == "7:00 PM EDT (Wed 15 Oct, 12:00 AM for you)"


@given(ats, zones, moments)
def test_every_moment_can_be_said_to_everybody(at, reader, now):
    words = at_words(at, zone=reader, now=now)

    assert words
    assert words.isprintable()


@given(moments, st.none() | moments, zones)
def test_weekday_date_time_and_zone_are_always_there(start, end, zone):
    words = when_words(start, end, zone, now=NOW)

    assert words[:3] in {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
    assert " AM" in words or " PM" in words
    assert not words.endswith(("AM", "PM"))


@given(moments, moments, zones)
def test_past_and_future_are_never_mixed_up(moment, now, zone):
    words = distance_words(moment, now, zone=zone)

    assert words == "now" or (words.startswith("in ") if moment > now else words.endswith(" ago"))
    assert " 0 " not in f" {words} "


def test_a_moment_without_zone_or_with_an_unknown_one_is_refused():
    with pytest.raises(Unsayable):
        At(CHAT.replace(tzinfo=None), EASTERN)
    for zone in ("Nowhere/Atall", "", "../etc/passwd", "America", "\x00"):
        with pytest.raises(Unsayable):
            At(CHAT, zone)


def test_equal_moments_are_equal_however_they_were_given():
    from zoneinfo import ZoneInfo

    assert At(CHAT.astimezone(ZoneInfo(EASTERN)), EASTERN) == At(CHAT, EASTERN)
