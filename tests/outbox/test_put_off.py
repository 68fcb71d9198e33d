"""What was put off many times is tried as often as anything else once something goes wrong."""

from datetime import timedelta

import pytest
from fakes import START
from promises import drawn, put, row, said, words

from communitybot.outbox.entry import Later, State
from communitybot.outbox.retry import MOST_BUGS

MINUTE = timedelta(minutes=1)


def waiting(clock, until, faults):
    """A handler that puts off until a moment, then raises so many times, then has words."""
    left = list(range(faults))

    async def handler(entries, work):
        if clock.now() < until:
            return [Later(clock.now() + MINUTE, "not yet") for _ in entries]
        if left:
            left.pop()
            raise RuntimeError("a passing fault")
        return await words(entries, work)

    return handler


@pytest.mark.parametrize(("faults", "state"), [(1, State.SENT), (MOST_BUGS, State.FAILED)])
async def test_it_is_given_up_only_after_as_many_faults(units, relays, platform, clock, faults, state):
    """The control is a handler that goes on raising."""
    await put(units, drawn("a"))
    relay = relays(units, {"fake": platform}, {"drawn": waiting(clock, START + 20 * MINUTE, faults)})
    for _ in range(60):
        await relay.run_once()
        clock.advance(MINUTE)
    assert (await row(units))["state"] == state
    assert said(platform.posted) == (["a: drawn"] if state is State.SENT else [])
