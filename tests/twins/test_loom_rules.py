"""What Slack refuses, the twin refuses: a request that breaks each rule, beside one that keeps it."""

import copy

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom

needs_schema = pytest.mark.skipif(
    not loom.HAS_SCHEMA, reason="the published rules are not beside this repository (../shared/specs)"
)


@pytest.fixture
async def twin():
    async with loom.Twin.open(seed=2) as opened:
        opened.limits.on = False
        yield opened


def plain(text):
    return {"type": "plain_text", "text": text}


def marked(text):
    return {"type": "mrkdwn", "text": text}


def button(**more):
    return {"type": "button", "text": plain("Go"), "action_id": "go"} | more


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements)} | more


def option(value="1", text="One"):
    return {"text": plain(text), "value": value}


def select(options, **more):
    return {"type": "static_select", "action_id": "pick", "options": options} | more


def confirm(**more):
    return {name: plain("x") for name in ("title", "text", "confirm", "deny")} | more


def section(text="x"):
    return {"type": "section", "text": marked(text)}


def asked(element=None, **more):
    entry = element or {"type": "plain_text_input", "action_id": "words"}
    return {"type": "input", "block_id": "words", "label": plain("Words"), "element": entry} | more


BLOCKS_REFUSED = [
    # blocks: "You can include up to 50 blocks in each message"
    ("51 blocks", [{"type": "divider"}] * 51),
    # section-block: text 3,000; 10 fields of 2,000
    ("long section", [section("x" * 3_001)]),
    ("long field", [{"type": "section", "fields": [marked("x" * 2_001)]}]),
    ("11 fields", [{"type": "section", "fields": [marked("x")] * 11}]),
    ("empty section", [section("")]),
    # header-block: plain_text of 150
    ("long header", [{"type": "header", "text": plain("x" * 151)}]),
    ("marked header", [{"type": "header", "text": marked("x")}]),
    # actions-block: 25 elements
    ("26 buttons", [actions(*(button(action_id=f"go{n}") for n in range(26)))]),
    # context-block: 10 elements
    ("11 in context", [{"type": "context", "elements": [marked("x")] * 11}]),
    # button-element: text 75, value 2,000, url 3,000, action_id 255, plain_text only
    ("long button", [actions(button(text=plain("x" * 76)))]),
    ("marked button", [actions(button(text=marked("x")))]),
    ("long value", [actions(button(value="x" * 2_001))]),
    ("long url", [actions(button(url="https://x/" + "x" * 3_000))]),
    ("long action_id", [actions(button(action_id="x" * 256))]),
    # confirmation-dialog-object: title 100, text 300, confirm and deny 30
    ("long confirm", [actions(button(confirm=confirm(text=plain("x" * 301))))]),
    ("long confirm title", [actions(button(confirm=confirm(title=plain("x" * 101))))]),
    ("long deny", [actions(button(confirm=confirm(deny=plain("x" * 31))))]),
    # select-menu-element: 100 options of 75, value 150; option-object
    ("101 options", [actions(select([option(str(n)) for n in range(101)]))]),
    ("no options", [actions(select([]))]),
    ("long option", [actions(select([option(text="x" * 76)]))]),
    ("long option value", [actions(select([option(value="x" * 151)]))]),
    ("marked option", [actions(select([{"text": marked("x"), "value": "1"}]))]),
    ("value twice", [actions(select([option(), option(text="Two")]))]),
    ("stray initial option", [actions(select([option()], initial_option=option("2")))]),
    # overflow menu: 5; radio buttons: 10
    ("6 in overflow", [actions({"type": "overflow", "action_id": "o", "options": [option()] * 6})]),
    ("11 radio buttons", [actions({"type": "radio_buttons", "action_id": "r", "options": [option()] * 11})]),
    # date-picker: YYYY-MM-DD; time-picker: HH:mm; datetime-picker: ten digits
    ("no date", [actions({"type": "datepicker", "action_id": "d", "initial_date": "1 May"})]),
    ("no time", [actions({"type": "timepicker", "action_id": "t", "initial_time": "24:00"})]),
    ("no moment", [actions({"type": "datetimepicker", "action_id": "m", "initial_date_time": 5})]),
    # block_id and action_id are unique
    ("block_id twice", [{"type": "divider", "block_id": "a"}] * 2),
    ("action_id twice", [actions(button(), button())]),
    ("long block_id", [{"type": "divider", "block_id": "x" * 256}]),
    # table-block: 100 rows of 20 cells
    ("101 rows", [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}]),
    ("21 cells", [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}]),
    # markdown-block: 12,000 in sum
    ("long markdown", [{"type": "markdown", "text": "x" * 6_001}] * 2),
]
BLOCKS_TAKEN = [
    ("50 blocks", [{"type": "divider"}] * 50),
    ("full section", [section("x" * 3_000)]),
    ("full fields", [{"type": "section", "fields": [marked("x" * 1_300)] * 10}]),
    ("full header", [{"type": "header", "text": plain("x" * 150)}]),
    ("25 buttons", [actions(*(button(action_id=f"go{n}") for n in range(25)))]),
    ("full button", [actions(button(text=plain("x" * 75), value="x" * 2_000))]),
    ("a date", [actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-05-01"})]),
    ("a time", [actions({"type": "timepicker", "action_id": "t", "initial_time": "23:59"})]),
    ("full confirm", [actions(button(confirm=confirm(text=plain("x" * 300), deny=plain("x" * 30))))]),
    ("100 options", [actions(select([option(str(n), "x" * 75) for n in range(100)]))]),
    ("full option value", [actions(select([option(value="x" * 150)]))]),
    ("100 rows", [{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100}]),
]


async def refusal(twin, method, **arguments):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    return refused.value.response["error"]


async def accepted(twin, method, **arguments):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    return (await client.api_call(method, json=arguments)).data


@pytest.mark.parametrize(("case", "blocks"), BLOCKS_REFUSED, ids=[case for case, _ in BLOCKS_REFUSED])
async def test_blocks_that_break_a_rule_are_refused(twin, case, blocks):
    room = twin.channel("events")

    assert (
        await refusal(twin, "chat.postMessage", channel=room.id, text="x", blocks=blocks) == "invalid_blocks"
    )
    assert twin.world.messages == {}


@pytest.mark.parametrize(("case", "blocks"), BLOCKS_TAKEN, ids=[case for case, _ in BLOCKS_TAKEN])
async def test_blocks_at_the_limit_are_taken(twin, case, blocks):
    room = twin.channel("events")

    assert (await accepted(twin, "chat.postMessage", channel=room.id, text="x", blocks=blocks))["ok"]


async def test_all_blocks_together_hold_thirteen_thousand_characters(twin):
    # github.com/slackapi/bolt-js/issues/2509
    room = twin.channel("events")
    blocks = [section("x" * 2_640) for _ in range(5)]

    assert (await accepted(twin, "chat.postMessage", channel=room.id, text="x", blocks=blocks))["ok"]
    blocks.append(section("x"))
    error = await refusal(twin, "chat.postMessage", channel=room.id, text="x", blocks=blocks)

    assert error == "msg_blocks_too_long"


@needs_schema
@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"blocks": [{"type": "sparkles"}]}, "invalid_blocks"),
        ({"blocks": [{"type": "divider", "colour": "red"}]}, "invalid_blocks"),
        ({"blocks": [actions(button(style="loud"))]}, "invalid_blocks"),
        ({"unknown": True}, "invalid_arguments"),
        ({"unfurl_links": "perhaps"}, "invalid_arguments"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x", "event_payload": {"key": "1"}}}, None),
        ({"metadata": {"event_payload": "x", "event_type": "x"}}, "invalid_arguments"),
    ],
)
async def test_arguments_of_another_shape_are_refused(twin, wrong, error):
    room = twin.channel("events")
    given = {"channel": room.id, "text": "x", **wrong}

    if error is None:
        assert (await accepted(twin, "chat.postMessage", **given))["ok"]
    else:
        assert await refusal(twin, "chat.postMessage", **given) == error


