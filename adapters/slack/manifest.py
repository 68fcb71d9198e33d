"""Command specs as a Slack app manifest: what one pastes to make the app, made from what the bot can do."""

import re
from collections.abc import Sequence
from typing import Any

from communitybot.commands.spec import CommandSpec

Json = dict[str, Any]

COMMANDS = 50  # Slack: 50 slash commands, 10 shortcuts an app
SHORTCUTS = 10
COMMAND = 32  # with the slash
DESCRIPTION = 2_000
USAGE_HINT = 1_000
SHORTCUT_NAME = 24
SHORTCUT_DESCRIPTION = 150
BOT_NAME = "communitybot"  # small letters, digits, -, _ and . only

# Slack's own: an app's command of that name would never be heard.
TAKEN = frozenset(
    {"invite", "me", "remind", "topic", "who", "search", "feed", "status", "leave", "archive", "dm"}
)

_NAME = re.compile(r"[a-z0-9_-]+")

# Why each: history finds a delivery in doubt, and what is said in threads and rooms; channels and groups
# tell the rooms we are in; chat posts; files hand over calendars and take flyers; im writes to people; pins
# keep a live chat's opening at hand; reactions say which answers people liked; users tells names, zones and
# administrators.
SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "pins:write",
    "reactions:read",
    "users:read",
)
LATER = frozenset({"pins:write", "reactions:read"})
"""What earlier versions did not ask for: all but live chats is well without."""
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "message.channels",
    "message.groups",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
)


class Undeclarable(ValueError):
    """A command that Slack would not take; found at start-up, never while people wait."""


def draw_manifest(
    specs: Sequence[CommandSpec],
    *,
    address: str | None = None,
    prefix: str = "",
    redirect: str | None = None,
) -> Json:
    """Give the app manifest for these commands.

    Without an address, the app listens over Socket Mode; with the public base address of our server, over
    HTTP. `prefix` goes before every command's name, for workspaces where others have those names. `redirect`
    is where Slack sends people who install the app by themselves; their tokens are then renewed twice a day.
    Raises `Undeclarable` when a command does not fit.
    """
    hears: Json = {"request_url": f"{address}/slack/events"} if address else {}
    interactive: Json = {"request_url": f"{address}/slack/interactivity"} if address else {}
    installs: Json = {"redirect_urls": [redirect]} if redirect else {}
    return {
        "_metadata": {"major_version": 1},
        "display_information": {
            "name": "Community Bot",
            "description": "Events, reminders and conversations for educators' communities.",
        },
        "features": {
            "bot_user": {"display_name": BOT_NAME, "always_online": True},
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,  # else nobody can type a command there
            },
            "slash_commands": _commands(specs, address, prefix),
            "shortcuts": _shortcuts(specs),
        },
        "oauth_config": installs | {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": hears | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True}
            | interactive
            | ({"message_menu_options_url": interactive["request_url"]} if interactive else {}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": redirect is not None,
        },
    }


def _commands(specs: Sequence[CommandSpec], address: str | None, prefix: str) -> list[Json]:
    groups: dict[str, list[CommandSpec]] = {}
    for spec in specs:
        groups.setdefault(spec.group, []).append(spec)
    if len(groups) > COMMANDS:
        raise Undeclarable(f"{len(groups)} commands; Slack takes {COMMANDS}")
    return [_command(name, group, address, prefix) for name, group in groups.items()]


def _command(name: str, group: Sequence[CommandSpec], address: str | None, prefix: str) -> Json:
    shown = f"{prefix}{name}"
    if len(shown) + 1 > COMMAND or shown in TAKEN or not _NAME.fullmatch(shown):
        raise Undeclarable(f"/{shown} is too long, or Slack's own, or not of small letters, digits, - and _")
    alone = len(group) == 1 and group[0].name == name
    command: Json = {
        "command": f"/{shown}",
        "description": group[0].description
        if alone
        else _fit("; ", [_about(spec) for spec in group], DESCRIPTION),
        "should_escape": True,  # mentions arrive as ids
    }
    hint = usage(group[0]) if alone else _fit(" | ", [_words(spec) for spec in group], USAGE_HINT)
    if hint:
        command["usage_hint"] = hint[:USAGE_HINT]
    return command | ({"url": f"{address}/slack/commands"} if address else {})


def usage(spec: CommandSpec) -> str:
    """Show how a command's arguments are typed: "[title], when: [friday 5pm]"; optional ones in the form."""
    asked = [each for each in spec.parameters if each.required] or list(spec.parameters[:1])
    return ", ".join(
        f"[{each.example or each.label.lower()}]"
        if index == 0
        else f"{each.name}: [{each.example or each.label.lower()}]"
        for index, each in enumerate(asked)
    )


def _words(spec: CommandSpec) -> str:
    return f"{spec.name.partition(' ')[2]} {usage(spec)}".strip()


def _about(spec: CommandSpec) -> str:
    return f"{spec.name.partition(' ')[2]}: {spec.description}"


def _fit(between: str, parts: Sequence[str], most: int) -> str:
    """Join as many parts as fit, and say so when some are left out."""
    for count in range(len(parts), 0, -1):
        words = between.join(parts[:count]) + (f"{between}…" if count < len(parts) else "")
        if len(words) <= most:
            return words
    return "…"


def _shortcuts(specs: Sequence[CommandSpec]) -> list[Json]:
    """A command whose only required parameter is a message is a message shortcut as well."""
    shortcuts = [
        {
            "type": "message",
            "name": spec.action_name,
            "callback_id": spec.name,
            "description": spec.description,
        }
        for spec in specs
        if spec.chosen_on is not None
    ]
    if len(shortcuts) > SHORTCUTS:
        raise Undeclarable(f"{len(shortcuts)} message shortcuts; Slack takes {SHORTCUTS}")
    for shortcut in shortcuts:
        if len(shortcut["name"]) > SHORTCUT_NAME or len(shortcut["description"]) > SHORTCUT_DESCRIPTION:
            raise Undeclarable(
                f"a shortcut's name has at most {SHORTCUT_NAME} characters: {shortcut['name']!r}"
            )
    return shortcuts
