"""The JSON interface of the playground, which is a promise."""

import base64
import re

import pytest

from adapters.playground.naming import suggested
from communitybot.commands.spec import Parameter
from communitybot.conversation.forms import FieldKind
from tests.adapters.little_bot import COMMANDS, LittleBot, card
from tests.adapters.playing import playing

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
MESSAGE = {
    "id", "place", "author", "plain", "private", "at", "edited", "controls", "thread", "links", "files",
}  # fmt: skip


@pytest.fixture
async def table(tmp_path):
    async with playing(tmp_path / "playground.db") as open_table:
        yield open_table


async def test_everyone_one_can_be_is_known_before_one_is_somebody(table):
    status, told = await table.get("/api/state")

    assert status == 200
    assert set(told) == {"people"}
    assert [set(each) for each in told["people"]] == [{"id", "name"}] * 4
    assert {"teacher", "principal", "host", "administrator"} == {each["id"] for each in told["people"]}


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


async def test_missing_arguments_come_back_as_a_form_and_mistakes_as_errors(table):
    told = await table.say("/event create Reading circle")

    form = told["form"]
    assert set(form) == {"id", "title", "fields"}
    when = next(each for each in form["fields"] if each["name"] == "when")
    assert when == {
        "name": "when",
        "kind": "moment",
        "required": True,
        "description": "Such as friday 5pm",
        "choices": None,
        "label": "When",
        "value": None,
    }
    values = {"title": "Reading circle", "when": "fri 25:00"}
    status, told = await table.post("/api/submit", person="teacher", form=form["id"], values=values)
    assert status == 200
    assert "no day has an hour 25" in told["errors"]["when"]
    assert told["form"]["id"] == form["id"]
    assert next(f for f in told["form"]["fields"] if f["name"] == "when")["value"] == "fri 25:00"

    values["when"] = "friday 5pm"
    status, told = await table.post("/api/submit", person="teacher", form=form["id"], values=values)
    assert told["errors"] is None
    assert told["form"] is None
    assert told["messages"][0]["private"] is True
    assert "Reading circle" in told["messages"][0]["plain"]


async def test_a_form_is_taken_once_and_by_whom_it_was_asked_of(table):
    form = (await table.say("/event create"))["form"]["id"]
    values = {"title": "A", "when": "friday 5pm", "nobody asked": "for this"}

    assert (await table.post("/api/submit", person="host", form=form, values=values))[0] == 404
    assert (await table.post("/api/submit", person="teacher", form=form, values=values))[0] == 200
    status, told = await table.post("/api/submit", person="teacher", form=form, values=values)
    assert status == 409
    assert "sent already" in told["error"]
    assert "nobody asked" not in table.bot.calls[-1].values


async def test_a_form_takes_strings_yes_or_no_and_files(table):
    form = (await table.say("/event create"))["form"]["id"]
    flyer = {"name": "flyer.txt", "base64": base64.b64encode(b"Come!").decode()}
    values = {"title": "A", "when": "friday 5pm", "online": True, "flyer": flyer}

    await table.post("/api/submit", person="teacher", form=form, values=values)

    assert table.bot.calls[-1].values["online"] is True
    assert table.bot.calls[-1].values["flyer"] == ("flyer.txt", b"Come!")


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


async def test_a_control_that_is_gone_is_stale_and_one_that_never_was_is_unknown(table):
    preview = (await table.say("/event create Reading circle, when: friday 5pm"))["messages"][-1]
    await table.press(preview, "Post it")

    status, told = await table.press(preview, "Post it")
    assert status == 409
    assert "changed since" in told["error"]
    unknown = {"person": "teacher", "message": preview["id"], "control": "nonsense"}
    assert (await table.post("/api/press", **unknown))[0] == 404


async def test_a_control_keeps_its_id_while_its_action_stays_under_the_message(table):
    room = table.adapter._laid(table.bot).places.find("events").address
    await table.platform.post(room, card("A chat"), "card")
    shown = (await table.messages())[0]

    await table.press(shown, "I'm going", person="host")
    status, _ = await table.press(shown, "I'm going")

    assert status == 200
    assert "13 going" in (await table.messages())[0]["plain"]


async def test_a_removed_message_can_no_longer_be_pressed(table):
    room = table.adapter._laid(table.bot).places.find("events").address
    ref = await table.platform.post(room, card("A chat"), "card")
    shown = (await table.messages())[0]
    await table.platform.remove(ref)

    assert (await table.press(shown, "Maybe"))[0] == 409
    assert await table.messages() == []


async def test_a_list_takes_only_its_own_choices_and_a_link_cannot_be_pressed(table):
    answer = (await table.say("/events"))["messages"][-1]
    room = table.adapter._laid(table.bot).places.find("events").address
    await table.platform.post(room, card("A chat"), "card")
    posted = (await table.messages())[-1]

    select = next(each for each in answer["controls"] if each["kind"] == "select")
    assert {"value": "middle", "label": "Middle"} in select["choices"]
    assert (await table.press(answer, "Narrow the list", value="nothing"))[0] == 400
    assert (await table.press(answer, "Narrow the list"))[0] == 400
    assert (await table.press(answer, "Narrow the list", value="middle"))[0] == 200
    assert table.bot.calls[-1].value == "middle"
    assert (await table.press(posted, "Join"))[0] == 400


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


async def test_suggestions_come_from_the_choices_or_from_the_bot(table):
    asked = {"person": "teacher", "command": "event create", "parameter": "level", "text": "elem"}
    assert await table.get("/api/suggest", **asked) == (200, [{"value": "elementary", "label": "Elementary"}])

    asked |= {"command": "event show", "parameter": "event", "text": "circle"}
    assert (await table.get("/api/suggest", **asked))[1][0]["value"] == "e2"
    assert (await table.get("/api/suggest", **(asked | {"command": "nothing"})))[0] == 404
    assert (await table.get("/api/suggest", **(asked | {"parameter": "nothing"})))[0] == 404


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


async def test_buttons_and_open_forms_outlive_a_restart(tmp_path):
    file = tmp_path / "playground.db"
    async with playing(file) as table:
        preview = (await table.say("/event create Reading circle, when: friday 5pm"))["messages"][-1]
        form = (await table.say("/event create"))["form"]["id"]

    async with playing(file) as table:
        assert len(await table.messages()) == 3
        assert (await table.press(preview, "Post it"))[0] == 200
        values = {"title": "A", "when": "friday 5pm"}
        assert (await table.post("/api/submit", person="teacher", form=form, values=values))[0] == 200


async def test_every_command_is_told_in_help_order(table):
    _, state = await table.get("/api/state", person="host")

    assert [each["name"] for each in state["commands"]] == [spec.name for spec in COMMANDS]


def test_people_and_rooms_are_suggested_by_name():
    person = Parameter(name="who", kind=FieldKind.PERSON, label="Who", description="Who it is")
    place = Parameter(name="where", kind=FieldKind.PLACE, label="Where", description="Which room")

    assert [each.value for each in suggested(person, "@mar")] == ["Marcus Bell"]
    assert [each.label for each in suggested(place, "#staff")] == ["#staff room"]
