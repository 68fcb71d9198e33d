# ruff: noqa: DTZ001, PT017 - wall-clock times have no zone; a refusal may come or not
"""Words that cannot be read are refused with what was understood, the trouble and an example that works."""

import contextlib
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communitybot.moments import Unreadable, read, read_duration, read_offsets, read_repeat, zone_named

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("America/New_York"))
START = datetime(2026, 12, 1, 19, 0)
ZONE = "America/New_York"

REFUSED = [
    ("fri 25:00", "*fri 25:00* as a time, but no day has an hour 25. Try `friday 5pm`."),
    ("friday 5:75pm", "no hour has a minute 75"),
    ("19h30 vendredi", "I know times in English only, not *vendredi*. Try `19h30 friday`."),
    ("tusday 7pm", "*tusday*"),
    ("today 8am", "that has passed: it is 9:00 AM"),
    ("nov 22 3pm", "that has passed"),
    ("1 december 2020 5pm", "that has passed"),
    ("yesterday 5pm", "it lies in the past"),
    ("last tuesday 5pm", "it lies in the past"),
    ("friday", "no hour was given"),
    ("7-8 pm ET on tuesday oct 14", "14 October 2027 is a Thursday, not a Tuesday"),
    ("feb 30 4pm", "February has no 30th"),
    ("29 february 2027 4pm", "February 2027 has no 29th"),
    ("5pm friday monday", "more than one day"),
    ("5pm friday 6pm", "already had a time"),
    ("friday 5pm-5pm", "ends at the very time it starts"),
    ("friday 5pm ET PT", "two time zones"),
    ("friday 5pm mars/base", "I know none of that name"),
    ("friday 5pm UTC+25", "more than 14 hours"),
    ("1 december 2090 5pm", "more than 30 years away"),
    ("in 90 minutes friday", "both how long to wait and when"),
    ("", "there were none"),
    ("x" * 201, "longer than 200 characters"),
    ("friday\x00 5pm", "characters that cannot be shown"),
    ("please", "*please*"),
]


@pytest.mark.parametrize(("phrase", "part"), REFUSED, ids=[repr(row[0][:30]) for row in REFUSED])
def test_what_cannot_be_read_is_refused_by_name(phrase, part):
    with pytest.raises(Unreadable) as refusal:
        read(phrase, now=NOW, zone=ZONE)

    assert part in str(refusal.value)
    assert read(refusal.value.example, now=NOW, zone=ZONE)


def test_a_misspelt_day_is_offered_put_right():
    with pytest.raises(Unreadable) as refusal:
        read("wendesday 7pm", now=NOW, zone=ZONE)

    assert refusal.value.example == "wednesday 7 pm"


WORDS = st.sampled_from(
    """friday next last first the 31st of feb dec 2026-12-01 6/4 25:00 7 pm am - to ET EST utc+14 noon
    midnight for in 2 hours weeks half quarter past every other until times month day 99999 24 0 00:00
    , . / london T19:00Z ½ １ ²""".split()  # noqa: SIM905 - a list of words reads best as words
)
PHRASES = st.one_of(
    st.text(max_size=220), st.lists(WORDS, max_size=9).map(" ".join), st.lists(WORDS, max_size=9).map("".join)
)


@settings(deadline=None, max_examples=80)
@given(PHRASES)
@example("in 9999 weeks")
@example("friday 7pm 99999999999999999999")
@example("in 5000 years 7pm")
@example("9999-12-31 23:59")
@example("0001-01-01 00:00 Asia/Tokyo")
@example("9999-12-31T23:59-14:00")
@example("\ud800")
@example("first friday of december 2199 5pm")
def test_no_words_raise_anything_but_a_refusal(phrase):
    for reader in (
        lambda: read(phrase, now=NOW, zone=ZONE),
        lambda: read_duration(phrase),
        lambda: read_offsets(phrase),
        lambda: read_repeat(phrase, start=START),
    ):
        try:
            reader()
        except Unreadable as refusal:
            assert refusal.trouble
            assert refusal.example
            assert str(refusal).endswith(f"Try `{refusal.example}`.")
    zone_named(phrase)


@settings(deadline=None, max_examples=80)
@given(PHRASES)
def test_what_is_read_lies_ahead_and_ends_after_it_starts(phrase):
    try:
        reading = read(phrase, now=NOW, zone=ZONE)
    except Unreadable:
        return

    assert reading.start > NOW
    assert reading.start - NOW < timedelta(days=366 * 12)
    assert reading.end is None or reading.end.timestamp() > reading.start.timestamp()


HEAVY = [
    "half past " * 20,
    "1" * 200,
    "7-" * 100,
    "a.m." * 50,
    "and a half " * 18,
    "wednesdaz " * 20,
    "/a" * 100,
]


@pytest.mark.parametrize("phrase", [*HEAVY, "friday 5pm"], ids=range(len(HEAVY) + 1))
def test_no_phrase_takes_longer_than_five_milliseconds(phrase):
    def spent():
        begun = time.thread_time()
        for reader in (lambda: read(phrase, now=NOW, zone=ZONE), lambda: read_repeat(phrase, start=START)):
            with contextlib.suppress(Unreadable):
                reader()
        return time.thread_time() - begun

    assert min(spent() for _ in range(5)) < 0.005
