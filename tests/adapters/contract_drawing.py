"""What every adapter promises of drawing: whatever can be said or asked is taken, over sockets.

Made at random, of every block, span, control and field, and of hostile text; the same each time.
"""

from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, given, settings

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, Video, message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet
from communitybot.conversation.text import say
from tests.conversation.strategies import HOSTILE, forms, messages

MESSAGES, REPLIES, FORMS = 40, 12, 20
ROOMS = 10
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LECTURE = "https://www.youtube.com/watch?v=abc&t=10"


def some(strategy, count):
    """So many examples, which do not change from run to run."""
    found = []

    @settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(one):
        found.append(one)

    draw()
    return found


class DrawingContract:
    """The stage's `answered` has the bot give a reply to a command and tells what the person then has."""

    async def test_whatever_can_be_said_is_taken_as_it_is_and_as_an_edit(self, stage):
        said = some(messages(), MESSAGES)
        rooms = [await stage.another_room(f"room-{number}") for number in range(ROOMS)]
        for number, words in enumerate(said):
            room = rooms[number % ROOMS]
            ref = await stage.platform.post(room, words, f"key-{number}")
            await stage.platform.edit(ref, said[number - 1])
            assert (await stage.sees("teacher", room)) != []

    async def test_a_video_is_shown_with_its_address_and_found_again_by_its_key(self, stage):
        row = Controls((Button("View", Action("resource.view", ("r1",))),))
        shown = message(Video("Fractions on a line", LECTURE, say("video, 4 minutes")), "Shown by Ana.", row)
        refs = [
            await stage.platform.post(stage.room, shown, "video-1"),
            await stage.platform.post(stage.room, shown.with_controls(), "video-2"),
        ]

        for seen in (await stage.sees("teacher"))[-2:]:
            assert "Fractions on a line" in seen.text
            assert LECTURE in [*seen.links, *seen.text.split()]
        assert (await stage.sees("teacher"))[-2].labels[:1] == ("View",)
        assert [await stage.platform.find(stage.room, f"video-{n}", LONG_AGO) for n in (1, 2)] == refs

        for ref, words in zip(refs, (shown, message("It was taken away")), strict=True):
            await stage.platform.edit(ref, words)
        assert "Fractions on a line" in (await stage.sees("teacher"))[-2].text
        assert (await stage.sees("teacher"))[-1].text == "It was taken away"
        assert await stage.answered("teacher", Answer(shown)) == "message"

    async def test_whatever_is_answered_is_seen(self, stage):
        for number, words in enumerate(some(messages(), REPLIES)):
            reply = Amend(words) if number % 4 == 3 else Answer(words)
            assert await stage.answered("teacher", reply) == "message"

    async def test_whatever_is_asked_opens(self, stage):
        for form in some(forms, FORMS):
            assert await stage.answered("teacher", Ask(form)) == "form"

    async def test_what_needs_another_look_is_said(self, stage):
        reasons = {f"field_{number}": text for number, text in enumerate(HOSTILE[:6])}
        assert await stage.answered("teacher", Correct(reasons)) == "message"

    async def test_a_quiet_answer_is_no_failure(self, stage):
        assert await stage.answered("teacher", Quiet()) == "nothing"

    async def test_what_a_platform_refuses_would_be_noticed(self, stage):
        """The control: a drawing that is too long is not taken."""
        assert await stage.answered("teacher", Answer(message("Hello"))) == "message"
        assert await stage.refuses_what_is_too_long()
