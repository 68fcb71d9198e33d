"""How many rows a worker holds ahead of its senders follows from how fast the platform takes messages."""

from datetime import timedelta

import pytest
from promises import entry, put

from communitybot.outbox.pace import Pace
from communitybot.ports import TryLater


@pytest.mark.promise("R3")
def test_answers_that_happen_to_come_together_do_not_look_like_haste():
    pace = Pace(4, 1_000)
    for second in range(60):  # forty a second, four of them at once
        for tenth in range(10):
            for answer in range(4):
                pace.left(1, second + tenth / 10 + answer / 10_000)

    assert pace.ahead <= 20


@pytest.mark.promise("R3")
async def test_what_a_platform_puts_off_at_once_does_not_look_like_haste(units, relays, platform):
    """Else the next crash would leave hundreds in doubt because a platform asked for a pause."""

    def pause(_verb, _key):
        raise TryLater(timedelta(minutes=1))

    platform.before = pause
    await put(units, *(entry(f"k{n}") for n in range(300)))
    relay = relays(units, {"fake": platform})
    before = relay._desk._pace.ahead

    await relay.run_once()

    assert len(platform.calls) == 300
    assert relay._desk._pace.ahead == before
