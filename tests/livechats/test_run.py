"""The run of a chat, as arithmetic: how its time is shared, and what each step leads to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from communitybot.livechats import run
from communitybot.livechats.model.chat import Chat, Form, Pace, Phase, Question, Stage

START = datetime(2014, 10, 14, 23, 0, tzinfo=UTC)  # Tuesday 7 PM in New York
MINUTE = timedelta(minutes=1)


def chat(*questions: Question, length=timedelta(hours=1), **given):
    return Chat(
        id="ce14",
        community="c1",
        event="e1",
        original=datetime(2014, 10, 14, 19),  # noqa: DTZ001 - a wall clock
        title="Connected educators",
        zone="America/New_York",
        start=START,
        end=START + length,
        stage=Stage.COMING,
        created_at=START,
        questions=questions or tuple(Question(text=f"Question {n}?") for n in range(1, 7)),
        **given,
    )


def played(one, now=START):
    """Every phase with its beginning, as it goes when nobody intervenes."""
    one = run.began(one, now)
    found = []
    while one.stage is Stage.LIVE:
        found.append((one.run.phase, one.run.question, (one.run.since - START) / MINUTE))
        one = run.went_on(one, one.run.until)
    return found, one


def test_six_questions_share_the_hour_after_introductions():
    phases, over = played(chat())
    assert phases[0] == (Phase.INTRODUCTIONS, 0, 0)
    assert [round(began, 2) for phase, _, began in phases if phase is Phase.QUESTION] == [
        5.0, 13.67, 22.33, 31.0, 39.67, 48.33,
    ]  # fmt: skip
    assert phases[-1][0] is Phase.CLOSING
    assert over.ended == START + timedelta(hours=1)


def test_a_question_with_minutes_of_its_own_keeps_them():
    asked = (Question(text="Long?", minutes=20), Question(text="Short?"), Question(text="Short too?"))
    phases, _ = played(chat(*asked))
    assert [began for phase, _, began in phases if phase is Phase.QUESTION] == [5, 25, 41]


def test_a_late_start_is_taken_from_the_questions_and_not_from_the_end():
    _, over = played(chat(), START + 20 * MINUTE)
    assert over.ended == START + timedelta(hours=1)


def test_a_chat_that_fell_far_behind_gives_each_question_two_minutes_and_runs_over():
    one = run.began(chat(introductions=timedelta()), START)
    one = run.went_on(one, START + 55 * MINUTE)
    shares = []
    while one.run.phase is Phase.QUESTION:
        shares.append((one.run.until - one.run.since) / MINUTE)
        one = run.went_on(one, one.run.until)
    assert shares == [2, 2, 2, 2, 2, 2]


def test_a_pause_keeps_what_was_left_of_the_question():
    one = run.went_on(run.began(chat(), START), START + 5 * MINUTE)
    left = one.run.until - (START + 6 * MINUTE)
    rested = run.resumed(run.paused(one, START + 6 * MINUTE), START + 9 * MINUTE)
    assert rested.run.until == START + 9 * MINUTE + left
    assert rested.run.step == one.run.step + 2


def test_more_time_for_one_question_is_taken_from_those_to_come():
    one = run.extended(
        run.went_on(run.began(chat(), START), START + 5 * MINUTE), 5 * MINUTE, START + 6 * MINUTE
    )
    assert (one.run.until - START) / MINUTE == pytest.approx(18.67, abs=0.01)
    while one.stage is Stage.LIVE:
        one = run.went_on(one, one.run.until)
    assert one.ended == START + timedelta(hours=1)


def test_a_question_left_out_is_not_asked_and_its_time_goes_to_the_others():
    one = run.began(run.left_out(chat(), 2), START)
    numbers = []
    while one.stage is Stage.LIVE:
        one = run.went_on(one, one.run.until)
        if one.run.phase is Phase.QUESTION:
            numbers.append(one.run.question)
    assert numbers == [1, 3, 4, 5, 6]
    assert one.questions[1].asked is None


def test_a_question_of_the_audience_comes_before_those_that_were_planned():
    one = run.went_on(run.began(chat(), START), START + 5 * MINUTE)
    one = run.went_on(run.inserted(one, Question(text="Asked by you?", by="Ben")), START + 9 * MINUTE)
    assert (one.run.question, one.current.text) == (2, "Asked by you?")


def test_the_warning_comes_two_minutes_before_and_the_repetition_half_way():
    one = run.went_on(run.began(chat(), START), START + 5 * MINUTE)
    assert run.warns_at(one) == one.run.until - 2 * MINUTE
    assert run.repeats_at(one) == one.run.since + (one.run.until - one.run.since) / 2


def test_a_short_question_is_neither_warned_of_nor_repeated():
    one = run.went_on(run.began(chat(Question(text="Quick?", minutes=3)), START), START + 5 * MINUTE)
    assert run.warns_at(one) is None
    assert run.repeats_at(one) is None


def test_a_slow_chat_asks_one_question_a_day_at_its_hour_through_a_change_of_clocks():
    slow = chat(length=timedelta(days=6), form=Form.SLOW, pace=Pace.DAILY, introductions=timedelta())
    slow = replace(slow, start=datetime(2014, 10, 31, 23, tzinfo=UTC), end=datetime(2014, 11, 6, tzinfo=UTC))
    one = run.went_on(run.began(slow, slow.start), slow.start)
    asked = []
    while one.run.phase is Phase.QUESTION:
        asked.append(one.run.since)
        one = run.went_on(one, one.run.until)
    assert [f"{at:%d %H}" for at in asked] == ["31 23", "01 23", "03 00", "04 00", "05 00", "06 00"]


def test_all_at_once_leaves_every_question_open_until_the_closing():
    one = run.began(chat(form=Form.SLOW, pace=Pace.AT_ONCE, length=timedelta(days=5)), START)
    assert all(question.asked == START for question in one.questions)
    assert one.run.until == START + timedelta(days=5) - run.CLOSING
    assert run.went_on(one, one.run.until).run.phase is Phase.CLOSING


@pytest.mark.parametrize(
    ("number", "warned"), [(6, False), (10, True), (11, True), (13, True)], ids=["6", "10", "11", "13"]
)
def test_too_many_questions_are_warned_of(number, warned):
    one = chat(*[Question(text=f"{n}?") for n in range(number)], length=timedelta(minutes=45))
    assert (run.too_many(one) is not None) is warned
