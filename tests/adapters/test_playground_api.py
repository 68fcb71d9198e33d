"""The JSON interface of the playground, which is a promise: what is said, seen and delivered."""

import re

import pytest

from tests.adapters.little_bot import COMMANDS, LittleBot, card
from tests.adapters.playing import playing

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
MESSAGE = {
    "id", "place", "author", "plain", "private", "at", "edited", "controls", "thread", "links", "files",
    "reply_to", "reactions",
}  # fmt: skip


async def test_everyone_one_can_be_is_known_before_one_is_somebody(table):
    status, told = await table.get("/api/state")

    assert status == 200
    assert set(told) == {"people"}
    assert [set(each) for each in told["people"]] == [{"id", "name"}] * 6
    assert {"teacher", "principal", "host", "administrator"} < {each["id"] for each in told["people"]}


async def test_the_state_of_a_person_has_what_was_promised(table):
    _, told = await table.get("/api/state", person="principal")

    assert set(told) == {"now", "community", "people", "places", "commands"}
    assert told["now"] == "2014-10-13T13:00:00Z"
    assert told["community"] == "Connected Educator Month"
    assert {"id": "events", "name": "events", "kind": "room", "parent": None} in told["places"]
    assert [each["id"] for each in told["places"] if each["kind"] == "direct"] == ["direct-principal"]
    create = next(each for each in told["commands"] if each["name"] == "event create")
    assert set(create) == {"name", "description", "parameters"}
    assert create["parameters"][0] == {
        "name": "title",
        "kind": "text",
        "required": True,
        "description": "What it is called",
        "choices": None,
    }
    assert {"value": "middle", "label": "Middle"} in create["parameters"][2]["choices"]


async def test_what_is_said_in_a_room_is_seen_by_all(table):
    told = await table.say("Good morning! 🌞 <b>&amp;")

    assert told["form"] is None
    assert told["errors"] is None
    assert [each["plain"] for each in told["messages"]] == ["Good morning! 🌞 <b>&amp;"]
    theirs = (await table.messages("host"))[0]
    assert set(theirs) == MESSAGE
    assert theirs["author"] == {"id": "teacher", "name": "Maya Torres", "bot": False}
    assert theirs["private"] is False
    assert TIME.fullmatch(theirs["at"])
    assert theirs["edited"] is None


async def test_the_answer_to_a_private_command_is_for_the_caller_alone_where_it_was_asked(table):
    told = await table.say("/events")

    own, answer = told["messages"]
    assert own["plain"] == "/events"
    assert answer["author"] == {"id": "bot", "name": "Community Bot", "bot": True}
    assert answer["private"] is True
    assert answer["place"] == "events"
    assert await table.messages("host") == []
    assert [each["id"] for each in await table.messages()] == [own["id"], answer["id"]]


async def test_the_answer_to_a_public_command_is_for_everybody(table):
    await table.say("/wave")

    assert [each["plain"] for each in await table.messages("host")] == [
        "/wave",
        "Maya Torres waves to everybody.",
    ]


async def test_times_are_told_in_the_zone_of_the_reader(table):
    await table.platform.post(
        table.adapter._laid(table.bot).places.find("events").address, card("A chat"), "card"
    )

    assert "7:00-8:00 PM EDT" in (await table.messages("teacher"))[0]["plain"]
    assert "4:00 PM for you" in (await table.messages("principal"))[0]["plain"]
    assert "for you" not in (await table.messages("teacher"))[0]["plain"]


async def test_a_command_reaches_the_bot_as_it_was_typed(table):
    await table.say("/event create Reading circle, when: friday 5pm", place="general")

    call = table.bot.calls[-1]
    assert (call.command, call.typed) == ("event", "create Reading circle, when: friday 5pm")
    assert str(call.place) == "playground:demo/general"
    assert str(call.who.account) == "playground:demo@teacher"
    assert call.who.zone == "America/New_York"


