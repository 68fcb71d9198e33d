"""What an app manifest may hold (docs.slack.dev/reference/app-manifest; @slack/web-api 8.2 manifest.d.ts)."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from twins.loom.rules.schema import faults_of_shape
from twins.loom.rules.texts import fault_of_length
from twins.loom.scopes import EVENTS, KNOWN

Json = dict[str, Any]

NAME = 35
DESCRIPTION = 140
LONG_DESCRIPTION = (174, 4_000)
BOT_NAME = 80
COMMANDS = 50
COMMAND = 32  # with its slash
COMMAND_DESCRIPTION = 2_000
USAGE_HINT = 1_000
SHORTCUTS = 10
SHORTCUT_NAME = 24  # docs.slack.dev/interactivity/implementing-shortcuts
SHORTCUT_DESCRIPTION = 150
CALLBACK_ID = 255
UNFURL_DOMAINS = 5
SCOPES = 255
EVENT_TYPES = 100
REDIRECTS = 1_000
PROMPTS = 4

_BOT_NAME = re.compile(r"[a-z0-9._-]+")
_COMMAND = re.compile(r"/[^\s/A-Z]+")


def check_manifest(manifest: Json) -> list[str]:
    """Say everything that Slack would refuse in a manifest; nothing when it is well."""
    about = manifest.get("display_information", {})
    features = manifest.get("features", {})
    faults = faults_of_shape("Manifest", manifest)
    faults += fault_of_length("name", about.get("name"), NAME)
    faults += fault_of_length("description", about.get("description", ""), DESCRIPTION, 0)
    if "long_description" in about:
        least, most = LONG_DESCRIPTION
        faults += fault_of_length("long_description", about["long_description"], most, least)
    faults += _faults_of_bot(features.get("bot_user", {}))
    faults += _faults_of_commands(features.get("slash_commands", []))
    faults += _faults_of_shortcuts(features.get("shortcuts", []))
    faults += _too_many("unfurl_domains", features.get("unfurl_domains", []), UNFURL_DOMAINS)
    prompts = features.get("agent_view", {}).get("suggested_prompts", [])
    faults += _too_many("suggested_prompts", prompts, PROMPTS)
    return faults + _faults_of_rights(manifest) + _faults_of_addresses(manifest)


def _too_many(what: str, items: Any, most: int) -> list[str]:
    return [] if len(items) <= most else [f"{what}: {len(items)}; {most} fit"]


def _twice(what: str, items: Iterable[str]) -> list[str]:
    return [f"{what}: {each} twice" for each, count in Counter(items).items() if count > 1]


def _faults_of_bot(bot: Json) -> list[str]:
    name = bot.get("display_name", "bot")
    faults = fault_of_length("bot_user display_name", name, BOT_NAME)
    if not _BOT_NAME.fullmatch(name):
        faults.append("bot_user display_name: only a-z, 0-9, -, _ and . are taken")
    return faults


def _faults_of_commands(commands: list[Json]) -> list[str]:
    faults = _too_many("slash_commands", commands, COMMANDS)
    faults += _twice("slash_commands", (str(each.get("command")) for each in commands))
    for each in commands:
        name = str(each.get("command", ""))
        faults += fault_of_length(name, name, COMMAND, 2)
        faults += [] if _COMMAND.fullmatch(name) else [f"{name}: a slash, and no space or capital"]
        faults += fault_of_length(f"{name} description", each.get("description", ""), COMMAND_DESCRIPTION)
        faults += fault_of_length(f"{name} usage_hint", each.get("usage_hint", ""), USAGE_HINT, 0)
    return faults


def _faults_of_shortcuts(shortcuts: list[Json]) -> list[str]:
    faults = _too_many("shortcuts", shortcuts, SHORTCUTS)
    faults += _twice("shortcuts", (str(each.get("callback_id")) for each in shortcuts))
    for each in shortcuts:
        faults += fault_of_length("shortcut name", each.get("name"), SHORTCUT_NAME)
        faults += fault_of_length("shortcut description", each.get("description"), SHORTCUT_DESCRIPTION)
        faults += fault_of_length("shortcut callback_id", each.get("callback_id"), CALLBACK_ID)
    return faults


def _faults_of_rights(manifest: Json) -> list[str]:
    """An event, a command or a shortcut works only with its scope (docs.slack.dev/reference/scopes)."""
    oauth, features = manifest.get("oauth_config", {}), manifest.get("features", {})
    scopes = oauth.get("scopes", {}).get("bot", [])
    events = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
    faults = _too_many("bot scopes", scopes, SCOPES) + _too_many("bot_events", events, EVENT_TYPES)
    faults += _too_many("redirect_urls", oauth.get("redirect_urls", []), REDIRECTS)
    faults += _twice("bot scopes", scopes) + _twice("bot_events", events)
    faults += [f"{each} is no bot scope" for each in scopes if each not in KNOWN]
    faults += [f"{each} is no event" for each in events if each not in EVENTS]
    needed = {each: EVENTS.get(each, ()) for each in events}
    faults += [
        f"{event} needs {' or '.join(any_of)}"
        for event, any_of in needed.items()
        if any_of and not set(any_of) & set(scopes)
    ]
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        faults.append("slash_commands and shortcuts need commands")
    return faults


def _faults_of_addresses(manifest: Json) -> list[str]:
    """Without Socket Mode, everything the app hears needs an https address."""
    settings, features = manifest.get("settings", {}), manifest.get("features", {})
    if settings.get("socket_mode_enabled"):
        return []
    wanted = [(each["command"], each.get("url")) for each in features.get("slash_commands", [])]
    events = settings.get("event_subscriptions", {})
    if events.get("bot_events"):
        wanted.append(("event_subscriptions", events.get("request_url")))
    interactivity = settings.get("interactivity", {})
    if interactivity.get("is_enabled"):
        wanted.append(("interactivity", interactivity.get("request_url")))
    return [
        f"{name}: an https address is wanted"
        for name, url in wanted
        if not str(url or "").startswith("https://")
    ]
