"""The run of a chat where it is not as usual: no questions, too many days, all at once, more time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from test_run import MINUTE, START, chat, played

from communitybot.livechats import run
from communitybot.livechats.delivery import promises
from communitybot.livechats.model.chat import Form, Pace, Phase, Question

DAY = timedelta(days=1)


def without_questions():
    return replace(chat(), questions=())


def said_at(one, now):
    """When the bot will say what, by the kind of its entry."""
    return {entry.kind: entry.due for entry in promises.of_step(one, now)}


def asked_first(minutes):
    """The first question of a chat, open for so many minutes from five past on."""
    one = chat(Question(text="Long?", minutes=minutes), Question(text="Next?"))
    return run.went_on(run.began(one, START), START + 5 * MINUTE)


def test_a_chat_without_questions_is_open_talk_until_the_closing():
    phases, over = played(without_questions())
    assert phases == [(Phase.INTRODUCTIONS, 0, 0), (Phase.CLOSING, 0, 57)]
    assert over.ended == START + timedelta(hours=1)


def test_the_first_question_that_comes_in_open_talk_is_asked_after_the_introductions():
    one = run.began(without_questions(), START)
    asked = run.inserted(one, Question(text="Soon?"))
    early = run.hastened(one, asked, START + MINUTE)
    late = run.hastened(one, asked, START + 20 * MINUTE)
    assert (early.run.until, late.run.until) == (START + 5 * MINUTE, START + 20 * MINUTE)
    assert early.run.step == one.run.step + 1


def test_a_question_that_comes_later_hastens_nothing():
    one = run.extended(run.began(chat(), START), 9 * MINUTE, START)
    more = run.inserted(one, Question(text="More?"))
    assert run.hastened(one, more, START + MINUTE) == more


def test_a_break_in_open_talk_stays_one_and_leaves_what_the_introductions_need():
    one = run.paused(run.began(without_questions(), START), START + 2 * MINUTE)
    asked = run.hastened(one, run.inserted(one, Question(text="Soon?")), START + 3 * MINUTE)
    assert (asked.run.paused, asked.run.left) == (True, 2 * MINUTE)


@pytest.mark.parametrize("number", [5, 6, 7])
def test_the_last_question_of_a_slow_chat_has_a_day_also_beyond_its_days(number):
    asked = [Question(text=f"{n}?") for n in range(number)]
    slow = chat(*asked, length=5 * DAY, form=Form.SLOW, pace=Pace.DAILY, introductions=timedelta())
    phases, _ = played(slow)
    begun = [minutes for _, _, minutes in phases]
    assert begun[-1] - begun[-2] >= 24 * 60 - 5


def test_all_at_once_is_summed_up_before_the_end_and_not_after_it():
    phases, over = played(chat(pace=Pace.AT_ONCE))
    assert phases[-1] == (Phase.CLOSING, 6, 57)
    assert over.ended == START + timedelta(hours=1)


def test_a_question_that_is_added_to_all_at_once_is_asked_too():
    one = run.inserted(run.began(chat(pace=Pace.AT_ONCE), START), Question(text="One more?", by="Ben"))
    one = run.went_on(one, START + 9 * MINUTE)
    assert one.current is not None
    assert (one.current.text, one.run.until) == ("One more?", START + 57 * MINUTE)


def test_more_time_repeats_no_question_at_once():
    one = run.extended(asked_first(10), 5 * MINUTE, START + 14 * MINUTE)
    assert promises.REPEAT not in said_at(one, START + 14 * MINUTE)
    assert said_at(one, START + 14 * MINUTE)[promises.WARN] == START + 18 * MINUTE


def test_after_a_long_break_nothing_is_repeated_or_warned_of_at_once():
    rested = run.paused(asked_first(10), START + 14 * MINUTE)  # a minute is left
    one = run.resumed(rested, START + 40 * MINUTE)
    assert said_at(one, START + 40 * MINUTE) == {promises.STEP: START + 41 * MINUTE}


def test_a_question_is_warned_of_and_repeated_as_long_as_both_are_to_come():
    told = said_at(asked_first(10), START + 5 * MINUTE)
    assert set(told) == {promises.STEP, promises.WARN, promises.REPEAT}


def test_the_run_of_show_of_a_slow_chat_goes_from_day_to_day():
    slow = chat(length=5 * DAY, form=Form.SLOW, pace=Pace.DAILY, introductions=timedelta())
    slow = replace(slow, questions=slow.questions[:3])
    assert run.open_until(slow, 1, datetime(2014, 10, 14, 23, tzinfo=UTC)) == START + DAY


def test_where_all_questions_are_open_none_is_repeated_or_warned_of():
    assert set(said_at(run.began(chat(pace=Pace.AT_ONCE), START), START)) == {promises.STEP}
