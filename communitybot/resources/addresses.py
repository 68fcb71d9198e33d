"""Web addresses as people share them: read, and known again under whatever form they come."""

import re
from dataclasses import dataclass

from yarl import URL

from communitybot.conversation import limits
from communitybot.conversation.urls import BadUrl, ascii_url, is_public_name, said_urls
from communitybot.errors import Misread
from communitybot.resources.canonical import canonical, without_trackers, words
from communitybot.resources.wrapped import unwrapped

EXAMPLE = "/resource share https://www.edutopia.org/article/exit-tickets"
MOST_LINKS = 10  # of one message
_LONGEST = 4_000  # ours: what is longer is no link anybody shares; trackers alone can make hundreds
_SHOWN = 60
_BARE = re.compile(r"((?:[\w-]+\.)+([^\W\d_]{2,}))(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_FILES = words(
    """
    csv doc docx epub gif htm html jpeg jpg json key md mov mp3 mp4 odt pdf png ppt pptx py rtf txt webp xls
    xlsx xml zip
    """
)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: as it leads there, as it is known (`canonical`), and whose it is (`site`, a host)."""

    address: str
    canonical: str
    site: str


def read_address(text: str) -> Address:
    """Read a web address as people type and paste it; without `https://` it is understood all the same.

    Trackers and what mail programs wrap links in are taken off it, since some of them tell who somebody is.

    Raises:
        Misread: for what is no http or https address of a public name.
    """
    typed = text.strip().strip("<>").strip()
    if not typed:
        raise Misread("There is no web address.", example=EXAMPLE)
    url = unwrapped(_with_scheme(typed))
    if len(url) > _LONGEST:
        raise Misread(
            f"This address has {len(url):,} characters; that is too long for a link.", example=EXAMPLE
        )
    try:
        safe = ascii_url(_untracked(url))
        parsed = URL(safe)
    except (BadUrl, ValueError) as problem:
        raise Misread(
            f"I could not read {_shown(typed)} as a web address: {_why(problem)}.", example=EXAMPLE
        ) from None
    host = (parsed.raw_host or "").lower().rstrip(".")
    if not is_public_name(host):
        raise Misread(
            f"{_shown(typed)} leads to no public website, so others could not open it.", example=EXAMPLE
        )
    known = canonical(parsed)
    return Address(safe, known, URL(known).raw_host or host)


def links_in(text: str) -> tuple[str, ...]:
    """The web addresses among words, as typed, the same one once; at most `MOST_LINKS`."""
    found: dict[str, str] = {}
    for said in said_urls(text):
        try:
            found.setdefault(read_address(said.typed).canonical, said.typed)
        except Misread:
            continue
        if len(found) == MOST_LINKS:
            break
    return tuple(found.values())


def _with_scheme(typed: str) -> str:
    scheme, found, rest = typed.partition("://")
    if found and scheme.lower() in {"http", "https"}:
        return f"{scheme.lower()}://{rest}"
    bare = None if found else _BARE.fullmatch(typed)
    if bare and ("/" in typed or bare[2].lower() not in _FILES):
        return f"https://{typed}"
    return typed


def _untracked(url: str) -> str:
    before, asked, rest = url.partition("?")
    if not asked or "#" in before:
        return url
    query, marked, fragment = rest.partition("#")
    kept = without_trackers(query)
    return f"{before}{'?' if kept else ''}{kept}{marked}{fragment}"


def _why(problem: Exception) -> str:
    return str(problem) if isinstance(problem, BadUrl) else "its parts do not fit together"


def _shown(typed: str) -> str:
    """What was typed, short enough to say again; adapters show it literally."""
    return f"\u201c{limits.shorten(typed, _SHOWN)}\u201d"