async def test_a_message_without_words_is_refused(twin):
    room = twin.channel("events")

    assert await refusal(twin, "chat.postMessage", channel=room.id, text="") == "no_text"
    assert await refusal(twin, "chat.postMessage", channel=room.id, text=" ") == "no_text"


async def test_bare_text_is_split_at_four_thousand_and_cut_at_forty_thousand(twin):
    # github.com/slackapi/bolt-python/issues/764; chat.postMessage, "Truncating content"
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    await accepted(twin, "chat.postMessage", channel=room.id, text="x" * 4_000)
    assert twin.world.splits == 0

    await accepted(twin, "chat.postMessage", channel=room.id, text="y" * 50_000)

    assert twin.world.splits == 1
    assert [len(each.text) for each in twin.seen(priya, room)] == [4_000] * 11


MODAL = {"type": "modal", "title": plain("Plan"), "submit": plain("Save"), "blocks": [asked()]}
MODALS_REFUSED = [
    # reference/views/modal-views
    ("long title", {"title": plain("x" * 25)}),
    ("marked title", {"title": marked("x")}),
    ("long submit", {"submit": plain("x" * 25)}),
    ("long close", {"close": plain("x" * 25)}),
    ("no submit", {"submit": None}),
    ("101 blocks", {"blocks": [{"type": "divider"}] * 101}),
    ("long callback_id", {"callback_id": "x" * 256}),
    ("long private_metadata", {"private_metadata": "x" * 3_001}),
    ("block_id twice", {"blocks": [asked(), asked()]}),
    # input-block: label and hint 2,000; input-element: 3,000
    ("long label", {"blocks": [asked(label=plain("x" * 2_001))]}),
    ("marked hint", {"blocks": [asked(hint=marked("x"))]}),
    (
        "long initial value",
        {"blocks": [asked({"type": "plain_text_input", "action_id": "a", "initial_value": "x" * 3_001})]},
    ),
    (
        "wide max_length",
        {"blocks": [asked({"type": "plain_text_input", "action_id": "a", "max_length": 3_001})]},
    ),
]


async def _trigger(twin, priya):
    return twin.world.trigger(twin.home_team.id, priya.id, "test").id


@pytest.mark.parametrize(("case", "change"), MODALS_REFUSED, ids=[case for case, _ in MODALS_REFUSED])
async def test_a_modal_that_breaks_a_rule_is_refused(twin, case, change):
    priya = twin.person("Priya Raman")
    view = {key: value for key, value in {**copy.deepcopy(MODAL), **change}.items() if value is not None}

    error = await refusal(twin, "views.open", trigger_id=await _trigger(twin, priya), view=view)

    assert error == "invalid_arguments"
    assert twin.modal(priya) is None


async def test_a_modal_that_keeps_the_rules_opens(twin):
    priya = twin.person("Priya Raman")
    full = MODAL | {"callback_id": "x" * 255, "private_metadata": "x" * 3_000, "title": plain("x" * 24)}

    await accepted(twin, "views.open", trigger_id=await _trigger(twin, priya), view=full)

    assert twin.modal(priya).labels == ("Words",)


async def test_an_input_for_files_has_no_place_in_a_message(twin):
    room = twin.channel("events")
    blocks = [asked({"type": "file_input", "action_id": "a"})]

    assert (
        await refusal(twin, "chat.postMessage", channel=room.id, text="x", blocks=blocks) == "invalid_blocks"
    )
