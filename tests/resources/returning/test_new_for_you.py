"""New for you: what fits somebody, each with why; what they waved away stays away."""

from datetime import timedelta

import pytest

from communitybot.errors import NotFound
from communitybot.people.model import Level, Profile
from communitybot.resources.cards.suggestions import suggestions_card
from communitybot.resources.digest_views import DigestWish
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Repeat, Try
from communitybot.resources.suggesting import Suggestions, Taste, suggested
from tests.resources.returning.library import BEN, CLEO, NOON, caller, resource, words

OLD = NOON - timedelta(days=90)


def titles(shown):
    return [each.resource.title for each in shown.some]


# The ranking


def test_what_was_tried_counts_more_than_what_was_saved_and_a_wrong_grade_counts_against_it():
    taste = Taste(grades=frozenset({Grade.FIFTH}), saved={"games": 1}, tried={"fractions": 1})
    some = [
        resource("a", "Saved tag", tags=("games",), at=OLD),
        resource("b", "Tried tag", tags=("fractions",), at=OLD),
        resource("c", "Tried tag, wrong grade", tags=("fractions",), grades=(Grade.TWELFTH,), at=OLD),
        resource("d", "Nothing of mine", tags=("music",), tries=9, again=9, at=OLD),
    ]
    found = suggested(some, taste, NOON)
    assert [(each.resource.title, each.reasons) for each in found] == [
        ("Tried tag", ("you tried one on fractions",)),
        ("Saved tag", ("you saved one on games",)),
    ]


def test_new_ones_and_those_others_would_repeat_come_first_and_one_thing_fills_no_list():
    taste = Taste(grades=frozenset({Grade.FIFTH}), subjects=("science",), saved={"games": 2})
    some = [resource(f"s{n}", f"Science {n}", subjects=("science",), at=OLD) for n in range(4)]
    some += [
        resource("again", "Repeated", subjects=("science",), tries=4, again=3, at=OLD),
        resource("new", "New", subjects=("science",), grades=(Grade.FIFTH,), tags=("games",), at=NOON),
    ]
    found = suggested(some, taste, NOON)
    assert [each.resource.title for each in found] == ["New", "Repeated", "Science 0", "Science 1"]
    assert found[0].reasons == ("grade 5 science", "you saved two on games", "new this week")
    assert found[1].reasons == ("science", "tried by 4, 3 would again")
    assert suggested(some, Taste(), NOON) == []


# As people have it


async def test_a_newcomer_sees_what_is_used_and_a_profile_makes_it_theirs(school):
    suggestions = Suggestions(school.units, school.clock)
    empty = await suggestions.show(BEN)
    assert "There is nothing here yet that you do not know." in words(suggestions_card(empty))
    await school.has(
        resource("r1", "Strips", subjects=("mathematics",), grades=(Grade.FOURTH,)),
        resource("r2", "Volcano", subjects=("science",), grades=(Grade.FOURTH,)),
        resource("r3", "Mine", subjects=("science",), grades=(Grade.FOURTH,), person="ben"),
    )
    tried = Try(person="cleo", name="Cleo", grade=Grade.FOURTH, words="Loud.", repeat=Repeat.YES, at=NOON)
    await school.units.run(lambda work: work.judging.tell_try("c1", "r1", tried))
    first = await suggestions.show(BEN)
    assert (first.popular, titles(first)) == (True, ["Strips", "Volcano"])
    assert "so here is what others use. Levels and subjects in /my profile" in words(suggestions_card(first))
    assert "tried by 1" in words(suggestions_card(first))

    profile = Profile(person="ben", levels=(Level.ELEMENTARY,), subjects=("Science",), changed=NOON)
    await school.units.run(lambda work: work.profiles.keep("c1", profile))
    known = await suggestions.show(BEN)
    assert (known.popular, titles(known)) == (False, ["Volcano"])
    assert "(grade 4 science; new this week)" in words(suggestions_card(known))


async def test_saves_tries_and_digests_tell_what_one_likes_and_a_no_is_kept_until_it_is_taken_back(school):
    suggestions = Suggestions(school.units, school.clock)
    await school.has(
        *(resource(f"s{n}", f"Seen {n}", tags=("argumentation",)) for n in range(2)),
        resource("fits", "Fits", tags=("argumentation",)),
        resource("digest", "Followed", tags=("rubrics",)),
        resource("other", "Other", tags=("music",)),
    )

    async def unit(work):
        for n in range(2):
            await work.judging.put_saved("c1", f"s{n}", "ben", on=True, at=NOON)

    await school.units.run(unit)
    await school.begun(DigestWish(tags=("rubrics",)))
    shown = await suggestions.show(BEN)
    assert titles(shown) == ["Fits", "Followed"]
    assert shown.some[0].reasons[0] == "you saved two on argumentation"
    assert shown.some[1].reasons[0] == "your digest follows rubrics"
    assert (await suggestions.show(CLEO)).popular

    for _ in range(2):
        less = await suggestions.dismiss(BEN, "fits", on=True)
    assert titles(less) == ["Followed"]
    assert "is not shown here again" in words(suggestions_card(less))
    for _ in range(2):
        more = await suggestions.dismiss(BEN, "fits", on=False)
    assert titles(more) == ["Fits", "Followed"]
    with pytest.raises(NotFound):
        await suggestions.dismiss(caller(community="c2"), "fits", on=True)
