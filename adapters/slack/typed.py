"""What somebody typed after a slash command, as they saw it: Slack's entities and links taken back."""

import re

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_MARK = re.compile(r"&(?:amp|lt|gt);|<((?:[@#!]|[a-z]+:)[^<>]{1,3000})>")


def typed_text(text: str) -> str:
    """Read the escaped text of a command, in one pass, so that nothing is taken back twice.

    Mentions of people and rooms stay as they are, since the core reads them; links become their address,
    or the label where Slack only added `http://` to what was typed.
    """
    return _MARK.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    inside = found[1]
    if inside is None:
        return _ENTITIES[found[0]]
    target, _, label = (_unescaped(part) for part in inside.partition("|"))
    match target[:1]:
        case "@" | "#":
            return f"<{target}|{label}>" if label else f"<{target}>"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
        case _ if label and target in {
            f"http://{label}",
            f"https://{label}",
            f"mailto:{label}",
            f"tel:{label}",
        }:
            return label
        case _:
            return target


def _unescaped(text: str) -> str:
    return re.sub(r"&(?:amp|lt|gt);", lambda one: _ENTITIES[one[0]], text)
