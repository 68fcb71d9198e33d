"""The forms of a live chat on both platforms: answering, asking the visitor, and what one takes away."""

import re

import pytest

from tests.adapters.chats_on_both import kept, live, within

pytestmark = pytest.mark.slow


def private_of(guest):
    """What stands before somebody alone, in the room and in the thread."""
    if guest.platform == "discord":
        seen = [*guest.person.sees(guest.thread), *guest.person.sees(guest.hall.server["events"])]
    else:
        seen = guest.hall.slack.seen(guest.person, guest.hall.channel)
    return [guest._shown(each) for each in seen if each.ephemeral]


async def told(guest, words):
    """Wait until somebody is told words in private; gives the message."""
    await within(10.0, lambda: any(words in each.words for each in private_of(guest)))
    return [each for each in private_of(guest) if words in each.words][-1]


@pytest.mark.slow
async def test_an_answer_by_form_is_kept_mirrored_and_confirmed_in_the_thread(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        for guest, other in ((people.lucia, people.wei), (people.wei, people.lucia)):
            question = await hall.sees(guest, "Q1 of 4")
            form = await guest.presses(question, "Answer")
            assert "What does it mean?" in form
            words = f"A story by {guest.platform}."
            await guest.fills(form, Answer=words)
            shown = await told(guest, words)
            assert "A1 is in" in shown
            await hall.sees(other, words)
            thread = shown.raw.channel_id if guest.platform == "discord" else shown.raw.thread
            assert thread == (guest.thread.id if guest.platform == "discord" else guest.thread)
            assert not [each for each in private_of(other) if words in each.words]
        assert kept(hall) == ["A story by discord.", "A story by slack."]


@pytest.mark.slow
async def test_an_answer_is_changed_by_its_form_for_everybody(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        for guest, other in ((people.lucia, people.wei), (people.wei, people.lucia)):
            for words in (f"First by {guest.platform}.", f"Better by {guest.platform}."):
                form = await guest.presses(await hall.sees(guest, "Q1 of 4"), "Answer")
                await guest.fills(form, Answer=words)
                await hall.sees(other, words)
            assert not [each for each in other.heard() if f"First by {guest.platform}." in each.words]
        assert kept(hall) == ["Better by discord.", "Better by slack."]


@pytest.mark.slow
async def test_what_the_audience_asks_is_voted_on_from_both_and_becomes_a_question_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        await hall.moves(minutes=6)
        for guest, words in ((people.lucia, "Who pays for it?"), (people.wei, "When do we sleep?")):
            form = await guest.presses(guest.opening(), "Ask a question")
            await guest.fills(form, **{"Your question": words})
            await told(guest, "Your question is on the list")
        for guest in (people.lucia, people.dana):
            await hall.rests()
            now = await guest.presses(guest.opening(), "Where are we?")
            voted = await guest.chooses(now, "Vote for a question", "When do we sleep?")
            assert "Your vote counts" in voted
        await hall.rests()
        audience = await people.omar.presses(
            await people.omar.presses(people.omar.opening(), "Host cockpit"), "Audience (2)"
        )
        assert audience.words.index("sleep") < audience.words.index("pays")
        await people.omar.chooses(audience, "Ask it next", "When do we sleep?")
        await people.omar.presses(
            await people.omar.presses(people.omar.opening(), "Host cockpit"), "Next: Q2"
        )
        for guest in (people.lucia, people.wei):
            asked = await hall.sees(guest, "When do we sleep?")
            assert "Q2 of 5" in asked
            assert "Asked by Wei Chen" in asked


@pytest.mark.slow
async def test_what_one_takes_away_is_told_by_form_on_both(tmp_path):
    async with live(tmp_path) as (hall, people):
        for guest in (people.lucia, people.wei):
            await guest.says(f"Hello from {guest.platform}.")
        await hall.moves(minutes=66)
        for guest in (people.lucia, people.wei):
            form = await guest.presses(guest.opening(), "Reflect")
            await guest.fills(form, Reflection="I will observe a colleague.")
            await told(guest, "Thank you")
            archive = await guest.asks("chat archive", chat="#ce14")
            assert re.search("archive", archive.words, re.IGNORECASE)
        rows = await hall.house.units.read(
            lambda work: work.connection.exec_driver_sql("SELECT text FROM chat_reflections")
        )
        assert [text for (text,) in rows] == ["I will observe a colleague."] * 2
