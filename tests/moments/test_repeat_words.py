# ruff: noqa: DTZ001, PT017 - wall-clock times have no zone; a refusal may come or not
"""Rules of recurrence in words and in calendars' own writing."""

from datetime import UTC, datetime
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.moments import Unreadable, dates, from_rrule, next_after, read_repeat

START = datetime(2026, 12, 1, 19, 0)  # a Tuesday

RULES = [
    ("every tuesday until 15 dec", "every Tuesday until 15 December 2026", "1 Dec, 8 Dec, 15 Dec"),
    ("first monday of the month", "the first Monday of every month", "7 Dec, 4 Jan, 1 Feb"),
    ("every first monday of the month", "the first Monday of every month", "7 Dec, 4 Jan, 1 Feb"),
    ("every other thursday", "every other Thursday", "3 Dec, 17 Dec, 31 Dec"),
    ("weekly", "every Tuesday", "1 Dec, 8 Dec, 15 Dec"),
    ("biweekly", "every other Tuesday", "1 Dec, 15 Dec, 29 Dec"),
    ("every weekday", "every weekday", "1 Dec, 2 Dec, 3 Dec"),
    ("weekends", "every Saturday and Sunday", "5 Dec, 6 Dec, 12 Dec"),
    ("every month on the 31st", "every month on the last day of the month", "31 Dec, 31 Jan, 28 Feb"),
    (
        "every month on the 31st, skip short months",
        "every month on the 31st, skipping shorter months",
        "31 Dec, 31 Jan, 31 Mar",
    ),
    (
        "monthly on the 30th",
        "every month on the 30th, or the last day of a shorter month",
        "30 Dec, 30 Jan, 28 Feb",
    ),
    ("on the 15th of every month", "every month on the 15th", "15 Dec, 15 Jan, 15 Feb"),
    ("daily for 5 days", "every day, 5 times", "1 Dec, 2 Dec, 3 Dec"),
    ("every tue and thu", "every Tuesday and Thursday", "1 Dec, 3 Dec, 8 Dec"),
    (
        "every tue, wed and thu for 3 weeks",
        "every Tuesday, Wednesday and Thursday until 21 December 2026",
        None,
    ),
    ("last friday of the month 6 times", "the last Friday of every month, 6 times", "25 Dec, 29 Jan, 26 Feb"),
    ("every 3 weeks on mon and fri", "every 3 weeks on Monday and Friday", "4 Dec, 21 Dec, 25 Dec"),
    ("every second tuesday", "every other Tuesday", "1 Dec, 15 Dec, 29 Dec"),
    ("every second tuesday of the month", "the second Tuesday of every month", "8 Dec, 12 Jan, 9 Feb"),
    ("quarterly", "every 3 months on the 1st", "1 Dec, 1 Mar, 1 Jun"),
    ("yearly", "every year on the 1st of December", "1 Dec, 1 Dec, 1 Dec"),
    (
        "fourth thursday of november every year",
        "the fourth Thursday of November every year",
        "25 Nov, 23 Nov, 22 Nov",
    ),
    ("tuesdays until the end of january", "every Tuesday until 31 January 2027", "1 Dec, 8 Dec, 15 Dec"),
    ("every day until 2027-01-05", "every day until 5 January 2027", "1 Dec, 2 Dec, 3 Dec"),
    ("every 2 weeks for 10 weeks", "every other Tuesday until 8 February 2027", "1 Dec, 15 Dec, 29 Dec"),
]


@pytest.mark.parametrize(("phrase", "words", "days"), RULES, ids=[row[0] for row in RULES])
def test_a_rule_is_read_and_said_back(phrase, words, days):
    rule = read_repeat(phrase, start=START)

    assert rule.words() == words
    if days:
        assert ", ".join(f"{day.day} {day:%b}" for day in islice(dates(rule, START), 3)) == days


REFUSED = [
    ("every third tuesday", "weeks or days of the month"),
    ("every tuesday at 7pm", "the hour belongs to when it starts"),
    ("every mardi", "in English only"),
    ("every 0 weeks", "1 to 99"),
    ("every monday for 1000 times", "between 1 and 999"),
    ("every month on the 45th", "no month has a day 45"),
    ("every year on 30 february", "that month lacks the day"),
    ("sixth monday of the month", "*sixth*"),
    ("6th monday of the month", "no more than five|more than five"),
    ("first and third monday of the month", "one weekday of a month"),
    ("every tuesday until the twelfth", "the last date in full"),
    ("every tuesday until 1 december 2020", "end before it starts"),
    ("until 15 dec", "does not say how often"),
    ("every day and every week", "every day and of every week"),
    ("every tuesday 3 times for 2 weeks", "twice when to end"),
    ("now and then", "*now*"),
]


