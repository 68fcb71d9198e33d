"""What Discord tells of an interaction becomes what the core hears, whatever its shape."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.inbound import Foreign, Heard, read
from adapters.discord.tokens import about, written
from adapters.discord.values import Attachment
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Invoked, Pressed, Submitted

GUILD, ROOM, THREAD, USER = (
    "81384788765712384",
    "81384788765712385",
    "81384788765712386",
    "155149108183695360",
)


def parameter(name: str, kind: FieldKind, *, required: bool = False) -> Parameter:
    return Parameter(name=name, kind=kind, label=name.title(), description="x", required=required)


SPECS = (
    CommandSpec(name="events", description="x"),
    CommandSpec(name="event create", description="x"),
    CommandSpec(
        name="resource save",
        description="x",
        title="Save as resource",
        parameters=(
            parameter("message", FieldKind.MESSAGE, required=True),
            parameter("title", FieldKind.TEXT),
        ),
    ),
)


def happened(kind: int, data: dict[str, object], **more: object) -> dict[str, object]:
    return {
        "id": "1001",
        "application_id": "9",
        "type": kind,
        "token": "tok",
        "version": 1,
        "guild_id": GUILD,
        "channel_id": ROOM,
        "channel": {"id": ROOM, "type": 0},
        "locale": "es-ES",
        "member": {
            "user": {"id": USER, "username": "priya", "global_name": "Priya Raman"},
            "nick": None,
            "roles": ["77"],
            "permissions": "0",
        },
        "data": data,
        **more,
    }


def test_a_command_is_read_with_its_options_as_values():
    data = {
        "id": "1",
        "name": "event",
        "type": 1,
        "options": [
            {
                "type": 1,
                "name": "create",
                "options": [
                    {"type": 3, "name": "title", "value": "Reading circle"},
                    {"type": 4, "name": "places", "value": 12},
                    {"type": 5, "name": "online", "value": True},
                    {"type": 6, "name": "host", "value": "42"},
                    {"type": 7, "name": "room", "value": THREAD},
                    {"type": 11, "name": "flyer", "value": "501"},
                ],
            }
        ],
        "resolved": {
            "channels": {THREAD: {"id": THREAD, "type": 11, "parent_id": ROOM}},
            "attachments": {"501": {"id": "501", "filename": "a.pdf", "url": "http://cdn/a.pdf", "size": 9}},
        },
    }
    heard = read(happened(2, data), SPECS)

    assert isinstance(heard, Heard)
    assert isinstance(heard.told, Invoked)
    assert heard.told.command == "event create"
    assert heard.told.values == {
        "title": "Reading circle",
        "places": 12,
        "online": True,
        "host": f"discord:{GUILD}@42",
        "room": f"discord:{GUILD}/{ROOM}/{THREAD}",
    }
    assert heard.files == {"flyer": Attachment("a.pdf", "http://cdn/a.pdf", 9)}
    assert heard.spec is SPECS[1]
    assert heard.told.place == PlaceAddress("discord", GUILD, ROOM)


def test_the_person_is_told_with_name_roles_and_language():
    heard = read(happened(2, {"name": "events", "type": 1}), SPECS)

    who = heard.told.who
    assert who.account == PersonAddress("discord", GUILD, USER)
    assert (who.name, who.locale, who.zone) == ("Priya Raman", "es-ES", None)
    assert who.roles == {"77"}


@pytest.mark.parametrize(("permissions", "runs"), [("8", True), ("32", True), ("2048", False)])
def test_who_may_manage_the_server_administers_here(permissions, runs):
    payload = happened(2, {"name": "events", "type": 1})
    payload["member"]["permissions"] = permissions

    assert (ADMINISTRATOR in read(payload, SPECS).told.who.roles) is runs


def test_a_thread_lies_in_its_room():
    payload = happened(2, {"name": "events", "type": 1}, channel_id=THREAD)
    payload["channel"] = {"id": THREAD, "type": 11, "parent_id": ROOM}

    assert read(payload, SPECS).told.place == PlaceAddress("discord", GUILD, ROOM, THREAD)


def test_what_is_being_typed_is_asked_with_the_other_values():
    data = {
        "name": "event",
        "type": 1,
        "options": [
            {
                "type": 1,
                "name": "create",
                "options": [
                    {"type": 3, "name": "title", "value": "Circle"},
                    {"type": 3, "name": "when", "value": "fri", "focused": True},
                ],
            }
        ],
    }
    asked = read(happened(4, data), SPECS).told

    assert isinstance(asked, Asked)
    assert (asked.command, asked.parameter, asked.text) == ("event create", "when", "fri")
    assert asked.given == {"title": "Circle"}


def test_a_message_action_names_its_message():
    data = {"name": "Save as resource", "type": 3, "target_id": "555", "resolved": {}}
    heard = read(happened(2, data), SPECS)

    assert heard.told.command == "resource save"
    ref = MessageRef.parse(heard.told.values["message"])
    assert ref == MessageRef(PlaceAddress("discord", GUILD, ROOM), "555")


def test_a_button_is_read_with_its_message():
    data = {"custom_id": "event.rsvp:1:going", "component_type": 2}
    row = {"type": 1, "components": [{"type": 2, "custom_id": "event.rsvp:1:going"}]}
    shown = {"id": "600", "flags": 0, "components": [{"type": 17, "components": [row]}]}
    heard = read(happened(3, data, message=shown), SPECS)

    assert isinstance(heard.told, Pressed)
    assert heard.told.action == Action("event.rsvp", ("1", "going"))
    assert heard.told.message == MessageRef(PlaceAddress("discord", GUILD, ROOM), "600")
    assert heard.on_message
    forged = data | {"custom_id": "event.discard:1"}
    assert not read(happened(3, forged, message=shown), SPECS).on_message  # it must not replace that message


def test_a_message_only_one_person_sees_is_no_message_to_edit_later():
    data = {"custom_id": "event.rsvp:1:going", "component_type": 2}

    assert read(happened(3, data, message={"id": "600", "flags": 64}), SPECS).told.message is None


def test_a_choice_comes_with_its_value():
    data = {"custom_id": "event.page:1", "component_type": 3, "values": ["10"]}

    assert read(happened(3, data, message={"id": "600"}), SPECS).told.value == "10"


@pytest.mark.parametrize(
    "custom_id",
    ["", "someone-else", "event.rsvp:" + "x" * 90, "event.rsvp:\u0000", "event.rsvp:1|x", "a|b|c", "|", "🙂"],
)
def test_a_foreign_or_forged_token_reaches_the_core_as_one_nobody_answers(custom_id):
    heard = read(happened(3, {"custom_id": custom_id, "component_type": 2}, message={"id": "6"}), SPECS)

    assert isinstance(heard, Heard)
    assert heard.told.action == Action("discord.unknown")


def test_a_modal_is_read_field_by_field():
    def label(kind: int, name: str, **more: object) -> dict[str, object]:
        return {"type": 18, "id": 1, "component": {"type": kind, "id": 2, "custom_id": name, **more}}

    data = {
        "custom_id": "command.form:event+create",
        "components": [
            {"type": 10, "id": 9},
            label(4, "title", value="Reading circle"),
            label(3, "level", values=["middle"]),
            label(3, "online", values=[]),
            label(5, "host", values=["42"]),
            label(8, "room", values=[ROOM]),
            label(19, "flyer", values=["501"]),
        ],
        "resolved": {"attachments": {"501": {"filename": "a.pdf", "url": "u", "size": 3}}},
    }
    heard = read(happened(5, data), SPECS)

    assert isinstance(heard.told, Submitted)
    assert heard.told.values == {
        "title": "Reading circle",
        "level": "middle",
        "online": None,
        "host": f"discord:{GUILD}@42",
        "room": f"discord:{GUILD}/{ROOM}",
        "flyer": None,
    }
    assert heard.files == {"flyer": Attachment("a.pdf", "u", 3)}
    assert not heard.on_message


def in_private(custom_id: str) -> dict[str, object]:
    payload = happened(3, {"custom_id": custom_id, "component_type": 2}, message={"id": "600"})
    payload["user"] = payload["member"]["user"]
    for name in ("member", "guild_id"):
        del payload[name]
    payload["channel"] = {"id": "700", "type": 1}
    payload["channel_id"] = "700"
    return payload


def test_in_a_private_channel_the_button_names_the_server():
    heard = read(in_private(written("event.rsvp:1:going", GUILD)), SPECS)

    assert heard.told.who.account == PersonAddress("discord", GUILD, USER)
    assert heard.told.place == PlaceAddress("discord", GUILD, "dm.700")
    assert heard.told.action == Action("event.rsvp", ("1", "going"))


def test_a_private_button_that_names_no_server_is_foreign():
    assert isinstance(read(in_private("event.rsvp:1:going"), SPECS), Foreign)


def test_the_server_is_written_into_each_custom_id_and_nowhere_else():
    body = {"components": [{"type": 17, "components": [{"type": 2, "custom_id": "a.b:1", "label": "x"}]}]}
    before = copy.deepcopy(body)

    drawn = about(body, GUILD)
    assert drawn["components"][0]["components"][0]["custom_id"] == f"a.b:1|{GUILD}"
    assert about(body, None) is body
    assert body == before


def test_a_token_with_no_room_for_the_server_stays_whole():
    assert written("event.rsvp:" + "x" * 80, GUILD) == "event.rsvp:" + "x" * 80


@pytest.mark.parametrize(
    "broken",
    [
        {"type": 2, "data": {}},
        {"type": 2, "data": {"name": "Gone", "type": 3, "target_id": "1"}},
        {"type": 4, "data": {"name": "event", "options": []}},
        {"type": 3, "data": {}},
        {"type": 5, "data": {}},
    ],
)
def test_what_is_of_another_version_is_foreign_and_breaks_nothing(broken):
    assert isinstance(read({**happened(0, {}), **broken}, SPECS), Foreign)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    kind=st.sampled_from([2, 3, 4, 5]),
    place=st.sampled_from(["data", "member", "channel", "message", "guild_id", "user"]),
    inside=st.sampled_from([None, "options", "components", "custom_id", "resolved", "name", "user", "id"]),
    junk=JUNK,
)
def test_no_payload_however_odd_breaks_the_reading(kind, place, inside, junk):
    data = {"name": "event", "type": 1, "custom_id": "a.b:1", "options": [], "components": [], "resolved": {}}
    payload = happened(kind, data, message={"id": "600", "flags": 0})
    if inside is not None and isinstance(payload.get(place), dict):
        payload[place] = {**payload[place], inside: junk}
    else:
        payload[place] = junk

    assert isinstance(read(payload, SPECS), Heard | Foreign)


def test_a_ping_asks_for_no_answer_of_ours():
    assert read(happened(1, {}), SPECS) is None
