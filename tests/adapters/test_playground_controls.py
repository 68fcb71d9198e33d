"""The JSON interface of the playground, which is a promise: forms, controls and suggestions."""

import base64

from adapters.playground.naming import suggested
from adapters.playground.reading import A_FORM
from communitybot.commands.spec import Parameter
from communitybot.conversation import limits
from communitybot.conversation.forms import FieldKind
from tests.adapters.little_bot import card
from tests.adapters.playing import playing


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


async def test_a_form_takes_a_file_of_bookmarks_and_nothing_else_is_as_long(table):
    form = (await table.say("/event create"))["form"]["id"]
    content = b"x" * 700_000
    flyer = {"name": "bookmarks.html", "base64": base64.b64encode(content).decode()}
    values = {"title": "A", "when": "friday 5pm", "flyer": flyer}

    status, _ = await table.post("/api/submit", person="teacher", form=form, values=values)
    assert status == 200
    assert table.bot.calls[-1].values["flyer"] == ("bookmarks.html", content)
    assert (await table.post("/api/say", person="teacher", room="staff", text="x" * 700_000))[0] == 413
    assert A_FORM > limits.FILE_BYTES * 4 / 3


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


async def test_suggestions_come_from_the_choices_or_from_the_bot(table):
    asked = {"person": "teacher", "command": "event create", "parameter": "level", "text": "elem"}
    assert await table.get("/api/suggest", **asked) == (200, [{"value": "elementary", "label": "Elementary"}])

    asked |= {"command": "event show", "parameter": "event", "text": "circle"}
    assert (await table.get("/api/suggest", **asked))[1][0]["value"] == "e2"
    assert (await table.get("/api/suggest", **(asked | {"command": "nothing"})))[0] == 404
    assert (await table.get("/api/suggest", **(asked | {"parameter": "nothing"})))[0] == 404


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


def test_people_and_rooms_are_suggested_by_name():
    person = Parameter(name="who", kind=FieldKind.PERSON, label="Who", description="Who it is")
    place = Parameter(name="where", kind=FieldKind.PLACE, label="Where", description="Which room")

    assert [each.value for each in suggested(person, "@mar")] == ["Marcus Bell"]
    assert [each.label for each in suggested(place, "#staff")] == ["#staff room"]
