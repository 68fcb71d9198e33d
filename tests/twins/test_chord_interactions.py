"""What people do, what may answer it, until when, and what they then see."""

import pytest
from twins import chord
from twins.chord import interactions as kinds
from twins.chord.asking import asking
from twins.chord.typing_in import Unsendable

V2, EPHEMERAL = 1 << 15, 1 << 6
OPTIONS = [
    {"type": 3, "name": "title", "description": "x", "required": True},
    {"type": 3, "name": "when", "description": "x", "autocomplete": True},
    {"type": 3, "name": "level", "description": "x", "choices": [{"name": "All levels", "value": "all"}]},
    {"type": 6, "name": "host", "description": "x"},
    {"type": 7, "name": "room", "description": "x"},
    {"type": 11, "name": "flyer", "description": "x"},
    {"type": 4, "name": "seats", "description": "x", "min_value": 1, "max_value": 9},
]
COMMANDS = [
    {
        "name": "event",
        "type": 1,
        "description": "x",
        "contexts": [0],
        "options": [{"type": 1, "name": "create", "description": "x", "options": OPTIONS}],
    },
    {"name": "events", "type": 1, "description": "x"},
    {"name": "Save it", "type": 3},
]
MODAL = {
    "custom_id": "form",
    "title": "Plan an event",
    "components": [
        {"type": 10, "content": "You will see a preview."},
        {
            "type": 18,
            "label": "Title",
            "component": {"type": 4, "custom_id": "title", "style": 1, "max_length": 9},
        },
        {
            "type": 18,
            "label": "Level",
            "component": {
                "type": 3,
                "custom_id": "level",
                "required": False,
                "min_values": 0,
                "options": [
                    {"label": "All", "value": "all", "default": True},
                    {"label": "Few", "value": "few"},
                ],
            },
        },
        {"type": 18, "label": "Host", "component": {"type": 5, "custom_id": "host", "required": False}},
        {
            "type": 18,
            "label": "Flyer",
            "component": {"type": 19, "custom_id": "flyer", "required": False, "min_values": 0},
        },
    ],
}
CARD = {"content": "card", "components": [{"type": 1, "components": [
    {"type": 2, "style": 1, "label": "Going", "custom_id": "going"},
]}]}  # fmt: skip


class Scene:
    def __init__(self, twin, ask, priya, server):
        self.twin, self.ask, self.priya, self.server = twin, ask, priya, server
        self.room = server["general"]

    async def answers(self, interaction, kind, data=None, *, query=""):
        path = f"/interactions/{interaction.id}/{interaction.token}/callback{query}"
        return await self.ask("POST", path, {"type": kind} | ({"data": data} if data is not None else {}))

    async def hook(self, interaction, method, tail="", body=None):
        return await self.ask(method, f"/webhooks/{self.twin.core.bot.id}/{interaction.token}{tail}", body)

    async def asked(self):
        return await self.priya.command(self.room, "events")

    async def card(self):
        await self.ask.post(self.room, CARD)
        return self.priya.sees(self.room)[-1]


@pytest.fixture
async def scene():
    async with chord.Twin.open() as twin, asking(twin) as ask:
        twin.core.limits.enforced = False
        priya = twin.person("Priya Raman")
        made = Scene(twin, ask, priya, twin.guild("Oak Ridge", owner=priya))
        await ask("PUT", f"/applications/{twin.core.bot.id}/commands", COMMANDS)
        yield made


# Who may answer what


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("command", {4, 5, 9}),
        ("component", {4, 5, 6, 7, 9}),
        ("autocomplete", {8}),
        ("modal of a command", {4, 5}),
        ("modal of a button", {4, 5, 6, 7}),
    ],
)
async def test_each_kind_takes_its_own_answers_only(scene, kind, allowed):
    data = {4: {"content": "x"}, 7: {"content": "x"}, 8: {"choices": []}, 9: MODAL}
    for answer in (4, 5, 6, 7, 8, 9):
        made = await start(scene, kind)
        status = (await scene.answers(made, answer, data.get(answer))).status
        assert (status == 204) == (answer in allowed), f"{answer} to {kind}: {status}"


async def start(scene, kind):
    if kind == "command":
        return await scene.asked()
    if kind == "component":
        return await scene.priya.press(await scene.card(), "Going")
    if kind == "autocomplete":
        return await scene.priya.complete("event create", "when", "fri", values={"title": "x"})
    opener = await start(scene, "command" if kind == "modal of a command" else "component")
    await scene.answers(opener, kinds.MODAL, MODAL)
    return await scene.priya.fill(await opener.answer(), {"Title": "circle"})


