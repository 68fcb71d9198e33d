"""What may answer an interaction, and until when."""

import pytest
from twins import chord
from twins.chord import scenes
from twins.chord.scenes import CARD, MODAL

RADIO = {
    "type": 21,
    "custom_id": "r",
    "options": [{"label": "a", "value": "a"}, {"label": "b", "value": "b"}],
}
UPLOAD = {"type": 19, "custom_id": "u"}
INPUT = {"type": 4, "custom_id": "i", "style": 1}


@pytest.fixture
async def scene():
    async with scenes.scene() as made:
        yield made


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
        made = await scene.start(kind)
        status = (await scene.answers(made, answer, data.get(answer))).status
        assert (status == 204) == (answer in allowed), f"{answer} to {kind}: {status}"


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
        title | {"components": six[0]["component"]},
        title | {"colour": 1},
        with_label(component=RADIO | {"options": RADIO["options"][:1]}),
        with_label(component=UPLOAD | {"max_values": 11}),
        with_label(component=INPUT | {"min_length": 5, "max_length": 4}),
        with_label(component=INPUT | {"max_length": 4001}),
        with_label(component={"type": 2, "style": 1, "label": "x", "custom_id": "a"}),
    ):  # fmt: skip
        assert (await scene.answers(await scene.asked(), 9, refused)).code == 50035, refused
    for taken in (
        with_label(component=RADIO),
        with_label(component=UPLOAD | {"max_values": 10}),
        with_label(component=INPUT | {"min_length": 4, "max_length": 4}),
    ):
        assert (await scene.answers(await scene.asked(), 9, taken)).status == 204, taken
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
