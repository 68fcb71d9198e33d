"""Phrases people type, and the moment each one means."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from communitybot.moments import NoteKind, read

NEW_YORK = "America/New_York"
NOVEMBER = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo(NEW_YORK))  # a Monday
OCTOBER = datetime(2014, 10, 13, 13, 0, tzinfo=UTC)  # Monday, nine in New York: the demo's clock

PHRASES = [
    # of the issue
    ("friday 5pm", "2026-11-27 17:00 EST"),
    ("next tuesday 7pm ET", "2026-12-01 19:00 EST"),
    ("tomorrow at noon", "2026-11-24 12:00 EST"),
    ("dec 1 at 7", "2026-12-01 19:00 EST"),
    ("2026-12-01 19:00", "2026-12-01 19:00 EST"),
    ("in 2 weeks", "2026-12-07 09:00 EST"),
    ("this thursday 4-5pm", "2026-11-26 16:00 EST / 2026-11-26 17:00 EST"),
    ("half past four on wednesday", "2026-11-25 16:30 EST"),
    ("7pm tomorrow PT", "2026-11-24 19:00 PST"),
    ("Friday at 15:00 CET", "2026-11-27 15:00 CET"),
    ("today 16:30", "2026-11-23 16:30 EST"),
    ("tonight at 8", "2026-11-23 20:00 EST"),
    ("quarter to six", "2026-11-23 17:45 EST"),
    ("12 december 7.30pm", "2026-12-12 19:30 EST"),
    ("1 dec 2026 19h", "2026-12-01 19:00 EST"),
    ("first monday of december 7pm", "2026-12-07 19:00 EST"),
    ("in 90 minutes", "2026-11-23 10:30 EST"),
    ("monday 9am for 2 hours", "2026-11-30 09:00 EST / 2026-11-30 11:00 EST"),
    ("noon", "2026-11-23 12:00 EST"),
    ("midnight", "2026-11-24 00:00 EST"),
    # ISO, with and without an offset
    ("2026-12-01T19:00", "2026-12-01 19:00 EST"),
    ("2026-12-01T19:00:00Z", "2026-12-01 19:00 UTC"),
    ("2026-12-01T19:00+02:00", "2026-12-01 12:00 EST"),
    # ranges across noon and midnight, with one or no half of the day named
    ("friday 11-1pm", "2026-11-27 11:00 EST / 2026-11-27 13:00 EST"),
    ("friday 11pm-1am", "2026-11-27 23:00 EST / 2026-11-28 01:00 EST"),
    ("friday 8-10", "2026-11-27 08:00 EST / 2026-11-27 10:00 EST"),
    ("friday 7-8", "2026-11-27 19:00 EST / 2026-11-27 20:00 EST"),
    ("friday 11-2", "2026-11-27 11:00 EST / 2026-11-27 14:00 EST"),
    ("friday 8-12pm", "2026-11-27 08:00 EST / 2026-11-27 12:00 EST"),
    ("friday 7pm to midnight", "2026-11-27 19:00 EST / 2026-11-28 00:00 EST"),
    ("between 4 and 5pm on friday", "2026-11-27 16:00 EST / 2026-11-27 17:00 EST"),
    ("friday 19:00–20:30", "2026-11-27 19:00 EST / 2026-11-27 20:30 EST"),
    (
        "Tuesday, December 1st, 2026 from 4:00 p.m. to 5:30 p.m. EST",
        "2026-12-01 16:00 EST / 2026-12-01 17:30 EST",
    ),
    # the bare hour
    ("friday at 1", "2026-11-27 13:00 EST"),
    ("friday at 7", "2026-11-27 19:00 EST"),
    ("friday at 8", "2026-11-27 08:00 EST"),
    ("friday at 11", "2026-11-27 11:00 EST"),
    ("friday at 12", "2026-11-27 12:00 EST"),
    ("friday 07:00", "2026-11-27 07:00 EST"),
    ("friday seven thirty pm", "2026-11-27 19:30 EST"),
    ("friday morning at 7", "2026-11-27 07:00 EST"),
    ("friday at 1930", "2026-11-27 19:30 EST"),
    ("tonight at 12", "2026-11-24 00:00 EST"),
    # days
    ("monday 9am", "2026-11-30 09:00 EST"),
    ("monday 10am", "2026-11-23 10:00 EST"),
    ("this monday 8am", "2026-11-30 08:00 EST"),
    ("next monday 10am", "2026-11-30 10:00 EST"),
    ("next sunday 10am", "2026-12-06 10:00 EST"),
    ("tuesday next week 3pm", "2026-12-01 15:00 EST"),
    ("the day after tomorrow 4pm", "2026-11-25 16:00 EST"),
    ("the 15th at 4pm", "2026-12-15 16:00 EST"),
    ("last friday of november 3pm", "2026-11-27 15:00 EST"),
    ("a week from tomorrow at 3pm", "2026-12-01 15:00 EST"),
    ("friday 27 november 5pm", "2026-11-27 17:00 EST"),
    ("feb 29 4pm", "2028-02-29 16:00 EST"),
    ("14/12 at 5pm", "2026-12-14 17:00 EST"),
    ("31.12.2026 20:00", "2026-12-31 20:00 EST"),
    # zones
    ("friday 7pm new york time", "2026-11-27 19:00 EST"),
    ("friday 7pm in london", "2026-11-27 19:00 GMT"),
    ("friday 7pm Europe/Paris", "2026-11-27 19:00 CET"),
    ("friday 7pm pacific", "2026-11-27 19:00 PST"),
    ("friday 7pm UTC+2", "2026-11-27 12:00 EST"),
    ("friday 7pm UTC", "2026-11-27 19:00 UTC"),
    ("july 9 2027 7pm BST", "2027-07-09 19:00 BST"),
]


def shown(moment):
    return f"{moment:%Y-%m-%d %H:%M %Z}"


@pytest.mark.parametrize(("phrase", "wanted"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_means_one_moment(phrase, wanted):
    reading = read(phrase, now=NOVEMBER, zone=NEW_YORK)

    got = shown(reading.start) + (f" / {shown(reading.end)}" if reading.end else "")
    assert got == wanted
    assert reading.start.tzinfo == ZoneInfo(reading.zone)


def test_the_chat_of_connected_educator_month_is_read_as_it_was_announced():
    reading = read("7-8 pm ET on tuesday oct 14", now=OCTOBER, zone="America/Los_Angeles")

    assert reading.start.timestamp() == 1413327600
    assert reading.end - reading.start == timedelta(hours=1)
    assert reading.zone == NEW_YORK
    assert reading.zone_named
    assert reading.notes == ()
    assert shown(reading.start.astimezone(ZoneInfo("Europe/London"))) == "2014-10-15 00:00 BST"
    assert shown(reading.start.astimezone(ZoneInfo("Australia/Sydney"))) == "2014-10-15 10:00 AEDT"


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [("tuesday 7pm", "2014-10-14 19:00 EDT"), ("next tuesday 7pm ET", "2014-10-21 19:00 EDT")],
)
def test_next_tuesday_is_in_the_week_after_this_one(phrase, wanted):
    assert shown(read(phrase, now=OCTOBER, zone=NEW_YORK).start) == wanted


def test_next_tuesday_said_on_a_friday_leaves_no_doubt():
    friday = NOVEMBER + timedelta(days=4)

    assert read("next tuesday 7pm", now=friday, zone=NEW_YORK).notes == ()


NOTED = [
    ("next tuesday 7pm", NoteKind.NEXT_WEEKDAY, "tuesday"),
    ("6/4 3pm", NoteKind.NUMERIC_DATE, "6 april"),
    ("dec 1 at 7", NoteKind.ASSUMED_PM, "7am"),
    ("nov 20 3pm", NoteKind.ASSUMED_YEAR, "20 november 2027"),
    ("8am", NoteKind.ASSUMED_DAY, "friday 5pm"),
    ("in 2 weeks", NoteKind.ASSUMED_HOUR, "at 7pm"),
    ("friday midnight", NoteKind.MIDNIGHT, "friday 0:00"),
    ("1 july 2027 7pm EST", NoteKind.SEASON, "7pm UTC-5"),
    ("friday 7pm IST", NoteKind.SHARED_LETTERS, "Dublin time"),
    ("14 march 2027 2:30am", NoteKind.MISSING_HOUR, "1:30am"),
    ("7 november 2027 1:30am", NoteKind.DOUBLED_HOUR, "EST"),
    ("friday 5pm", None, None),
    ("12/12 5pm", None, None),
    ("13/12 5pm", None, None),
]


@pytest.mark.parametrize(("phrase", "kind", "example"), NOTED, ids=[row[0] for row in NOTED])
def test_a_doubt_is_noted_with_how_to_say_the_other(phrase, kind, example):
    if kind is None:
        assert read(phrase, now=NOVEMBER, zone=NEW_YORK).notes == ()
        return

    notes = {note.kind: note.text for note in read(phrase, now=NOVEMBER, zone=NEW_YORK).notes}
    assert f"`{example}`" in notes[kind]


def test_the_doubled_hour_is_the_first_unless_letters_choose():
    first = read("7 november 2027 1:30am", now=NOVEMBER, zone=NEW_YORK)
    standard = read("7 november 2027 1:30am EST", now=NOVEMBER, zone=NEW_YORK)
    daylight = read("7 november 2027 1:30am EDT", now=NOVEMBER, zone=NEW_YORK)

    assert first.start.astimezone(UTC) == daylight.start.astimezone(UTC)
    assert standard.start.astimezone(UTC) - first.start.astimezone(UTC) == timedelta(hours=1)
    assert shown(standard.start) == "2027-11-07 01:30 EST"
    assert standard.notes == daylight.notes == ()


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Europe/Athens", "America/Sao_Paulo", "Australia/Lord_Howe"]
)
def test_what_a_doubled_hour_offers_can_be_typed(zone):
    phrase = {"Europe/London": "31 october 2027 1:30am", "Europe/Athens": "31 october 2027 3:30am"}.get(
        zone, "4 april 2027 1:45am"
    )
    reading = read(phrase, now=NOVEMBER, zone=zone)
    for note in reading.notes:
        letters = note.text.rpartition("add `")[2].rstrip("`.")
        later = read(f"{phrase} {letters}", now=NOVEMBER, zone=zone).start
        assert (
            timedelta(minutes=30)
            <= later.astimezone(UTC) - reading.start.astimezone(UTC)
            <= timedelta(hours=1)
        )
    assert bool(reading.notes) == (zone != "America/Sao_Paulo")


def test_an_hour_the_clocks_skip_moves_forward_by_the_gap():
    reading = read("14 march 2027 2:30am", now=NOVEMBER, zone=NEW_YORK)

    assert shown(reading.start) == "2027-03-14 03:30 EDT"


def test_a_range_over_a_gap_still_ends_after_it_starts():
    reading = read("14 march 2027 2:30am-3am", now=NOVEMBER, zone=NEW_YORK)

    assert reading.end.astimezone(UTC) - reading.start.astimezone(UTC) == timedelta(minutes=30)


def test_a_length_is_as_long_as_it_says_over_a_change_of_clocks():
    reading = read("14 march 2027 1am for 3 hours", now=NOVEMBER, zone=NEW_YORK)

    assert shown(reading.end) == "2027-03-14 05:00 EDT"


def test_tomorrow_is_counted_where_the_zone_was_named():
    late = datetime(2026, 11, 24, 1, 0, tzinfo=ZoneInfo(NEW_YORK))  # still Monday in California

    assert shown(read("tomorrow 7pm PT", now=late, zone=NEW_YORK).start) == "2026-11-24 19:00 PST"