async def test_a_second_answer_is_refused(scene):
    made = await scene.asked()
    await scene.answers(made, 4, {"content": "once"})

    assert (await scene.answers(made, 4, {"content": "twice"})).code == 40060
    assert [each.text for each in scene.priya.sees(scene.room)] == ["once"]


async def test_the_first_answer_has_three_seconds(scene):
    early, late = await scene.asked(), await scene.asked()
    scene.twin.clock.advance(2.8)
    assert (await scene.answers(early, 4, {"content": "just in time"})).status == 204
    scene.twin.clock.advance(0.4)
    refused = await scene.answers(late, 4, {"content": "too late"})

    assert (refused.status, refused.code) == (404, 10062)
    assert await late.answer() == chord.Failed("The application did not respond")


async def test_a_scaled_clock_makes_three_seconds_short():
    async with chord.Twin.open(scale=100) as twin:
        priya = twin.person("Priya Raman")
        server = twin.guild("Oak Ridge", owner=priya)
        twin.core.world.commands[""] = [
            {"id": "1", "name": "events", "type": 1, "description": "x", "contexts": None}
        ]
        assert isinstance(await (await priya.command(server["general"], "events")).answer(1), chord.Failed)


async def test_a_button_that_nobody_answers_fails_in_its_own_words(scene):
    pressed = await scene.priya.press(await scene.card(), "Going")
    scene.twin.clock.advance(3.1)

    assert await pressed.answer() == chord.Failed("This interaction failed")


async def test_a_token_is_good_for_fifteen_minutes(scene):
    made = await scene.asked()
    await scene.answers(made, 5)
    scene.twin.clock.advance(890)
    assert (await scene.hook(made, "POST", body={"content": "in time"})).status == 200
    scene.twin.clock.advance(20)
    dead = await scene.hook(made, "POST", body={"content": "late"})

    assert (dead.status, dead.code) == (401, 50027)
    assert scene.twin.counts.invalid[401] == 1


async def test_a_token_is_no_use_before_the_first_answer(scene):
    made = await scene.asked()

    assert (await scene.hook(made, "POST", body={"content": "x"})).code == 10015
    assert (await scene.hook(made, "GET", "/messages/@original")).code == 10015


async def test_a_token_nobody_was_given_is_refused(scene):
    made = await scene.asked()
    made.token += "x"

    assert (await scene.answers(made, 4, {"content": "x"})).code == 10062
    assert (await scene.hook(made, "POST", body={"content": "x"})).code == 50027


# What they see


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


async def test_a_modal_breaking_the_rules_is_refused_and_the_nearest_taken(scene):
    title = {"custom_id": "form", "title": "x" * 45, "components": MODAL["components"][1:2]}
    six = [
        {"type": 18, "label": f"{n}", "component": {"type": 4, "custom_id": f"{n}", "style": 1}}
        for n in range(6)
    ]

    def with_label(**more):
        return title | {"components": [six[0] | more]}

    for refused in (
        title | {"title": "x" * 46},
        title | {"title": ""},
        title | {"custom_id": "x" * 101},
        title | {"components": six},
        title | {"components": []},
        title | {"components": [six[0], six[0]]},
        with_label(label="x" * 46),
        with_label(description="x" * 101),
        with_label(component=six[0]["component"] | {"placeholder": "x" * 101}),
        with_label(component=six[0]["component"] | {"value": "four", "max_length": 3}),
        with_label(component={"type": 3, "custom_id": "a", "disabled": True, "options": [
            {"label": "a", "value": "a"}
        ]}),
        title | {"components": [{"type": 1, "components": CARD["components"][0]["components"]}]},
    ):  # fmt: skip
        assert (await scene.answers(await scene.asked(), 9, refused)).code == 50035, refused
    for taken in (title, title | {"components": six[:5]}, with_label(label="x" * 45, description="x" * 100)):
        assert (await scene.answers(await scene.asked(), 9, taken)).status == 204


async def test_more_than_25_choices_are_refused(scene):
    def choices(count, name="a"):
        return {"choices": [{"name": f"{name}{each}", "value": f"{each}"} for each in range(count)]}

    async def asked():
        return await scene.priya.complete("event create", "when", "fri")

    assert (await scene.answers(await asked(), 8, choices(26))).code == 50035
    assert (await scene.answers(await asked(), 8, choices(1, "x" * 100))).code == 50035
    made = await asked()
    await scene.answers(made, 8, choices(25))
    assert len(await made.answer()) == 25


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
