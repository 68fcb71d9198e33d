"""The door adapters knock on, on a real database: commands."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from bot.knocking import ANA, ROOM, SPACE, Door, told
from commands.circle import Circles

from communitybot.bot import Bot
from communitybot.commands.collect import collect
from communitybot.conversation.inbound import Invoked
from communitybot.conversation.replies import Answer, Ask, Correct, Quiet
from communitybot.errors import Refusal
from communitybot.people.resolve import Resolve


async def test_a_complete_command_is_carried_out(door):
    reply = await door.say("/circle create Reading circle, when: friday 5pm, place: #general, host: Ana")

    assert told(reply) == "Reading circle is planned."
    assert door.circles.made[0]["when"].start == datetime(2014, 10, 17, 21, 0, tzinfo=UTC)
    assert door.circles.made[0]["place"] == ROOM
    assert door.circles.made[0]["host"] == ANA.account


async def test_values_by_name_do_the_same(door):
    await door.give("circle create", title="Reading", when="friday 5pm", capacity=12, picture=("a.png", b"1"))

    assert door.circles.made[0]["capacity"] == 12


async def test_a_repeated_happening_has_one_effect(door):
    first = await door.say("/circle create Reading, when: friday 5pm", happening="same")
    second = await door.say("/circle create Reading, when: friday 5pm", happening="same")

    assert isinstance(first, Answer)
    assert second == Quiet()
    assert len(door.circles.made) == 1


async def test_of_two_who_hear_the_same_at_once_one_acts(door):
    both = await asyncio.gather(
        *(door.say("/circle create Reading, when: friday 5pm", happening="same") for _ in range(2))
    )

    assert sorted(type(each).__name__ for each in both) == ["Answer", "Quiet"]


async def test_what_only_reads_may_be_repeated(door):
    first = await door.say("/circles", happening="same")

    assert await door.say("/circles", happening="same") == first


async def test_a_repeated_mistake_is_refused_alike_and_takes_no_effect_later(door):
    first = await door.say("/circle create Reading, when: fri 25:00", happening="same")

    assert await door.say("/circle create Reading, when: fri 25:00", happening="same") == first
    assert door.circles.made == []


async def test_a_form_asks_for_what_is_missing_and_finishes_the_command(door):
    asked = await door.say("/circle create Reading circle")
    assert isinstance(asked, Ask)
    assert asked.form.fields[0].value == "Reading circle"

    wrong = await door.send(asked.form, title="Reading circle", when="fri 25:00", level="")
    assert isinstance(wrong, Correct)
    assert "no day has an hour 25" in wrong.reasons["when"]

    assert await door.send(asked.form, title="") == Correct(
        {"title": "Please fill this in.", "when": "Please fill this in."}
    )
    assert told(await door.send(asked.form, title="Reading circle", when="friday 5pm")) == (
        "Reading circle is planned."
    )
    assert len(door.circles.made) == 1


async def test_a_handlers_refusal_of_a_field_keeps_the_form_open(door):
    asked = await door.say("/circle create")

    reply = await door.send(asked.form, title="taken", when="friday 5pm")

    assert reply == Correct({"title": "There is a circle of that name. Try “Reading circle 2”."})


async def test_a_wrong_value_offers_the_form_with_what_was_typed(door):
    refused = await door.say("/circle create Reading, when: fri 25:00")
    (button,) = refused.message.controls

    asked = await door.press(button.action)

    assert isinstance(asked, Ask)
    assert [field.value for field in asked.form.fields[:2]] == ["Reading", "fri 25:00"]
    assert told(await door.send(asked.form, title="Reading", when="friday 5pm")) == "Reading is planned."


async def test_a_group_alone_lists_what_it_can_do(door):
    assert "/circle create" in told(await door.say("/circle"))
    assert "/circle end" not in told(await door.say("/circle"))


async def test_a_group_is_listed_even_without_a_help_command(door, sqlite_units, clock):
    door.collected = collect(Circles())
    bare = Bot(
        collected=door.collected,
        directory=door.directory,
        units=sqlite_units,
        clock=clock,
        resolve=Resolve(sqlite_units),
        settle=door.settle,
        health=door.health,
        pages="no pages",
    )

    reply = await bare.invoke(Invoked(id="x", who=ANA, place=ROOM, command="circle"))

    assert "/circle create" in told(reply)


async def test_an_unknown_command_is_met_with_what_is_near(door):
    assert "/circles" in told(await door.say("/cirlces"))
    assert "/circle create" in told(await door.say("/circle crate"))


async def test_a_refusal_is_told_and_a_fault_is_apologised_for(door):
    assert told(await door.say("/circle create forbidden, when: friday 5pm")).startswith("Only hosts may")
    assert told(await door.say("/circle create broken, when: friday 5pm")).startswith("Sorry")


async def test_an_answer_of_the_wrong_kind_is_our_mistake(door):
    assert await door.say("/circle quiet") == Quiet()
    assert told(await door.say("/circle odd")).startswith("Sorry")


HOSTILE = [
    "",
    "/",
    "/circle",
    "/circle create " + "x" * 2_900,
    "/circle create " + "x" * 20_000,
    '/circle create "' + '\\"' * 1_400,
    "/circle create @everyone <!channel> <@U1> ```*_~|, when: friday 5pm",
    "/circle create \u202egnidaeR\u202c, when: friday 5pm",
    "/circle create \x00\x07\ud800, when: friday 5pm",
    "/circle create a, when: friday 5pm, capacity: -1, level: 💥, host: <@U0>, place: ../.., listed: perhaps",
    "/circle create a, when: " + "9" * 500,
    "/circle create a, length: " + "9" * 500 + " weeks, when: friday 5pm",
    "/circle 💥",
    "/💥 create",
    "/circles '; drop table people; --",
    "/communitybot " + "y" * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_get_a_decent_answer(door, text):
    reply = await door.say(text)

    assert isinstance(reply, Answer | Ask)
    if isinstance(reply, Answer):
        assert not told(reply).startswith("Sorry")
    for made in door.circles.made:
        made["title"].encode()
        assert made["title"].isprintable()


async def test_a_new_place_and_a_new_person_are_met_at_once(sqlite_units, clock):
    reply = await Door(sqlite_units, clock).say("/circles")

    assert told(reply) == "0 circles for everybody."


async def test_the_rest_of_the_door(door, clock):
    await door.bot.settle()
    await door.bot.departed(SPACE)

    assert door.settled == 1
    assert door.bot.now() == clock.now()
    assert await door.bot.health() == {"ok": True}
    assert door.bot.pages == "the pages"
    assert await door.bot.next_due() is None
    assert [spec.name for spec in door.bot.commands][-1] == "communitybot"


async def test_the_clock_moves_only_where_it_may(door, sqlite_units, clock):
    async def advance(seconds):
        clock.advance(timedelta(seconds=seconds))
        return clock.now()

    before = clock.now()
    demo = Door(sqlite_units, clock, advance=advance).bot

    assert not door.bot.can_advance
    with pytest.raises(Refusal):
        await door.bot.advance(60)
    assert demo.can_advance
    assert await demo.advance(60) == before + timedelta(seconds=60)
