"""Reads a page: what it tells of itself, as plain bounded words."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from adapters.links.asking import Answer, kind_of
from adapters.links.claims import claims, words
from adapters.links.refused import Refused
from adapters.links.spans import read_day, read_span
from communitybot.conversation import limits
from communitybot.conversation.urls import is_public_name
from communitybot.conversation.visible import one_line, shows

MOST = 256 * 1024  # bytes of a page that are parsed
TITLE, DESCRIPTION, NAME, WORD = 300, 1_000, 150, 40
PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_MOST_TAGS = 600
_FILES = {"image": "ImageObject", "video": "VideoObject", "audio": "AudioObject"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_OPENS = re.compile(rb"<(script|style)\b([^<>]{0,300})>", re.IGNORECASE)
_CODINGS = re.compile(
    "utf-8|utf-8-sig|ascii|iso8859-.*|cp125[0-8]|shift_jis|euc_jp|euc_kr|gbk|gb2312|gb18030|big5|koi8-[ru]|cp874|cp932"
)


@dataclass(slots=True)
class Tags:
    """The tags of a page that tell something, by name; of several alike the first counts."""

    title: str = ""
    language: str = ""
    named: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    oembed: str = ""
    scripts: list[str] = field(default_factory=list)

    def first(self, *names: str) -> str:
        return next((self.named[name] for name in names if self.named.get(name)), "")


def read_page(url: str, answer: Answer) -> dict[str, Any]:
    """What a page tells: the fields of a preview by name, as JSON has them; empty ones are left out.

    Raises:
        Refused: when it tells not even its title.
    """
    kind = kind_of(answer)
    told = _of_file(url, kind, answer.headers) if kind not in PAGES else _told(url, read_tags(answer))
    if not told.get("title"):
        raise Refused("the page does not say what it is")
    return {name: value for name, value in told.items() if value} | {"address": url}


def read_tags(answer: Answer) -> Tags:
    """The tags that tell something; libxml2 takes any bytes, bounded by its own limits."""
    text = _without_scripts(answer.body)[:MOST].decode(_coding(answer), errors="replace")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    tags = Tags()
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return tags
    if root is None:
        return tags
    tags.language = root.get("lang") or ""
    for count, each in enumerate(root.iter("meta", "link", "title", "script", "a")):
        if count == _MOST_TAGS:
            break
        _take(tags, str(each.tag), each.attrib, each.text or "")
    return tags


def _take(tags: Tags, tag: str, told: Mapping[Any, Any], text: str) -> None:
    if tag == "meta":
        name = str(told.get("property") or told.get("name") or told.get("itemprop") or "")
        tags.named.setdefault(name.strip().lower()[:60], str(told.get("content") or ""))
    elif tag == "title":
        tags.title = tags.title or text
    elif tag == "script":
        if "ld+json" in str(told.get("type", "")).lower():
            tags.scripts.append(text)
    else:
        for relation in str(told.get("rel") or told.get("itemprop") or "").lower().split()[:5]:
            if tag == "link" or relation == "license":
                tags.links.setdefault(relation, str(told.get("href") or told.get("content") or ""))
        if tag == "link" and "oembed" in str(told.get("type", "")).lower():
            tags.oembed = tags.oembed or str(told.get("title") or "")  # where it leads is never asked for


def _told(url: str, tags: Tags) -> dict[str, Any]:
    about = claims(tags.scripts)
    titles = (
        tags.first("og:title", "twitter:title"),
        words(about.get("headline") or about.get("name"), "name"),
        tags.title,
        tags.oembed,
    )
    description = tags.first("og:description", "twitter:description", "description", "dcterms.description")
    site = tags.first("og:site_name", "application-name") or words(about.get("publisher"), "name")
    picture = tags.first(
        "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"
    )
    picture = picture or words(about.get("thumbnailUrl") or about.get("image"), "url", "contentUrl", "@id")
    return {
        "canonical": _own(url, tags.links.get("canonical") or tags.first("og:url")),
        "title": next((title for told in titles if (title := _seen(plain(told, TITLE)))), ""),
        "description": plain(description or words(about.get("description")), DESCRIPTION),
        "site": plain(site, NAME),
        "author": plain(_author(about, tags), NAME),
        "language": plain(tags.language or words(about.get("inLanguage"), "name"), WORD),
        "kind": plain(words(about.get("@type")) or tags.first("og:type"), WORD),
        "licence": plain(_licence(url, about, tags), NAME),
        "image": _web(url, picture or tags.links.get("image_src", "")),
        "image_alt": plain(tags.first("og:image:alt", "twitter:image:alt"), TITLE),
        "written": _day(about, tags),
        "lasts": _span(about, tags),
    }


def _author(about: Mapping[str, Any], tags: Tags) -> str:
    named = (
        words(about.get("author") or about.get("creator"), "name"),
        *(
            tags.first(name)
            for name in ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author")
        ),
    )
    return next((name for name in named if name and "://" not in name), "")


def _licence(url: str, about: Mapping[str, Any], tags: Tags) -> str:
    claimed = words(about.get("license"), "name", "url", "@id")
    linked = _web(url, tags.links.get("license", ""))
    return claimed or linked or tags.first("dcterms.license", "dc.rights", "dcterms.rights", "copyright")


def _day(about: Mapping[str, Any], tags: Tags) -> str:
    names = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "citation_date")
    told = (
        words(about.get("datePublished")),
        words(about.get("uploadDate")),
        *(tags.first(name) for name in (*names, "dc.date.issued", "uploaddate", "og:release_date")),
    )
    return next((day for day in map(read_day, told) if day), "")


def _span(about: Mapping[str, Any], tags: Tags) -> int:
    told = (
        words(about.get("duration")),
        words(about.get("timeRequired")),
        *(tags.first(name) for name in ("duration", "og:video:duration", "video:duration", "music:duration")),
    )
    return next((span for span in map(read_span, told) if span), 0)


def _of_file(url: str, kind: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """A file tells its name and its kind, by its headers and its address alone."""
    given = re.search(r'filename="?([^";]{1,200})', headers.get("content-disposition", ""))
    name = given[1] if given else unquote(urlsplit(url).path.rpartition("/")[2], errors="replace")
    return {"title": plain(name, TITLE), "kind": _FILES.get(kind.partition("/")[0], "DigitalDocument")}


def plain(text: str, most: int) -> str:
    """Words in one line, composed, without what hides or turns others around; nobody's mark-up."""
    short = text[: most * 8]
    return limits.shorten(one_line(unicodedata.normalize("NFC", short)), most)


