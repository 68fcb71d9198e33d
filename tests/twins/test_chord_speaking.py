"""The twin's people talk in threads: the bot hears of each act what Discord tells of it."""

import pytest
from twins.chord.gateway import GUILD_REACTIONS
from twins.chord.listening import USUAL, WITH_CONTENT, listening
from twins.chord.speaking import Attached, Impossible

EVERYTHING = WITH_CONTENT | GUILD_REACTIONS


@pytest.fixture
async def heard(place):
    """A bot that listens, somebody else, and a thread."""
    twin, priya, server = place
    omar = twin.person("Omar Haddad")
    server.join(omar)
    thread = server.thread(server["events"], "Live chat", priya)
    async with listening(twin) as socket:
        await socket.identify(EVERYTHING)
        await socket.event("GUILD_CREATE")
        yield twin, socket, server, thread, priya, omar


async def test_what_is_said_comes_with_who_said_it_as_their_server_knows_them(heard):
    _, socket, server, thread, priya, omar = heard
    server.call(priya, "Ms. Raman")
    await priya.say(thread, f"Over to <@{omar.id}>")
    told = await socket.event("MESSAGE_CREATE")

    assert (told["channel_id"], told["guild_id"], told["type"]) == (thread.id, server.id, 0)
    assert told["member"]["nick"] == "Ms. Raman"
    assert "permissions" not in told["member"]
    assert [(each["id"], each["member"]["nick"]) for each in told["mentions"]] == [(omar.id, None)]


async def test_a_reply_brings_what_it_answers_and_pings_its_author(heard):
    _, socket, _, thread, priya, omar = heard
    first = await priya.say(thread, "Who?")
    await omar.say(thread, "We", reply_to=first)
    await socket.event("MESSAGE_CREATE")
    told = await socket.event("MESSAGE_CREATE")

    assert told["type"] == 19
    assert told["message_reference"]["message_id"] == told["referenced_message"]["id"] == first.id
    assert [each["id"] for each in told["mentions"]] == [priya.id]


async def test_files_come_with_their_descriptions(heard):
    _, socket, _, thread, priya, _ = heard
    await priya.say(thread, "", files=[Attached("a.png", "image/png", description="a plan")])
    (file,) = (await socket.event("MESSAGE_CREATE"))["attachments"]

    assert (file["filename"], file["content_type"], file["description"]) == ("a.png", "image/png", "a plan")


async def test_many_deleted_at_once_are_one_event(heard):
    _, socket, server, thread, priya, _ = heard
    said = [await priya.say(thread, f"{number}") for number in range(3)]
    server.sweep(thread, *said)

    assert (await socket.event("MESSAGE_DELETE_BULK"))["ids"] == [each.id for each in said]
    assert priya.sees(thread) == []


async def test_reactions_are_put_taken_back_and_cleared(heard):
    _, socket, server, thread, priya, omar = heard
    said = await priya.say(thread, "A1")
    await omar.react(said, "👍")
    await omar.react(said, "oakridge:123456789012345678")
    await omar.unreact(said, "👍")
    server.clear_reactions(said)

    first, second = [await socket.event("MESSAGE_REACTION_ADD") for _ in range(2)]
    assert (first["emoji"], first["member"]["user"]["id"]) == ({"id": None, "name": "👍"}, omar.id)
    assert (second["emoji"]["name"], second["emoji"]["id"]) == ("oakridge", "123456789012345678")
    gone = await socket.event("MESSAGE_REACTION_REMOVE")
    assert (gone["user_id"], "member" in gone) == (omar.id, False)
    assert (await socket.event("MESSAGE_REACTION_REMOVE_ALL"))["message_id"] == said.id
    with pytest.raises(Impossible):
        await omar.unreact(said, "👍")


async def test_a_thread_at_rest_opens_when_somebody_writes_unless_it_is_locked(heard):
    _, socket, server, thread, priya, omar = heard
    server.archive(thread.id)
    await omar.say(thread, "awake")
    assert (await socket.event("THREAD_UPDATE"))["thread_metadata"]["archived"]
    assert not (await socket.event("THREAD_UPDATE"))["thread_metadata"]["archived"]
    await socket.event("MESSAGE_CREATE")

    server.archive(thread.id, locked=True)
    with pytest.raises(Impossible):
        await omar.say(thread, "still awake")
    await priya.say(thread, "whoever runs the server may")


async def test_nothing_more_is_told_on_a_session_that_was_invalidated(heard):
    twin, socket, _, thread, priya, _ = heard
    twin.gateway.invalidate()
    await priya.say(thread, "nobody hears this")

    assert await socket.quiet() == []


# Words withheld


async def test_without_the_intent_words_come_only_where_the_bot_is_meant(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        await socket.identify(USUAL)
        await priya.say(server["general"], "A1", files=[Attached("a.png", "image/png")])
        await priya.say(server["general"], f"<@{twin.core.bot.id}> A2")
        one, other = [await socket.event("MESSAGE_CREATE") for _ in range(2)]

    assert (one["content"], one["attachments"]) == ("", [])
    assert other["content"].endswith("A2")


async def test_withheld_words_are_withheld_over_rest_too(scene):
    await scene.priya.say(scene.room, "A1")
    await scene.priya.say(scene.room, f"<@{scene.twin.core.bot.id}> A2")
    await scene.ask.post(scene.room, "our own")

    async def words():
        return [each["content"] for each in (await scene.ask("GET", f"{scene.path}/messages")).body]

    assert (await words())[::-1][0] == "A1"
    scene.twin.withhold()
    assert (await words())[::-1] == ["", f"<@{scene.twin.core.bot.id}> A2", "our own"]
    scene.twin.withhold(content=False)
    assert (await words())[::-1][0] == "A1"


async def test_a_webhook_and_another_bot_say_that_they_are_no_people(heard):
    twin, socket, server, thread, *_ = heard
    helper = twin.person("Helper", bot=True)
    server.join(helper)
    server.hook_says(thread, "News", "hello")
    await helper.say(thread, "hello")
    hook, bot = [await socket.event("MESSAGE_CREATE") for _ in range(2)]

    assert hook["webhook_id"]
    assert bot["author"]["bot"]
