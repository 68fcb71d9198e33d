"""Whatever stands under the cards of an idea is answered on both platforms after a restart."""

import asyncio

import pytest

from tests.adapters.chats_on_both import broken_limits, well
from tests.adapters.test_chat_buttons_after_a_restart import controls_of
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

TITLE = "Peer observation hour"
LOOKS = ("view", "team", "advance", "model", "friends", "lab", "commitments", "brief", "outcome")
USED = {
    "advance",
    "edit",
    "follow",
    "lab_cancel",
    "lab_change",
    "commitment",
    "model",
    "model_edit",
    "model_picture",
}
USED |= {"park", "support", "team", "view", "withdraw", "role", "friends", "commitments", "brief", "voice"}
LAST = ("idea.withdraw", "idea.brief_discard", "idea.voice_back")


async def posted(hall, people):
    """Lucía's idea, Dana in its team: one of them on each platform."""
    await people.omar.asks("idea settings", reviewed=False)
    words = {"need": "Teachers work alone.", "approach": "A visit a month.", "benefits": "New teachers."}
    preview = await people.lucia.asks(
        "idea post", title=TITLE, **words, helps="A timetable.", roles="researcher", me="classroom teacher"
    )
    await people.lucia.presses(preview, "Send it")
    await hall.moves(minutes=1)
    await people.dana.asks("idea join", idea=TITLE, role="school leader")
    await hall.moves(minutes=1)
    question = await hall.is_told(people.lucia, "would like to join")
    await people.lucia.presses(question, "Accept")
    for stage in ("developing", "team formed"):
        gate = await people.lucia.asks("idea advance", idea=TITLE)
        await people.lucia.presses(gate, f"On to {stage}")
    form = await people.lucia.presses(await people.lucia.asks("idea model", idea=TITLE), "Outputs")
    await people.lucia.fills(form, Outputs="Ten visits")
    await people.lucia.asks("idea lab", idea=TITLE, when="saturday 9am-3pm", place="Library")
    await people.lucia.asks("idea commit", what="Ask the board", owner="me", by="15 december", idea=TITLE)
    await hall.moves(minutes=1)


async def seen_by(hall, guest):
    """The cards somebody has before them: the head of the thread, and what they ask for."""
    cards = [guest.opening(), await guest.asks("ideas")]
    for look in LOOKS:
        await hall.house.bot.settle()
        card = await guest.asks(f"idea {look}", idea=TITLE)
        cards.append(card)
    return cards


async def test_every_button_of_an_idea_works_after_a_restart_and_a_double_click_counts_once(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        hall.talk = TITLE
        await posted(hall, people)
        await asyncio.gather(*(people.wei.presses(people.wei.opening(), "Support") for _ in range(2)))
        await hall.moves(minutes=1)
        assert "1 person supports it" in people.lucia.opening()
        found = {}
        for guest in (people.lucia, people.dana, people.wei):
            cards = [guest.opening()] if guest is people.wei else await seen_by(hall, guest)
            for each in (one for card in cards for one in controls_of(guest, card)):
                found.setdefault((guest.name, each.token), each)
        await hall.closes()
        await hall.opens()
        bad = []
        for each in sorted(found.values(), key=lambda one: one.verb in LAST):
            await hall.house.bot.settle()
            answer = await each.used()
            if not well(answer.words):
                bad.append((each.guest.name, each.label, each.verb, answer.words[:200]))

        assert bad == []
        assert {each.verb for each in found.values()} >= {f"idea.{verb}" for verb in USED}
        assert {each.guest.platform for each in found.values()} == {"discord", "slack"}
        assert broken_limits(hall) == []
