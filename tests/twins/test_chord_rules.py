"""What Discord refuses, its twin refuses; beside each body refused stands the nearest one taken."""

import asyncio

import pytest
from twins import chord
from twins.chord import schema, shapes
from twins.chord.asking import asking

V2 = 1 << 15
published = pytest.mark.skipif(
    not schema.present(), reason="the published rules are not beside this repository (../shared/specs)"
)


@pytest.fixture
async def place():
    async with chord.Twin.open() as twin, asking(twin) as ask:
        twin.core.limits.enforced = False
        priya = twin.person("Priya Raman")
        yield ask, twin.guild("Oak Ridge", owner=priya)["general"]


def text(content="hello"):
    return {"type": 10, "content": content}


def v2(*parts, **more):
    return {"flags": V2, "components": list(parts), **more}


def row(*parts):
    return {"type": 1, "components": list(parts)}


def button(label="Go", custom_id="go", **more):
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def link(**more):
    return {"type": 2, "style": 5, "label": "Page", **more}


def select(count=2, **more):
    options = [{"label": f"{each}", "value": f"{each}"} for each in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **more}


def section(count=1):
    accessory = button(custom_id="beside")
    return {"type": 9, "components": [text() for _ in range(count)], "accessory": accessory}


def gallery(count):
    return {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}} for _ in range(count)]}


def people(**more):
    return {"type": 5, "custom_id": "who", **more}


def chosen(count):
    return [{"label": f"{each}", "value": f"{each}", "default": each < count} for each in range(2)]


def rows(count):
    return {"content": "x", "components": [row(button(custom_id=f"{each}")) for each in range(count)]}


