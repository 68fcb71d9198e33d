"""`/chat remove` asks first, says what is gone, and leads to what only moderators can delete."""

from datetime import timedelta

import pytest
from hall import START
from speaking import buttons, options, words

from communitybot.conversation.replies import Ask

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana, ana):
    planned = await hall.planned(hana)
    await hall.until(START + 6 * MINUTE)
    for said in ("A1: I never plan alone.", "A1: My pupil Tim said so.", "A1: Thank you!"):
        await ana.member.says(said)
    await hall.later(minutes=1)
    return planned


async def standing(hall, chat):
    return [line.text for line in await hall.lines(chat, said=True)]


async def test_a_person_is_named_asked_about_and_gone(hall, chat, host):
    form = await host.types("/chat remove person: Ana Ruiz")
    before = await standing(hall, chat)
    done = words(await host.sends(form, reason="It names a student."))
    await hall.later(minutes=1)

    assert "Remove 3 messages of Ana Ruiz" in form.form.intro
    assert len(before) == 3
    assert await standing(hall, chat) == []
    assert "Removed: 3 messages." in done
    assert "https://slack.example/" in done
    assert "I never plan alone." not in hall.read("discord")
    cockpit = words(await host.types("/chat cockpit"))
    assert "3 contributions by Hana Ito" in cockpit
    assert "It names a student." in cockpit


async def test_one_message_is_chosen_from_the_latest(hall, chat, host):
    card = await host.types("/chat remove")
    label = next(label for label in options(card) if "My pupil Tim" in label)
    form = await host.presses(card, "One message", value=options(card)[label])
    done = words(await host.sends(form))
    await hall.later(minutes=1)

    assert "Remove this message of Ana Ruiz? “My pupil Tim said so.”" in form.form.intro
    assert "Removed: 1 message." in done
    assert await standing(hall, chat) == ["I never plan alone.", "Thank you!"]
    assert "Tim" not in hall.read("discord")
    assert "1 contribution by Hana Ito" in words(await host.types("/chat remove"))


async def test_an_older_message_is_found_by_some_of_its_words(hall, chat, host, ana):
    for number in range(30):
        await ana.member.says(f"A1: And {number}.")
    latest = options(await host.types("/chat remove"))
    card = await host.types("/chat remove message: pupil tim")
    (label,) = options(card)
    await ana.member.says("A1: And more, while it is being chosen.")
    done = words(await host.sends(await host.presses(card, "One message", value=options(card)[label])))

    assert len(latest) == 25
    assert not any("Tim" in each for each in latest)
    assert "Removed: 1 message." in done
    assert not any("Tim" in text for text in await standing(hall, chat))
    assert "I find no message" in words(await host.types("/chat remove message: pupil tim"))


async def test_a_person_can_be_chosen_as_well(hall, chat, host):
    card = await host.types("/chat remove #ce14")
    people = next(each for each in card.message.controls if each.placeholder.startswith("All")).options
    form = await host.presses(card, "All that one person", value=people[0].value)

    assert people[0].label == "Ana Ruiz (3 messages)"
    assert "Remove 3 messages of Ana Ruiz" in form.form.intro


async def test_the_cockpit_leads_to_it_while_somebody_has_spoken(chat, host):
    cockpit = await host.types("/chat cockpit")
    card = await host.presses(cockpit, "Remove words")

    assert buttons(card) == ["One message", "All that one person wrote"]


async def test_nothing_goes_before_the_answer(hall, chat, host):
    assert isinstance(await host.types("/chat remove person: Ana Ruiz"), Ask)
    assert len(await standing(hall, chat)) == 3


async def test_whoever_only_takes_part_cannot(hall, chat, host, ana):
    refused = words(await ana.types("/chat remove person: Ana Ruiz"))
    form = await host.types("/chat remove person: Ana Ruiz")
    forged = words(await ana.sends(form))

    assert "Only the hosts" in refused
    assert "Only the hosts" in forged
    assert len(await standing(hall, chat)) == 3


async def test_a_form_that_is_sent_twice_says_that_the_words_are_gone(chat, host):
    form = await host.types("/chat remove person: Ana Ruiz")
    await host.sends(form)

    assert "There are no words of theirs in it any more." in words(await host.sends(form))


async def test_somebody_who_said_nothing_is_told_apart(chat, host):
    assert "There are no words of Hana Ito" in words(await host.types("/chat remove person: Hana Ito"))
