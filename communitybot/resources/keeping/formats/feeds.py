"""A library to follow: RSS 2.0 of what is new, and OPML that lists the feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from communitybot.resources.keeping.formats.plain import in_line, link_of, marked_up
from communitybot.resources.model.credit import uncredited
from communitybot.resources.model.resource import Resource

MINUTES = 60  # how long a reader may wait before it asks again


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed: what it is called, its own address, and the page it belongs to."""

    title: str
    address: str
    page: str
    about: str


def rss(channel: Channel, resources: Sequence[Resource], changed: datetime) -> bytes:
    """What is new, latest first; nobody is named. Equal resources give equal bytes."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"<title>{in_line(channel.title)}</title>\n<link>{in_line(channel.page)}</link>\n"
        f"<description>{in_line(channel.about)}</description>\n"
        f'<atom:link href="{in_line(channel.address)}" rel="self" type="application/rss+xml"/>\n'
        f"<lastBuildDate>{_date(changed)}</lastBuildDate>\n<ttl>{MINUTES}</ttl>\n"
    )
    items = "".join(map(_item, resources))
    return f"{head}{items}</channel></rss>\n".encode()


def _item(resource: Resource) -> str:
    link = link_of(resource)
    told = [
        f"<item>\n<title>{in_line(resource.title)}</title>",
        f"<link>{in_line(link)}</link>" if link else "",
        f'<guid isPermaLink="false">resource:{resource.id}</guid>',
        f"<pubDate>{_date(resource.shared or resource.added)}</pubDate>",
        *(f"<category>{in_line(tag)}</category>" for tag in resource.tags),
        f"<description>{marked_up(_described(resource))}</description>",
        "</item>\n",
    ]
    return "\n".join(filter(None, told))


def _described(resource: Resource) -> str:
    """Readers take a description for HTML: so its words are marked up before they are marked up again."""
    return marked_up(resource.about or uncredited(resource.text) or resource.title)


def opml(title: str, feeds: Sequence[tuple[str, str]]) -> bytes:
    """A list of feeds by name and address, as readers of feeds import it."""
    outlines = "".join(
        f'<outline type="rss" text="{in_line(name)}" title="{in_line(name)}" xmlUrl="{in_line(address)}"/>\n'
        for name, address in feeds
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
        f"<head><title>{in_line(title)}</title></head>\n<body>\n{outlines}</body>\n</opml>\n"
    ).encode()


def _date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)
