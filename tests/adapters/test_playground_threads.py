"""Talking in the playground's threads: shown to everybody, then told to the bot."""

import asyncio

import pytest

from adapters.playground import schema
from adapters.playground.cast import member, room_address
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Posted, Reacted, Removed, Reworded
from communitybot.conversation.message import message
from communitybot.ports import Undeliverable
from tests.adapters.playing import playing
from tests.adapters.talking import act, said

CHATS = room_address("chats")


@pytest.fixture
async def thread(table):
    return await table.platform.open_thread(CHATS, "#ce14", message("Welcome"), "opening")


@pytest.fixture
def there(thread):
    return f"chats/{thread.thread}"


async def test_plain_words_in_a_thread_are_told_to_the_bot_with_who_where_and_when(table, thread, there):
    first = await said(table, "A1 Asking out loud.", there, "host")

    assert table.bot.heard == [
        Posted(
            who=member("host").who,
            ref=MessageRef(thread, first["id"]),
            text="A1 Asking out loud.",
            at=table.bot.now(),
        )
    ]


async def test_words_in_a_room_or_in_private_and_commands_anywhere_are_told_to_nobody(table, there):
    await table.say("Good morning")
    await table.say("Good morning", place="direct-teacher")
    await table.say("/wave", place=there)
    await table.say("/events", place=there)

    assert table.bot.heard == []


async def test_a_reply_says_what_it_answers(table, thread, there):
    first = await said(table, "A1 Asking out loud.", there, "host")
    answer = await said(table, "And listening.", there, reply_to=first["id"])

    assert answer["reply_to"] == first["id"]
    assert table.bot.heard[-1].reply_to == MessageRef(thread, first["id"])
    assert (await table.messages("host", there))[-1]["reply_to"] == first["id"]


async def test_own_words_are_changed_for_everybody(table, thread, there):
    mine = await said(table, "A1 Aksing.", there)
    changed = (await act(table, "reword", message=mine["id"], text="A1 Asking."))["messages"][0]

    assert changed["edited"]
    assert [each["plain"] for each in await table.messages("host", there)] == ["A1 Asking."]
    assert table.bot.heard[-1] == Reworded(
        ref=MessageRef(thread, mine["id"]), text="A1 Asking.", at=table.bot.now()
    )


async def test_the_same_words_again_are_no_change(table, there):
    mine = await said(table, "A1 Asking.", there)
    again = (await act(table, "reword", message=mine["id"], text="A1 Asking."))["messages"][0]

    assert again["edited"] is None
    assert len(table.bot.heard) == 1


async def test_deleted_words_are_gone_for_everybody_and_from_the_file(table, thread, there):
    mine = await said(table, "Something I regret.", there)
    answer = await said(table, "What?", there, "host", reply_to=mine["id"])
    await act(table, "remove", message=mine["id"])

    assert [each["id"] for each in await table.messages("host", there)] == [answer["id"]]
    assert table.bot.heard[-1] == Removed(refs=(MessageRef(thread, mine["id"]),))
    store = table.adapter._laid(table.bot).store
    assert store.message(int(mine["id"])).words == ""
    _, shown = await table.get("/api/page/messages", person="host", place=there)
    assert shown[-1]["reply"] == {"id": mine["id"], "name": None}


async def test_words_in_a_room_are_changed_and_deleted_without_telling_the_bot(table):
    mine = (await table.say("Good mroning"))["messages"][0]
    await act(table, "reword", message=mine["id"], text="Good morning")
    assert (await table.messages("host"))[0]["plain"] == "Good morning"
    await act(table, "remove", message=mine["id"])

    assert await table.messages("host") == []
    assert table.bot.heard == []


