"""What Slack brings over HTTP only at its last tries says that it could not reach us for a while."""

import asyncio

from twins import loom
from twins.loom.payloads import event_callback

from tests.adapters.slack_ears import classroom, until


async def test_what_slack_brings_only_at_its_last_tries_says_that_more_was_given_up():
    """Over HTTP nothing else tells that Slack could not reach us for a while."""
    async with loom.Twin.open(seed=73) as twin, classroom(twin, http=True) as room:
        room.adapter.floor.catching_up._sleep = lambda _: asyncio.sleep(0.05)
        async with twin.happens.dropped():
            lost = await room.says(room.priya, "A1 given up")
        async with twin.happens.held() as held:
            late = await room.says(room.dana, "A1 late")
            [(event, team)] = held.events
            held.events.clear()
        payload = event_callback(twin.world, team, event)
        await twin.courier.repeat(payload, 1)
        await asyncio.sleep(0.3)
        assert room.ears.retold == []  # the control: a first try says nothing
        await twin.doors.deliver(
            "events_api", payload, retry={"retry_attempt": 2, "retry_reason": "http_timeout"}
        )
        await until(lambda: bool(room.ears.retold))

        assert set(room.ears.told()) == {lost.ts, late.ts}
