"""A message as a person reads it: mark-up, mentions, links and dates shown as Slack shows them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from twins.loom.records import Json, User
from twins.loom.world import World

_POINTER = re.compile(r"<([^<>]+)>")
_MARKS = re.compile(r"(?<![\w\u200b])([*_~`])(?=[^\s\u200b*_~`])(.+?)(?<=\S)\1(?!\w)")
_PINGS = re.compile(
    r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>|<!(channel|here|everyone)(?:\|[^<>]*)?>|<!subteam\^(\w+)"
)
_LOUD = re.compile(r"(?<!\w)@(channel|here|everyone)\b")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes it is read with."""

    world: World
    user: User

    def text(self, mrkdwn: str) -> str:
        """Give mrkdwn as it shows: labels for links, names for mentions, their own time for dates."""
        words = _MARKS.sub(r"\2", mrkdwn)
        words = _POINTER.sub(lambda found: self._pointer(found[1]), words).replace("\u200b", "")
        return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def _pointer(self, inside: str) -> str:
        target, _, label = inside.partition("|")
        if target.startswith("@"):
            user = self.world.users.get(target[1:])
            return f"@{user.name}" if user else f"@{label or target[1:]}"
        if target.startswith("#"):
            channel = self.world.channels.get(target[1:])
            return f"#{channel.name}" if channel else f"#{label or 'private-channel'}"
        if target.startswith("!date^"):
            return self._date(target, label)
        if target.startswith("!"):
            return label or f"@{target[1:].partition('^')[0]}"
        return label or target

    def _date(self, target: str, fallback: str) -> str:
        """Show a moment in the reader's zone (docs.slack.dev/messaging/formatting-message-text#dates)."""
        _, unix, style, *_ = [*target.split("^"), ""]
        try:
            local = datetime.fromtimestamp(int(unix), UTC).astimezone(ZoneInfo(self.user.tz))
        except (ValueError, OverflowError):
            return fallback
        today = datetime.fromtimestamp(self.world.clock.now(), UTC).astimezone(local.tzinfo).date()
        for name, words in _spellings(local, today).items():
            style = style.replace(f"{{{name}}}", words)
        return style

    def blocks(self, blocks: list[Json]) -> str:
        return "\n".join(filter(None, (self._block(each) for each in blocks)))

    def _block(self, block: Json) -> str:
        if block.get("type") == "table":
            return "\n".join(" | ".join(self.rich(cell) for cell in row) for row in block["rows"])
        if block.get("type") == "rich_text":
            return self.rich(block)
        texts = [block.get("text"), *block.get("fields", []), block.get("label"), block.get("hint")]
        if block.get("type") == "context":
            texts += block.get("elements", [])
        words = [self.object(each) for each in texts if each]
        return "\n".join(words)

    def rich(self, part: Json) -> str:
        """Give rich text, or a table's cell, as plain words."""
        match part.get("type"):
            case "user":
                return self._pointer(f"@{part['user_id']}")
            case "channel":
                return self._pointer(f"#{part['channel_id']}")
            case "broadcast":
                return f"@{part['range']}"
            case "link":
                return str(part.get("text") or part["url"])
            case "emoji":
                return f":{part['name']}:"
            case "date":
                token = f"!date^{part['timestamp']}^{part['format']}"
                return self._date(token, str(part.get("fallback", "")))
        between = "\n" if part.get("type") in {"rich_text", "rich_text_list"} else ""
        inner = between.join(self.rich(each) for each in part.get("elements", []))
        return str(part["text"]) if isinstance(part.get("text"), str) else inner

    def object(self, text: Json | str) -> str:
        if isinstance(text, str):
            return text
        if text.get("type") == "image":
            return str(text.get("alt_text", ""))
        words = str(text.get("text", ""))
        return words if text.get("type") == "plain_text" else self.text(words)


def _spellings(local: datetime, today: object) -> dict[str, str]:
    day = local.date()
    long = f"{local:%A}, {local:%B} {local.day}, {local.year}"
    plain, short = f"{local:%B} {local.day}, {local.year}", f"{local:%b} {local.day}, {local.year}"
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    near = next((word for days, word in names.items() if day - timedelta(days=days) == today), None)
    return {
        "date_short_pretty": near or short,
        "date_long_pretty": near or long,
        "date_pretty": near or plain,
        "date_short": short,
        "date_long": long,
        "date_num": f"{local:%Y-%m-%d}",
        "date": plain,
        "time_secs": f"{local.hour % 12 or 12}:{local:%M:%S %p}",
        "time": f"{local.hour % 12 or 12}:{local:%M %p}",
        "ago": near or short,
    }


def pings_of(text: str, blocks: list[Json], parse: str) -> frozenset[str]:
    """Give whom a message would ping: people by id, and channel, here, everyone."""
    words = [text, *_mrkdwn_of(blocks)]
    found = {name for each in words for match in _PINGS.findall(each) for name in match if name}
    if parse == "full":
        found |= {name for each in words for name in _LOUD.findall(each)}
    return frozenset(found)


def _mrkdwn_of(part: object) -> list[str]:
    """Collect all mrkdwn texts and mentions in rich text; plain_text mentions nobody."""
    if isinstance(part, list):
        return [words for each in part for words in _mrkdwn_of(each)]
    if not isinstance(part, dict):
        return []
    if part.get("type") == "user" and "user_id" in part:
        return [f"<@{part['user_id']}>"]
    if part.get("type") == "broadcast":
        return [f"<!{part.get('range')}>"]
    if part.get("type") in {"mrkdwn", "markdown"} and isinstance(part.get("text"), str):
        return [part["text"]]
    return [words for value in part.values() for words in _mrkdwn_of(value)]