async def test_posting_answers_with_everything_that_came_of_it(table):
    preview = (await table.say("/event create Reading circle, when: friday 5pm"))["messages"][-1]

    status, told = await table.press(preview, "Post it")

    assert status == 200
    amended, posted = told["messages"]
    assert amended["id"] == preview["id"]
    assert TIME.fullmatch(amended["edited"])
    assert posted["private"] is False
    assert {"id", "label", "kind"} == set(posted["controls"][0])
    assert posted["links"][-1] == {"label": "Join", "url": "https://example.org/join"}
    assert (await table.messages("host"))[-1]["id"] == posted["id"]


async def test_what_others_see_alone_does_not_exist_for_me(table):
    answer = (await table.say("/events"))["messages"][-1]

    assert (await table.press(answer, "Show more", person="host"))[0] == 404
    assert (await table.get("/api/messages", person="host", place="direct-teacher"))[0] == 404
    assert (await table.post("/api/say", person="host", place="direct-teacher", text="Hi"))[0] == 404


async def test_private_deliveries_are_in_the_direct_place_of_the_person(table):
    direct = await table.platform.direct(table.bot.calls[0].by.account)
    await table.platform.post(direct, card("For you"), "personal")

    (mine,) = await table.messages("administrator", "direct-administrator")
    assert mine["private"] is True


async def test_a_file_is_saved_from_its_address_and_never_shown(table):
    message = (await table.say("/event calendar"))["messages"][-1]
    (file,) = message["files"]

    assert set(file) == {"name", "url"}
    async with table.client.get(file["url"]) as response:
        assert await response.read() == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        assert response.headers["Content-Disposition"].startswith("attachment;")
        assert response.content_type == "text/calendar"
    assert (await table.get("/api/files/unknown/x.ics"))[0] == 404


async def test_moving_the_clock_answers_once_all_that_was_due_is_there(table):
    assert await table.post("/api/clock", advance_seconds=3600) == (200, {"now": "2014-10-13T14:00:00Z"})

    assert "is tomorrow" in (await table.messages())[-1]["plain"]


@pytest.mark.parametrize("seconds", [0, -1, 31_622_401, 1.5, True, "60", None, 1e400])
async def test_the_clock_takes_whole_seconds_of_at_most_366_days(table, seconds):
    text = '{"advance_seconds": %s}' % ("1e400" if seconds == 1e400 else __import__("json").dumps(seconds))
    json_type = {"Content-Type": "application/json"}
    async with table.client.post("/api/clock", data=text, headers=json_type) as response:
        assert response.status == 400
        assert "advance_seconds" in (await response.json())["error"]
    assert (await table.post("/api/clock", advance_seconds=31_622_400))[0] == 200


async def test_outside_the_demo_the_clock_stays_as_it_is(tmp_path):
    async with playing(tmp_path / "playground.db", LittleBot(can_advance=False)) as table:
        status, told = await table.post("/api/clock", advance_seconds=60)

        assert status == 403
        assert "demo" in told["error"]


async def test_threads_are_places_and_their_opening_names_them(table):
    room = table.adapter._laid(table.bot).places.find("chats").address
    thread = await table.platform.open_thread(room, "Q1", card("Q1"), "q1")
    await table.platform.post(thread, card("A1"), "a1")

    _, state = await table.get("/api/state", person="teacher")
    place = next(each for each in state["places"] if each["kind"] == "thread")
    assert (place["name"], place["parent"]) == ("Q1", "chats")
    assert (await table.messages(place="chats"))[0]["thread"] == place["id"]
    told = await table.say("A1 Being connected means asking.", place=place["id"])
    assert told["messages"][0]["place"] == place["id"]
    await table.platform.close(thread)
    assert (await table.post("/api/say", person="host", place=place["id"], text="Late"))[0] == 409


async def test_every_command_is_told_in_help_order(table):
    _, state = await table.get("/api/state", person="host")

    assert [each["name"] for each in state["commands"]] == [spec.name for spec in COMMANDS]
