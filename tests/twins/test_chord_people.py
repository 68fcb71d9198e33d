"""What people do and then see, and what they cannot do."""

import pytest
from twins import chord
from twins.chord import scenes
from twins.chord.scenes import CARD, MODAL
from twins.chord.typing_in import Unsendable

EPHEMERAL = 1 << 6


@pytest.fixture
async def scene():
    async with scenes.scene() as made:
        yield made


async def test_a_deferred_answer_is_filled_by_the_first_message_and_stays_private(scene):
    ben = scene.twin.person("Ben Ortiz")
    scene.server.join(ben)
    made = await scene.asked()
    await scene.answers(made, 5, {"flags": EPHEMERAL})
    assert scene.priya.sees(scene.room)[-1].loading

    await scene.hook(made, "POST", body={"content": "done"})
    seen = await made.answer()
    assert (seen.text, seen.ephemeral, seen.edited) == ("done", True, False)
    assert ben.sees(scene.room) == []


async def test_an_answer_can_be_got_edited_followed_and_deleted(scene):
    made = await scene.asked()
    await scene.answers(made, 4, {"content": "one"})
    await scene.hook(made, "PATCH", "/messages/@original", {"content": "two"})
    assert (await scene.hook(made, "GET", "/messages/@original")).body["content"] == "two"

    after = (await scene.hook(made, "POST", body={"content": "three"})).body
    await scene.hook(made, "PATCH", f"/messages/{after['id']}", {"content": "four"})
    assert (await made.follow_up()).text == "four"
    assert [each.text for each in scene.priya.sees(scene.room)] == ["two", "four"]

    assert (await scene.hook(made, "DELETE", f"/messages/{after['id']}")).status == 204
    assert (await scene.hook(made, "DELETE", "/messages/@original")).status == 204
    assert scene.priya.sees(scene.room) == []


async def test_a_private_message_is_in_no_history_and_cannot_be_reached_by_the_channel(scene):
    made = await scene.asked()
    told = await scene.answers(made, 4, {"content": "psst", "flags": EPHEMERAL}, query="?with_response=1")
    message = told.body["resource"]["message"]["id"]

    assert (await scene.ask("GET", f"/channels/{scene.room.id}/messages")).body == []
    edit = await scene.ask("PATCH", f"/channels/{scene.room.id}/messages/{message}", {"content": "x"})
    assert edit.code == 10008


async def test_a_press_changes_its_card_or_leaves_it(scene):
    card = await scene.card()
    changed = await scene.priya.press(card, "Going")
    await scene.answers(changed, 7, {"content": "1 going"})
    assert (await changed.answer()).text == "1 going"

    quiet = await scene.priya.press(card, "going")
    await scene.answers(quiet, 6)
    assert (await quiet.answer()).text == "1 going"


async def test_commands_and_buttons_work_in_threads_and_direct_messages(scene):
    thread = scene.server.thread(scene.room, "Questions", scene.priya)
    for place in (thread, scene.priya.direct):
        made = await scene.priya.command(place, "events")
        await scene.answers(made, 4, CARD)
        pressed = await scene.priya.press(await made.answer(), "Going")
        await scene.answers(pressed, 7, {"content": "1 going"})
        assert [each.text for each in scene.priya.sees(place)] == ["1 going"]
    told = pressed.payload()
    assert ("member" in told, told["user"]["global_name"], told["context"]) == (False, "Priya Raman", 1)


# What people can and cannot do


async def test_typed_options_arrive_with_what_they_stand_for(scene):
    made = await scene.priya.command(
        scene.room,
        "event create",
        {
            "title": "Reading circle",
            "level": "All levels",
            "host": scene.priya,
            "room": scene.room,
            "flyer": ("flyer.pdf", b"%PDF"),
            "seats": 3,
        },
    )
    create = made.data["options"][0]
    given = {each["name"]: each["value"] for each in create["options"]}

    assert (create["name"], given["title"], given["level"], given["seats"]) == (
        "create",
        "Reading circle",
        "all",
        3,
    )
    assert made.data["resolved"]["users"][given["host"]]["global_name"] == "Priya Raman"
    assert made.data["resolved"]["channels"][given["room"]]["name"] == "general"
    assert made.data["resolved"]["attachments"][given["flyer"]]["filename"] == "flyer.pdf"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("nothing", {}),
        ("event", {}),
        ("event remove", {}),
        ("event create", {}),
        ("event create", {"title": "x", "colour": "red"}),
        ("event create", {"title": "x", "level": "some"}),
        ("event create", {"title": "x", "seats": 10}),
        ("event create", {"title": "x", "seats": "many"}),
        ("event create", {"title": "x" * 6001}),
    ],
)
async def test_what_the_app_would_not_send_cannot_be_sent(scene, words, values):
    with pytest.raises(Unsendable):
        await scene.priya.command(scene.room, words, values)


async def test_a_command_for_servers_is_not_offered_in_direct_messages(scene):
    assert await scene.priya.command(scene.priya.direct, "events")
    with pytest.raises(Unsendable):
        await scene.priya.command(scene.priya.direct, "event create", {"title": "x"})


async def test_a_modal_comes_back_with_what_was_filled_in_and_what_stood_there(scene):
    opener = await scene.asked()
    await scene.answers(opener, 9, MODAL)
    modal = await opener.answer()
    assert (modal.text, modal.labels) == ("You will see a preview.", ["Title", "Level", "Host", "Flyer"])

    sent = await scene.priya.fill(
        modal, {"Title": "circle", "Host": scene.priya, "flyer": ("a.pdf", b"%PDF")}
    )
    parts = [each["component"] for each in sent.data["components"] if each["type"] == 18]
    assert [parts[0]["value"], parts[1]["values"], parts[2]["values"]] == [
        "circle",
        ["all"],
        [scene.priya.id],
    ]
    assert sent.data["resolved"]["attachments"][parts[3]["values"][0]]["filename"] == "a.pdf"

    for wrong in ({}, {"Title": "x" * 10}, {"Title": "x", "Level": "Many"}):
        with pytest.raises(Unsendable):
            await scene.priya.fill(modal, wrong)


async def test_a_message_action_carries_its_message(scene):
    said = await scene.priya.types(scene.room, "a good link")
    made = await scene.priya.act(said, "Save it")

    assert made.data["resolved"]["messages"][said.id]["content"] == "a good link"


async def test_nobody_presses_what_is_not_before_them(scene):
    ben = scene.twin.person("Ben Ortiz")
    card = await scene.card()
    with pytest.raises(chord.Impossible):
        await ben.press(card, "Going")
    with pytest.raises(LookupError):
        await scene.priya.press(card, "Maybe")
    assert (await scene.priya.forge(card, "made up")).data["custom_id"] == "made up"