async def test_marks_are_counted_and_told_once_until_they_are_taken_back(table, thread, there):
    first = await said(table, "A1 Asking.", there, "host")
    for person in ("teacher", "teacher", "principal"):
        await act(table, "react", person=person, message=first["id"], mark="agree")

    assert (await table.messages("teacher", there))[0]["reactions"] == [
        {"mark": "agree", "count": 2, "mine": True}
    ]
    await act(table, "react", message=first["id"], mark="agree", on=False)
    assert (await table.messages("teacher", there))[0]["reactions"] == [
        {"mark": "agree", "count": 1, "mine": False}
    ]
    ref = MessageRef(thread, first["id"])
    told = [each for each in table.bot.heard if isinstance(each, Reacted)]
    assert [(each.who.account.person, each.ref, each.mark, each.on) for each in told] == [
        ("teacher", ref, "agree", True),
        ("principal", ref, "agree", True),
        ("teacher", ref, "agree", False),
    ]


async def test_the_bots_words_in_a_thread_can_be_answered_and_marked(table, thread, there):
    question = await table.platform.post(thread, message("Q1: why?"), "q1")

    await act(table, "react", message=question.message, mark="question")
    await said(table, "A1 Because.", there, reply_to=question.message)

    assert [type(each) for each in table.bot.heard] == [Reacted, Posted]
    assert table.bot.heard[1].reply_to == question


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("reword", {"text": "Mine now"}, 403),
        ("remove", {}, 403),
    ],
)
async def test_nobody_changes_or_deletes_what_others_said(table, there, what, body, status):
    theirs = await said(table, "Mine.", there, "host")

    answer, told = await table.post(f"/api/{what}", person="teacher", message=theirs["id"], **body)

    assert answer == status
    assert "person who said it" in told["error"]
    assert (await table.messages("teacher", there))[0]["plain"] == "Mine."


async def test_the_bots_cards_are_nobodys_to_change(table, thread):
    body = {"person": "administrator", "message": thread.thread}

    assert (await table.post("/api/reword", **body, text="Ha"))[0] == 403
    assert (await table.post("/api/remove", **body))[0] == 403


async def test_what_was_deleted_can_be_neither_changed_nor_answered_nor_marked(table, there):
    mine = await said(table, "Gone soon", there)
    await act(table, "remove", message=mine["id"])
    body = {"person": "teacher", "message": mine["id"]}

    assert (await table.post("/api/remove", **body))[0] == 404
    assert (await table.post("/api/reword", **body, text="Back"))[0] == 404
    assert (await table.post("/api/react", **body, mark="agree"))[0] == 404
    reply = {"person": "host", "place": there, "text": "What?", "reply_to": mine["id"]}
    assert (await table.post("/api/say", **reply))[0] == 404


async def test_a_command_stays_what_was_asked(table, there):
    asked = (await table.say("/wave", place=there))["messages"][0]
    words = await said(table, "Hello", there)

    for message_id, text in ((asked["id"], "Hello"), (words["id"], "/wave")):
        status, _ = await table.post("/api/reword", person="teacher", message=message_id, text=text)
        assert status == 409


async def test_replies_stay_in_their_thread_and_never_point_at_what_is_private(table, there):
    elsewhere = (await table.say("Hello"))["messages"][0]
    private = (await table.say("/events", place=there))["messages"][-1]

    for wrong in (elsewhere, private):
        body = {"person": "teacher", "place": there, "text": "Yes", "reply_to": wrong["id"]}
        assert (await table.post("/api/say", **body))[0] == 409
    hidden = {"person": "host", "place": there, "text": "Yes", "reply_to": private["id"]}
    assert (await table.post("/api/say", **hidden))[0] == 404
    assert (await table.post("/api/react", person="teacher", message=private["id"], mark="agree"))[0] == 409


@pytest.mark.parametrize(
    ("what", "body", "named"),
    [
        ("react", {"mark": "love"}, "agree"),
        ("react", {"mark": None}, "mark"),
        ("react", {}, "mark"),
        ("react", {"mark": "agree", "on": "yes"}, "on"),
        ("reword", {"text": "  "}, "empty"),
        ("reword", {}, "text"),
        ("reword", {"text": "x" * 20_001}, "20,001"),
        ("say", {"text": "x", "reply_to": 7}, "reply_to"),
    ],
)
async def test_what_is_wrong_is_named(table, there, what, body, named):
    mine = await said(table, "Hello", there)

    status, told = await table.post(f"/api/{what}", person="teacher", place=there, message=mine["id"], **body)

    assert status == 400
    assert named in told["error"]


