"""Every command of live chats, and where buttons are answered, through both platforms with the whole bot."""

import pytest

from tests.adapters.chats_on_both import QUESTIONS, begun, live, well
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

GIVEN = {
    "chat search": {"words": "connected"},
    "chat schedule": {"title": "Second", "when": "in 2 days"},
    "chat answer": {"text": "I begin with a story."},
    "chat ask": {"text": "What would you fund first?"},
    "chat show": {"showing": "initials"},
    "chat edit": {"guest": "Ms Lindqvist"},
    "chat questions": {"questions": " | ".join((*QUESTIONS, "What else?"))},
    "chat extend": {"by": "2 minutes"},
}
"""What is given with a command that wants something; the others are given bare."""

LAST = ("chat skip", "chat end", "chat cancel", "chat reflect", "chat archive")
"""In their order, after all others."""


def chat_commands(hall):
    names = [spec.name for spec in hall.house.bot.commands if spec.name.split()[0] in {"chat", "chats"}]
    return [*(name for name in names if name not in LAST), *LAST]


async def said_to(guest, command, hall):
    await hall.rests()  # or the next message in the room would be taken for the answer
    answer = await guest.asks(command, **GIVEN.get(command, {}))
    assert private(answer), (guest.name, command)
    return answer


def private(shown):
    """Whether only whoever asked sees it; a form is before one person alone."""
    return getattr(shown.raw, "ephemeral", True)


@pytest.mark.slow
async def test_every_command_is_answered_in_private_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        assert set(GIVEN) | set(LAST) < set(chat_commands(hall))
        for command in chat_commands(hall):
            for guest in (people.omar, people.wei):
                answer = await said_to(guest, command, hall)
                assert well(answer.words), (guest.name, command, answer.words)
            if command == "chat end":
                await people.omar.presses(await people.omar.asks("chat end"), "End it now")
                await hall.rests()


@pytest.mark.slow
async def test_where_two_chats_are_live_it_is_asked_which_and_the_chosen_one_answers(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        preview = await people.omar.asks(
            "chat schedule", title="Other talk", when="in 30 minutes", hashtag="#other", questions="Why?"
        )
        await people.omar.presses(preview, "Post it")
        await begun(hall, people)
        for guest in (people.lucia, people.dana):
            await hall.rests()
            asked = await guest.asks("chat now")
            assert "Two chats are live: which one?" in asked
            now = await guest.chooses(asked, "Choose a chat", "#other")
            assert "Other talk" in now
            assert private(now)
        asked = await people.dana.asks("chat pause")
        assert "Paused" in await people.dana.chooses(asked, "Choose a chat", "#ce14")
        await hall.rests()
        for guest in (people.lucia, people.dana):  # the thread says by itself which one is meant
            opening = next(each for each in guest.room() if "Live chat: #other" in each.words)
            assert "Other talk" in await guest.presses(opening, "Where are we?")


@pytest.mark.slow
async def test_a_button_in_a_thread_is_answered_there_for_whoever_pressed_it_alone(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        for guest in (people.lucia, people.wei):
            question = await hall.sees(guest, "Q1 of 4")
            now = await guest.presses(question, "Where are we?")
            assert "We are at Q1 of 4" in now
            assert private(now)
        shown = (await people.wei.presses(await hall.sees(people.wei, "Q1 of 4"), "Where are we?")).raw
        assert (shown.channel, shown.thread) == (hall.channel.id, people.wei.thread)
        shown = (await people.lucia.presses(await hall.sees(people.lucia, "Q1 of 4"), "Where are we?")).raw
        assert shown.channel_id == people.lucia.thread.id
        for other in (people.omar, people.dana):
            assert not [each for each in other.heard() if "We are at" in each]
            assert not [each for each in other.room() if "We are at" in each]


@pytest.mark.slow
async def test_the_card_at_the_head_follows_the_chat_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        for minutes, words in ((6, "Live now: Q1"), (14, "Live now: Q2")):
            await hall.moves(minutes=minutes)
            for guest in (people.lucia, people.wei):
                await hall.reads(guest, words)
                assert guest.opening().words.count("Live now") == 1
        await hall.rests()
        cockpit = await people.dana.presses(people.dana.opening(), "Host cockpit")
        await people.dana.presses(cockpit, "Pause")
        await hall.moves(seconds=5)
        for guest in (people.lucia, people.wei):
            await hall.reads(guest, "a short break")
        await people.omar.presses(await people.omar.presses(people.omar.opening(), "Host cockpit"), "Go on")
        await hall.moves(seconds=5)
        for guest in (people.lucia, people.wei):
            await hall.reads(guest, "Live now: Q2 of 4")
        for number in (3, 4):
            await hall.rests()
            cockpit = await people.dana.presses(people.dana.opening(), "Host cockpit")
            await people.dana.presses(cockpit, f"Skip Q{number}")
        await hall.moves(seconds=5)
        for guest in (people.lucia, people.wei):
            await hall.reads(guest, "Live now: Q2 of 2")


async def test_a_form_of_many_fields_is_filled_in_on_both(tmp_path):
    """On Discord in steps of at most five fields, on Slack at once; what is changed is changed for all."""
    async with three_platforms(tmp_path) as (hall, people):
        wishes = {"title": "Being connected", "when": "in 3 days", "questions": "Why?", "hashtag": "#ce14"}
        preview = await people.omar.asks("chat schedule", **wishes)
        form, steps = await people.omar.presses(preview, "Change it"), 0
        changed = await people.omar.fills(form, Title="Being reconnected")
        while "Continue" in " ".join(changed.labels):
            steps += 1
            form = await people.omar.presses(changed, "Continue")
            assert len(form.labels) <= 5
            changed = await people.omar.fills(form)
        assert "Being reconnected" in changed
        assert steps >= 1
        await people.omar.presses(changed, "Post it")
        await hall.rests()

        form = await people.wei.asks("chat edit")
        assert len(form.raw.labels) > 5
        await people.wei.fills(form, guest="Secretary Duncan", questions="Why?\nWhy not?")
        await hall.rests()
        changed = [each for each in people.wei.room() if private(each)][-1]
        assert "Secretary Duncan" in changed
        assert "Q2 Why not?" in changed
        form = await people.omar.asks("chat edit")
        assert form.raw.field("Questions").value == "Why?\nWhy not?"
