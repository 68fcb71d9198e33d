"""What is forged, of another version or of no server we know breaks nothing."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.inbound import Foreign, Heard, read
from adapters.discord.tokens import about, written
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from tests.adapters.discord_happenings import GUILD, SPECS, USER, happened


@pytest.mark.parametrize(
    "custom_id",
    ["", "someone-else", "event.rsvp:" + "x" * 90, "event.rsvp:\u0000", "event.rsvp:1|x", "a|b|c", "|", "🙂"],
)
def test_a_foreign_or_forged_token_reaches_the_core_as_one_nobody_answers(custom_id):
    heard = read(happened(3, {"custom_id": custom_id, "component_type": 2}, message={"id": "6"}), SPECS)

    assert isinstance(heard, Heard)
    assert heard.told.action == Action("discord.unknown")


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
