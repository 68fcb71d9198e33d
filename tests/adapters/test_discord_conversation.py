"""People use the bot on Discord: commands, buttons, forms in steps, and what each of them sees."""

import asyncio
import sqlite3
import time

import pytest
from twins.chord import Failed, Modal, Sight

from adapters.discord import answering
from tests.adapters.discording import scene


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def posted(there, title="Reading circle", when="in 3 days"):
    """An event, planned and posted by the principal; its card as the teacher sees it."""
    given = await there.principal.command(there.events, "event create", {"title": title, "when": when})
    pressed = await there.principal.press(await given.answer(), "Post it")
    await pressed.answer()
    return await card(there, title)


async def card(there, title="Reading circle"):
    def shown():
        return [s for s in there.teacher.sees(there.events) if title in s.text and not s.ephemeral]

    await there.twin.until(shown)
    return shown()[-1]


async def test_a_list_is_for_its_reader_alone(there):
    async with there.bot():
        answer = await (await there.teacher.command(there.events, "events")).answer()

    assert answer.ephemeral
    assert "Nothing is planned yet" in answer.text
    assert there.principal.sees(there.events) == []


async def test_an_event_goes_from_preview_to_card_to_answer_in_place(there):
    async with there.bot() as running:
        shown = await posted(there)
        assert there.principal.sees(there.events)[-1].text == shown.text
        await (await there.teacher.press(shown, "Going")).acknowledged()
        await running.house.bot.settle()

        after = await card(there)
    assert after.id == shown.id
    assert after.edited
    assert "1 going" in after.text
    assert after.pings == ()


async def test_every_button_of_a_card_works_after_a_restart(there):
    async with there.bot():
        shown = await posted(there)
    async with there.bot():
        labels = [each.label for each in shown.controls if each.custom_id]
        answers = [await (await there.principal.press(shown, label)).acknowledged() for label in labels]

    assert len(answers) == len(labels) >= 3


async def test_a_preview_can_still_be_posted_after_a_restart(there):
    async with there.bot():
        given = await there.principal.command(
            there.events, "event create", {"title": "Reading circle", "when": "in 3 days"}
        )
        preview = await given.answer()
    async with there.bot():
        await (await there.principal.press(preview, "Post it")).answer()
        assert "Reading circle" in (await card(there)).text


async def test_what_is_typed_is_completed(there):
    async with there.bot():
        await posted(there)
        offered = await (await there.teacher.complete("event show", "event", "read")).answer()

    assert [each for each in offered if "Reading circle" in each["name"]]
    assert len(offered) <= 25


@pytest.mark.parametrize(
    "token", ["someone-else", "event.rsvp:nothing:going", "command.form:nope", "x" * 100]
)
async def test_a_forged_token_gets_a_kind_word_and_changes_nothing(there, token):
    async with there.bot():
        shown = await posted(there)
        forged = await there.teacher.forge(shown, token)
        answer = await forged.answer()

    assert isinstance(answer, Sight)
    assert answer.ephemeral
    assert "Nothing was changed" in answer.text or "no such event" in answer.text


async def test_hostile_words_in_a_title_mention_nobody(there):
    async with there.bot():
        asked = {"title": "@everyone <@1> **circle**", "when": "in 3 days"}
        given = await there.principal.command(there.events, "event create", asked)
        await (await there.principal.press(await given.answer(), "Post it")).answer()
        shown = await card(there, "circle")

    assert shown.pings == ()
    assert "**circle**" not in shown.text


async def test_a_form_of_many_questions_comes_in_steps_and_is_saved_at_the_end(there):
    async with there.bot() as running:
        given = await there.principal.command(there.events, "community settings")
        first = await there.principal.press(await given.answer(), "Change these")
        modal = await first.answer()
        assert isinstance(modal, Modal)
        assert modal.title.endswith("(1/2)")
        assert len(modal.fields) == 5

        between = await (await there.principal.fill(modal, {"zone": "Chicago"})).answer()
        assert between.ephemeral
        assert "Step 1 of 2" in between.text
        second = await (await there.principal.press(between, "Continue")).answer()
        assert second.title.endswith("(2/2)")
        done = await there.principal.fill(second, {})
        await done.acknowledged()
        await running.house.bot.settle()
        told = await (await there.principal.command(there.events, "community settings")).answer()

    assert "Chicago" in told.text or "Central" in told.text


async def test_the_rest_of_a_form_can_be_left_out(there):
    async with there.bot():
        given = await there.principal.command(there.events, "community settings")
        modal = await (await there.principal.press(await given.answer(), "Change these")).answer()
        between = await (await there.principal.fill(modal, {"zone": "Chicago"})).answer()
        await (await there.principal.press(between, "That's all")).acknowledged()
        told = await (await there.principal.command(there.events, "community settings")).answer()

    assert "Chicago" in told.text or "Central" in told.text


