"""The event of a chat says what it is, where it opens, whom to bring, and whether it is archived."""

from datetime import timedelta

import pytest
from hall import NEW_YORK, SEVEN, START, room

from communitybot.conversation.plain import plain
from communitybot.events.model import Answer, Scope
from communitybot.events.views import Changes
from communitybot.livechats.views import ChatChanges, ChatPlan

ARCHIVED = "If you can't come: it will be archived."
NOT_ARCHIVED = "It will not be archived."
MINUTE = timedelta(minutes=1)


@pytest.fixture
def bo(hall):
    """A teacher who hosts, and administers nothing."""
    return hall.member("Bo Lind", "discord")


def posted(hall, platform="slack"):
    """What stands in the room of a platform now, as words."""
    shown = [each.shown for each in hall.platforms[platform].visible() if each.place == room(platform)]
    return [plain(each, zone=NEW_YORK, now=hall.clock.now()) for each in shown]


def card(hall):
    (found,) = [each for each in posted(hall) if "Mark your calendars" in each]
    return found


async def test_it_says_what_it_is_and_that_it_is_archived(hall, hana):
    await hall.planned(hana, description="An hour together.")
    await hall.later(minutes=1)

    assert "An hour together." in card(hall)
    assert "Mark your calendars, and bring a friend or colleague." in card(hall)
    assert "Live chat, in a thread in the chat rooms" in card(hall)
    assert ARCHIVED in card(hall)
    assert NOT_ARCHIVED not in card(hall)


@pytest.mark.parametrize("archive", [True, False])
async def test_a_wish_is_not_told_as_if_it_were_granted(hall, bo, archive):
    await hall.planned(bo, archive=archive)
    await hall.later(minutes=1)

    assert NOT_ARCHIVED in card(hall)
    assert ARCHIVED not in card(hall)


async def test_once_the_archive_is_turned_on_the_card_says_so_and_off_again(hall, hana, bo):
    chat = await hall.planned(bo, description="An hour together.")
    for on, said in ((True, ARCHIVED), (False, NOT_ARCHIVED)):
        await hall.later(minutes=1)
        await hall.chats.change(await hana.caller(), chat.id, ChatChanges(archive=on))
        await hall.later(minutes=1)

        assert said in card(hall)
        assert card(hall).count("Mark your calendars") == 1
        assert "An hour together." in card(hall)


async def test_what_its_planner_wrote_stays_theirs(hall, bo):
    chat = await hall.planned(bo, description="Bring a story.\n\nNewcomers are welcome.")

    assert await hall.chats.description(await bo.caller(), chat.id) == (
        "Bring a story.\n\nNewcomers are welcome."
    )


async def test_words_that_leave_no_place_for_ours_are_kept_whole(hall, bo):
    long = "word " * 399 + "end"
    chat = await hall.planned(bo, description=long)

    assert await hall.chats.description(await bo.caller(), chat.id) == long


async def test_a_reminder_says_where_the_thread_opens(hall, hana):
    await hall.planned(hana)
    await hall.until(START)
    (reminder,) = [each for each in posted(hall) if "Reminder, at the start" in each]

    assert "Where: Live chat, in a thread in the chat rooms." in reminder
    assert "Hashtag: #ce14." in reminder


async def test_what_is_decided_after_the_end_changes_no_announcement(hall, hana):
    chat = await hall.planned(hana)
    await hall.until(START + 62 * MINUTE)
    await hall.chats.change(await hana.caller(), chat.id, ChatChanges(archive=False))
    await hall.later(minutes=1)

    assert not (await hall.chat(chat)).archiving.on
    assert ARCHIVED in card(hall)


async def test_a_draft_that_is_to_be_archived_is_still_announced_to_nobody(hall, hana):
    caller = await hana.caller()
    plan = ChatPlan(title="Connected educators", starts=SEVEN, zone=NEW_YORK, hashtag="ce14")
    draft = await hall.chats.draft(caller, plan)
    await hall.chats.change(caller, draft.id, ChatChanges(archive=True))
    await hall.later(minutes=1)
    assert posted(hall) == []

    await hall.chats.post(caller, draft.id)
    await hall.later(minutes=1)
    assert ARCHIVED in card(hall)


@pytest.mark.parametrize(("edited", "told"), [(False, 0), (True, 1)])
async def test_those_who_are_going_are_not_written_to_because_of_it(hall, hana, bo, edited, told):
    """The control is a change they are told of: another name."""
    ana = hall.member("Ana Ruiz", "slack")
    chat = await hall.planned(bo)
    await hall.later(minutes=1)
    await hall.house.events.rsvp(await ana.caller(), chat.event, Answer.GOING)
    await hall.chats.change(await hana.caller(), chat.id, ChatChanges(archive=True))
    if edited:
        await hall.house.events.edit(await hana.caller(), chat.event, Changes(title="Anew"), Scope.ALL)
    await hall.later(minutes=5)

    private = [each for each in hall.platforms["slack"].visible() if each.place.place == "dm-ana"]
    assert len(private) == told
    assert ARCHIVED in card(hall)
