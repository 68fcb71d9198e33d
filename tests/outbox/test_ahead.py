"""How many rows a worker holds ahead of its senders follows from how fast the platform takes messages."""

from datetime import timedelta

import pytest
from promises import entry, put

from communitybot.ports import TryLater


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
