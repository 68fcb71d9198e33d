"""What somebody typed after a slash command, as they saw it: entities, links and mentions taken back."""

import re
from collections.abc import Mapping

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("|".join(_ENTITIES))
_MARK = re.compile(r"&(?:amp|lt|gt);|<((?:[@#!]|[a-z]+:)[^<>]{1,3000})>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
_BEFORE_ALONE = re.compile(r"(?:^(?:[\w-]+\s+)?|[,:]\s*)$")  # at most a subcommand stands before it
_AFTER_ALONE = re.compile(r"\s*(?:,|$)")

Names = Mapping[str, str]
NOBODY: Names = {}


def typed_text(text: str, names: Names = NOBODY) -> str:
    """Read the escaped text of a command, in one pass, so that nothing is taken back twice.

    A mention becomes the name it shows: that of `names` by account, by which the core knows people too; of
    somebody without a name it stays as it is. A room's stays where it stands alone (`room: #events`), since
    the core knows which it means. Links become their address, or the label where Slack only added `http://`.
    """
    return _MARK.sub(lambda found: _plain(found, names), text)


def mentioned(text: str) -> frozenset[str]:
    """The accounts that are mentioned, whose names are wanted."""
    return frozenset(_PERSON.findall(text))


def _plain(found: re.Match[str], names: Names) -> str:
    inside = found[1]
    if inside is None:
        return _ENTITIES[found[0]]
    target, _, label = (_unescaped(part) for part in inside.partition("|"))
    match target[:1]:
        case "@" if name := names.get(target[1:]):
            return f"@{name}"
        case "#" if label and not _alone(found):
            return f"#{label.removeprefix('#')}"
        case "@" | "#":
            return f"<{target}|{label}>" if label else f"<{target}>"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
        case _ if label and target in _with_scheme(label):
            return label
        case _:
            return target


def _alone(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    return _BEFORE_ALONE.search(before) is not None and _AFTER_ALONE.match(after) is not None


def _with_scheme(label: str) -> frozenset[str]:
    return frozenset(f"{scheme}{label}" for scheme in ("http://", "https://", "mailto:", "tel:"))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda one: _ENTITIES[one[0]], text)
