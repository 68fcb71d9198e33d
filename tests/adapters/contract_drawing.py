"""What every adapter promises of drawing: whatever can be said or asked is taken, over sockets.

Made at random, of every block, span, control and field, and of hostile text; the same each time.
"""

from hypothesis import HealthCheck, Phase, given, settings

from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet
from tests.conversation.strategies import HOSTILE, forms, messages

MESSAGES, REPLIES, FORMS = 40, 12, 20
ROOMS = 10


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
