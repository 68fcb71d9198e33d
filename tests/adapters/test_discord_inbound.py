"""What Discord tells of an interaction becomes what the core hears, whatever its shape."""

import pytest

from adapters.discord.inbound import Heard, read
from adapters.discord.values import Attachment
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Asked, Chosen, Invoked, Pressed, Submitted
from tests.adapters.discord_happenings import GUILD, ROOM, SPECS, THREAD, USER, happened


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
    said = {
        "id": "555",
        "content": "**Tiles**, says <@8>: https://tiles.example/?a=1_b_2",
        "author": {"id": "7", "username": "ana", "global_name": "Ana"},
        "mentions": [{"id": "8", "username": "ben"}],
    }
    resolved = {"messages": {"555": said}}
    data = {"name": "Save as resource", "type": 3, "target_id": "555", "resolved": resolved}
    heard = read(happened(2, data), SPECS)

    assert heard.told.command == "resource save"
    assert heard.told.values["message"] == Chosen(
        ref=MessageRef(PlaceAddress("discord", GUILD, ROOM), "555"),
        text="Tiles, says @ben: https://tiles.example/?a=1_b_2",
        account=PersonAddress("discord", GUILD, "7"),
        name="Ana",
    )


def test_an_apps_message_without_words_is_told_by_what_it_links_to():
    embed = {"type": "rich", "title": "New: tiles", "url": "https://tiles.example/a_b"}
    said = {"id": "555", "content": "", "author": {"id": "7", "username": "news"}, "webhook_id": "9"}
    resolved = {"messages": {"555": said | {"embeds": [embed]}}}
    data = {"name": "Save as resource", "type": 3, "target_id": "555", "resolved": resolved}

    chosen = read(happened(2, data), SPECS).told.values["message"]

    assert (chosen.text, chosen.account, chosen.name) == (
        "New: tiles https://tiles.example/a_b",
        None,
        "news",
    )


def test_a_message_that_is_not_told_is_named_by_its_address():
    data = {"name": "Save as resource", "type": 3, "target_id": "555", "resolved": {}}

    chosen = read(happened(2, data), SPECS).told.values["message"]

    assert chosen == Chosen(ref=MessageRef(PlaceAddress("discord", GUILD, ROOM), "555"))


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
