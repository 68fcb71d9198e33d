"""Whatever is sent to the JSON interface: an answer, or a 4xx with a sentence; never a mistake of ours."""

import asyncio
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.adapters.playing import playing

SAY = {"person": "teacher", "place": "events", "text": "Hello"}
TALK = ("/api/say", "/api/reword", "/api/remove", "/api/react")
PATHS = (*TALK, "/api/press", "/api/submit", "/api/clock")
EXPECTED = {200, 400, 403, 404, 409, 413}


@pytest.mark.parametrize(
    ("changes", "status", "named"),
    [
        ({"person": None}, 400, "person"),
        ({"person": 7}, 400, "person"),
        ({"person": ["teacher"]}, 400, "person"),
        ({"person": "nobody"}, 404, "nobody of that id"),
        ({"place": "nowhere"}, 404, "no such place"),
        ({"place": "events/99"}, 404, "no such place"),
        ({"place": {}}, 400, "place"),
        ({"text": ""}, 400, "text"),
        ({"text": "   "}, 400, "text"),
        ({"text": True}, 400, "text"),
        ({"text": "a\0b"}, 400, "text"),
        ({"text": "x" * 20_001}, 400, "20,001"),
        ({"person": "p" * 201}, 400, "person"),
    ],
)
async def test_wrong_values_are_named(table, changes, status, named):
    answer, told = await table.post("/api/say", **(SAY | changes))

    assert answer == status
    assert named in told["error"]


@pytest.mark.parametrize("left_out", SAY)
async def test_what_is_missing_is_named(table, left_out):
    body = {name: value for name, value in SAY.items() if name != left_out}

    assert await table.post("/api/say", **body) == (400, {"error": f"`{left_out}` is missing."})


async def test_names_nobody_asks_for_are_ignored(table):
    assert (await table.post("/api/say", **SAY, colour="blue", nested={"a": [1]}))[0] == 200


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 400),
        (b"[1, 2]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"person": "\\ud800", "place": "events", "text": "x"}', "application/json", 400),
        (b'{"person": "teacher", "place": "events", "text": "\\udc00"}', "application/json", 400),
        (b"[" * 30_000, "application/json", 400),
        (b'{"advance_seconds": ' + b"9" * 5_000 + b"}", "application/json", 400),
        (json.dumps(SAY).encode(), "text/plain", 415),
        (json.dumps(SAY).encode(), "application/x-www-form-urlencoded", 415),
        (json.dumps(SAY | {"text": "x" * 70_000}).encode(), "application/json", 413),
    ],
)
@pytest.mark.parametrize("path", PATHS)
async def test_a_body_that_cannot_be_read_is_refused_in_words(table, path, body, kind, status):
    async with table.client.post(path, data=body, headers={"Content-Type": kind}) as response:
        told = await response.json()

    form = path == "/api/submit"  # which may carry a file
    assert response.status == (400 if form and status == 413 else status)
    assert told["error"].endswith(".")


async def test_unknown_ids_are_404(table):
    for message in ("99", "x", "-1", "²", "1e3", "9" * 100):
        body = {"person": "teacher", "message": message, "control": "c"}
        assert (await table.post("/api/press", **body))[0] == 404
    assert (await table.post("/api/submit", person="teacher", form="x", values={}))[0] == 404
    assert (await table.get("/api/messages", person="teacher", place="x"))[0] == 404
    assert (await table.get("/api/state", person="x"))[0] == 404
    assert (await table.get("/api/nothing"))[0] == 404


async def test_missing_query_parts_are_400_and_wrong_methods_405_in_json(table):
    assert (await table.get("/api/messages", person="teacher"))[0] == 400
    assert (await table.get("/api/messages", place="events"))[0] == 400
    assert (await table.get("/api/suggest", person="teacher", command="events"))[0] == 400
    status, told = await table.get("/api/say")
    assert status == 405
    assert told["error"]


@pytest.mark.parametrize(
    "value", [None, 7, ["a"], {"name": "x"}, {"name": "x", "base64": "%"}, {"name": "a/b", "base64": ""}]
)
async def test_answers_to_a_form_of_another_kind_are_refused(table, value):
    form = (await table.say("/event create"))["form"]["id"]

    status, told = await table.post("/api/submit", person="teacher", form=form, values={"title": value})

    assert status == 400
    assert "title" in told["error"]


async def test_a_field_longer_than_a_form_holds_comes_back_without_breaking_anything(table):
    form = (await table.say("/event create"))["form"]["id"]
    values = {"title": "x" * 10_000, "when": "fri 25:00"}

    status, told = await table.post("/api/submit", person="teacher", form=form, values=values)

    assert status == 200
    assert told["errors"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
likely = st.sampled_from(
    ["teacher", "events", "direct-teacher", "1", "2", "/events", "/event create", "/", "//"]
)
values = st.dictionaries(st.sampled_from(["title", "when", "flyer", "online"]), anything | likely, max_size=3)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "person": st.just("teacher") | likely | anything,
        "place": st.just("events") | likely | anything,
        "text": likely
        | st.text(max_size=80)
        | st.text(max_size=60).map(lambda said: f"/event {said}")
        | anything,
        "message": likely | anything,
        "mark": st.just("agree") | likely | anything,
        "on": st.booleans() | anything,
        "reply_to": likely | anything,
        "control": likely | anything,
        "value": likely | anything,
        "form": likely | anything,
        "values": values | anything,
        "advance_seconds": st.integers(-5, 90_000) | anything,
    },
)


def test_no_body_whatsoever_makes_the_server_fail(tmp_path):
    with asyncio.Runner() as runner:
        opened = playing(tmp_path / "playground.db")
        table = runner.run(opened.__aenter__())
        form = runner.run(table.say("/event create"))["form"]["id"]
        runner.run(table.say("/events"))

        @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
        @given(path=st.sampled_from(PATHS), body=bodies | anything, takes_form=st.booleans())
        @example(path="/api/say", body=SAY | {"text": "/"}, takes_form=False)
        @example(path="/api/say", body=SAY | {"text": "/\n\t "}, takes_form=False)
        @example(path="/api/submit", body={"person": "teacher", "values": {"": "x"}}, takes_form=True)
        def answers(path, body, takes_form):
            if takes_form and isinstance(body, dict):
                body = body | {"form": form}
            status, told = runner.run(table.post_raw(path, json.dumps(body)))
            assert status in EXPECTED
            if status >= 400:
                assert set(told) == {"error"}
                assert told["error"]

        try:
            answers()
        finally:
            runner.run(opened.__aexit__(None, None, None))


def test_no_query_whatsoever_makes_the_server_fail(tmp_path):
    with asyncio.Runner() as runner:
        opened = playing(tmp_path / "playground.db")
        table = runner.run(opened.__aenter__())
        words = likely | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
        queries = st.fixed_dictionaries(
            {},
            optional=dict.fromkeys(
                ("person", "place", "before", "command", "parameter", "text", "form"), words
            ),
        )
        paths = (
            "/api/state",
            "/api/messages",
            "/api/suggest",
            "/api/page/state",
            "/api/page/messages",
            "/api/page/form",
        )

        @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
        @given(path=st.sampled_from(paths), query=queries)
        def answers(path, query):
            status, told = runner.run(table.get(path, **query))
            assert status in EXPECTED
            assert status == 200 or told["error"]

        try:
            answers()
        finally:
            runner.run(opened.__aexit__(None, None, None))
