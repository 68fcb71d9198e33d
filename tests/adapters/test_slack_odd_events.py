"""Events as no Slack has sent them yet: nothing stops the hearing, and what can be meant is told."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from twins import loom

from adapters.slack.threads import Threads
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Listening, Removed, Who
from tests.adapters.slack_ears import LONG_AGO, classroom

THREAD = PlaceAddress("slack", "T1", "C1", "1413327600.000100")


class Everything:
    """A bot that listens to all, and all else the hearing stands on."""

    bot_user, team = "UBOT", "T1"

    def __init__(self):
        self.heard = []

    async def listens(self, _thread):
        return True

    async def listening(self, _platform):
        return (Listening(thread=THREAD, since=LONG_AGO),)

    async def hear(self, heard):
        self.heard.append(heard)

    async def find(self, _team):
        return self

    async def who(self, team, user, _profile=None):
        from communitybot.conversation.addresses import PersonAddress

        return Who(account=PersonAddress("slack", team, user), name="Somebody")

    async def names(self, _team, _users):
        return {}

    async def rooms(self, _team, _channels):
        return {}

    async def thread(self, _team, _channel, _stamp):
        return THREAD.thread

    def known(self, _channel, _stamp):
        return None

    def note(self, *_spot):
        pass


def hearing():
    every = Everything()
    return every, Threads(every, speakers=every, standing=every, workspaces=every)


names = st.sampled_from(["ts", "text", "user", "edited", "files", "channel", "thread_ts"])
leaves = st.none() | st.booleans() | st.integers()
leaves |= st.sampled_from(["", "C1", "U1", "1413327600.000200", "x y"])
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4)
)
FIELDS = (
    *("attachments", "bot_id", "channel", "client_msg_id", "deleted_ts", "edited", "event_ts", "files"),
    *("item", "message", "previous_message", "reaction", "subtype", "team", "text", "thread_ts", "ts"),
    *("type", "user"),
)
USUAL = {"channel": "C1", "user": "U1", "ts": "1413327600.000200", "thread_ts": THREAD.thread, "text": "A1"}


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    odd=st.dictionaries(st.sampled_from(FIELDS), values, max_size=6),
    kind=st.sampled_from([None, "message_changed", "message_deleted", "file_share"]),
    shared=st.booleans(),
)
async def test_no_form_of_an_event_stops_it(odd, kind, shared):
    _, threads = hearing()
    usual = USUAL | {"message": dict(USUAL), "item": {"type": "message", "channel": "C1", "ts": USUAL["ts"]}}
    event = usual | ({"subtype": kind} if kind else {}) | odd
    body = {"event": event, "team_id": "T1", "is_ext_shared_channel": shared}

    assert await threads.message(body, "T1") == {}
    assert await threads.reaction(body, "T1") == {}


@pytest.mark.parametrize("body", [{}, {"event": None}, {"event": "message"}, {"event": []}])
async def test_no_event_at_all_is_nothing(body):
    every, threads = hearing()
    await threads.message(body, "T1")
    await threads.reaction(body, "T1")

    assert every.heard == []


async def test_an_event_as_usual_is_heard():
    """The control of the above: the same hearing tells what it can read."""
    every, threads = hearing()
    await threads.message({"event": dict(USUAL)}, "T1")

    assert [each.text for each in every.heard] == ["A1"]


@pytest.fixture
async def room():
    async with loom.Twin.open(seed=107) as twin, classroom(twin) as seats:
        yield seats


async def test_a_deletion_that_does_not_say_what_was_there_is_told_all_the_same(room):
    said = await room.says(room.priya, "A1")
    await room.hears(1)
    event = {"type": "message", "subtype": "message_deleted", "channel": room.room.id, "deleted_ts": said.ts}
    room.twin.happens.tells(event | {"channel_type": "channel", "hidden": True}, room.twin.home_team)
    _, removed = await room.hears(2)

    assert removed == Removed(refs=(MessageRef(room.thread, said.ts),))


async def test_what_leaves_a_gravestone_is_gone(room):
    said = await room.says(room.priya, "A1")
    await room.hears(1)
    about = {"ts": said.ts, "thread_ts": room.opening}
    event = {"type": "message", "subtype": "message_changed", "channel": room.room.id, "hidden": True}
    event |= {"channel_type": "channel", "previous_message": about | {"user": room.priya.id, "text": "A1"}}
    event["message"] = about | {
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "text": "It was deleted.",
    }
    room.twin.happens.tells(event, room.twin.home_team)
    _, removed = await room.hears(2)

    assert removed == Removed(refs=(MessageRef(room.thread, said.ts),))
