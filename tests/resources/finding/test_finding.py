"""What was shared is found again, with why it came up; and where nothing fits, what would."""

from datetime import timedelta

import pytest

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Select
from communitybot.errors import Misread, NotFound
from communitybot.resources.cards.found import why_words
from communitybot.resources.commands.filters import Filter
from communitybot.resources.commands.finding import FindingResources
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.views import Hit, Sort
from tests.events.reading_cards import labels, said
from tests.resources.sharing.school import NOON, resource


@pytest.fixture
def desk(school):
    return FindingResources(school.finding)


async def planted(school, ana):
    await school.puts(
        "Fraction strips", ana, grades=(Grade.FOURTH,), tags=("fractions",), subjects=("maths",), login=True
    )
    await school.puts("Fraction pizza", ana, grades=(Grade.SIXTH,), tags=("games",), kind=Kind.LESSON)
    await school.puts("Volcano in a jar", ana, tags=("experiments",), subjects=("science",))


async def listed(desk, caller, **given):
    return (await desk.resources(caller, **given)).message


def titles(message):
    options = next((each for each in message.controls if isinstance(each, Select)), None)
    return [choice.label.split(",")[0] for choice in options.options] if options else []


async def press(desk, caller, message, label, value=None):
    """Press the one control whose label begins so, as its action says."""
    from communitybot.commands.guard import Press

    (control,) = [
        each
        for each in message.controls
        if (each.label if isinstance(each, Button) else each.placeholder).startswith(label)
    ]
    act = {
        "resource.page": desk.turn,
        "resource.sort": desk.order,
        "resource.tagged": desk.tagged,
        "resource.ask_for": desk.ask_for,
    }[control.action.verb]
    return await act(caller, Press(control.action.verb, control.action.arguments, value))


async def test_words_and_filters_narrow_one_list_and_each_is_taken_away_with_a_press(school, desk, ana):
    await planted(school, ana)

    everything = await listed(desk, ana)
    assert titles(everything) == ["Volcano in a jar", "Fraction pizza", "Fraction strips"]
    assert "Resources: new and tried" in said(everything)
    assert "new this week" in said(everything)
    assert "From Ana Ruiz, [2014-10-14 16:00]" in said(everything)

    some = await listed(desk, ana, words="fractions", grade="4th grade", login=True)
    assert titles(some) == ["Fraction strips"]
    assert "Grade 4, needs a log-in." in said(some)
    assert "in its title and its tags" in said(some)
    wider = (await press(desk, ana, some, "Any grade")).message
    assert titles(wider) == ["Fraction strips"]
    wider = (await press(desk, ana, wider, "With or without a log-in")).message
    assert titles(wider) == ["Fraction pizza", "Fraction strips"]
    oldest = (await press(desk, ana, wider, "Order", "new")).message
    assert "Order: newest first" in labels(oldest)


async def test_nothing_found_says_what_would_be_truthfully_and_asks_the_room(school, desk, ana):
    empty = await listed(desk, ana, words="fractions")
    assert said(empty).startswith("Nothing is shared here yet.")

    await planted(school, ana)
    nothing = await listed(desk, ana, words="fraction", grade="6", kind=Kind.VIDEO)
    told = said(nothing)
    assert told.startswith("Nothing fits “fraction”, grade 6 and videos only.")
    assert "Any type: 1 fits." in told
    assert "Any grade" not in told  # that alone would not help
    there = (await press(desk, ana, nothing, "Any type")).message
    assert titles(there) == ["Fraction pizza"]

    form = (await press(desk, ana, nothing, "Ask the room")).form
    assert {field.name: field.value for field in form.fields} == {
        "words": "fraction",
        "grade": "grade 6",
        "kind": "video",
        "login": None,
    }

    unknown = await listed(desk, ana, tag="fractoins")
    assert "Nothing fits #fractoins." in said(unknown)
    chosen = (await press(desk, ana, unknown, "Tags near it", "fractions")).message
    assert titles(chosen) == ["Fraction strips"]


