"""Everything the bot says in a live chat fits every platform, and says what people need."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.conversation.message import Small
from communitybot.livechats.cards.lines import line_card
from communitybot.livechats.cards.opening import opening_card
from communitybot.livechats.model.chat import Archiving, Form, Host, Pace, Phase, Question, Run, Stage
from communitybot.livechats.model.log import Kind
from tests.livechats.cards.made import START, chat, labels, line, live, words

HOSTILE = ("@everyone", "*" * 200, "&" * 120, "\u202e", "\x00\x07", "`~|[]()" * 300, "\u200d" * 9)
any_words = st.one_of(
    st.text(max_size=30), st.text(max_size=12).map(lambda text: text * 300), st.sampled_from(HOSTILE)
)
BOT = [kind for kind in Kind if kind not in {Kind.SAID, Kind.REMOVAL}]


@st.composite
def any_chat(draw):
    questions = tuple(
        Question(text=draw(any_words), by=draw(any_words), left_out=draw(st.booleans()))
        for _ in range(draw(st.integers(0, 30)))
    )
    run = Run(
        phase=draw(st.sampled_from(Phase)),
        question=draw(st.integers(0, len(questions))),
        until=draw(st.sampled_from([None, START])),
        left=draw(st.sampled_from([None, timedelta(minutes=3)])),
    )
    return chat(
        title=draw(any_words),
        hashtag=draw(st.one_of(st.just(""), any_words)),
        end=START + draw(st.sampled_from([timedelta(hours=1), timedelta(days=5)])),
        form=draw(st.sampled_from(Form)),
        pace=draw(st.sampled_from(Pace)),
        hosts=tuple(Host(draw(any_words)) for _ in range(draw(st.integers(0, 12)))),
        questions=questions,
        ahead=draw(st.booleans()),
        late=draw(st.sampled_from([timedelta(), timedelta(days=7)])),
        guest=draw(any_words),
        archiving=draw(st.sampled_from(Archiving)),
        stage=draw(st.sampled_from(Stage)),
        run=run,
        ended=draw(st.sampled_from([None, START])),
    )


addresses = st.one_of(
    any_words, st.just("javascript:alert(1)"), st.integers(1, 490).map(lambda n: "https://a.org/" + "b" * n)
)


@settings(max_examples=80, deadline=None)
@given(any_chat(), any_words, st.one_of(st.none(), addresses))
def test_the_card_of_any_chat_can_be_said(one, community, archived):
    assert opening_card(one, community, archived=archived).weight <= 3_800


@settings(max_examples=80, deadline=None)
@given(
    any_chat(), st.sampled_from(BOT), st.one_of(any_words, addresses, st.just('{"people": "x"}')), any_words
)
def test_every_line_of_any_chat_can_be_said(one, kind, text, name):
    number = max(len(one.questions), 1)
    assert line_card(one, line(7, kind=kind, text=text, name=name, question=number)).weight <= 3_800
    assert line_card(one, line(7, kind=kind, text=text, name=name)).weight <= 3_800


def test_the_card_says_what_when_who_how_and_what_becomes_of_the_words():
    shown = words(opening_card(chat(), "Connected Educators"))

    for told in (
        "Live chat: #ce14: Beginning again",
        "Tue 14 Oct, 7:00-8:00 PM EDT",
        "Hosted by Ana Ruiz and Ben Okri",
        "Begin an answer with A1 or not, or press Answer",
        "This chat is archived. Until you choose, you appear as “an educator”",
        "left out? Press How I appear",
        "For adult educators only",
        "Connected Educators",
    ):
        assert told in shown


def test_a_chat_that_is_not_archived_says_so():
    assert "This chat is not archived." in words(opening_card(chat(archiving=Archiving.OFF), "C"))
    wished = opening_card(chat(archiving=Archiving.WISHED), "C")
    assert "This chat is not archived." in words(wished)
    assert "Turn archiving on (administrators)" in labels(wished)


def test_once_a_chat_has_begun_nothing_is_said_of_an_archive_that_cannot_come():
    card = opening_card(live(2, archiving=Archiving.WISHED), "C")
    assert "This chat is not archived. No page will show what is said here." in words(card)
    assert "Turn archiving on (administrators)" not in labels(card)


def test_the_card_shows_the_questions_only_when_they_are_published_ahead():
    assert "What brings you here?" not in words(opening_card(chat(), "C"))
    assert "Q1 What brings you here?" in words(opening_card(chat(ahead=True), "C"))


def test_the_card_goes_along_with_the_chat():
    assert "we introduce ourselves" in words(opening_card(live(0), "C"))
    assert "Live now: Q2 of 3. What changed your teaching?" in words(opening_card(live(2), "C"))
    paused = replace(live(2).run, until=None, left=timedelta(minutes=1))
    assert "a short break" in words(opening_card(live(2, run=paused), "C"))
    over = chat(stage=Stage.OVER, ended=START, late=timedelta(days=3))
    card = opening_card(over, "C", archived="https://example.org/chats/1")
    assert "Late answers are welcome until 7:00 PM EDT" in words(card)
    assert labels(card) == ["Read the archive", "Reflect", "Answer", "How I appear", "Host cockpit"]


def test_buttons_do_everything_that_commands_cannot_do_in_a_thread():
    assert labels(opening_card(live(2, guest="The Secretary"), "C")) == [
        "Answer",
        "Where are we?",
        "How I appear",
        "Ask a question",
        "Host cockpit",
    ]
    assert "Ask a question" not in labels(opening_card(live(2), "C"))


def test_a_question_says_which_of_how_many_and_how_to_answer():
    card = line_card(live(2), line(kind=Kind.QUESTION, question=2, text="What changed your teaching?"))

    assert "Q2 of 3\nWhat changed your teaching?" in words(card)
    assert "begin with A2 if you like" in words(card)
    assert "It is open until 7:10 PM EDT" in words(card)
    assert [str(each.action) for each in card.controls] == [
        "chat.answer:0123456789abcd:2",
        "chat.now:0123456789abcd",
    ]


def test_a_line_that_is_late_tells_of_no_time_that_has_passed():
    card = line_card(live(3), line(kind=Kind.QUESTION, question=2, text="What changed your teaching?"))

    assert "open until" not in words(card)


@pytest.mark.parametrize("kind", [Kind.WELCOME, Kind.JOINED, Kind.GOODBYE])
def test_start_joining_and_end_say_that_it_is_archived_and_give_the_way_out(kind):
    card = line_card(live(2), line(kind=kind, text="Chloe"))

    assert "This chat is archived." in words(card)
    assert "How I appear" in labels(card)
    assert "This chat is archived." not in words(line_card(live(2, archiving=Archiving.OFF), line(kind=kind)))


def test_the_welcome_asks_for_introductions_and_is_for_adults():
    card = line_card(live(0), line(kind=Kind.WELCOME))

    assert "your name, where you are, and the grade or subject you work with" in words(card)
    assert "The first question comes at 7:10 PM EDT" in words(card)
    assert any(isinstance(block, Small) for block in card.blocks)
    assert "For adult educators only" in words(card)


def test_goodbye_sums_up_and_thanks():
    numbers = '{"people": 12, "answers": 34, "questions": 3}'
    card = line_card(live(3, late=timedelta(days=3)), line(kind=Kind.GOODBYE, text=numbers))

    assert "12 people took part, and gave 34 answers to 3 questions." in words(card)
    assert "Thank you, Ana Ruiz and Ben Okri, for hosting." in words(card)
    assert "Late answers are welcome for 3 days more." in words(card)
    assert "The archive comes here shortly." in words(card)
    assert "Reflect" in labels(card)


def test_the_archive_is_linked_with_the_way_out_and_a_word_to_readers():
    card = line_card(chat(stage=Stage.OVER), line(kind=Kind.ARCHIVED, text="https://example.org/chats/1"))

    assert labels(card) == ["Read the archive", "Reflect", "How I appear"]
    assert "/chat reflect" in words(card)


def test_a_host_who_does_not_come_is_told_of_and_the_chair_offered():
    assert labels(line_card(live(0), line(kind=Kind.NO_HOST))) == ["Take the chair"]
    assert "Ben Okri has the chair now" in words(
        line_card(live(0), line(kind=Kind.NEW_CHAIR, name="Ben Okri"))
    )


def test_newcomers_are_welcomed_by_name_in_one_line():
    card = line_card(live(2), line(kind=Kind.JOINED, text="Ana Ruiz\nBen Okri\n3 more"))

    assert "Welcome, Ana Ruiz, Ben Okri and 3 more! We are at Q2 of 3" in words(card)
