"""What each person sees, by way of the unmodified slack-sdk: the ledger is the ground truth."""

import time

import pytest
from aiohttp import ClientSession
from slack_sdk.webhook.async_client import AsyncWebhookClient
from twins import loom
from twins.loom.asking import error_of
from twins.loom.records import ReplyAddress


@pytest.fixture
async def twin():
    async with loom.Twin.open(seed=8) as opened:
        opened.limits.on = False
        yield opened


async def test_an_ephemeral_message_is_for_its_person_alone(twin, client):
    priya, ann, guest = twin.person("Priya Raman"), twin.person("Ann Lee"), twin.person("Not Here")
    room = twin.channel("events", members=[priya, ann])
    sent = await client.chat_postEphemeral(channel=room.id, user=priya.id, text="only you")

    history = await client.conversations_history(channel=room.id)

    assert [each.text for each in twin.seen(priya, room)] == ["only you"]
    assert twin.seen(ann, room) == []
    assert history["messages"] == []
    outside = client.chat_postEphemeral(channel=room.id, user=guest.id, text="x")
    assert await error_of(outside) == "user_not_in_channel"
    edit = client.chat_update(channel=room.id, ts=sent["message_ts"], text="x")
    assert await error_of(edit) == "message_not_found"


async def test_a_private_channel_and_a_dm_are_for_their_members(twin, client):
    priya, ann = twin.person("Priya Raman"), twin.person("Ann Lee")
    room = twin.channel("staff", members=[priya], private=True)
    opened = await client.conversations_open(users=priya.id)
    await client.chat_postMessage(channel=room.id, text="in the staff room")
    await client.chat_postMessage(channel=opened["channel"]["id"], text="just us")
    await client.chat_postMessage(channel=priya.id, text="again")

    assert [each.text for each in twin.seen(priya, room)] == ["in the staff room"]
    assert [each.text for each in twin.seen(priya, twin.direct(priya))] == ["just us", "again"]
    assert twin.seen(ann, room) == twin.seen(ann, twin.direct(priya)) == []


async def test_mark_up_mentions_links_and_dates_are_read_as_they_show(twin, client):
    priya = twin.person("Priya Raman", tz="America/New_York")
    kofi = twin.person("Kofi Mensah", tz="Africa/Accra")
    room = twin.channel("events", members=[priya, kofi])
    date = "<!date^0^{time}|midnight>"
    words = f"*Reading* &lt;b&gt; {kofi.mention} <#{room.id}> <https://x.org|the list> {date}"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    await client.chat_postMessage(channel=room.id, text="for notifications", blocks=[block])

    [hers], [his] = twin.seen(priya, room), twin.seen(kofi, room)

    assert hers.text == "Reading <b> @Kofi Mensah #events the list 7:00 PM"
    assert his.text == "Reading <b> @Kofi Mensah #events the list 12:00 AM"
    assert hers.notification == "for notifications"
    assert hers.pings == {kofi.id}


async def test_rich_text_and_tables_are_read_as_words(twin, client):
    priya = twin.person("Priya Raman", tz="America/New_York")
    room = twin.channel("events", members=[priya])
    said = [
        {"type": "text", "text": "Hello "},
        {"type": "user", "user_id": priya.id},
        {"type": "text", "text": " at "},
        {"type": "date", "timestamp": 0, "format": "{time}", "fallback": "midnight"},
    ]
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": said}]}
    row = [{"type": "raw_text", "text": "When"}, {"type": "raw_text", "text": "What"}]
    blocks = [rich, {"type": "table", "rows": [row]}]
    await client.chat_postMessage(channel=room.id, text="x", blocks=blocks)

    [seen] = twin.seen(priya, room)

    assert seen.text == "Hello @Priya Raman at 7:00 PM\nWhen | What"
    assert seen.pings == {priya.id}


@pytest.mark.parametrize(
    ("given", "pings"),
    [
        ({"text": "<!channel> <!here>"}, {"channel", "here"}),
        ({"text": "&lt;!channel&gt; @channel @here"}, set()),
        ({"text": "@channel", "parse": "full"}, {"channel"}),
        ({"text": "@channel", "link_names": True}, {"channel"}),
        ({"text": "<!subteam^S1>"}, {"S1"}),
        (
            {
                "text": "x",
                "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "<!channel>"}}],
            },
            set(),
        ),
        (
            {
                "text": "x",
                "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "<!everyone>"}}],
            },
            {"everyone"},
        ),
    ],
)
async def test_whom_a_message_pings_is_known(twin, client, given, pings):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    await client.chat_postMessage(channel=room.id, **given)

    assert twin.seen(priya, room)[0].pings == pings