async def test_a_modal_filled_in_over_a_restart_is_taken(there):
    async with there.bot():
        given = await there.teacher.command(there.events, "my settings")
        modal = await (await there.teacher.press(await given.answer(), "Change these")).answer()
    async with there.bot():
        await (await there.teacher.fill(modal, {"zone": "Chicago"})).acknowledged()
        told = await (await there.teacher.command(there.events, "my settings")).answer()

    assert "Chicago" in told.text or "Central" in told.text


async def test_a_wrong_answer_comes_back_with_the_others_kept(there):
    async with there.bot():
        given = await there.teacher.command(there.events, "my settings")
        modal = await (await there.teacher.press(await given.answer(), "Change these")).answer()
        filled = {"zone": "nowhere at all", "quiet": "22:00-06:00"}
        wrong = await (await there.teacher.fill(modal, filled)).answer()
        assert wrong.ephemeral
        assert "another look" in wrong.text

        again = await (await there.teacher.press(wrong, "Open the form again")).answer()
        assert again.field("quiet").value == "22:00-06:00"
        assert "nowhere" in again.field("zone").hint
        await (await there.teacher.fill(again, {"zone": "Chicago"})).acknowledged()
        told = await (await there.teacher.command(there.events, "my settings")).answer()

    assert "Chicago" in told.text or "Central" in told.text
    assert "22:00" in told.text or "10:00" in told.text or "10" in told.text


async def test_a_form_that_comes_too_late_is_offered_on_a_button(there, monkeypatch):
    monkeypatch.setattr(answering, "SOON", 0.05)
    monkeypatch.setattr(answering, "AT_LAST", 0.05)
    async with there.bot() as running:
        given = await there.teacher.command(there.events, "my settings")
        shown = await given.answer()
        press = running.house.bot.press

        async def slowly(pressed):
            await asyncio.sleep(0.3)
            return await press(pressed)

        monkeypatch.setattr(running.house.bot, "press", slowly)
        late = await there.teacher.press(shown, "Change these")
        offered = await late.follow_up()
        assert offered.ephemeral
    monkeypatch.undo()
    async with there.bot():
        opened = await (await there.teacher.press(offered, "Open the form")).answer()

    assert isinstance(opened, Modal)
    assert opened.field("zone")


@pytest.mark.promise("R14")
async def test_with_the_database_locked_it_is_promised_within_a_second_and_done_once(there):
    async with there.bot():
        shown = await posted(there)
        lock = sqlite3.connect(there.folder / "house.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        pressed = await there.teacher.press(shown, "Going")
        given = await there.teacher.command(
            there.events, "event create", {"title": "Other", "when": "in 2 days"}
        )
        await asyncio.gather(pressed.acknowledged(), given.acknowledged())
        waited = time.monotonic() - began
        await asyncio.sleep(2)
        lock.execute("COMMIT")
        lock.close()
        preview = await given.answer()
        await there.twin.until(lambda: "1 going" in there.teacher.sees(there.events)[0].text)

    assert waited < 1.5
    assert max(there.twin.counts.acks) <= 1.0
    assert preview.ephemeral
    assert "Other" in preview.text


async def test_without_that_promise_the_person_would_read_that_it_failed(there, monkeypatch):
    monkeypatch.setattr(answering, "SOON", 30.0)
    async with there.bot():
        shown = await posted(there)
        lock = sqlite3.connect(there.folder / "house.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        pressed = await there.teacher.press(shown, "Going")
        answer = await pressed.answer()
        lock.execute("COMMIT")
        lock.close()

    assert isinstance(answer, Failed)


async def test_a_repeated_interaction_is_answered_once(there):
    async with there.bot() as running:
        shown = await posted(there)
        pressed = await there.teacher.press(shown, "Going")
        await pressed.acknowledged()
        await running.house.bot.settle()
        before = there.twin.counts.requests.total()
        for session in there.twin.gateway.sessions.values():
            for frame in [each for each in session.sent if each["t"] == "INTERACTION_CREATE"]:
                session.connection.put(frame)
        await asyncio.sleep(0.3)

        assert there.twin.counts.requests.total() == before
        assert "1 going" in (await card(there)).text


async def test_an_interaction_discord_gave_up_on_has_its_effect_once(there):
    async with there.bot():
        shown = await posted(there)
        there.twin.core.ack_within = 0.0
        pressed = await there.teacher.press(shown, "Going")
        assert isinstance(await pressed.answer(), Failed)
        await there.twin.until(lambda: "1 going" in there.teacher.sees(there.events)[0].text)
