"""What people do in threads on Discord is told once, in order, with the names they go by there."""

import asyncio
from datetime import UTC, datetime

import pytest
from twins.chord.speaking import Attached

from communitybot.conversation.inbound import Posted, Reacted, Removed, Reworded
from communitybot.conversation.message import message
from tests.adapters.discord_listening import listening_scene


@pytest.fixture
async def there():
    async with listening_scene() as scene:
        yield scene


async def test_what_is_said_in_a_thread_is_told_with_who_said_it_where_and_when(there):
    async with there.bot():
        said = await there.priya.say(there.thread, "A1 We read *together*.")
        await there.until(lambda: there.door.heard)

    (told,) = there.door.heard
    assert isinstance(told, Posted)
    assert (told.text, told.ref) == ("A1 We read together.", there.ref(said))
    assert (told.who.name, str(told.who.account)) == (
        "Priya Raman",
        f"discord:{there.guild.id}@{there.priya.id}",
    )
    assert told.at == datetime.fromisoformat(said.at)
    assert abs((told.at - datetime.now(UTC)).total_seconds()) < 10
    assert told.reply_to is None


async def test_a_reply_names_what_it_answers(there):
    async with there.bot():
        first = await there.priya.say(there.thread, "Who has done this?")
        await there.omar.say(there.thread, "We have.", reply_to=first)
        await there.until(lambda: len(there.door.heard) == 2)

    assert there.door.heard[1].reply_to == there.ref(first)


async def test_an_edit_and_deletions_follow(there):
    async with there.bot():
        said = [await there.priya.say(there.thread, f"A{number}") for number in range(4)]
        await there.priya.reword(said[0], "A0, thought over")
        await there.priya.unsay(said[1])
        there.guild.sweep(there.thread, *said[2:])
        await there.until(lambda: len(there.door.heard) == 7)

    (reworded,) = there.door.of(Reworded)
    assert (reworded.ref, reworded.text) == (there.ref(said[0]), "A0, thought over")
    assert [each.refs for each in there.door.of(Removed)] == [
        (there.ref(said[1]),),
        (there.ref(said[2]), there.ref(said[3])),
    ]


async def test_reactions_are_told_and_taken_back(there):
    async with there.bot():
        said = await there.priya.say(there.thread, "A1")
        await there.omar.react(said, "👍")
        await there.omar.react(said, "oakridge:123456789012345678")
        await there.omar.unreact(said, "👍")
        await there.until(lambda: len(there.door.of(Reacted)) == 3)

    told = there.door.of(Reacted)
    assert [(each.mark, each.on) for each in told] == [("👍", True), (":oakridge:", True), ("👍", False)]
    assert {each.ref for each in told} == {there.ref(said)}
    assert {each.who.name for each in told} == {"Omar Haddad"}


async def test_reactions_that_a_moderator_clears_are_taken_back_one_by_one(there):
    async with there.bot():
        said = await there.priya.say(there.thread, "A1")
        for person, mark in ((there.omar, "👍"), (there.priya, "👍"), (there.priya, "🎉")):
            await person.react(said, mark)
        there.guild.clear_reactions(said, "🎉")
        there.guild.clear_reactions(said)
        await there.until(lambda: len(there.door.of(Reacted)) == 6)

    back = [(each.who.name, each.mark) for each in there.door.of(Reacted) if not each.on]
    assert back[0] == ("Priya Raman", "🎉")
    assert sorted(back[1:]) == [("Omar Haddad", "👍"), ("Priya Raman", "👍")]


async def test_a_reaction_from_before_the_start_is_taken_back_by_a_person_with_a_name(there):
    helper = there.twin.person("Quiz Helper", bot=True)
    there.guild.join(helper)
    there.guild.call(there.priya, "Ms. Raman")
    said = await there.omar.say(there.thread, "A1")
    for person in (there.priya, helper):
        await person.react(said, "👍")
    async with there.bot(content=False):
        for person in (helper, there.priya):
            await person.unreact(said, "👍")
        await there.until(lambda: there.door.heard)
        await asyncio.sleep(0.2)

    (told,) = there.door.heard
    assert (told.who.name, told.mark, told.on) == ("Ms. Raman", "👍", False)


async def test_what_is_shown_is_said_in_words(there):
    plan = Attached("plan.png", "image/png", description="a seating plan")
    notes = Attached("SPOILER_notes.pdf", "application/pdf")
    async with there.bot():
        await there.priya.say(there.thread, "", files=[plan, notes])
        await there.until(lambda: there.door.heard)

    (told,) = there.door.heard
    assert (told.text, told.shown) == ("", ("picture: a seating plan", "file: notes.pdf"))


async def test_mentions_are_told_by_the_names_people_have_in_that_server(there):
    there.guild.call(there.omar, "Principal Haddad")
    role = there.guild.role("Fourth grade")
    general = there.guild["general"]
    words = f"Ask <@{there.omar.id}> or <@&{role.id}> in <#{general.id}>, not <@123456789012345678>"
    async with there.bot():
        await there.priya.say(there.thread, words)
        await there.until(lambda: there.door.heard)

    assert there.door.words == ["Ask @Principal Haddad or @Fourth grade in #general, not @somebody"]


