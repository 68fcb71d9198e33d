"""What people type about an idea is read kindly."""

import pytest

from communitybot.commands.tags import tag_of, tidy
from communitybot.communities.hours import read_day, read_hour
from communitybot.errors import Misread
from communitybot.ideas.model.idea import Role
from communitybot.ideas.model.wording import count_words
from communitybot.ideas.reading import read_roles, read_tags, read_title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One hour a month.", 4),
        ("Teachers — and coaches -- meet & talk!", 5),  # marks alone are no words
        ("well-known\n\nnew   line", 3),
        ("it's 300 words", 3),
        ("- first\n- second", 2),
    ],
)
def test_words_are_counted_as_people_count(text, words):
    assert count_words(text) == words


def test_texts_are_counted_together():
    assert count_words("One need.", "", "An approach of five words.") == 7


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("#Mentoring #time", ("mentoring", "time")),
        ("mentoring time", ("mentoring", "time")),
        ("new teachers, Time!", ("new-teachers", "time")),
        ("#peer_observation#hour", ("peer-observation", "hour")),
        ("Français; école", ("français", "école")),
        ("time, Time, #TIME", ("time",)),
        ("none", ()),
        ("#, !!, -", ()),
        ("学校", ("学校",)),
    ],
)
def test_tags_are_read_from_words_and_hashtags(typed, tags):
    assert read_tags(typed).found == tags
    assert all(tag_of(tag) == tag for tag in tags)  # read again, a tag is the same


def test_more_than_five_tags_are_left_out_and_told():
    read = read_tags("a b c d e f g")

    assert read.found == ("a", "b", "c", "d", "e")
    assert read.notes == ("An idea has at most 5 tags. I left out *f* and *g*.",)


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("classroom teachers", Role.TEACHER),
        ("a Teacher", Role.TEACHER),
        ("instructional coach", Role.COACH),
        ("librarians", Role.COACH),
        ("Assistant principal", Role.PRINCIPAL),
        ("the superintendent", Role.DISTRICT),
        ("someone from the university", Role.RESEARCHER),
        ("families", Role.PARTNER),
        ("family or community partner", Role.PARTNER),
        ("graphic designer", Role.WRITER),
    ],
)
def test_a_role_is_read_by_what_people_call_it(typed, role):
    assert role in read_roles(typed).found


def test_several_roles_are_read_and_what_is_none_is_told_with_all_there_are():
    read = read_roles("coach, a wizard and parents/families")

    assert read.found == (Role.COACH, Role.PARTNER)
    (note,) = read.notes
    assert "*a wizard*" in note
    assert "researcher" in note


@pytest.mark.parametrize("typed", ["", "   ", "!!!"])
def test_a_title_that_says_nothing_is_refused_with_one_that_works(typed):
    with pytest.raises(Misread) as refused:
        read_title(typed)

    assert (refused.value.field, refused.value.example) == ("title", "Peer observation hour")


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("3 pm", 15), ("3PM", 15), ("15:00", 15), ("15", 15), ("noon", 12), ("12 am", 0), ("at 9 a.m.", 9)],
)
def test_an_hour_is_read(typed, hour):
    assert read_hour(typed) == hour


@pytest.mark.parametrize("typed", ["25", "3:30 pm", "13 pm", "soon", "-1"])
def test_what_is_no_full_hour_is_refused(typed):
    with pytest.raises(Misread):
        read_hour(typed)


def test_days_are_read_and_what_is_none_is_refused():
    assert [read_day(day) for day in ("monday", "Tue", "on Fridays", "sun.")] == [0, 1, 4, 6]
    for wrong in ("t", "someday", ""):
        with pytest.raises(Misread):
            read_day(wrong)


def test_empty_lines_are_folded_and_words_kept():
    assert tidy("  One \n\n\n\n two   words \n") == "One\n\ntwo words"
