"""A bot with pages and one feed, for the one server in front of it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

SECRET = "Zm9yIGEgdGVhY2hlcg_-0123456789ab"
CHANGED = datetime(2014, 10, 13, 13, 0, 0, 500_000, tzinfo=UTC)
PUBLIC = SimpleNamespace(http_host="::", http_port=0, base_url="https://bot.example.org")


def entry(title, **changes):
    known = {
        "title": title,
        "hours": "7:00-8:00 PM EDT",
        "kind": "chat",
        "topics": ("reading",),
        "hosts": ("Dana Whitfield", "Jo Anders"),
        "place": "Room 2",
        "about": "Bring a page.",
        "starts": datetime(2014, 10, 14, 23, 0, tzinfo=UTC),
        "level": "all levels",
        "theme": "Leadership",
        "link": "https://example.org/chat",
        "cancelled": False,
    }
    return SimpleNamespace(**(known | changes))


class Pages:
    """The read models of one community and one feed."""

    def __init__(self):
        self.asked = []
        self.entries = [entry("A chat"), entry("Reading circle", level="elementary", theme="Books")]

    async def feed(self, secret):
        self.asked.append(secret)
        if secret != SECRET:
            return None
        return SimpleNamespace(body=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", etag="abc123", modified=CHANGED)

    async def community(self, slug):
        days = [SimpleNamespace(date=date(2014, 10, 14), entries=self.entries)] if self.entries else []
        found = SimpleNamespace(name="Connected <Educator> Month", about="All of October.", days=days)
        return found if slug == "cem" else None


class NoArchives:
    """A bot none of whose communities has published an archive."""

    async def page(self, chat, proof=None):  # noqa: ARG002 - the signature is the port's
        return None

    async def index(self, slug):  # noqa: ARG002 - the signature is the port's
        return None


class NoLibraries:
    """A bot none of whose communities shows its library."""

    async def public(self, slug):  # noqa: ARG002 - the signature is the port's
        return False

    async def page(self, slug, query):  # noqa: ARG002 - the signature is the port's
        return None


class NoBriefs:
    """A bot none of whose communities shows briefs or outcomes."""

    async def page(self, brief, proof=None):  # noqa: ARG002 - the signature is the port's
        return None

    async def outcomes(self, slug, page=1):  # noqa: ARG002 - the signature is the port's
        return None


class WellBot:
    def __init__(self):
        self.pages = SimpleNamespace(
            events=Pages(), archives=NoArchives(), briefs=NoBriefs(), library=NoLibraries()
        )
        self.report = {"ok": True, "since": CHANGED}

    async def health(self):
        return self.report