def _seen(text: str) -> str:
    """Words of which something can be seen, else none."""
    return text if shows(text) else ""


def _web(base: str, told: str) -> str:
    """A web address a page names, whole; empty for any other, and for one that is not public."""
    if not told or len(told) > limits.URL * 2:
        return ""
    try:
        url = urljoin(base, told.strip())
        fits = urlsplit(url).scheme in {"http", "https"} and is_public_name(urlsplit(url).hostname or "")
    except ValueError:
        return ""
    return url if fits and len(url) <= limits.URL and url.isprintable() and not re.search(r"\s", url) else ""


def _own(base: str, told: str) -> str:
    """The address a page calls its own, if that is of the same site."""
    url = _web(base, told)
    return url if url and _site(url) == _site(base) else ""


def _site(url: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", urlsplit(url).hostname or "")


def _coding(answer: Answer) -> str:
    """How a page's bytes are letters: as its headers say, else as it says itself, else as they look."""
    declared = re.search(
        r"charset\s*=\s*[\"']?([\w:.-]{1,40})", answer.headers.get("content-type", ""), re.IGNORECASE
    )
    itself = _CHARSET.search(answer.body[:4_096])
    told = (declared[1] if declared else "", itself[1].decode("ascii", errors="replace") if itself else "")
    return next((name for name in _known(told) if name), _looked_at(answer.body))


def _known(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        try:
            known = codecs.lookup(name).name if name else ""
        except LookupError:
            continue
        yield "cp1252" if known in {"iso8859-1", "ascii"} else known if _CODINGS.fullmatch(known) else ""


def _looked_at(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        body[:MOST].decode("utf-8")
    except UnicodeDecodeError as problem:
        return "utf-8" if problem.start > min(len(body), MOST) - 4 else "cp1252"
    return "utf-8"


def _without_scripts(body: bytes) -> bytes:
    """A page without its programs and styles, which on some come before what it says of itself."""
    kept, at = bytearray(), 0
    lower = body.lower()
    for opening in _OPENS.finditer(body):
        if opening.start() < at or b"ld+json" in opening[2].lower():
            continue
        end = lower.find(b"</" + opening[1].lower(), opening.end())
        kept += body[at : opening.end()]
        at = len(body) if end < 0 else end
    return bytes(kept + body[at:])
