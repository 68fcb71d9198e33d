"""An idea is discussed on Discord, on Slack and in the playground at once, as people see it there."""

import asyncio

import pytest

from tests.adapters.chats_on_both import broken_limits, within
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

WITHIN = 5.0  # seconds until words said on one platform stand on the other


def read(guest):
    return "\n".join(each.words for each in guest.heard())


def once(guest, words):
    return read(guest).count(words) == 1


async def test_its_thread_opens_everywhere_words_follow_and_a_withdrawn_idea_is_closed(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        hall.talk = "Mentor hours"
        lucia, wei = people.lucia, people.wei
        assert "published as soon as" in await people.omar.asks("idea settings", reviewed=False)
        preview = await lucia.asks("idea post", title="Mentor hours", need="New teachers leave.")
        await lucia.presses(preview, "Send it")
        await hall.moves(seconds=5)
        for guest in hall.guests:
            opening = guest.opening()
            assert "New teachers leave." in opening
            assert opening.labels[:2] == ("Support", "Join the team")
        assert not hall.discord.core.world.channels[hall.server["events"].channel.id].pins
        assert not [each for each in hall.slack.seen(wei.person, hall.channel) if each.pinned]

        said = await lucia.says("Two huors a week.")
        await within(WITHIN, lambda: once(wei, "Two huors a week."))
        assert "Lucía Ortega (Discord): " in read(wei)
        await asyncio.sleep(1.1)  # Slack takes one message a second in a room
        await lucia.rewords(said, "Two hours a week.")
        await within(WITHIN, lambda: once(wei, "Two hours a week."))
        answer = await wei.says("Who counts them?")
        await within(WITHIN, lambda: once(lucia, "Who counts them?"))
        await hall.rests()
        assert once(people.maya, "Two hours a week.")
        assert once(people.maya, "Who counts them?")
        await wei.unsays(answer)
        await within(WITHIN, lambda: "Who counts them?" not in read(lucia))

        asked = await lucia.asks("idea withdraw", idea="Mentor hours")
        await lucia.fills(asked, Reason="I have another.")
        await hall.moves(minutes=1)
        assert "Withdrawn" in wei.opening()
        thread = lucia.thread.channel
        assert (thread.archived, thread.locked) == (True, True)
        assert broken_limits(hall) == []
