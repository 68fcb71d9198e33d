"""Channels that two workspaces share: Slack tells of one doing once for each, and it has one effect (F41)."""

from datetime import UTC, datetime

import pytest
from twins import loom

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Posted, Reacted, Removed, Reworded
from communitybot.ports import Installation
from tests.adapters.slack_ears import classroom, until


class Kept:
    """Installations of workspaces that have added the bot, without a database."""

    def __init__(self, teams):
        self.by_team = {
            team.id: Installation(
                team=team.id,
                name=team.name,
                bot_user=team.bot_user,
                token=team.bot_token,
                installed_at=datetime(2026, 11, 1, tzinfo=UTC),
            )
            for team in teams
        }

    async def find(self, team):
        return self.by_team.get(team)

    async def teams(self):
        return tuple(self.by_team)


@pytest.fixture
async def shared():
    """The bot is in both workspaces; the thread was opened in the first."""
    async with loom.Twin.open(seed=97) as twin:
        elm = twin.workspace("Elm Street", installed=True)
        app = {"SLACK_CLIENT_ID": twin.client_id, "SLACK_CLIENT_SECRET": twin.client_secret}
        kept = Kept([twin.home_team, elm])
        async with classroom(
            twin, http=True, own=False, told=app, shared_with=(elm,), installations=kept
        ) as room:
            ann = twin.person("Ann Lee", team=elm)
            room.room.channel.members.add(ann.id)
            yield room, ann, elm


def deliveries(room):
    """By which workspaces Slack told of each doing since the opening."""
    return [payload["team_id"] for payload, _ in room.twin.courier.events]


async def test_each_doing_told_twice_is_about_one_message_of_the_right_workspace(shared):
    room, ann, elm = shared
    said = await room.says(ann, "A1 From Elm Street")
    await room.hears(2)
    await room.dana.reacts(said, "heart")
    await room.hears(4)
    ref = MessageRef(room.thread, said.ts)

    assert set(deliveries(room)) == {room.twin.home_team.id, elm.id}
    assert {each.ref for each in room.ears.heard} == {ref}
    posted = [each for each in room.ears.heard if isinstance(each, Posted)]
    assert {each.who.name for each in posted} == {"Ann Lee"}
    assert {each.who.account.space for each in room.ears.heard} == {room.twin.home_team.id}
    assert len({each.who.account for each in room.ears.heard if isinstance(each, Reacted)}) == 1


async def test_told_by_the_other_workspace_alone_it_is_heard_all_the_same(shared):
    room, ann, elm = shared
    async with room.twin.happens.held() as held:
        said = await room.says(ann, "A1 From Elm Street")
        await ann.rewords(said, "A1 Better")
        await ann.reacts(said, "heart")
        await ann.deletes(said)
        await held.release(lambda events: [each for each in events if each[1] == elm.id])
    ref = MessageRef(room.thread, said.ts)

    assert [type(each) for each in room.ears.heard if _place(each) == room.thread] == [
        Posted,
        Reworded,
        Reacted,
        Removed,
    ]
    assert {each.ref for each in room.ears.heard[:1]} == {ref}


async def test_what_is_told_after_the_chat_is_over_reaches_the_right_workspace(shared):
    room, ann, _elm = shared
    said = await room.says(ann, "A1 From Elm Street")
    await room.hears(2)
    room.ears.threads.clear()
    room.adapter.floor.threads._listed = (0.0, ())
    await ann.deletes(said)
    await until(lambda: sum(isinstance(each, Removed) for each in room.ears.heard) >= 2)
    removed = {each.refs for each in room.ears.heard if isinstance(each, Removed)}

    assert (MessageRef(room.thread, said.ts),) in removed


async def test_a_thread_of_another_channel_is_not_taken_for_it(shared):
    room, ann, elm = shared
    other = room.twin.channel("ours", members=[ann], team=elm)
    await ann.types(other, "In another room", thread=room.opening)
    await room.idle()

    assert room.ears.heard == []


async def test_with_one_token_of_its_own_both_tellings_are_about_one_message():
    async with loom.Twin.open(seed=97) as twin:
        elm = twin.workspace("Elm Street", installed=True)
        async with classroom(twin, shared_with=(elm,)) as room:
            said = await room.says(room.priya, "A1 We swap books")
            await room.hears(2)

            assert {each.ref for each in room.ears.heard} == {MessageRef(room.thread, said.ts)}


def _place(heard):
    return heard.refs[0].place if isinstance(heard, Removed) else heard.ref.place
