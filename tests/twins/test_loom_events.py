"""What happens at the Slack twin is told to the app: to whom, when it may hear it, and in whose name."""

import asyncio

from twins.loom.asking import connected


async def test_what_people_write_reaches_the_app_once_for_each_event(twin, app):
    heard = []

    @app.event("message")
    async def message(event):
        heard.append(("message", event.get("subtype"), event.get("text")))

    @app.event("app_mention")
    async def mention(event):
        heard.append(("app_mention", None, event["text"]))

    priya = twin.person("Priya Raman")
    room, elsewhere = twin.channel("events", members=[priya]), twin.channel("staff", bot=False)
    async with connected(twin, app):
        await priya.types(elsewhere, "not for the bot")
        await priya.types(room, f"<@{twin.bot}> a < b")
        twin.happens.edits(twin.message(twin.seen(priya, room)[0]), "b")
        async with asyncio.timeout(5):
            while len(heard) < 3:
                await asyncio.sleep(0.01)

    said = f"<@{twin.bot}> a &lt; b"
    assert sorted(heard, key=str) == sorted(
        [("message", None, said), ("app_mention", None, said), ("message", "message_changed", None)], key=str
    )


async def test_without_its_scope_or_subscription_an_event_is_not_told(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.courier.retries = False
    twin.scopes("chat:write")
    await priya.types(room, "unheard")
    twin.scopes("channels:history")
    await priya.types(room, "heard")
    twin.courier.subscribed = frozenset({"app_home_opened"})
    await priya.types(room, "unheard")
    await asyncio.sleep(0.05)

    assert [payload["event"]["text"] for payload, _ in twin.courier.events] == ["heard"]


async def test_an_acknowledged_event_may_be_told_twice(twin, app):
    """github.com/slackapi/bolt-python/issues/1027: the acknowledgement came, and still a retry follows."""
    heard = []

    @app.event("message")
    async def message(body):
        heard.append(body["event_id"])

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.courier.doubles = 1.0
    async with connected(twin, app):
        await priya.types(room, "hello")
        async with asyncio.timeout(5):
            while len(heard) < 2:
                await asyncio.sleep(0.01)

    assert len(set(heard)) == 1


async def test_a_made_up_event_is_told_as_it_is(twin):
    twin.courier.retries = False
    twin.happens.tells({"type": "app_mention", "text": "hello", "ts": "1.1"}, twin.home_team)
    twin.happens.tells({"type": "app_mention", "text": "hello", "ts": "21.1"}, twin.home_team)
    await asyncio.sleep(0.05)

    assert [payload["event"]["ts"] for payload, _ in twin.courier.events] == ["1.1", "21.1"]


async def test_where_the_app_was_removed_its_commands_are_unknown(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.happens.uninstalls(twin.home_team)

    answer = await (await priya.command(room, "/events")).answer()

    assert answer.words == "/events is not a valid command."


async def test_a_shared_channel_tells_both_workspaces(twin):
    """As in github.com/NousResearch/hermes-agent/pull/100934: one message, two envelopes."""
    elm = twin.workspace("Elm School", installed=True)
    priya = twin.person("Priya Raman")
    room = twin.channel("shared", members=[priya], shared_with=[elm])
    twin.courier.retries = False
    await priya.types(room, "hello")
    await asyncio.sleep(0.05)

    told = [payload for payload, _ in twin.courier.events]
    assert [each["team_id"] for each in told] == [twin.home_team.id, elm.id]
    assert len({each["event_id"] for each in told}) == 2
    assert len({each["event"]["ts"] for each in told}) == 1


async def test_channels_come_and_go_in_events(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya], bot=False)
    private = twin.channel("staff", private=True)
    twin.courier.retries = False
    twin.happens.invites_bot(room, priya)
    twin.happens.renames(room, "all-events")
    twin.happens.archives(room)
    twin.happens.archives(private)
    twin.happens.removes_bot(room)
    twin.happens.deletes(room)
    await asyncio.sleep(0.05)

    kinds = [payload["event"]["type"] for payload, _ in twin.courier.events]
    assert kinds == [
        "member_joined_channel",
        "channel_rename",
        "channel_archive",
        "group_archive",
        "channel_left",
        "channel_deleted",
    ]
    assert twin.seen(priya, room) == []


async def test_a_reaction_is_told_and_kept(twin, app):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.courier.retries = False
    await app.client.chat_postMessage(channel=room.id, text="card")
    [message] = twin.seen(priya, room)
    await priya.reacts(message, "tada")

    found = await app.client.reactions_get(channel=room.id, timestamp=message.ts)

    assert found["message"]["reactions"] == [{"name": "tada", "users": [priya.id], "count": 1}]
