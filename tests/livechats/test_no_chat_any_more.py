"""A chat whose event is something else: at its hour it does not begin, unless it is a chat again by then."""

from datetime import timedelta

import pytest
from hall import START

from communitybot.events.model import Kind, Scope
from communitybot.events.views import Changes
from communitybot.livechats.model.chat import Stage


async def called(hall, host, chat, kind):
    await hall.house.events.edit(await host.caller(), chat.event, Changes(kind=kind), Scope.ALL)
    await hall.later(seconds=2)


@pytest.mark.parametrize(("again", "stage"), [(False, Stage.CANCELLED), (True, Stage.LIVE)])
async def test_it_begins_only_if_it_is_a_chat_at_its_hour(hall, hana, again, stage):
    chat = await hall.planned(hana)
    await called(hall, hana, chat, Kind.WEBINAR)
    if again:
        await called(hall, hana, chat, Kind.CHAT)
    await hall.until(START + timedelta(seconds=5))
    assert (await hall.chat(chat)).stage is stage
    assert any(platform.threads for platform in hall.platforms.values()) is again
