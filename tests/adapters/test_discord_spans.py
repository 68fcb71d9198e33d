"""A long history is told in spans that leave nothing out and tell nothing twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.spans import spans
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.inbound import Posted, Who

THREAD = PlaceAddress("discord", "1", "2", "3")
WHO = Who(account=PersonAddress("discord", "1", "42"), name="Priya Raman")
START = datetime(2014, 10, 14, 23, tzinfo=UTC)


def post(number, microseconds):
    at = START + timedelta(microseconds=microseconds)
    return Posted(who=WHO, ref=MessageRef(THREAD, str(number)), text="A1", at=at)


@given(
    st.lists(st.sampled_from([0, 1, 2, 3, 500, 1_000_000]), max_size=60),
    st.integers(1, 8),
    st.integers(0, 10_000_000),
)
def test_spans_hold_every_post_up_to_somewhere_once_and_none_on_a_border(gaps, most, before):
    at, posts = 1, []
    for number, gap in enumerate(gaps):
        at += gap
        posts.append(post(number, at))
    end = START + timedelta(microseconds=before)
    found = list(spans(posts, START, end, most))

    told = [each for span in found for each in span.posts]
    assert told == posts[: len(told)]
    assert all(len(span.posts) >= most for span in found)
    borders = [START, *(span.until for span in found)]
    assert [span.since for span in found] == borders[:-1]
    assert borders == sorted(set(borders))
    assert not {each.at for each in posts} & set(borders)
    assert all(each.at < end for each in told)
    for span in found:
        assert all(span.since < each.at < span.until for each in span.posts)
        inside = [each for each in posts if span.since <= each.at <= span.until]
        assert tuple(inside) == span.posts


def test_a_thousand_posts_a_second_apart_are_told_in_spans_of_the_size_asked_for():
    posts = [post(number, number * 1_000_000 + 1) for number in range(1_000)]
    found = list(spans(posts, START, START + timedelta(seconds=900), 250))

    assert [len(each.posts) for each in found] == [250, 250, 250]