MESSAGES = [
    ("2,000 characters", {"content": "x" * 2000}, {"content": "x" * 2001}),
    ("something to say", {"content": "x"}, {"content": "  "}),
    ("known keys", {"content": "x", "tts": False}, {"content": "x", "colour": 1}),
    ("no private flag in a channel", {"content": "x", "flags": 1 << 12}, {"content": "x", "flags": 1 << 6}),
    ("no content beside Components V2", v2(text()), v2(text(), content="x")),
    ("no embeds beside Components V2", v2(text()), v2(text(), embeds=[{"title": "x"}])),
    ("40 components in all", v2(*[text() for _ in range(40)]), v2(*[text() for _ in range(41)])),
    (
        "40 components, the inner ones too",
        v2({"type": 17, "components": [text() for _ in range(39)]}),
        v2({"type": 17, "components": [text() for _ in range(40)]}),
    ),
    (
        "4,000 characters shown",
        v2(text("x" * 2000), text("x" * 2000)),
        v2(text("x" * 2000), text("x" * 2001)),
    ),
    ("4,000 as the strictest reader counts", v2(text("😀" * 2000)), v2(text("😀" * 2001))),
    ("a text that says something", v2(text("x")), v2(text(" "))),
    ("Components V2 only with its flag", v2(text()), {"content": "x", "components": [text()]}),
    ("5 rows", rows(5), rows(6)),
    (
        "5 buttons a row",
        v2(row(*[button(custom_id=f"{each}") for each in range(5)])),
        v2(row(*[button(custom_id=f"{each}") for each in range(6)])),
    ),
    ("one select a row", v2(row(select())), v2(row(select(), button()))),
    ("each custom_id once", v2(row(button(), button(custom_id="b"))), v2(row(button(), button()))),
    (
        "each id once",
        v2({**text(), "id": 1}, {**text(), "id": 2}),
        v2({**text(), "id": 1}, {**text(), "id": 1}),
    ),
    ("an id of 32 bits", v2({**text(), "id": 2**31 - 1}), v2({**text(), "id": 2**31})),
    ("a link's address", v2(row(link(url="https://example.org"))), v2(row(link()))),
    (
        "a link of the web",
        v2(row(link(url="https://example.org"))),
        v2(row(link(url="mailto:a@example.org"))),
    ),
    (
        "a link without custom_id",
        v2(row(link(url="https://example.org"))),
        v2(row(link(url="https://example.org", custom_id="a"))),
    ),
    (
        "an address of 512",
        v2(row(link(url="https://example.org/" + "x" * 492))),
        v2(row(link(url="https://example.org/" + "x" * 493))),
    ),
    ("a custom_id of 100", v2(row(button(custom_id="x" * 100))), v2(row(button(custom_id="x" * 101)))),
    ("a label of 80", v2(row(button("x" * 80))), v2(row(button("x" * 81)))),
    ("a button's label", v2(row(button("x"))), v2(row(button("")))),
    ("known keys in a button", v2(row(button())), v2(row(button(colour=1)))),
    ("25 options", v2(row(select(25))), v2(row(select(26)))),
    ("an option", v2(row(select(1))), v2(row(select(0)))),
    (
        "each value once",
        v2(row(select())),
        v2(row(select(options=[{"label": "a", "value": "a"}, {"label": "b", "value": "a"}]))),
    ),
    (
        "an option's label of 100",
        v2(row(select(options=[{"label": "x" * 100, "value": "a"}]))),
        v2(row(select(options=[{"label": "x" * 101, "value": "a"}]))),
    ),
    ("no more chosen than offered", v2(row(select(2, max_values=2))), v2(row(select(2, max_values=3)))),
    ("a placeholder of 150", v2(row(select(placeholder="x" * 150))), v2(row(select(placeholder="x" * 151)))),
    (
        "no text input in a message",
        v2(text()),
        v2(row({"type": 4, "custom_id": "a", "style": 1, "label": "x"})),
    ),
    ("a nonce of 25", {"content": "x", "nonce": "n" * 25}, {"content": "x", "nonce": "n" * 26}),
    (
        "people parsed or listed",
        {"content": "x", "allowed_mentions": {"users": ["1"]}},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
    ),
    (
        "100 people listed",
        {"content": "x", "allowed_mentions": {"users": [f"{each}" for each in range(100)]}},
        {"content": "x", "allowed_mentions": {"users": [f"{each}" for each in range(101)]}},
    ),
    (
        "6,000 characters of embeds",
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]},
        {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3001}]},
    ),
    (
        "known keys in allowed_mentions",
        {"content": "x", "allowed_mentions": {}},
        {"content": "x", "allowed_mentions": {"all": []}},
    ),
    ("10 embeds", {"embeds": [{"title": "x"}] * 10}, {"embeds": [{"title": "x"}] * 11}),
    ("a known component", v2(text()), v2({"type": 99})),
    ("a section's accessory", v2(section()), v2({"type": 9, "components": [text()]})),
    ("1 to 3 texts a section", v2(section(3)), v2(section(4))),
    ("10 pictures a gallery", v2(gallery(10)), v2(gallery(11))),
    ("a picture in a gallery", v2(gallery(1)), v2(gallery(0))),
    ("least no more than most", v2(row(select(min_values=1))), v2(row(select(min_values=2, max_values=1)))),
    ("25 chosen at most", v2(row(people(max_values=25))), v2(row(people(max_values=26)))),
    (
        "no more people beforehand than may be chosen",
        v2(row(people(default_values=[{"id": "1", "type": "user"}]))),
        v2(row(people(default_values=[{"id": "1", "type": "user"}, {"id": "2", "type": "user"}]))),
    ),
    ("a select is required in a modal only", v2(row(select())), v2(row(select(required=True)))),
    ("one chosen beforehand", v2(row(select(options=chosen(1)))), v2(row(select(options=chosen(2))))),
    (
        "an emoji or a label",
        v2(row({"type": 2, "style": 1, "custom_id": "a", "emoji": {"name": "👍"}})),
        v2(row({"type": 2, "style": 1, "custom_id": "a"})),
    ),
    (
        "something sent for each attachment",
        {"content": "x", "attachments": []},
        {"content": "x", "attachments": [{"id": 0, "filename": "a.txt"}]},
    ),
    (
        "a picture that was sent",
        v2(gallery(1)),
        v2({"type": 12, "items": [{"media": {"url": "attachment://absent.png"}}]}),
    ),
    (
        "a file that was sent",
        {"content": "x"},
        v2({"type": 13, "file": {"url": "attachment://absent.txt"}}),
    ),
]


