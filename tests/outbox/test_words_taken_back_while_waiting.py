"""What waits for a platform is drawn anew when its words may be gone; what may have arrived is left."""

from datetime import timedelta

import pytest
from promises import drawn, put, row, said

from communitybot.conversation.message import message
from communitybot.ports import TryLater


@pytest.mark.parametrize(("again", "unsure"), [(True, False), (False, False), (True, True)])
async def test_what_could_not_leave_is_drawn_as_it_is_by_then(units, relays, platform, clock, again, unsure):
    """The controls: without being asked, and where it may stand already, the frozen words are kept."""
    words = ["before"]

    async def say(entries, work):
        return [message(words[0]) for _ in entries]

    def refuse(_verb, _key):
        raise TryLater(timedelta(seconds=5), unsure=unsure)

    platform.before = refuse
    await put(units, drawn("waits"))
    relay = relays(units, {"fake": platform}, {"drawn": say})
    await relay.run_once()
    frozen = (await row(units, "waits"))["payload"]
    words[0] = "after"
    if again:
        about = await row(units, "waits")
        await units.run(
            lambda work: work.outbox.redraw(about["community"], about["subject"], kinds=["drawn"], below=True)
        )
    kept = (await row(units, "waits"))["payload"]
    platform.before = lambda _verb, _key: None
    clock.set(clock.now() + timedelta(minutes=1))
    await relay.run_once()

    assert "before" in frozen
    assert (kept is None) is (again and not unsure)
    if not unsure:
        assert said(platform.posted) == ["after" if again else "before"]