async def test_a_closed_thread_takes_no_more_words_but_gives_back_ones_own(table, thread, there):
    mine = await said(table, "A1 Asking.", there)
    await act(table, "react", message=mine["id"], mark="agree")
    await table.platform.close(thread)

    status, told = await table.post("/api/say", person="host", place=there, text="Late")
    assert (status, told["error"]) == (409, "This thread is closed. It takes no more words.")
    mark = {"person": "host", "message": mine["id"], "mark": "thanks"}
    assert (await table.post("/api/react", **mark))[0] == 409
    await act(table, "react", message=mine["id"], mark="agree", on=False)
    await act(table, "reword", message=mine["id"], text="A1 Asking twice.")
    await act(table, "remove", message=mine["id"])
    assert [type(each) for each in table.bot.heard[-3:]] == [Reacted, Reworded, Removed]


async def test_a_thread_is_started_from_an_opening_that_stands_already(table):
    first = await table.platform.post(CHATS, message("Welcome"), "opening")

    thread = await table.platform.open_thread(CHATS, "#ce14", message("Welcome"), "other", first=first)

    assert thread.thread == first.message
    assert len(await table.messages(place="chats")) == 1
    await table.platform.remove(first)
    with pytest.raises(Undeliverable) as refusal:
        await table.platform.open_thread(CHATS, "#ce14", message("Welcome"), "other", first=first)
    assert refusal.value.gone


async def test_people_s_words_are_no_opening(table):
    mine = (await table.say("My words", place="chats"))["messages"][0]

    with pytest.raises(Undeliverable):
        await table.platform.open_thread(
            CHATS, "Mine", message("x"), "key", first=MessageRef(CHATS, mine["id"])
        )


async def test_a_long_thread_is_read_page_by_page_without_a_gap(table, thread, there):
    store = table.adapter._laid(table.bot).store
    for number in range(450):
        store.say(place=there, at=table.bot.now(), author="host", words=f"Answer {number}")

    pages = [await table.messages(place=there)]
    while len(pages[-1]) == 200:
        status, page = await table.get(
            "/api/messages", person="teacher", place=there, before=pages[-1][0]["id"]
        )
        assert status == 200
        pages.append(page)

    assert [len(page) for page in pages] == [200, 200, 50]
    assert [each["plain"] for page in reversed(pages) for each in page] == [
        f"Answer {number}" for number in range(450)
    ]
    for wrong in ("x", "-1", "1e3", "9" * 30, ""):
        query = {"person": "teacher", "place": there, "before": wrong}
        assert (await table.get("/api/messages", **query))[0] == 400


async def test_two_who_speak_at_once_are_both_told_once(table, there):
    await asyncio.gather(*(said(table, f"A1 from {who}", there, who) for who in ("teacher", "host") * 10))

    refs = [each.ref.message for each in table.bot.heard]
    assert sorted(refs, key=int) == refs
    assert len(set(refs)) == len(refs) == 20


async def test_a_file_of_before_keeps_its_messages_and_learns_to_talk(tmp_path, monkeypatch):
    file = tmp_path / "playground.db"
    with monkeypatch.context() as before:
        before.setattr(schema, "STEPS", (schema.FIRST,))
        old = schema.connect(file)
        old.execute(
            "INSERT INTO messages (place, author, words, at, change)"
            " VALUES ('events', 'teacher', 'From before', '2014-10-13T13:00:00Z', 1)"
        )
        old.close()

    async with playing(file) as table:
        (mine,) = await table.messages()
        assert mine["plain"] == "From before"
        await act(table, "react", message=mine["id"], mark="thanks")
