"""Whatever is pressed twice, sent again or sent at once, each person is one answer."""

import asyncio
import random
import re

import pytest
from town import SCHOOL_DAY

from communitybot.communities.model import Community, Purpose, Room
from communitybot.consultations.model.response import Showing
from communitybot.consultations.views import Answers
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.errors import NotFound


@pytest.mark.promise("R16")
async def test_random_answers_withdrawals_and_retries_count_each_person_by_their_last_word(town):
    await town.opens()
    day = (await town.only()).id
    service = town.hall.house.consults.service
    dice, last = random.Random(5), {}
    people = [await town.somebody(f"P{number} Poe").caller() for number in range(8)]

    async def act(caller, choice):
        for _ in range(dice.choice((1, 1, 2))):  # retries and double clicks
            if choice is None:
                await service.withdraw(caller, day)
            else:
                await service.answer(caller, day, Answers(showing=Showing.NAME, role="", said={1: choice}))

    for _ in range(40):
        at_once = dice.sample(people, 3)  # different people at once, each with one wish
        wishes = [dice.choice(("1", "2", "3", None)) for _ in at_once]
        await asyncio.gather(*(act(caller, wish) for caller, wish in zip(at_once, wishes, strict=True)))
        last |= {caller.person: wish for caller, wish in zip(at_once, wishes, strict=True)}

    kept = await town.units.read(lambda work: work.consultations.responses("c1", day))
    assert {one.person: one.said[1] for one in kept} == {who: said for who, said in last.items() if said}
    await town.later(seconds=5)
    assert f"{len(kept)} people answered so far" in town.read("discord")[0]


async def test_the_same_press_heard_twice_does_nothing_twice(town):
    hana = town.hana
    await hana.types(SCHOOL_DAY)
    preview = hana.reply.message
    await hana.presses("Open it", preview, happening="once")
    await hana.presses("Open it", preview, happening="once")
    assert "is open already" in await hana.presses("Open it", preview)
    await town.later(seconds=5)
    assert len(town.cards("slack")) == 1
    ana, card = town.somebody("Ana Ruiz"), town.cards("slack")[0]
    await ana.presses("Answer", card)
    form = ana.reply
    assert "Thank you" in await ana.sends(showing="name", q1="1", happening="sent")
    ana.reply = form
    await ana.sends(showing="name", q1="1", happening="sent")
    ana.reply = form
    assert "Changed" in await ana.sends(showing="name", q1="1")
    assert await town.people() == 1

    assert await hana.types("/consult close")
    sure = hana.reply.message
    for _ in range(2):
        assert "Closed" in await hana.presses("Yes, close it now", sure)
    await town.later(days=1)
    assert len([each for each in town.read("slack") if "asked, and 1 person answered" in each]) == 1


async def test_nothing_is_kept_of_whoever_has_not_chosen_how_to_be_quoted_or_answers_nothing(town):
    await town.opens()
    ana, card = town.somebody("Ana Ruiz"), town.cards("slack")[0]
    await ana.presses("Answer", card)
    form = ana.reply
    assert "choose first how you are quoted" in await ana.sends(q1="1")
    ana.reply = form
    assert "at least one question" in await ana.sends(showing="name", q3="  \u200b ")
    ana.reply = form
    assert "cannot read the answer to question 1" in await ana.sends(showing="name", q1="perhaps")
    ana.reply = form
    assert "cannot read the answer to question 2" in await ana.sends(showing="name", q2="6")

    assert await town.people() == 0


@pytest.mark.promise("R37")
async def test_nobody_of_another_community_reaches_it_by_any_button_or_command(town):
    elm = PlaceAddress("slack", "elm", "chats")
    other = Community(
        id="elm",
        name="Elm School",
        slug="elm",
        zone="America/New_York",
        spaces=(SpaceAddress("slack", "elm"),),
        rooms=(Room(elm, "chats", frozenset({Purpose.EVENTS})),),
    )
    await town.units.run(lambda work: work.communities.add(other))
    town.elsewhere = elm
    hana = await town.opens()
    ana = town.somebody("Ana Ruiz")
    await ana.answers(town.cards("slack")[0], q3="A secret.", q1="1")
    one = await town.only()
    eve = town.somebody("Eve Elm", space="elm", administers=True)

    async def tries():
        for verb in sorted(town.bot._collected.presses):
            if verb.startswith("consult."):
                for value in (one.id, "x.1"):
                    for arguments in ((one.id,), ()):
                        words = await eve.acts(Action(verb, arguments), value)
                        assert "School day" not in words, verb
                        assert "secret" not in words, verb
        for line in ("view", "answer", "edit", "close", "reply Done., consultation:"):
            for name in (one.id, "School day"):
                words = await eve.types(f"/consult {line} {name}")
                assert "School" not in words.replace("“School day”", ""), line  # what she typed herself
        assert "School day" not in await eve.types("/consults")

    await tries()
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    closed = await town.only()
    await tries()
    caller = await eve.caller()
    with pytest.raises(NotFound):
        await town.hall.house.consults.service.reply(caller, one.id, "Taken.")
    assert await town.only() == closed
    assert await town.people() == 1


@pytest.mark.promise("R16")
async def test_two_accounts_that_become_one_person_are_one_answer_in_the_summary_at_once(town):
    hana = await town.opens()
    card = town.cards("slack")[0]
    ana, other = town.somebody("Ana Ruiz"), town.somebody("Anita Ruiz", "discord")
    await ana.answers(card, q3="First.")
    await town.later(minutes=1)
    await other.answers(card, q3="Second.")
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(seconds=10)
    assert "2 people answered" in town.read("slack")[-1]
    (code,) = re.findall(r"code is ([A-Z0-9-]+)", await ana.types("/my link"))
    await other.types(f"/my link code: {code}")
    await other.presses(next(iter(other.buttons)))
    await town.later(minutes=1)

    summary = town.read("slack")[-1]
    assert "1 person answered" in summary
    assert "Second." in summary  # the later answer stands
    assert "First." not in summary