async def test_only_people_in_threads_that_are_listened_to_are_told_of(there):
    helper = there.twin.person("Quiz Helper", bot=True)
    there.guild.join(helper)
    elsewhere = there.guild.thread(there.guild["events"], "Another thread", there.omar)
    async with there.bot() as platform:
        await there.priya.say(there.guild["events"], "in the room")
        await there.priya.say(elsewhere, "in another thread")
        await helper.say(there.thread, "by another bot")
        there.guild.hook_says(there.thread, "News", "by a webhook")
        await platform.post(there.place, message("by ourselves"), "key")
        await platform.open_thread(there.place.room, "A second chat", message("opening"), "opens")
        said = await there.priya.say(there.thread, "by a person")
        await helper.react(said, "👍")
        await there.until(lambda: there.door.heard)
        await asyncio.sleep(0.2)

    assert there.door.words == ["by a person"]
    assert not there.door.of(Reacted)


async def test_an_archived_thread_is_still_heard_after_a_start(there):
    said = await there.priya.say(there.thread, "A1")
    there.guild.archive(there.thread.id)
    async with there.bot(content=False):
        there.guild.sweep(there.thread, said)
        await there.until(lambda: there.door.of(Removed))

    assert there.door.of(Removed) == [Removed(refs=(there.ref(said),))]


async def test_events_that_come_again_after_op_7_are_told_in_the_same_words(there):
    async with there.bot():
        await there.priya.say(there.thread, "A1")
        await there.until(lambda: there.door.heard)
        there.twin.gateway.repeats = 50
        there.twin.gateway.reconnect()
        await there.until(lambda: len(there.door.heard) > 1)
        await there.priya.say(there.thread, "A2")
        await there.until(lambda: there.door.words[-1] == "A2")

    assert len({each.ref for each in there.door.heard}) == 2
    assert all(each == there.door.heard[0] for each in there.door.heard[:-1])


async def test_while_the_database_is_away_what_was_said_waits_in_order(there):
    async with there.bot():
        there.door.failures = 2
        for number in range(5):
            await there.priya.say(there.thread, f"A{number}")
        await there.until(lambda: len(there.door.heard) == 5)

    assert there.door.words == [f"A{number}" for number in range(5)]


async def test_one_threads_trouble_does_not_keep_another_waiting(there):
    other = there.guild.thread(there.guild["events"], "Another chat", there.omar)
    place = there.place.__class__("discord", there.guild.id, there.guild["events"].id, other.id)
    there.door.threads.add(place)
    hear = there.door.hear

    async def stuck(heard):
        if heard.ref.place == there.place:
            await asyncio.sleep(60)
        await hear(heard)

    there.door.hear = stuck
    async with there.bot():
        await there.priya.say(there.thread, "stuck")
        await there.priya.say(other, "goes on")
        await there.until(lambda: there.door.words == ["goes on"], 3.0)


# Without the words of messages


async def test_without_the_intent_only_what_mentions_the_bot_is_told(there):
    async with there.bot(content=False):
        said = await there.priya.say(there.thread, "A1 nobody hears")
        await there.priya.reword(said, "A1 changed")
        await there.priya.say(there.thread, "", files=[Attached("a.png", "image/png")])
        await there.priya.say(there.thread, f"<@{there.twin.core.bot.id}> A1 this one")
        await there.priya.unsay(said)
        await there.until(lambda: len(there.door.heard) == 2)

    assert there.door.words == ["@Community Bot A1 this one"]
    assert there.door.heard[1] == Removed(refs=(there.ref(said),))


async def test_no_more_is_asked_for_than_is_needed(there):
    for content, wanted in ((False, 0b1_0110_0000_0001), (True, 0b1001_0110_0000_0001)):
        async with there.bot(content=content):
            intents = [each.intents for each in there.twin.gateway.sessions.values()][-1]
        assert intents == wanted  # servers, their messages and reactions, private messages; and the words


async def test_an_intent_that_is_refused_is_a_mistake_in_the_settings(there, capsys):
    there.twin.withhold()
    async with there.bot():
        await asyncio.sleep(0.2)
    assert "Message Content Intent is off" in capsys.readouterr().out

    async with there.bot(content=False):
        await there.priya.say(there.thread, f"<@{there.twin.core.bot.id}> hello")
        await there.until(lambda: there.door.heard)


async def test_whatever_an_event_holds_the_connection_goes_on(there):
    async with there.bot():
        gateway = there.twin.gateway
        for event in ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE_BULK", "MESSAGE_REACTION_ADD"):
            for data in (
                {},
                {"guild_id": "x", "channel_id": "y"},
                {"guild_id": there.guild.id, "channel_id": there.thread.id},
            ):
                for session in gateway.sessions.values():
                    gateway._send(session, event, data)
        await there.priya.say(there.thread, "still here")
        await there.until(lambda: there.door.words == ["still here"], 20.0)
        assert gateway.identified == 1
