"""What falls due together holds its ideas in the order of their ids, as whoever merges two does.

Held in the order in which they fall due, two units could each wait for what the other one holds.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from fakes import FakeClock

from communitybot.ideas.delivery.answers import Answers
from communitybot.ideas.delivery.friendship import Friendship
from communitybot.ideas.delivery.hosting import Hosting
from communitybot.ideas.delivery.nudges import Reminding
from communitybot.outbox.entry import Entry

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
CLOCK = FakeClock(NOON)
HANDLERS = {
    "a question to a friend": Friendship(CLOCK).asks,
    "a week without an answer": Friendship(CLOCK).waits,
    "the date of a brief": Answers(CLOCK).due,
    "the end of a lab": Hosting(CLOCK, None).held,
    "a withdrawal": Hosting(CLOCK, None).withdrawn,
    "a gentle reminder": Reminding(CLOCK).looks,
}


def about(idea):
    args = {"idea": idea, "brief": "none", "event": "none", "end": ""}
    named = {"key": idea, "kind": "any", "subject": f"idea:{idea}", "destination": None}
    return Entry(id=1, community="c1", due=NOON, args=args, revision=0, attempts=0, epoch=0, **named)


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS)
async def test_ideas_of_a_batch_are_held_in_one_order(handler):
    held = []

    async def get(_, idea, *, hold=False):
        held.extend([idea] * hold)

    async def nothing(*_, **__):
        return None

    nowhere = SimpleNamespace(get=nothing, lab=nothing)
    work = SimpleNamespace(ideas=SimpleNamespace(get=get), briefs=nowhere, labs=nowhere)
    await handler([about("beech"), about("ash")], work)

    assert held[:2] == ["ash", "beech"]
