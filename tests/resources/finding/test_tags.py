"""Tags are seen by their letters, given where they lack, and two that mean one become one."""

import pytest

from communitybot.commands.guard import Press
from communitybot.conversation.replies import Ask, Correct
from communitybot.errors import Misread, NotAllowed, NotFound
from communitybot.resources.commands.tagging import TagsOfResources
from communitybot.resources.model.resource import State
from tests.events.reading_cards import labels, said, token


@pytest.fixture
def desk(school):
    return TagsOfResources(school.tagging, school.editing, school.viewing)


async def tags_of(school, resource):
    return (await school.resource(resource.id)).tags


async def press(method, caller, verb, *arguments, value=None, **values):
    return await method(caller, Press(verb, arguments, value, values=values))


async def test_tags_are_listed_by_letters_with_counts_and_what_has_none(school, desk, ana, hana):
    assert "No resource has a tag yet." in said((await desk.tags(ana)).message)
    for number in range(42):
        await school.puts(f"Card {number}", tags=(f"tag{number:02}", "games"))
    bare = await school.puts("Bare strips", ana)

    first = (await desk.tags(ana)).message
    assert "Most used: #games 42, #tag00 1" in said(first)
    assert "#games 42, #tag00 1, #tag01 1" in said(first)
    assert labels(first) == ["See what has a tag", "Later letters", "What has no tag"]
    second = (await press(desk.turn, ana, "resource.tags", "", "2")).message
    assert "#tag39 1, #tag40 1, #tag41 1." in said(second)
    assert "Earlier letters" in labels(second)
    begins = (await desk.tags(ana, begins="tag4")).message
    assert "#tag40 1, #tag41 1." in said(begins)
    assert "No tag begins with “wombat”." in said((await desk.tags(ana, begins="wombat")).message)

    mine = (await press(desk.untagged, ana, "resource.untagged", "1")).message
    assert "Bare strips" in said(mine)
    form = await press(desk.tag_it, ana, "resource.tag_it", value=bare.id)
    assert isinstance(form, Ask)
    assert isinstance(await press(desk.given, ana, "resource.tags_given", bare.id, tags=" , "), Correct)
    given = (await press(desk.given, ana, "resource.tags_given", bare.id, tags="#fractions games")).message
    assert "Bare strips has #fractions, #games now." in said(given)
    assert await tags_of(school, bare) == ("fractions", "games")
    for who in (ana, hana):
        none = (await press(desk.untagged, who, "resource.untagged", "1")).message
        assert "has a tag. Thank you!" in said(none)


async def test_only_whoever_keeps_a_resource_gives_it_tags(school, desk, ana, ben, hana):
    bare = await school.puts("Bare strips", ana)
    assert "All you shared has a tag." in said((await press(desk.untagged, ben, "x.y", "1")).message)
    with pytest.raises(NotAllowed):
        await press(desk.given, ben, "resource.tags_given", bare.id, tags="games")
    await press(desk.given, hana, "resource.tags_given", bare.id, tags="games")
    assert await tags_of(school, bare) == ("games",)


async def test_hosts_let_one_tag_become_another_everywhere(school, desk, ana, hana):
    many = [await school.puts(f"Sum {number}", ana, tags=("maths", "sums")) for number in range(55)]
    both = await school.puts("Both", ana, tags=("maths", "math"))
    hidden = await school.puts("Hidden", ana, tags=("maths",))
    await school.hides(hidden)

    with pytest.raises(NotAllowed):
        await desk.tags(ana, rename="maths", to="math")
    with pytest.raises(NotFound):
        await desk.tags(hana, rename="wombats", to="math")
    with pytest.raises(Misread):
        await desk.tags(hana, rename="maths")
    asked = (await desk.tags(hana, rename="#Maths", to="math")).message
    assert "#maths becomes #math on 56 resources. #math is on 1 resource already" in said(asked)
    assert await tags_of(school, both) == ("maths", "math")  # nothing yet

    _, *arguments = token(asked, "Change it").split(":")
    with pytest.raises(NotAllowed):
        await press(desk.retag, ana, "resource.retag", *arguments)
    await press(desk.retag, hana, "resource.retag", *arguments)
    await school.delivers()
    assert {await tags_of(school, each) for each in many} == {("math", "sums")}
    assert await tags_of(school, both) == ("math",)
    assert (await school.resource(hidden.id)).state is State.HIDDEN
    with pytest.raises(NotFound):  # pressed once more: nothing has it any more
        await press(desk.retag, hana, "resource.retag", *arguments)
