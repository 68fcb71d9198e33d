"""Discord's mark-up as the plain words a reader sees, read in one pass whatever was typed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from communitybot.conversation.visible import one_line, visible

SOMEBODY, SOMEWHERE = "somebody", "somewhere"
LAST = 253_402_300_799  # seconds: the end of the year 9999
_SPOILER = "||"

_TOKEN = re.compile(
    r"""
      ```(?:[A-Za-z0-9_+-]*\n)?(?P<block>.*?)```
    | (?P<ticks>`{1,2})(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | <@!?(?P<person>\d{1,20})>
    | <@&(?P<role>\d{1,20})>
    | <\#(?P<room>\d{1,20})>
    | <a?:(?P<emoji>\w{1,32}):\d{1,20}>
    | <t:(?P<moment>-?\d{1,13})(?::[A-Za-z])?>
    | </(?P<command>[^:<>\n]{1,100}):\d{1,20}>
    | <id:(?P<guide>[a-z-]{1,30})(?::\d{1,20})?>
    | \[(?P<label>[^\[\]\n]{1,2000})\]
      \((?:<(?P<kept>https?://[^\s<>]+)>|(?P<target>https?://[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+))
      (?:[ ]+"[^"\n]*+")?\)
    | <(?P<bare>https?://[^\s<>]+)>
    | (?P<url>https?://[^\s<>|]*[^\s<>|*_~])
    | ^(?P<heading>(?:\#{1,3}|-\#)[ ]+)
    | (?P<mark>\*{1,3}|_{1,3}|~~|\|\|)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.ASCII,
)

Find = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Names of what a message mentions by number: people as told with it, roles and rooms of its server."""

    people: Mapping[str, str]
    role: Find
    room: Find


def plain(content: str, named: Named) -> str:
    """Give the words of a message without its marks; what is no mark-up stays as it was typed."""
    text = visible(content)
    pieces: list[str] = []
    begun: dict[str, int] = {}  # the marks that wait for their second half, by where they stand in `pieces`
    at = 0
    for found in _TOKEN.finditer(text):
        pieces.append(text[at : found.start()])
        at = found.end()
        if found.lastgroup == "mark":
            _marked(found, text, pieces, begun)
        else:
            pieces.append(_words(found, named))
    pieces.append(text[at:])
    return "".join(pieces).strip()


def _marked(found: re.Match[str], text: str, pieces: list[str], begun: dict[str, int]) -> None:
    """Leave out two marks that belong together; one alone is no mark and stays."""
    mark = found[0]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    opens = bool(after.strip()) and not (mark == "_" and before.isalnum())
    closes = bool(before.strip()) and not (mark == "_" and after.isalnum())
    if closes and mark in begun:
        first = begun.pop(mark)
        pieces[first] = "(spoiler: " if mark == _SPOILER else ""
        pieces.append(")" if mark == _SPOILER else "")
        return
    if opens:
        begun[mark] = len(pieces)
    pieces.append(mark)


def _words(found: re.Match[str], named: Named) -> str:
    kind = "code" if found["code"] else "label" if found["label"] else str(found.lastgroup)
    told = found[kind]
    match kind:
        case "person":
            return f"@{one_line(named.people.get(told, SOMEBODY))}"
        case "role":
            return f"@{one_line(named.role(told) or SOMEBODY)}"
        case "room":
            return f"#{one_line(named.room(told) or SOMEWHERE)}"
        case "emoji":
            return f":{told}:"
        case "moment":
            return _moment(int(told)) or found[0]
        case "command":
            return f"/{told}"
        case "guide":
            return f"#{told}"
        case "label":
            words, url = plain(told, named), str(found["kept"] or found["target"])
            return url if words == url else f"{words} ({url})"
        case "heading":
            return ""
    return told  # code, an escaped mark, an address: literally


def _moment(seconds: int) -> str:
    """Say a moment as every reader can place it; nothing for one that no calendar has."""
    if not 0 <= seconds + 62_135_596_800 <= LAST + 62_135_596_800:
        return ""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