@pytest.mark.parametrize(("phrase", "part"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_rule_is_refused_with_one_that_works(phrase, part):
    with pytest.raises(Unreadable, match=part.replace("*", r"\*")) as refusal:
        read_repeat(phrase, start=START)

    assert read_repeat(refusal.value.example, start=START)


HELD = [
    ("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261216T000000Z", "every Tuesday until 15 December 2026"),
    ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH", "every other week on Tuesday and Thursday"),
    ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "the last Friday of every month"),
    ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "the last Friday of every month"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day of the month"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "the fourth Thursday of November every year"),
]


@pytest.mark.parametrize(("text", "words"), HELD, ids=[row[0] for row in HELD])
def test_a_calendars_rule_is_held(text, words):
    assert from_rrule(text, first=START, zone="America/New_York").words() == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=20271301",
        "FREQ=MONTHLY;BYDAY=9MO",
    ],
)
def test_a_calendars_rule_that_cannot_be_held_is_refused_with_the_reason(text):
    with pytest.raises(Unreadable) as refusal:
        from_rrule(text)

    assert "invalid literal" not in refusal.value.trouble
    assert from_rrule(refusal.value.example)


PIECES = st.sampled_from(
    """FREQ=WEEKLY FREQ=MONTHLY BYDAY=1MO BYDAY=,MO COUNT=-1 UNTIL=00010101T000000Z BYSETPOS= = INTERVAL=٣
    WKST=XX BYMONTHDAY=0 BYMONTHDAY=-99""".split()  # noqa: SIM905 - a list of words reads best as words
)


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=60) | st.lists(PIECES, max_size=5).map(";".join))
def test_no_rule_text_raises_anything_but_a_refusal(text):
    try:
        assert from_rrule(text, first=START, zone="America/New_York").words()
    except Unreadable as refusal:
        assert refusal.trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("every thursday except 25 dec", "every Thursday, except 25 December 2014"),
        (
            "every thursday until 15 jan except 25 dec, 1 jan",
            "every Thursday until 15 January 2015, except 25 December 2014 and 1 January 2015",
        ),
        (
            "weekly, but not on 30 oct, until 15 dec",
            "every Thursday until 15 December 2014, except 30 October 2014",
        ),
        ("every thursday 6 times except oct 23", "every Thursday, 6 times, except 23 October 2014"),
        ("every thursday until june", "every Thursday until 30 June 2015"),
        ("every thursday until october", "every Thursday until 31 October 2014"),
        ("every thursday until june 2016", "every Thursday until 30 June 2016"),
        ("every thursday until june 5", "every Thursday until 5 June 2015"),
    ],
)
def test_dates_are_left_out_and_months_end_with_their_last_day(text, words):
    start = datetime(2014, 10, 16, 16)
    rule = read_repeat(text, start=start)

    assert rule.words() == words
    assert read_repeat(rule.words(), start=start) == rule


def test_what_is_left_out_does_not_happen():
    start = datetime(2014, 10, 16, 16)
    rule = read_repeat("every thursday until 6 nov except 23 oct", start=start)

    assert [day.day for day in dates(rule, start)] == [16, 30, 6]
    assert next_after(rule, start, "America/New_York", datetime(2014, 10, 17, tzinfo=UTC))[0].day == 30


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("every thursday except 26 dec", "there is none on Friday 26 December 2014 to leave out"),
        ("every thursday except", "each date that is left out in full"),
        ("every thursday except christmas", "each date that is left out in full"),
        ("every thursday except 30 february", "February"),
        ("every thursday until 15 dec except 25 dec", "there is none on Thursday 25 December 2014"),
    ],
)
def test_what_cannot_be_left_out_is_refused_with_an_example_that_works(text, trouble):
    start = datetime(2014, 10, 16, 16)
    with pytest.raises(Unreadable) as refused:
        read_repeat(text, start=start)

    assert trouble in refused.value.sentence
    assert read_repeat(refused.value.example, start=start)