@pytest.mark.parametrize(
    ("taken", "refused"), [each[1:] for each in MESSAGES], ids=[each[0] for each in MESSAGES]
)
async def test_a_message_keeps_to(place, taken, refused):
    ask, room = place

    assert (await ask.post(room, taken)).status == 200
    answer = await ask.post(room, refused)
    assert (answer.status, answer.code in {50035, 50006}) == (400, True)
    assert len(ask.twin.core.create_log) == 1


@published
async def test_the_published_description_is_asked_too(place):
    ask, room = place
    answer = await ask.post(room, {"content": ["not", "text"]})

    assert (answer.status, answer.code) == (400, 50035)
    assert "content" in answer.faults[0]


async def test_an_edit_keeps_the_flag_and_to_its_rules(place):
    ask, room = place
    made = (await ask.post(room, v2(text("one")))).body
    path = f"/channels/{room.id}/messages/{made['id']}"

    assert (await ask("PATCH", path, {"components": [text("two")]})).body["flags"] & V2
    assert (await ask("PATCH", path, {"content": "plain"})).status == 400
    assert (await ask("PATCH", path, {"components": []})).code == 50006
    assert (await ask("PATCH", path, {"nonce": "1", "components": [text("x")]})).status == 400


async def test_ten_files_of_ten_mebibytes_are_taken_and_no_larger(place):
    ask, room = place
    small = [(f"{each}.txt", b"x") for each in range(10)]

    assert len((await ask.post(room, {"content": "x"}, files=small)).body["attachments"]) == 10
    assert (await ask.post(room, {"content": "x"}, files=[*small, ("more.txt", b"x")])).status == 400
    huge = [("huge.txt", b"x" * (10 * 1024**2 + 1))]
    assert (await ask.post(room, {"content": "x"}, files=huge)).code == 40005
    many = [(f"{each}.txt", b"x" * (9 * 1024**2)) for each in range(3)]
    assert (await ask.post(room, {"content": "x"}, files=many[:2])).status == 200
    assert (await ask.post(room, {"content": "x"}, files=many)).code == 40005


async def test_a_file_shown_in_a_card_is_the_file_sent_and_can_be_fetched(place):
    ask, room = place
    body = v2(
        {"type": 13, "file": {"url": "attachment://a.ics"}}, attachments=[{"id": 0, "filename": "a.ics"}]
    )
    made = (await ask.post(room, body, files=[("a.ics", b"BEGIN:VCALENDAR")])).body

    async with ask.session.get(made["components"][0]["file"]["url"]) as answer:
        assert await answer.read() == b"BEGIN:VCALENDAR"


# The twin's own words


@published
@pytest.mark.parametrize("check_late", [False, True])
async def test_a_twin_that_answers_otherwise_than_published_fails_its_test(monkeypatch, check_late):
    whole = shapes.message
    monkeypatch.setattr(shapes, "message", lambda *given: whole(*given) | {"author": None})
    with pytest.raises(AssertionError, match="published description"):
        await posted_once("hello", check_late=check_late)


@published
async def test_a_request_checked_late_still_fails_its_test():
    with pytest.raises(AssertionError, match="asked POST"):
        await posted_once({"content": "x", "sticker_ids": "none"}, check_late=True)


async def posted_once(body, **options):
    async with chord.Twin.open(**options) as twin, asking(twin) as ask:
        room = twin.guild("Oak Ridge", owner=twin.person("Priya Raman"))["general"]
        assert (await ask.post(room, body)).status == 200
        await asyncio.sleep(0.05)
