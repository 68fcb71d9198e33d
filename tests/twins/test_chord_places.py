"""Channels, threads, direct messages, history, rights, scheduled events and what each person sees."""

import asyncio

import pytest
from twins.chord import permissions

START, END = "2030-10-14T23:00:00+00:00", "2030-10-15T00:00:00+00:00"


# Once and only once


async def test_one_nonce_makes_one_message_within_its_window(scene):
    body = {"content": "hello", "nonce": "event:42", "enforce_nonce": True}
    first = (await scene.ask.post(scene.room, body)).body
    again = (await scene.ask.post(scene.room, body | {"content": "changed meanwhile"})).body
    assert (again["id"], again["content"]) == (first["id"], "hello")

    scene.twin.clock.advance(scene.twin.core.nonce_window + 1)
    later = (await scene.ask.post(scene.room, body)).body
    assert later["id"] != first["id"]
    assert len(scene.priya.sees(scene.room)) == 2


async def test_a_nonce_that_is_not_enforced_or_of_another_room_protects_nothing(scene):
    body = {"content": "hello", "nonce": "event:42"}
    for room, more in ((scene.room, {}), (scene.room, {}), (scene.server["events"], {"enforce_nonce": True})):
        await scene.ask.post(room, body | more)

    assert len(scene.priya.sees(scene.room)) == 2
    assert len(scene.priya.sees(scene.server["events"])) == 1


async def test_a_nonce_whose_message_was_deleted_is_an_unknown_message(scene):
    body = {"content": "hello", "nonce": "event:42", "enforce_nonce": True}
    await scene.ask.post(scene.room, body)
    await scene.priya.deletes(scene.priya.sees(scene.room)[0])
    again = await scene.ask.post(scene.room, body)

    assert (again.status, again.code) == (404, 10008)
    assert scene.priya.sees(scene.room) == []


# History


async def test_history_is_newest_first_and_pages_both_ways(scene):
    said = [(await scene.priya.types(scene.room, f"{each}")).id for each in range(7)]

    async def page(query):
        return [
            int(each["content"]) for each in (await scene.ask("GET", f"{scene.path}/messages?{query}")).body
        ]

    assert await page("limit=2") == [6, 5]
    assert await page(f"before={said[3]}&limit=2") == [2, 1]
    assert await page(f"after={said[3]}&limit=2") == [5, 4]
    assert await page(f"around={said[3]}&limit=3") == [4, 3, 2]
    assert (await scene.ask("GET", f"{scene.path}/messages?limit=101")).code == 50035
    assert (await scene.ask("GET", f"{scene.path}/messages?before=1&after=1")).code == 50035


async def test_without_the_right_to_read_history_there_is_none(scene):
    said = await scene.priya.types(scene.room, "hello")
    scene.server.deny(scene.room, permissions.READ_MESSAGE_HISTORY)

    assert (await scene.ask("GET", f"{scene.path}/messages")).body == []
    assert (await scene.ask("GET", f"{scene.path}/messages/{said.id}")).code == 50013
    scene.server.allow(scene.room)
    assert len((await scene.ask("GET", f"{scene.path}/messages")).body) == 1


# Rights


@pytest.mark.parametrize(
    ("denied", "status", "code"),
    [(permissions.VIEW_CHANNEL, 403, 50001), (permissions.SEND_MESSAGES, 403, 50013)],
)
async def test_a_right_taken_away_refuses_and_given_back_allows(scene, denied, status, code):
    scene.server.deny(scene.room, denied)
    refused = await scene.ask.post(scene.room, "hello")
    assert (refused.status, refused.code) == (status, code)
    assert scene.twin.counts.invalid[403] == 1

    scene.server.allow(scene.room)
    assert (await scene.ask.post(scene.room, "hello")).status == 200


async def test_files_need_a_right_of_their_own(scene):
    scene.server.deny(scene.room, permissions.ATTACH_FILES)

    assert (await scene.ask.post(scene.room, {"content": "x"}, files=[("a.txt", b"x")])).code == 50013
    assert (await scene.ask.post(scene.room, "x")).status == 200


async def test_a_room_that_is_gone_is_unknown(scene):
    scene.server.remove(scene.room)
    gone = await scene.ask.post(scene.room, "hello")

    assert (gone.status, gone.code) == (404, 10003)


async def test_a_server_the_bot_has_left_gives_no_access(scene):
    scene.server.remove_bot()

    assert (await scene.ask.post(scene.room, "hello")).code == 50001
    assert (await scene.ask("GET", f"/guilds/{scene.server.id}")).code == 10004
    assert (await scene.ask("GET", f"/guilds/{scene.server.id}/channels")).code == 50001


async def test_a_wrong_token_is_unauthorised(scene):
    assert (await scene.ask("GET", "/users/@me", token="wrong")).status == 401
    scene.twin.revoke()
    assert (await scene.ask("GET", "/users/@me")).status == 401
    scene.twin.revoke(revoked=False)
    assert (await scene.ask("GET", "/users/@me")).status == 200


async def test_only_ones_own_messages_are_edited_and_others_deleted_with_the_right(scene):
    said = await scene.priya.types(scene.room, "hello")
    path = f"{scene.path}/messages/{said.id}"

    assert (await scene.ask("PATCH", path, {"content": "x"})).code == 50005
    assert (await scene.ask("DELETE", path)).code == 50013
    scene.server.bot_role.permissions |= permissions.MANAGE_MESSAGES
    assert (await scene.ask("DELETE", path)).status == 204


