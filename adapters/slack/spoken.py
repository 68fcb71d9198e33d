"""What somebody said in Slack, as its readers see it: plain words; pure, and never trusting a field."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Json = Mapping[str, Any]
Names = Mapping[str, str]
"""What people and rooms are called, by their ids."""

SAID = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes that are words of people; all others tell of joins, pins, bots and the like."""
MOST_SHOWN = 200  # characters that one attachment is told in; ours
WORDLESS = "something without words"
SLACKBOT = "USLACKBOT"  # speaks for Slack itself, not always marked as a bot
NOBODY, NOWHERE, GROUP = "somebody", "a-room", "a-group"

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("|".join(_ENTITIES))
_MARK = re.compile(r"&(?:amp|lt|gt);|<([^<>]+)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,30})>")
_ROOM = re.compile(r"<#([CG][A-Z0-9]{1,30})\|?>")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TONE = re.compile(r"::skin-tone-[2-6](?=:)")
_UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no database keeps them all
_STAMP = re.compile(r"([0-9]{1,11})\.([0-9]{6})")
_KINDS = {"image": "picture", "video": "video", "audio": "recording"}


def spoken(text: str, people: Names, rooms: Names) -> str:
    """Read a message's text in one pass, so that nothing is taken back twice.

    Mentions become `@Name`, rooms `#name`, dates their words; a link shows its label and its whole address.
    Marks of emphasis stay as they were typed, and so do emoji by name, without the colour of a hand.
    """
    return _kept(_MARK.sub(lambda found: _plain(found, people, rooms), _TONE.sub("", text))).strip()


def people_named(text: str) -> tuple[str, ...]:
    """The accounts mentioned whose names the text itself does not tell, each once."""
    return tuple(dict.fromkeys(_PERSON.findall(text)))


def rooms_named(text: str) -> tuple[str, ...]:
    """The rooms mentioned whose names the text itself does not tell, each once."""
    return tuple(dict.fromkeys(_ROOM.findall(text)))


def shown(message: Json) -> tuple[str, ...]:
    """What is attached, a file each by its kind and what it shows: "picture: the seating plan"."""
    told = [_file(each) for each in _mappings(message.get("files"))]
    if any(each.get("is_share") for each in _mappings(message.get("attachments"))):
        told.append("a message from elsewhere")
    return tuple(told) or (() if message.get("text") else (WORDLESS,))


def is_said_by_people(message: Json, us: str) -> bool:
    """Whether a person wrote it themselves: no bot, no app in anybody's name, and not we."""
    user = message.get("user")
    by_app = message.get("bot_id") or message.get("app_id")
    is_person = isinstance(user, str) and user not in {"", us, SLACKBOT}
    return is_person and not by_app and _subtype(message) in SAID


def moment(stamp: object) -> datetime | None:
    """When a `ts` was given, to the microsecond; None for anything else."""
    found = _STAMP.fullmatch(stamp) if isinstance(stamp, str) else None
    if found is None:
        return None
    return datetime.fromtimestamp(int(found[1]), UTC).replace(microsecond=int(found[2]))


def mark(name: object) -> str:
    """The name of a reaction's emoji, without the colour of a hand."""
    return _kept(str(name or "").partition("::")[0])[:100]


def thread_of(message: Json) -> str | None:
    """The `ts` of what begins the thread a message stands in; None outside, and for what begins one."""
    thread = message.get("thread_ts")
    return thread if moment(thread) is not None and thread != message.get("ts") else None


def part(told: Json, name: str) -> Json:
    """A part of what Slack tells that has parts of its own; empty for anything else."""
    found = told.get(name)
    return found if isinstance(found, Mapping) else {}


def _mappings(told: object) -> list[Json]:
    return [each for each in told if isinstance(each, Mapping)] if isinstance(told, list) else []


def _subtype(message: Json) -> str | None:
    found = message.get("subtype")
    return None if found is None else str(found)


def _plain(found: re.Match[str], people: Names, rooms: Names) -> str:
    inside = found[1]
    if inside is None:
        return _ENTITIES[found[0]]
    target, _, label = (_ENTITY.sub(lambda one: _ENTITIES[one[0]], part) for part in inside.partition("|"))
    match target[:1]:
        case "@":
            return f"@{people.get(target[1:]) or label.removeprefix('@') or NOBODY}"
        case "#":
            return f"#{label.removeprefix('#') or rooms.get(target[1:]) or NOWHERE}"
        case "!":
            return _special(target[1:], label)
    if not _ADDRESS.match(target):
        return f"<{inside}>"
    return _link(target, label)


def _special(target: str, label: str) -> str:
    """`here`, a group of people, or a moment with the words to fall back on."""
    kind, *more = target.split("^")
    if kind == "date":
        return label or _date(more)
    return label if label.startswith("@") else f"@{label or (GROUP if kind == 'subteam' else kind)}"


def _date(more: list[str]) -> str:
    try:
        return f"{datetime.fromtimestamp(int(more[0]), UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, IndexError, OverflowError, OSError):
        return ""


def _link(address: str, label: str) -> str:
    """An address as it is; under another label, after it. Of what is no page, the label says it all."""
    scheme, _, rest = address.partition(":")
    if scheme in {"mailto", "tel"}:
        return label or rest
    bare = rest.removeprefix("//").rstrip("/")
    return address if label.rstrip("/") in {"", address.rstrip("/"), bare} else f"{label} ({address})"


def _file(told: Json) -> str:
    if told.get("mode") == "tombstone":
        return "a file that was deleted"
    family = str(told.get("mimetype") or "").partition("/")[0]
    words = next((str(told[each]) for each in ("alt_txt", "title", "name") if told.get(each)), "")
    about = " ".join(_kept(words).split())
    about = about if len(about) <= MOST_SHOWN else f"{about[: MOST_SHOWN - 1]}…"
    kind = _KINDS.get(family, "file")
    return f"{kind}: {about}" if about else kind


def _kept(text: str) -> str:
    """Leave out what cannot be kept everywhere: control characters, and halves of characters."""
    return _UNKEPT.sub("", text)
