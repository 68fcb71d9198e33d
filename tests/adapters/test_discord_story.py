"""A first day on Discord: an event is planned, people say they come, and the reminder finds its room."""

from datetime import UTC, datetime, timedelta

import pytest

from communitybot.clocks import MovableClock
from tests.adapters.discording import scene


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


def shared(there, words):
    return [each for each in there.teacher.sees(there.events) if words in each.text and not each.ephemeral]


async def plan(there, **values):
    asked = {"title": "Reading circle", "when": "in 3 days", **values}
    given = await there.principal.command(there.events, "event create", asked)
    await (await there.principal.press(await given.answer(), "Post it")).answer()
    await there.twin.until(lambda: shared(there, "Reading circle"))
    return shared(there, "Reading circle")[-1]


async def test_the_room_is_reminded_when_the_time_comes(there):
    clock = MovableClock(datetime.now(UTC))
    async with there.bot(clock) as running:
        card = await plan(there)
        await running.house.bot.advance(timedelta(days=3, hours=1).total_seconds())
        reminders = [each for each in shared(there, "Reading circle") if each.id != card.id]

    assert reminders
    assert all(each.pings == () for each in reminders)


async def test_what_was_due_while_the_bot_was_away_is_posted_once(there):
    clock = MovableClock(datetime.now(UTC))
    async with there.bot(clock) as running:
        await plan(there)
        await running.house.bot.settle()
        before = len(shared(there, "Reading circle"))
    clock.move_to(clock.now() + timedelta(days=2, minutes=2))
    for _ in range(2):
        async with there.bot(clock) as running:
            await running.house.bot.settle()

    assert len(shared(there, "Reading circle")) == before + 1


async def test_an_edit_in_a_form_of_steps_changes_the_card_in_place(there):
    async with there.bot() as running:
        card = await plan(there)
        own = [each for each in there.principal.sees(there.events) if "Edit" in each.labels][-1]
        modal = await (await there.principal.press(own, "Edit")).answer()
        assert modal.field("Title").value == "Reading circle"
        between = await (await there.principal.fill(modal, {"Title": "Poetry circle"})).answer()
        assert "Step 1 of 3" in between.text
        told = await (await there.principal.press(between, "That's all")).answer()
        assert "Poetry circle" in told.text
        await (await there.principal.press(told, "Make the change")).acknowledged()
        await running.house.bot.settle()
        await there.twin.until(lambda: shared(there, "Poetry circle"))

        assert card.id in [each.id for each in shared(there, "Poetry circle")]


async def test_who_is_going_is_reminded_in_private_and_answers_there(there):
    clock = MovableClock(datetime.now(UTC))
    async with there.bot(clock) as running:
        card = await plan(there)
        await (await there.teacher.press(card, "Going")).acknowledged()
        await running.house.bot.advance(timedelta(days=2, minutes=1).total_seconds())
        reminder = there.teacher.sees(there.teacher.direct)[-1]
        assert "Reading circle" in reminder.text
        others = [each.text for each in there.principal.sees(there.principal.direct)]
        assert not any("Reading circle" in each for each in others)

        await (await there.teacher.press(reminder, "Can't")).acknowledged()
        await running.house.bot.settle()
        await there.twin.until(lambda: "0 going" in card_text(there, card))


def card_text(there, card):
    return next(each.text for each in there.teacher.sees(there.events) if each.id == card.id)


async def test_private_answers_stand_before_their_reader_alone(there):
    async with there.bot():
        card = await plan(there)
        answer = await (await there.teacher.press(card, "Details")).answer()

        assert answer.ephemeral
        assert answer.id not in [each.id for each in there.principal.sees(there.events)]
