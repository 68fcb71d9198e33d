"""Web addresses as every platform takes them: http or https, in ASCII, leading where they seem to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from communitybot.conversation import limits

# What may stand in an address unencoded. Parentheses may not: they would end a link on Discord.
_SAFE = "!#$%&'*+,-./:;=?@[]_~^{}"
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")
_NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Ends of names that no public server has (RFC 6761, RFC 6762, RFC 8375, and what routers at home use).
_PRIVATE = frozenset(
    (
        "alt",
        "arpa",
        "corp",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
    )
)
_SAID = re.compile(r"https?://[^\s<>\"\u201c\u201d]+", re.IGNORECASE)
_AFTER = ".,;:!?'*_~|\u2019\u2026"
_PAIRS = {")": "(", "]": "[", "}": "{"}


class BadUrl(ValueError):
    """An address that some platform would not show as a link."""


@dataclass(frozen=True, slots=True)
class SaidUrl:
    """A web address among words: where it begins, as it was typed, and as `ascii_url` gives it."""

    start: int
    typed: str
    url: str


@lru_cache(maxsize=2_048)
def ascii_url(url: str) -> str:
    """Return a web address in ASCII, at most `limits.URL` characters long; `BadUrl` for what is none.

    Letters beyond ASCII are percent-encoded, in the host they become punycode. An address with a name before
    its host (`https://our.site@elsewhere`) is refused, since it leads elsewhere than it seems to.
    """
    if len(url) > limits.URL:
        raise BadUrl(f"an address of {len(url)} characters; {limits.URL} fit")
    if any(letter.isspace() or not letter.isprintable() or letter in '<>"|`\\' for letter in url):
        raise BadUrl('an address may not hold spaces, invisible characters, < > " | \\ or backticks')
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # an impossible port is a ValueError
        where = parts.netloc.encode("idna").decode()
    except ValueError as problem:
        raise BadUrl(f"an address that cannot be read: {problem}") from problem
    if parts.scheme not in {"http", "https"} or not host:
        raise BadUrl("an address begins with http:// or https:// and a host")
    if "@" in parts.netloc:
        raise BadUrl("an address may not have a name before its host")
    rest = url.partition("://")[2][len(parts.netloc) :]
    safe = f"{parts.scheme}://{where}{quote(rest, safe=_SAFE)}"
    if len(safe) > limits.URL:
        raise BadUrl(f"an address of {len(safe)} characters in ASCII; {limits.URL} fit")
    return safe


def is_public_name(host: str) -> bool:
    """Whether a host (in ASCII and small letters) is a name that a public server may have: never a number."""
    return _NAME.fullmatch(host) is not None and host.rpartition(".")[2] not in _PRIVATE


def said_urls(text: str) -> Iterator[SaidUrl]:
    """The web addresses among words, without what only ends the sentence or the bracket they stand in.

    What is no address that can be trusted stays words.
    """
    if "://" not in text:
        return
    for match in _SAID.finditer(text):
        if len(match.group()) > limits.URL:
            continue
        typed = _bare(match.group())
        try:
            url = ascii_url(typed[:4].lower() + typed[4:])
        except BadUrl:
            continue
        yield SaidUrl(match.start(), typed, url)


def _bare(typed: str) -> str:
    while typed:
        last = typed[-1]
        opening = _PAIRS.get(last)
        if last in _AFTER or (opening and typed.count(last) > typed.count(opening)):
            typed = typed[:-1]
        else:
            break
    return typed


def misleads(label: str, url: str) -> bool:
    """Whether a label names another host than the one its address leads to ("our.site" to elsewhere).

    Whatever looks like a host counts, so a file name does too: the address is then shown beside it.
    """
    host = (urlsplit(url).hostname or "").lower()
    named = [each.lower() for each in _HOST.findall(label)]
    return any(host != each and not host.endswith(f".{each}") for each in named)