# Direct messages


async def test_a_person_has_one_direct_channel_which_can_be_closed(scene):
    opened = [
        (await scene.ask("POST", "/users/@me/channels", {"recipient_id": scene.priya.id})).body["id"]
        for _ in range(2)
    ]
    assert opened == [scene.priya.direct.id] * 2
    assert (await scene.ask.post(opened[0], "psst")).status == 200
    assert [each.text for each in scene.priya.sees(scene.priya.direct)] == ["psst"]

    scene.priya.close_dms()
    closed = await scene.ask.post(opened[0], "psst")
    assert (closed.status, closed.code) == (403, 50007)
    assert (await scene.ask("POST", "/users/@me/channels", {"recipient_id": "1"})).code == 10013


# Servers


async def test_a_server_tells_its_rooms_roles_and_members(scene):
    base = f"/guilds/{scene.server.id}"
    hosts = scene.server.role("Hosts", permissions.MANAGE_EVENTS)
    scene.server.join(ben := scene.twin.person("Ben Ortiz"), hosts)

    assert [each["name"] for each in (await scene.ask("GET", base + "/channels")).body] == [
        "events",
        "general",
    ]
    names = {each["name"] for each in (await scene.ask("GET", base + "/roles")).body}
    assert names == {"@everyone", "Community Bot", "Hosts"}
    assert (await scene.ask("GET", f"{base}/members/{ben.id}")).body["roles"] == [hosts.id]
    assert (await scene.ask("GET", f"{base}/members/1")).code == 10007
    assert (await scene.ask("GET", base)).body["owner_id"] == scene.priya.id
    assert [each["name"] for each in (await scene.ask("GET", "/users/@me/guilds")).body] == ["Oak Ridge"]


async def test_the_audit_log_says_who_added_the_bot_where_it_may_be_read(scene):
    path = f"/guilds/{scene.server.id}/audit-logs?action_type=28&limit=5"
    entry = (await scene.ask("GET", path)).body["audit_log_entries"][0]
    assert (entry["user_id"], entry["target_id"]) == (scene.priya.id, scene.twin.core.bot.id)

    scene.server.bot_role.permissions &= ~permissions.VIEW_AUDIT_LOG
    assert (await scene.ask("GET", path)).code == 50013


async def test_scheduled_events_are_made_changed_listed_and_cancelled(scene):
    path = f"/guilds/{scene.server.id}/scheduled-events"
    event = {
        "name": "Reading circle",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": START,
        "scheduled_end_time": END,
        "entity_metadata": {"location": "Library"},
    }
    made = (await scene.ask("POST", path, event)).body
    changed = await scene.ask("PATCH", f"{path}/{made['id']}", {"name": "Reading and tea"})
    assert changed.body["name"] == "Reading and tea"
    assert len((await scene.ask("GET", path)).body) == 1

    for broken in (
        {"entity_metadata": {"location": ""}},
        {"scheduled_end_time": START},
        {"name": "x" * 101},
        {"name": ""},
    ):
        assert (await scene.ask("POST", path, event | broken)).status == 400, broken
    for _ in range(99):
        await scene.ask("POST", path, event)
    assert (await scene.ask("POST", path, event)).code == 30038
    assert (await scene.ask("DELETE", f"{path}/{made['id']}")).status == 204
    assert (await scene.ask("GET", f"{path}/{made['id']}")).code == 10070


# What is seen


async def test_the_ledger_tells_words_controls_files_and_whom_a_message_would_notify(scene):
    body = {
        "flags": 1 << 15,
        "components": [
            {
                "type": 17,
                "components": [
                    {"type": 10, "content": f"## Reading <@{scene.priya.id}> @everyone"},
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 5, "label": "Page", "url": "https://example.org"}
                        ],
                    },
                    {"type": 13, "file": {"url": "attachment://a.ics"}},
                ],
            }
        ],
    }
    quiet = {"allowed_mentions": {"parse": []}}
    await scene.ask.post(scene.room, body | quiet, files=[("a.ics", b"x")])
    await scene.ask.post(scene.room, body, files=[("a.ics", b"x")])
    silent, loud = scene.twin.seen(scene.priya, scene.room)

    assert silent.text == f"## Reading <@{scene.priya.id}> @everyone"
    assert (silent.labels, silent.files, silent.pings) == (["Page"], ("a.ics",), ())
    assert loud.pings == (scene.priya.id,)  # everybody needs a right that the bot has not


async def test_who_cannot_see_a_room_sees_nothing_in_it(scene):
    ben = scene.twin.person("Ben Ortiz")
    scene.server.join(ben)
    await scene.priya.types(scene.room, "hello")
    assert [each.text for each in ben.sees(scene.room)] == ["hello"]

    scene.server.deny(scene.room, permissions.VIEW_CHANNEL, whom=ben.id)
    assert ben.sees(scene.room) == []


async def test_a_wait_for_what_never_comes_says_so(scene):
    with pytest.raises(TimeoutError):
        await scene.twin.see(scene.priya, scene.room, "never", timeout=0.05)
    asyncio.get_running_loop().call_later(
        0.02, asyncio.ensure_future, scene.priya.types(scene.room, "at last")
    )
    assert (await scene.twin.see(scene.priya, scene.room, "at last")).author == "Priya Raman"


async def test_what_the_twin_does_not_serve_is_not_found_and_written_down(scene):
    assert (await scene.ask("GET", "/voice/regions")).status == 404
    assert "GET /voice/regions: 404" in scene.twin.core.refused[-1]
