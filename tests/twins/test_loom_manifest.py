"""A manifest that Slack would refuse is refused, and the drawers' own is taken."""

import copy

import pytest
from twins import loom

MANIFEST = {
    "display_information": {"name": "Community Bot"},
    "features": {
        "bot_user": {"display_name": "community-bot"},
        "slash_commands": [{"command": "/event", "description": "Plan events", "should_escape": True}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "channels:read"]}},
    "settings": {
        "socket_mode_enabled": True,
        "event_subscriptions": {"bot_events": ["member_joined_channel"]},
    },
}
MANIFESTS_REFUSED = [
    # docs.slack.dev/reference/app-manifest
    ("long name", ("display_information", "name"), "x" * 36),
    ("long description", ("display_information", "description"), "x" * 141),
    ("short long_description", ("display_information", "long_description"), "x" * 173),
    ("bot name with a space", ("features", "bot_user", "display_name"), "Community Bot"),
    ("long bot name", ("features", "bot_user", "display_name"), "x" * 81),
    (
        "51 commands",
        ("features", "slash_commands"),
        [{"command": f"/c{n}", "description": "x"} for n in range(51)],
    ),
    ("command twice", ("features", "slash_commands"), [{"command": "/c", "description": "x"}] * 2),
    ("long command", ("features", "slash_commands"), [{"command": "/" + "c" * 32, "description": "x"}]),
    ("command without slash", ("features", "slash_commands"), [{"command": "c", "description": "x"}]),
    (
        "long hint",
        ("features", "slash_commands"),
        [{"command": "/c", "description": "x", "usage_hint": "x" * 1_001}],
    ),
    (
        "11 shortcuts",
        ("features", "shortcuts"),
        [{"type": "message", "name": "x", "description": "x", "callback_id": str(n)} for n in range(11)],
    ),
    (
        "long shortcut",
        ("features", "shortcuts"),
        [{"type": "message", "name": "x" * 25, "description": "x", "callback_id": "a"}],
    ),
    ("no commands scope", ("oauth_config", "scopes", "bot"), ["chat:write", "channels:read"]),
    ("event without scope", ("oauth_config", "scopes", "bot"), ["chat:write", "commands"]),
    ("made-up scope", ("oauth_config", "scopes", "bot"), ["commands", "channels:read", "coffee:write"]),
    ("no addresses", ("settings", "socket_mode_enabled"), False),
    ("made-up event", ("settings", "event_subscriptions", "bot_events"), ["coffee_ready"]),
]


def test_a_manifest_that_keeps_the_rules_is_taken():
    assert loom.check_manifest(MANIFEST) == []


@pytest.mark.parametrize(
    ("case", "place", "value"), MANIFESTS_REFUSED, ids=[c for c, _, _ in MANIFESTS_REFUSED]
)
def test_a_manifest_that_breaks_a_rule_is_refused(case, place, value):
    manifest = copy.deepcopy(MANIFEST)
    part = manifest
    for name in place[:-1]:
        part = part.setdefault(name, {})
    part[place[-1]] = value

    assert loom.check_manifest(manifest)
