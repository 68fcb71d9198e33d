"""A host's wish for an archive reaches the administrators that are known, once, with the button for it."""

from datetime import timedelta

import pytest
from hall import NEW_YORK, SEVEN, START, space

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Arrived, Pressed
from communitybot.conversation.plain import plain
from communitybot.livechats.model.chat import Archiving
from communitybot.livechats.views import ChatChanges, ChatPlan

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def nia(hall):
    """Runs the workspace on Slack, and was shown how to set it up."""
    made = hall.member("Nia Okoye", "slack", administers=True)
    arrived = Arrived(space=space("slack"), name="Lincoln School", by=made.who, rooms=())
    await hall.bot.arrived(arrived)
    await hall.later(minutes=1)
    return made


@pytest.fixture
def bo(hall):
    """A teacher who hosts, and administers nothing."""
    return hall.member("Bo Lind", "discord")


def wishes(hall, member):
    return [words for words in hall.told(member) if "would like this chat to be archived" in words]


async def press(hall, member, action, **rights):
    place = PlaceAddress(member.platform, "school", f"dm-{member.account.person}")
    who = member.who if not rights else type(member.who)(account=member.account, name=member.name, **rights)
    reply = await hall.bot.press(Pressed(id=f"p{next(hall.numbers)}", who=who, place=place, action=action))
    return plain(reply.message, zone=NEW_YORK, now=hall.clock.now())


def button(hall, member):
    platform = hall.platforms[member.platform]
    shown = [each.shown for each in platform.visible() if each.place.place == f"dm-{member.account.person}"]
    return next(
        control.action
        for message in shown
        for control in message.controls
        if getattr(control, "label", "").startswith("Turn archiving on")
    )


async def test_an_administrator_is_told_privately_and_once(hall, nia, bo):
    chat = await hall.planned(bo)
    await hall.later(minutes=1)
    await hall.chats.change(await bo.caller(), chat.id, ChatChanges(archive=True))
    await hall.chats.change(await bo.caller(), chat.id, ChatChanges(late=timedelta(days=1)))
    await hall.later(minutes=1)

    (told,) = wishes(hall, nia)
    assert "Archive #ce14: Connected educators?" in told
    assert "Bo Lind would like this chat to be archived." in told
    assert "If you do nothing, nothing is archived." in told
    assert wishes(hall, bo) == []


async def test_their_press_turns_it_on(hall, nia, bo):
    chat = await hall.planned(bo)
    await hall.later(minutes=1)
    assert "is archived" in await press(hall, nia, button(hall, nia))

    assert (await hall.chat(chat)).archiving is Archiving.ON


async def test_the_same_press_by_anybody_else_leaves_it_a_wish(hall, nia, bo):
    """The negative control."""
    chat = await hall.planned(bo)
    await hall.later(minutes=1)
    await press(hall, bo, button(hall, nia))

    assert (await hall.chat(chat)).archiving is Archiving.WISHED


async def test_where_the_platform_does_not_tell_their_rights_they_are_sent_to_a_room(hall, nia, bo):
    chat = await hall.planned(bo)
    await hall.later(minutes=1)
    planner = await press(hall, bo, Action("chat.archive", (chat.id, "on")), rights_told=False)

    assert "I cannot see whether you are an administrator" in planner
    assert "/chats" in planner


async def test_a_chat_without_that_wish_or_that_has_its_archive_disturbs_nobody(hall, nia, bo, hana):
    await hall.planned(bo, archive=False)
    await hall.planned(hana, archive=True)
    await hall.later(minutes=1)

    assert wishes(hall, nia) == []


async def test_a_draft_is_told_to_nobody(hall, nia, bo):
    plan = ChatPlan(title="Connected educators", starts=SEVEN, zone=NEW_YORK, hashtag="ce14", archive=True)
    draft = await hall.chats.draft(await bo.caller(), plan)
    await hall.later(minutes=1)
    assert wishes(hall, nia) == []

    await hall.chats.post(await bo.caller(), draft.id)
    await hall.later(minutes=1)
    assert len(wishes(hall, nia)) == 1


async def test_a_wish_that_comes_after_the_chat_was_posted_is_told_then(hall, nia, bo):
    chat = await hall.planned(bo, archive=False)
    await hall.later(minutes=1)
    await hall.chats.change(await bo.caller(), chat.id, ChatChanges(archive=True))
    await hall.later(minutes=1)

    assert len(wishes(hall, nia)) == 1


async def test_a_wish_that_is_taken_back_before_it_is_sent_is_not_told(hall, nia, bo):
    chat = await hall.planned(bo)
    await hall.chats.change(await bo.caller(), chat.id, ChatChanges(archive=False))
    await hall.later(minutes=1)

    assert wishes(hall, nia) == []


async def test_where_no_administrator_is_known_the_hosts_are_told_before_the_start(hall, bo):
    await hall.planned(bo)
    await hall.until(START - 4 * MINUTE)

    (told,) = hall.told(bo)
    assert "I know no administrator to tell. Please ask one" in told


async def test_where_one_is_known_they_are_not_sent_to_look_for_one(hall, nia, bo):
    """The negative control."""
    await hall.planned(bo)
    await hall.until(START - 4 * MINUTE)

    assert "I know no administrator" not in "\n".join(hall.told(bo))
