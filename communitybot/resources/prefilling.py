"""Fills what was not typed about a link with what its page tells of itself."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from communitybot.communities.names import clean
from communitybot.conversation.limits import one_line, shorten
from communitybot.errors import Misread
from communitybot.ports import LinkPreview
from communitybot.resources.addresses import read_address
from communitybot.resources.model.resource import (
    ABOUT_MOST,
    AUTHOR_MOST,
    SHOWS_MOST,
    TITLE_MOST,
    Kind,
    Licence,
    Resource,
)

SITE_MOST = 80

CALLED: dict[str, Kind] = {
    "article": Kind.ARTICLE,
    "newsarticle": Kind.ARTICLE,
    "scholarlyarticle": Kind.ARTICLE,
    "techarticle": Kind.ARTICLE,
    "report": Kind.ARTICLE,
    "blogposting": Kind.ARTICLE,
    "videoobject": Kind.VIDEO,
    "movie": Kind.VIDEO,
    "clip": Kind.VIDEO,
    "learningresource": Kind.LESSON,
    "course": Kind.LESSON,
    "howto": Kind.LESSON,
    "quiz": Kind.LESSON,
    "lessonplan": Kind.LESSON,
    "softwareapplication": Kind.TOOL,
    "webapplication": Kind.TOOL,
    "mobileapplication": Kind.TOOL,
    "dataset": Kind.DATASET,
    "book": Kind.BOOK,
    "podcastepisode": Kind.PODCAST,
    "podcastseries": Kind.PODCAST,
    "audioobject": Kind.RECORDING,
}
"""What pages call themselves, in schema.org's and Open Graph's words, folded."""

_CC = re.compile(r"(?:\bcc|creativecommons\.org/licenses/|creative commons)[\s/:-]*(.{0,60})", re.IGNORECASE)
_WORDS = {"attribution": "by", "noncommercial": "nc", "sharealike": "sa", "noderivatives": "nd"}
_DOOR = re.compile(r"/(?:log[-_]?in|sign[-_]?in|sso|saml|oauth2?|ServiceLogin)(?:[/.]|$)", re.IGNORECASE)
_FREE = re.compile(r"publicdomain|public domain|\bcc[\s-]?0\b", re.IGNORECASE)
_RIGHTS = re.compile(r"all rights reserved", re.IGNORECASE)


def filled(resource: Resource, preview: LinkPreview) -> tuple[Resource, tuple[str, ...]]:
    """The resource with what it lacked, and what that was, by name; what somebody typed stays."""
    if _asks_for_log_in(resource, preview):
        return (replace(resource, login=True), ("log-in",)) if resource.login is None else (resource, ())
    told: dict[str, Any] = {
        "title": clean(preview.title, "", TITLE_MOST),
        "about": shorten(clean(preview.description, "", ABOUT_MOST), ABOUT_MOST),
        "site": clean(preview.site, "", SITE_MOST),
        "author": clean(preview.author, "", AUTHOR_MOST),
        "written": preview.written,
        "lasts": preview.lasts,
        "kind": kind_of(preview.kind),
        "licence": read_licence(preview.licence),
    }
    lacked = {name: value for name, value in told.items() if value and not getattr(resource, name)}
    made = replace(resource, canonical=_canonical(resource, preview), **lacked)
    if preview.image and not resource.picture:
        shows = one_line(clean(preview.image_alt, "", SHOWS_MOST), SHOWS_MOST)
        made = replace(made, picture=preview.image, shows=shows)
    return made, tuple(lacked)


def kind_of(word: str) -> Kind | None:
    """What a page says it is: "VideoObject", "video.other", "https://schema.org/Article"."""
    folded = word.rpartition("/")[2].casefold().replace("-", "").replace(" ", "")
    if folded.startswith("video."):
        return Kind.VIDEO
    return CALLED.get(folded) or next((kind for kind in Kind if kind.value == folded), None)


def read_licence(text: str) -> Licence | None:
    """The licence some words or the address of one mean; None when they mean none I know."""
    if found := _CC.search(text):
        words = re.findall(r"[a-z]+", found[1].casefold().replace("non commercial", "noncommercial"))
        parts = [_WORDS.get(word, word) for word in words]
        name = "-".join(part for part in ("by", "nc", "sa", "nd") if part in parts)
        if licence := next((one for one in Licence if one.value == f"CC {name.upper()}"), None):
            return licence
    if _FREE.search(text):
        return Licence.PUBLIC_DOMAIN
    return Licence.RIGHTS if _RIGHTS.search(text) else None


def _canonical(resource: Resource, preview: LinkPreview) -> str:
    """The address a page gives as its own, as long as it can be read as one and names this very page.

    Many sites leave out what tells one page from another: different pages would be taken for one.
    """
    if not preview.canonical:
        return resource.canonical
    try:
        named = read_address(preview.canonical).canonical
    except Misread:
        return resource.canonical
    own, other = urlsplit(resource.canonical), urlsplit(named)
    less = own.path == other.path and bool(own.query) and not other.query
    return resource.canonical if less or (own.fragment and not other.fragment) else named


def _asks_for_log_in(resource: Resource, preview: LinkPreview) -> bool:
    """Whether the look ended at a door: what a page of that kind tells is not about the resource."""
    return bool(_DOOR.search(urlsplit(preview.address).path)) and not _DOOR.search(resource.address)
