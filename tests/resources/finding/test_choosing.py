"""Which resource is meant, and how people are told of one: the pieces every part of resources uses."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.message import Message
from communitybot.errors import NotFound
from communitybot.people.model import Quiet
from communitybot.resources.commands.choosing import Choosing, resource_of
from communitybot.resources.delivery.telling import tell
from tests.events.reading_cards import labels
from tests.resources.finding.lincoln import said
from tests.resources.sharing.school import wished

AGAIN = Action("resource.view")


@pytest.fixture
def choosing(school):
    return Choosing(school.units)


async def test_words_a_link_an_id_or_nothing_name_a_resource(school, choosing, ana, ben):
    with pytest.raises(NotFound) as none:
        await choosing.one(ana, "strips", AGAIN)
    assert "There is none here yet" in none.value.trouble
    strips = await school.puts("Fraction strips", ana, address="https://a.example.org/strips")
    pizza = await school.puts("Fraction pizza", ben)
    draft = (
        await school.drafting.draft(ana, wished(None, title="Fraction draft", text="Words alone."))
    ).resource

    for named in ("strips", "FRACTION STRIPS", strips.id, "look: https://a.example.org/strips?utm_source=x"):
        assert (await choosing.one(ben, named, AGAIN)).id == strips.id
    for nearly in ("fractions strips", "fraction stirps"):  # it may be meant: that is asked, never guessed
        asked = await choosing.one(ben, nearly, AGAIN)
        assert isinstance(asked, Message)
        assert said(asked).startswith("No title has just these words. Is it here?")
        assert [choice.value for choice in asked.controls[0].options] == [strips.id]
    which = await choosing.one(ben, "fraction", AGAIN)
    assert isinstance(which, Message)
    assert said(which) == "Two resources fit: which one?"
    assert [each.label for each in which.controls[0].options] == [
        "Fraction pizza, from Ben Ito",
        "Fraction strips, from Ana Ruiz",
    ]
    assert (await choosing.one(ana, None, AGAIN, own=True)).id == strips.id
    assert (await choosing.one(ana, "draft", AGAIN)).id == draft.id  # one's own, and nobody else's
    with pytest.raises(NotFound) as unknown:
        await choosing.one(ben, "draft", AGAIN)
    assert "New here: Fraction pizza; Fraction strips." in unknown.value.trouble
    offered = [each.value for each in await choosing.suggestions(ben, "")]
    assert offered == [pizza.id, strips.id]
    eve = await school.somebody("Eve Lind", community="c2")
    for named in (strips.id, "https://a.example.org/strips", "fraction", None):
        with pytest.raises(NotFound):
            await choosing.one(eve, named, AGAIN)


def test_a_press_names_its_resource_or_is_too_old():
    assert resource_of(Press("resource.view", ("r1",), "r2")) == "r1"
    assert resource_of(Press("resource.view", (), "r2")) == "r2"
    with pytest.raises(NotFound):
        resource_of(Press("resource.view"))


async def test_people_are_told_once_a_key_outside_their_quiet_hours(school, ana, ben, hana):
    there = await school.puts("Fraction strips", ana)

    async def sleeps(work):
        person = await work.people.get("c1", ben.person)
        await work.people.save(replace(person, quiet=Quiet()))

    await school.units.run(sleeps)
    school.clock.advance(timedelta(hours=10))  # ten in the evening
    for _ in range(2):
        await school.units.run(
            lambda work: tell(
                work,
                there,
                school.clock.now(),
                "tried:1",
                "Hana tried it.",
                to=[ana.person, ben.person, hana.person, "nobody", ana.person],
                but=[hana.person],
            )
        )
    await school.delivers()
    (told,) = school.told(ana)
    assert said(told) == "Fraction strips: Hana tried it."
    assert labels(told) == ["View"]
    assert school.told(ben) == school.told(hana) == []
    await school.later(hours=9)
    assert [len(school.told(each)) for each in (ana, ben, hana)] == [1, 1, 0]
