"""What people typed in Slack, read as plain words: pure, and whatever anybody sends."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.spoken import (
    is_said_by_people,
    mark,
    moment,
    people_named,
    rooms_named,
    shown,
    spoken,
    thread_of,
)

PEOPLE = {"U1": "Priya Raman"}
ROOMS = {"C1": "events"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("A1 We swap books", "A1 We swap books"),
        ("<@U1> and <@U2> and <@U3|dana>", "@Priya Raman and @somebody and @dana"),
        ("<!subteam^S1|@hosts> <!subteam^S2> <!here>", "@hosts @a-group @here"),
        ("<!channel|channel> <!everyone>", "@channel @everyone"),
        ("<#C1> <#C1|> <#C2|general> <#C3>", "#events #events #general #a-room"),
        ("<https://example.org/a?b=1&amp;c=2>", "https://example.org/a?b=1&c=2"),
        ("<http://example.org|example.org>", "http://example.org"),
        ("<https://example.org/|https://example.org>", "https://example.org/"),
        ("<https://evil.example|https://good.example>", "https://good.example (https://evil.example)"),
        ("<https://example.org|the plan>", "the plan (https://example.org)"),
        ("<mailto:a@example.org|a@example.org> <tel:+1555|+1 555>", "a@example.org +1 555"),
        ("<!date^1413327600^{date_long} {time}|Tuesday at 7 pm>", "Tuesday at 7 pm"),
        ("<!date^1413327600^{date_long}>", "2014-10-14 23:00 UTC"),
        ("<!date^99999999999999^{date_long}><!date>", ""),
        ("1 &lt; 2 &amp; 3 &gt; 2", "1 < 2 & 3 > 2"),
        ("&amp;lt;@U1&amp;gt; &amp;amp;", "&lt;@U1&gt; &amp;"),
        ("&lt;@U1&gt; &lt;!here&gt;", "<@U1> <!here>"),
        ("<https://example.org|a &amp;lt; b>", "a &lt; b (https://example.org)"),
        (":wave: :wave::skin-tone-3: :party_parrot:", ":wave: :wave: :party_parrot:"),
        ("*bold* _soft_ ~gone~ `code`", "*bold* _soft_ ~gone~ `code`"),
        ("&gt; quoted\nand more", "> quoted\nand more"),
        ("nothing\x00 that\ud800 cannot be kept\x1b", "nothing that cannot be kept"),
        ("<no address> <> <@> <#> <!>", "<no address> <> @somebody #a-room @"),
        ("  ", ""),
    ],
)  # fmt: skip
def test_mark_up_is_read_as_words(typed, read):
    assert spoken(typed, PEOPLE, ROOMS) == read


PIECES = ["<", ">", "|", "@", "#", "!", "^", "&amp;", "&lt;", "date", "U1", ":", " ", "http:", "\x00"]


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_is_typed_can_be_read_and_kept(typed):
    read = spoken(typed, PEOPLE, ROOMS)

    assert "\x00" not in read
    read.encode()


def test_what_has_no_mark_up_is_read_as_it_stands():
    typed = "Über 40 % of us (say) use 'maps' – “really”? 🎉 50/50; a|b {c} [d] $e^2"

    assert spoken(typed, PEOPLE, ROOMS) == typed


def test_a_mention_of_a_thousand_is_read_in_a_moment():
    typed = "<" * 20_000 + "@U1" + "<@U1>" * 2_000

    assert spoken(typed, PEOPLE, ROOMS).count("@Priya Raman") == 2_000


def test_only_names_the_text_does_not_tell_are_asked_for():
    typed = "<@U1> <@U1> <@U2|dana> <#C1|> <#C2|general> <#C3> <@../../x>"

    assert people_named(typed) == ("U1",)
    assert rooms_named(typed) == ("C1", "C3")


@pytest.mark.parametrize(
    ("files", "read"),
    [
        ([{"mimetype": "image/png", "alt_txt": "our plan", "title": "IMG_1"}], ("picture: our plan",)),
        ([{"mimetype": "video/mp4", "title": "a lesson"}], ("video: a lesson",)),
        ([{"mimetype": "audio/mp3", "name": "hi.mp3"}], ("recording: hi.mp3",)),
        ([{"mimetype": "application/pdf", "title": "Plan\n\x00 B"}], ("file: Plan B",)),
        ([{"mode": "tombstone"}], ("a file that was deleted",)),
        ([{"id": "F1", "file_access": "check_file_info"}], ("file",)),
        ([{"mimetype": 3, "title": "x" * 300}], (f"file: {'x' * 199}…",)),
        (["no file", None], ("something without words",)),
        ("no list", ("something without words",)),
    ],
)  # fmt: skip
def test_what_is_attached_is_told_in_words(files, read):
    assert shown({"files": files}) == read


def test_words_alone_show_nothing_beside_them():
    assert shown({"text": "A1 We swap books"}) == ()


def test_what_was_shared_from_elsewhere_is_not_quoted():
    shared = {"is_share": True, "text": "said in a private room"}
    told = {"text": "See", "attachments": [shared, {"title": "a preview"}]}

    assert shown(told) == ("a message from elsewhere",)


@pytest.mark.parametrize(
    ("message", "by_people"),
    [
        ({"user": "U1"}, True),
        ({"user": "U1", "subtype": "thread_broadcast"}, True),
        ({"user": "U1", "subtype": "file_share"}, True),
        ({"user": "U1", "subtype": "me_message"}, True),
        ({"user": "U1", "bot_id": "B1"}, False),
        ({"user": "U1", "app_id": "A1"}, False),
        ({"user": "UBOT"}, False),
        ({"user": "USLACKBOT"}, False),
        ({"user": "U1", "subtype": "channel_topic"}, False),
        ({"user": "U1", "subtype": "a_subtype_of_next_year"}, False),
        ({"user": {"id": "U1"}}, False),
        ({"subtype": ["no", "word"], "user": "U1"}, False),
        ({}, False),
    ],
)
def test_only_words_of_people_count(message, by_people):
    assert is_said_by_people(message, "UBOT") is by_people


def test_a_stamp_is_a_moment_to_the_microsecond():
    assert moment("1413327600.000100") == datetime(2014, 10, 14, 23, 0, 0, 100, tzinfo=UTC)
    for no_stamp in ("1413327600", "x", "", None, 3.5, "-1.000000", "99999999999999.000000"):
        assert moment(no_stamp) is None


def test_the_thread_is_that_of_an_answer_never_that_of_what_begins_it():
    assert thread_of({"ts": "2.000000", "thread_ts": "1.000000"}) == "1.000000"
    for outside in ({"ts": "1.000000", "thread_ts": "1.000000"}, {"ts": "1.000000"}, {"thread_ts": "../x"}):
        assert thread_of(outside) is None


def test_a_reaction_is_named_without_the_colour_of_a_hand():
    assert (mark("thumbsup::skin-tone-4"), mark("heart"), mark(None)) == ("thumbsup", "heart", "")
