"""What has been heard is acted on once, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


async def test_a_happening_is_new_once(units):
    first = await units.run(lambda work: work.inbox.first_time("playground:1", at=NOW))
    again = await units.run(lambda work: work.inbox.first_time("playground:1", at=NOW + timedelta(hours=1)))
    other = await units.run(lambda work: work.inbox.first_time("playground:2", at=NOW))

    assert (first, again, other) == (True, False, True)


async def test_a_unit_that_fails_has_heard_nothing(units):
    async def fails(work):
        await work.inbox.first_time("playground:1", at=NOW)
        raise RuntimeError("after hearing")

    with pytest.raises(RuntimeError):
        await units.run(fails)

    assert await units.run(lambda work: work.inbox.first_time("playground:1", at=NOW))
