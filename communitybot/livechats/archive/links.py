"""Web addresses among words: found, made safe to follow, and gathered, each once."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from communitybot.conversation import limits
from communitybot.conversation.urls import said_urls
from communitybot.livechats.archive.page import Piece, Said, Section, SharedLink

SHOWN = 80  # weight of an address in the list; all of it is behind the link


def pieces(text: str) -> tuple[Piece, ...]:
    """Words and the web addresses among them; nothing where there are only words.

    What is no address that can be trusted stays words.
    """
    found: list[Piece] = []
    done = 0
    for said in said_urls(text):
        if said.start > done:
            found.append(Piece(text[done : said.start]))
        found.append(Piece(_seen(said.typed, said.url), said.url))
        done = said.start + len(said.typed)
    if found and done < len(text):
        found.append(Piece(text[done:]))
    return tuple(found)


def gathered(sections: Iterable[Section]) -> tuple[SharedLink, ...]:
    """Every address that stands in the sections, in order, with who shared it as they appear."""
    by: dict[str, dict[str, None]] = {}
    places: dict[str, dict[tuple[str, str], None]] = {}
    for section in sections:
        for said in _every(section.said):
            for piece in said.pieces:
                if piece.url:
                    by.setdefault(piece.url, {})[said.author] = None
                    name = section.label or section.title
                    places.setdefault(piece.url, {})[section.anchor, name] = None
    return tuple(
        SharedLink(url=url, shown=_short(url), by=tuple(who), places=tuple(places[url]))
        for url, who in by.items()
    )


def _every(said: Iterable[Said]) -> Iterable[Said]:
    for one in said:
        yield one
        if one.replies:
            yield from one.replies


def _seen(typed: str, url: str) -> str:
    """An address as typed, unless its host looks like another one: then as browsers know it."""
    host = urlsplit(url).netloc
    return typed if host.lower() in typed.lower() else url


def _short(url: str) -> str:
    return limits.shorten(url.partition("://")[2].removeprefix("www.").rstrip("/"), SHOWN)
