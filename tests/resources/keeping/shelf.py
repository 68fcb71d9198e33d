"""A school whose library is taken along and filled: real storage, a clock that stands still, its people."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.message import File
from communitybot.conversation.plain import plain
from communitybot.people.model import Person
from communitybot.resources.keeping.carrying import keeping_handlers
from communitybot.resources.keeping.exporting import Exporting
from communitybot.resources.keeping.importing import Importing, ImportWish
from communitybot.resources.model.resource import Resource, Sharer, State
from communitybot.resources.pages.addresses import LibraryAddresses
from communitybot.resources.views import ResourceQuery, Sort

NEW_YORK = "America/New_York"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SPACE = SpaceAddress("fake", "school")
ROOM = PlaceAddress("fake", "school", "resources")
ADDRESSES = LibraryAddresses("http://bot.example.org", b"a secret of this test")


def caller(person="grace", *, administers=False, community="c1"):
    return Caller(
        person=person,
        name=person.capitalize(),
        community=community,
        account=PersonAddress("fake", "school", person),
        space=SPACE,
        place=ROOM,
        zone=NEW_YORK,
        roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
    )


GRACE, BEN = caller(administers=True), caller("ben")
ELSEWHERE = caller("olaf", administers=True, community="c2")


def resource(name, title="Fraction strips", **given):
    """A shared resource of Ana's, with a link of its own unless it is given another."""
    address = given.pop("address", f"https://{name}.example.org/")
    at = given.pop("at", NOON)
    known = {"state": State.SHARED, "shared": at, "community": "c1", "address": address, "canonical": address}
    return Resource(id=name, title=title, sharer=Sharer("ana", "Ana Ruiz"), added=at, **(known | given))


def bookmarks(*links, folder=""):
    """A bookmarks file of some links, each an address and a title."""
    told = "".join(f'<DT><A HREF="{address}">{title}</A>\n' for address, title in links)
    inside = f"<DT><H3>{folder}</H3>\n<DL><p>\n{told}</DL><p>\n" if folder else told
    content = f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n{inside}</DL><p>\n"
    return File("bookmarks.html", "text/html", content.encode())


def words(message):
    return plain(message, zone=NEW_YORK, now=NOON)


@dataclass
class Shelf:
    """The store with two communities in it, and what tests ask of it."""

    units: object
    clock: object
    wish: ImportWish = field(default_factory=ImportWish)

    @property
    def importing(self):
        return Importing(self.units, self.clock)

    @property
    def exporting(self):
        return Exporting(self.units)

    def handlers(self):
        return dict(keeping_handlers(self.clock))

    async def has(self, *resources):
        async def unit(work):
            assert len(await work.resources.add_all(resources)) == len(resources)

        await self.units.run(unit)

    async def shown(self, community="c1"):
        query = ResourceQuery(sort=Sort.NEW, limit=1_000)
        found = await self.units.read(lambda work: work.resources.sought(community, query))
        return [hit.resource for hit in found.hits]

    async def previewed(self, file, who=GRACE, **wish):
        return await self.importing.preview(who, file, ImportWish(**wish))

    async def imported(self, relay, file, **wish):
        """Import a file, and let all of it be done."""
        made = await self.importing.take(GRACE, (await self.previewed(file, **wish)).id)
        return await self.finished(relay, made)

    async def finished(self, relay, made):
        for _ in range(made.parts * 4 + 4):
            await relay.run_once()
        return await self.importing.find(GRACE, made.id)

    def later(self, **by):
        self.clock.advance(timedelta(**by))


async def opened(units, clock, *, spaces=True):
    async def unit(work):
        for community, name in (("c1", "Lincoln School"), ("c2", "Hill School")):
            own = (SPACE,) if community == "c1" and spaces else ()
            slug = name.lower().replace(" ", "-")
            house = Community(id=community, name=name, slug=slug, zone=NEW_YORK, spaces=own)
            await work.communities.add(house)
        for person, community in (("grace", "c1"), ("ben", "c1"), ("olaf", "c2")):
            account = PersonAddress("fake", "school", person)
            known = Person(
                id=person, community=community, name=person.capitalize(), accounts=(account,), zone=NEW_YORK
            )
            await work.people.save(known)

    await units.run(unit)
    return Shelf(units, clock)


def told(platform, place="dm-grace"):
    """What somebody was told in private, in words."""
    return [words(each.shown) for each in platform.visible() if each.place.place == place]