async def test_a_pasted_link_finds_its_resource_in_whatever_form(school, desk, ana):
    await school.puts("Fraction strips", ana, address="https://a.example.org/strips")
    await school.puts("Volcano in a jar", ana)

    found = await listed(desk, ana, words="https://www.a.example.org/strips?utm_source=mail")
    assert titles(found) == ["Fraction strips"]
    assert "this is its link" in said(found)
    assert titles(await listed(desk, ana, words="https://b.example.org/")) == []


async def test_fields_said_in_passing_are_fields(school, desk, ana):
    await planted(school, ana)

    found = await listed(desk, ana, words="fractions for grade 4")
    assert titles(found) == ["Fraction strips"]
    assert "Grade 4." in said(found)
    assert titles((await press(desk, ana, found, "Any grade")).message) == [
        "Fraction pizza",
        "Fraction strips",
    ]


async def test_typing_that_was_mended_is_said(school, desk, ana):
    await planted(school, ana)

    mended = await listed(desk, ana, words="the fracton strpis")
    assert titles(mended) == ["Fraction strips"]
    assert "I read fraction for fracton, strips for strpis." in said(mended)


async def test_a_value_nobody_knows_is_answered_with_one_that_works(desk, ana):
    with pytest.raises(Misread) as several:
        await listed(desk, ana, grade="middle school")
    assert several.value.trouble == "I look through one grade at a time; *middle school* is 6, 7 and 8."
    assert several.value.example == "7"
    with pytest.raises(Misread) as none:
        await listed(desk, ana, grade="wombats")
    assert "no grade I know" in none.value.trouble
    assert none.value.example == "4"


async def test_pages_say_where_they_are_and_end(school, desk, ana):
    for number in range(9):
        await school.puts(f"Card game number {number}", ana, tags=("games",))
        school.clock.advance(60)

    first = await listed(desk, ana, tag="games", sort=Sort.NEW)
    assert len(titles(first)) == 8
    assert "#games. Page 1." in said(first)
    second = (await press(desk, ana, first, "More resources")).message
    assert titles(second) == ["Card game number 0"]
    assert "More resources" not in labels(second)
    assert titles((await press(desk, ana, second, "Earlier page")).message) == titles(first)
    beyond = await listed(desk, ana, tag="games", page=7)
    assert said(beyond).startswith("This page is empty")


async def test_nobody_finds_what_another_community_shared(school, desk, ana):
    await planted(school, ana)
    eve = await school.somebody("Eve Lind", community="c2")

    assert said(await listed(desk, eve, words="fraction")).startswith("Nothing is shared here yet.")
    assert await desk.titles(eve, "fra") == ()
    assert [choice.value for choice in await desk.titles(ana, "fra")] == ["Fraction pizza", "Fraction strips"]


def test_a_filter_travels_in_a_button_and_back():
    wanted = Filter(
        words="Brüche, 4 ~ 5",
        grade=Grade.KINDERGARTEN,
        subject="maths",
        kind=Kind.TOOL,
        licence=Licence.RIGHTS,
        login=False,
        tag="fun",
        sort=Sort.TRIED,
    )
    action = wanted.action("resource.page", 3)
    assert Filter.parse(Action.parse(str(action)).arguments) == (wanted, 3)
    assert Filter(words="w" * 200).action("resource.page") is None
    for forged in ((), ("zzzzz", "", "", "", "1"), ("0----", "~ff", "", "", "1"), ("0----", "", "", "", "x")):
        with pytest.raises(NotFound):
            Filter.parse(forged)


def test_why_something_came_up_is_said_in_words():
    tried = resource(tries=4, again=3, shared=NOON - timedelta(days=9))
    assert why_words(Hit(resource=tried, where=("title", "tags")), NOON, typed=True) == [
        "in its title and its tags",
        "tried by 4, 3 would again",
    ]
    assert why_words(Hit(resource=resource(), where=("title",)), NOON, typed=False) == ["new this week"]
