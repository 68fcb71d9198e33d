"""Threads on the twin: one a message, archived, locked, opened again."""

from twins.chord import permissions


async def test_a_message_can_have_one_thread(scene):
    made = (await scene.ask.post(scene.room, "opening")).body
    path = f"{scene.path}/messages/{made['id']}/threads"
    thread = (await scene.ask("POST", path, {"name": "Reading circle"})).body
    assert (thread["id"], thread["parent_id"], thread["type"]) == (made["id"], scene.room.id, 11)

    assert (await scene.ask("POST", path, {"name": "Again"})).code == 160004
    assert (await scene.ask.post(thread["id"], "inside")).status == 200
    assert [each.text for each in scene.priya.sees(thread["id"])] == ["inside"]
    assert scene.priya.sees(scene.room)[0].thread_id == thread["id"]
    assert (await scene.ask("POST", path, {"name": "x" * 101})).status == 400


async def test_a_threads_history_begins_with_what_discord_itself_put_there(scene):
    made = (await scene.ask.post(scene.room, "opening")).body
    await scene.ask("POST", f"{scene.path}/messages/{made['id']}/threads", {"name": "Reading circle"})
    found = (await scene.ask("GET", f"/channels/{made['id']}/messages")).body

    assert [(each["type"], each["content"]) for each in found] == [(21, "")]
    assert scene.priya.sees(made["id"]) == []


async def test_a_thread_can_begin_without_a_message(scene):
    thread = await scene.ask("POST", f"{scene.path}/threads", {"name": "Ideas", "type": 11})
    assert [each["type"] for each in (await scene.ask("GET", f"{scene.path}/messages")).body] == [18]
    assert scene.priya.sees(scene.room) == []

    assert thread.status == 201
    assert len((await scene.ask("GET", f"/guilds/{scene.server.id}/threads/active")).body["threads"]) == 1


async def test_an_archived_thread_opens_when_somebody_writes_unless_it_is_locked(scene):
    thread = (await scene.ask("POST", f"{scene.path}/threads", {"name": "Ideas", "type": 11})).body["id"]
    said = (await scene.ask.post(thread, "hello")).body["id"]
    await scene.ask("PATCH", f"/channels/{thread}", {"archived": True})
    edit = await scene.ask("PATCH", f"/channels/{thread}/messages/{said}", {"content": "x"})
    assert (edit.status, edit.code) == (400, 50083)
    assert (await scene.ask.post(thread, "opens it")).status == 200

    scene.server.bot_role.permissions &= ~permissions.MANAGE_THREADS
    scene.server.archive(thread, locked=True)
    assert (await scene.ask.post(thread, "hello")).code == 50083
    assert (await scene.ask("PATCH", f"/channels/{thread}", {"archived": False})).code == 50013


async def test_writing_into_an_archived_thread_can_be_refused(scene):
    scene.twin.core.strict_threads = True
    thread = scene.server.thread(scene.room, "Ideas", scene.priya)
    scene.server.archive(thread.id)
    assert (await scene.ask.post(thread, "hello")).code == 50083
    await scene.ask("PATCH", f"/channels/{thread.id}", {"archived": False})
    assert (await scene.ask.post(thread, "hello")).status == 200
