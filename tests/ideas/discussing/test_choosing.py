"""Which idea is meant: by words, by there being one, or by asking; and a page of a list in a button."""

import pytest

from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.message import Message
from communitybot.errors import NotFound
from communitybot.ideas.commands.choosing import Choosing, idea_of
from communitybot.ideas.commands.filters import Filter
from communitybot.ideas.listing import Listing
from communitybot.ideas.model.idea import Author, Category, Stage
from communitybot.ideas.views import IdeaQuery, Sort
from tests.ideas.discussing.made import ANA, BEN, caller, idea, member, words

AGAIN = Action("idea.view")
BY_BEN = {"authors": (Author("ben", "Ben Okri"),)}


@pytest.fixture
async def choosing(school):
    await school.has(
        idea(id="1aaaaaaaaaaaaa", title="Mentor circles", **BY_BEN),
        idea(id="2aaaaaaaaaaaaa", title="Quiet Fridays", stage=Stage.PARKED, **BY_BEN),
        idea(id="3aaaaaaaaaaaaa", title="Secret plan", stage=Stage.SUBMITTED, published=None, **BY_BEN),
        idea(id="4aaaaaaaaaaaaa", title="Foreign", community="c1", tags=("time",), place=""),
    )
    return Choosing(school.units)


def options(reply):
    assert isinstance(reply, Message)
    return [choice.label for control in reply.controls for choice in control.options]


async def test_words_of_a_title_name_it_an_exact_one_comes_first_and_several_are_asked_about(choosing):
    assert (await choosing.one(BEN, "mentor hours", AGAIN)).title == "Mentor hours"
    assert (await choosing.one(BEN, "circ", AGAIN)).title == "Mentor circles"
    assert (await choosing.one(BEN, "1aaaaaaaaaaaaa", AGAIN)).title == "Mentor circles"

    which = await choosing.one(BEN, "mentor", AGAIN)
    assert words(which) == "Two ideas fit: which one?"
    assert sorted(options(which)) == ["Mentor circles, seed", "Mentor hours, seed"]


async def test_words_that_name_none_are_refused_with_what_there_is(choosing):
    with pytest.raises(NotFound, match=r"I know no idea named “maths”\. There are: ") as no:
        await choosing.one(BEN, "maths", AGAIN)
    assert no.value.field == "idea"
    assert no.value.understood == "maths"

    with pytest.raises(NotFound, match="none here yet"):
        await choosing.one(caller("eve", "Eve", community="c2"), "mentor", AGAIN)


async def test_what_waits_to_be_read_is_found_by_its_author_and_by_moderators_alone(choosing):
    assert (await choosing.one(BEN, "secret", AGAIN)).title == "Secret plan"
    assert (await choosing.one(caller("dean", "Dean", administers=True), "secret", AGAIN)).id[0] == "3"
    with pytest.raises(NotFound):
        await choosing.one(ANA, "secret", AGAIN)
    with pytest.raises(NotFound):
        await choosing.one(ANA, "3aaaaaaaaaaaaa", AGAIN)


async def test_one_at_another_stage_is_named_all_the_same_so_that_the_reason_is_told(choosing):
    found = await choosing.one(BEN, "quiet", AGAIN, stages=[Stage.SEED])
    assert found.stage is Stage.PARKED


async def test_without_words_ones_own_is_meant_or_what_others_think_up(school, choosing):
    assert (await choosing.one(BEN, None, AGAIN, own=True)).title == "Mentor circles"
    assert (await choosing.one(BEN, " ", AGAIN)).title == "Mentor circles"
    assert (await choosing.one(BEN, None, AGAIN, own=True, stages=[Stage.PARKED])).title == "Quiet Fridays"
    assert sorted(options(await choosing.one(BEN, None, AGAIN, others=True))) == [
        "Foreign, seed",
        "Mentor hours, seed",
    ]
    cleo = caller("cleo", "Cleo Diaz")
    assert len(options(await choosing.one(cleo, None, AGAIN))) == 3
    with pytest.raises(NotFound, match="You have no idea here yet"):
        await choosing.one(cleo, None, AGAIN, own=True)
    with pytest.raises(NotFound, match="None of yours fits"):
        await choosing.one(BEN, None, AGAIN, own=True, stages=[Stage.LAB])

    await school.units.run(lambda work: work.ideas.enrol("c1", "4aaaaaaaaaaaaa", member("cleo", "Cleo Diaz")))
    assert (await choosing.one(cleo, None, AGAIN, own=True)).title == "Foreign"


async def test_suggestions_are_titles_and_ones_own_first(choosing):
    typed = [choice.label for choice in await choosing.suggestions(ANA, "men")]
    assert sorted(typed) == ["Mentor circles, seed", "Mentor hours, seed"]
    first, *_ = await choosing.suggestions(BEN, "")
    assert first.label == "Secret plan, submitted"
    assert await choosing.suggestions(caller("eve", "Eve", community="c2"), "men") == ()


def test_a_button_names_its_idea_or_the_one_that_was_chosen():
    assert idea_of(Press("idea.view", ("x",))) == "x"
    assert idea_of(Press("idea.view", (), "y")) == "y"
    with pytest.raises(NotFound, match="older version"):
        idea_of(Press("idea.view"))


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(sort=Sort.NEEDS_HELP, stage=Stage.LAB, category=Category.POLICY, tag="zeit & raum"),
        Filter(sort=Sort.NEAR_ME, near="Сан-Франциско"),
    ],
)
def test_a_list_travels_in_its_buttons(wanted):
    action = Action.parse(str(wanted.action("idea.page", 3)))

    assert Filter.parse(action.arguments) == (wanted, 3)


def test_what_is_too_long_for_a_button_has_none_and_a_forged_one_is_refused():
    assert Filter(tag="я" * 40, near="я" * 40).action("idea.page") is None
    for forged in ((), ("99", "", "", "", "", "1"), ("0", "", "", "*", "", "1"), ("x",) * 6):
        with pytest.raises(NotFound, match="older list"):
            Filter.parse(forged)
    assert Filter.parse(("0", "", "", "", "", "999999999"))[1] == 1_000


async def test_lists_show_only_what_their_reader_may_see(school, choosing):
    lists = Listing(school.units, school.clock)

    async def titles(who, **query):
        return {one.title for one in (await lists.page(who, IdeaQuery(**query))).ideas}

    assert await titles(ANA, stage=Stage.SUBMITTED) == set()
    assert "Secret plan" in await titles(BEN, stage=Stage.SUBMITTED)
    assert "Secret plan" in await titles(BEN, sort=Sort.MINE)
    assert await titles(ANA, sort=Sort.MINE, person="ben") == {"Mentor hours", "Foreign"}
    assert await titles(caller("eve", "Eve", community="c2")) == set()
    assert await lists.place_of(ANA) == "Lexington, Kentucky"
    assert await lists.place_of(caller("cleo", "Cleo Diaz")) == ""
    assert list(await lists.tags(ANA, "ti")) == ["time"]
    assert (await lists.tags(ANA, ""))[0] == "time"
    with pytest.raises(NotFound):
        await lists.look(ANA, "3aaaaaaaaaaaaa")
