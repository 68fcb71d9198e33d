"""What answers come to: counts nobody is singled out by, medians, and words as their authors chose."""

from asked import consultation, response

from communitybot.consultations.cards.words import counts_of
from communitybot.consultations.model.response import SOMEBODY, Showing
from communitybot.consultations.pages.building import build
from communitybot.consultations.tally import reached, tallied

FIVE = [
    response("ana", "1", "5", "I could sleep."),
    response("ben", "1", "4", "Buses.", showing=Showing.ROLE, role="a bus driver", minutes=1),
    response("cho", "2", "2", "Nothing that anybody may read.", showing=Showing.COUNTED, minutes=2),
    response("dee", "1", "1", "More breakfast.", showing=Showing.ROLE, minutes=3),
    response("eli", "3", None, None, minutes=4),
]


def test_choices_are_counted_with_shares_and_a_scale_with_its_spread_and_median():
    later, sure, change = tallied(consultation(least=4), FIVE).questions

    assert [(each.label, each.number, each.share) for each in later.counts] == [
        ("yes", 3, 60),
        ("no", 1, 20),
        ("unsure", 1, 20),
    ]
    assert [each.number for each in sure.counts] == [1, 1, 0, 1, 1]
    assert (sure.people, sure.median) == (4, 3.0)
    assert (change.people, change.counts) == (4, ())


def test_below_the_least_number_nothing_is_counted_and_it_is_said_so():
    one = consultation(least=5)
    tally = tallied(one, FIVE)
    later, sure, _ = tally.questions

    assert not later.few  # five answered it
    assert (sure.few, sure.people, sure.counts, sure.median) == (True, 0, (), None)
    assert counts_of(sure, one.least).startswith("Fewer than 5 people answered")
    assert not any(part.bars for part in build(one, FIVE[:4], "Lincoln").parts)


def test_words_are_quoted_as_their_authors_chose_and_those_only_counted_are_nowhere():
    one = consultation(least=4)
    quotes = tallied(one, FIVE).quotes

    assert [(each.by, each.words) for each in quotes] == [
        (SOMEBODY, "More breakfast."),
        ("a bus driver", "Buses."),
        ("Ana", "I could sleep."),
    ]
    assert "Nothing that anybody" not in repr(build(one, FIVE, "Lincoln"))
    assert "Ben" not in repr(build(one, FIVE, "Lincoln"))


def test_picked_quotes_stand_first_whatever_their_question():
    picked = [*FIVE, response("fay", None, None, "Lunch.", minutes=-9, picked=frozenset({3}))]

    assert tallied(consultation(), picked).quotes[0].by == "Fay"


def test_hosts_learn_how_many_answered_each_question_and_whoever_answered_none_does_not_count():
    nobody = response("gus")

    assert reached(consultation(), [*FIVE, nobody]) == (5, 4, 4)
    assert tallied(consultation(), [*FIVE, nobody]).people == 5