async def test_edits_threads_and_deletions_show(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    first = await client.chat_postMessage(channel=room.id, text="one")
    await client.chat_postMessage(channel=room.id, text="reply", thread_ts=first["ts"])
    await client.chat_update(channel=room.id, ts=first["ts"], text="two")

    replies = await client.conversations_replies(channel=room.id, ts=first["ts"])
    history = await client.conversations_history(channel=room.id)
    seen = twin.seen(priya, room)
    await client.chat_delete(channel=room.id, ts=first["ts"])

    assert [(each.text, each.edited, each.thread) for each in seen] == [
        ("two", True, None),
        ("reply", False, first["ts"]),
    ]
    assert [each["text"] for each in replies["messages"]] == ["two", "reply"]
    assert [each["text"] for each in history["messages"]] == ["two"]
    assert [each.text for each in twin.seen(priya, room)] == ["reply"]


async def test_a_thread_is_named_by_its_first_message(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    first = await client.chat_postMessage(channel=room.id, text="one")
    reply = await client.chat_postMessage(channel=room.id, text="two", thread_ts=first["ts"])
    private = await client.chat_postEphemeral(channel=room.id, user=priya.id, text="three")

    for wrong in (reply["ts"], private["message_ts"], "1.1"):
        post = client.chat_postMessage(channel=room.id, text="x", thread_ts=wrong)
        assert await error_of(post) == "thread_not_found"


async def test_only_its_own_messages_are_the_bots_to_change(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    await priya.types(room, "mine")
    [mine] = twin.seen(priya, room)

    edit = client.chat_update(channel=room.id, ts=mine.ts, text="yours")
    deletion = client.chat_delete(channel=room.id, ts=mine.ts)

    assert await error_of(edit) == "cant_update_message"
    assert await error_of(deletion) == "cant_delete_message"


async def test_history_is_read_from_a_moment_and_page_by_page(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    for number in range(5):
        await priya.types(room, str(number))
    third = twin.seen(priya, room)[2]

    after = await client.conversations_history(channel=room.id, oldest=third.ts)
    with_it = await client.conversations_history(channel=room.id, oldest=third.ts, inclusive=True)
    pages = [
        [each["text"] for each in page["messages"]]
        async for page in await client.conversations_history(channel=room.id, limit=2)
    ]

    assert [each["text"] for each in after["messages"]] == ["4", "3"]
    assert [each["text"] for each in with_it["messages"]] == ["4", "3", "2"]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]


async def test_a_file_is_uploaded_in_two_calls_and_read_with_the_token(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])

    sent = await client.files_upload_v2(
        channel=room.id, filename="dates.ics", content="BEGIN:VCALENDAR", initial_comment="All dates"
    )
    about = (await client.files_info(file=sent["file"]["id"]))["file"]
    [seen] = twin.seen(priya, room)
    async with ClientSession() as session:
        stranger = await session.get(about["url_private_download"])
        sign_in = await stranger.text()
        token = {"Authorization": f"Bearer {twin.bot_token}"}
        known = await session.get(about["url_private_download"], headers=token)
        content = await known.text()

    assert "Sign in" in sign_in
    assert content == "BEGIN:VCALENDAR"
    assert (seen.text, seen.files) == ("All dates", ("dates.ics",))
    assert about["size"] == len("BEGIN:VCALENDAR")


def address(twin, priya, room, message=None):
    made = ReplyAddress(
        "r1", twin.home_team.id, priya.id, room.id, message, False, None, twin.clock.now(), "c"
    )
    twin.world.replies["r1"] = made
    return AsyncWebhookClient(f"{twin.world.base_url}/response/r1")


async def test_a_response_url_answers_five_times_within_thirty_minutes(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    reply = address(twin, priya, room)

    codes = [(await reply.send(text=f"{number}")).status_code for number in range(6)]
    again = address(twin, priya, room)
    twin.clock.advance(1_801)
    late = (await again.send(text="late")).status_code

    assert codes == [200] * 5 + [404]
    assert late == 404
    assert [each.text for each in twin.seen(priya, room)] == list("01234")


async def test_a_response_url_replaces_and_deletes_what_it_came_from(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    posted = await client.chat_postMessage(channel=room.id, text="card")
    reply = address(twin, priya, room, posted["ts"])

    await reply.send(text="changed card", replace_original=True)
    await reply.send(text="for all", response_type="in_channel")
    await reply.send(text="for you")
    before = [(each.text, each.edited, each.ephemeral) for each in twin.seen(priya, room)]
    await reply.send(delete_original=True)

    assert before == [("changed card", True, False), ("for all", False, False), ("for you", False, True)]
    assert [each.text for each in twin.seen(priya, room)] == ["for all", "for you"]


async def test_nothing_to_see_is_a_failure_that_says_why(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    doing = await priya.types(room, "hello?")
    began = time.monotonic()

    with pytest.raises(loom.Nothing, match="seed=8"):
        await doing.answer(0.2)

    assert time.monotonic() - began < 2
