"""Everybody sees how resources work here, administrators change it, and no press does anything twice."""

from rooms import room, said

from communitybot.conversation.inbound import Away, RoomTold
from communitybot.resources.model.resource import ResourceSettings


async def kept(school):
    return await school.units.read(lambda work: work.resources.settings("c1"))


async def test_settings_are_shown_to_all_and_changed_by_administrators(school, ana, grace):
    shown = await ana.asks("resource settings")
    assert "Left alone everywhere." in said(shown.message)
    assert "Only administrators" in said(shown.message)
    assert list(shown.message.controls) == []
    refused = await ana.asks("resource settings", public=True)
    assert "Only administrators" in said(refused.message)
    assert await kept(school) == ResourceSettings()

    card = (await grace.asks("resource settings", add=str(room("slack")), reports=2)).message
    assert "tell people there" in said(card)
    assert "2 reports hide" in said(card)
    for label in ("This room too", "Live chats too", "Open the web page"):
        once = await grace.presses(card, label)
        again = await grace.presses(card, label)
        assert said(once.message) == said(again.message)
    assert await kept(school) == ResourceSettings(
        drafted=(room("slack"), room("discord")), chats=True, reports=2, public=True
    )
    card = (await grace.presses(card, "This room too")).message
    card = (await grace.presses(card, "Not this room")).message
    assert (await kept(school)).drafted == (room("slack"),)
    over = await grace.asks("resource settings", reports=21)
    assert "from 1 to 20" in said(over.message)


async def test_a_platform_whose_words_cannot_be_read_is_named(school, grace):
    school.house.deaf.add("discord")
    card = (await grace.asks("resource settings", add=str(room("discord")))).message

    assert "I do not hear what people say in #chats" in said(card)
    assert "tell people there" not in said(card)


async def test_a_room_of_another_community_is_refused(school, grace):
    answer = await grace.asks("resource settings", add="discord:elsewhere/chats")

    assert "room" in said(answer.message)
    assert (await kept(school)).drafted == ()


async def test_a_room_that_was_deleted_is_left_out_at_the_next_change(school, grace):
    await grace.asks("resource settings", add=str(room("slack")))
    await grace.asks("resource settings", add=str(room("discord")))
    await school.bot.room_changed(RoomTold(room=room("slack"), away=Away.DELETED))
    await grace.asks("resource settings", chats=True)

    assert (await kept(school)).drafted == (room("discord"),)
