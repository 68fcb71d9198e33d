"""A live chat that is over, its log in memory: people say things and choose how to appear."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.archive.building import build
from communitybot.livechats.archive.kept import Frame, Kept
from communitybot.livechats.archive.service import ArchivePages
from communitybot.livechats.model.chat import Archiving, Chat, Host, Question, Showing, Stage
from communitybot.livechats.model.log import Kind, Presence
from communitybot.threads.log import Gap, Line, Thread

START = datetime(2014, 10, 14, 23, tzinfo=UTC)  # seven in the evening in New York
ID = "0j8mzv3k5n7pqr"
CORD = PlaceAddress("discord", "81384788765712384", "155101607195836416", "155101607195836417")
LOOM = PlaceAddress("slack", "T01", "C02", "1413327600.000100")
KEY = b"a key for these tests, not for anything else"
ASKED = ("How do you begin?", "What did you learn from others?", "What will you try on Monday?")


def at(minute):
    return START + timedelta(minutes=minute)


def a_chat(**changes):
    asked = tuple(Question(text=text, asked=at(5 + 15 * n)) for n, text in enumerate(ASKED))
    known = {
        "id": ID,
        "community": "c1",
        "event": "e1",
        "original": datetime(2014, 10, 14, 19),  # noqa: DTZ001 - wall-clock time
        "title": "Connected educators talk leadership",
        "hashtag": "ce14",
        "zone": "America/New_York",
        "start": START,
        "end": at(60),
        "hosts": (Host("Dana Whitfield", "dana"),),
        "questions": asked,
        "archiving": Archiving.ON,
        "stage": Stage.OVER,
        "ended": at(60),
        "late": timedelta(days=2),
        "created_at": START - timedelta(days=7),
    }
    return Chat(**(known | changes))


class Evening:
    """The log of one chat, and the store that archives are read from."""

    def __init__(self, **changes):
        self.chat = a_chat(**changes)
        self.lines = []
        self.showings = {}
        self.reactions = {}
        self.gaps = []
        self.present = []
        self.reads = 0
        self.addresses = ArchiveAddresses("https://bot.example.org", KEY)

    def say(self, person, text, question=0, minute=None, **changes):
        number = len(self.lines) + 1
        known = {
            "talk": self.chat.id,
            "number": number,
            "kind": Kind.SAID,
            "at": at(10 * question + 3 if minute is None else minute),
            "question": question,
            "person": person.split()[0].lower(),
            "name": person,
            "platform": "discord",
            "thread": CORD,
            "text": text,
        }
        self.lines.append(Line(**(known | changes)))
        self.chat = replace(self.chat, lines=number)
        return self.lines[-1]

    def change(self, line, **changes):
        """Keep a line as it is now; the store counts a revision of the chat with it."""
        self.lines[line.number - 1] = replace(line, **changes)
        self.chat = replace(self.chat, revision=self.chat.revision + 1)

    def show(self, person, showing):
        self.showings[person] = Showing(showing)

    def miss(self, thread, since, until):
        self.gaps.append(Gap(thread=thread, since=at(since), until=at(until), why="no history"))

    def frame(self):
        return Frame(
            chat=self.chat,
            community="Connected Educator Month",
            slug="cem",
            platforms=("discord", "slack"),
            showings=tuple(sorted(self.showings.items())),
            reactions=tuple(sorted(self.reactions.items())),
            names=tuple((each.person, each.name) for each in self.present),
            gaps=tuple(self.gaps),
        )

    def page(self):
        return build(Kept(frame=self.frame(), lines=tuple(self.lines)))

    def pages(self):
        return ArchivePages(Units(self), self.addresses)

    def section(self, anchor):
        return next(each for each in self.page().sections if each.anchor == anchor)


class Units:
    """Reads from evenings in memory; `same` is not made use of."""

    def __init__(self, *evenings):
        self.work = SimpleNamespace(chats=Chats(evenings), communities=Communities())

    async def read(self, unit, *, same=None):  # noqa: ARG002 - the signature is the port's
        return await unit(self.work)


class Communities:
    async def get(self, community):
        return SimpleNamespace(id=community, name="Connected Educator Month", slug="cem")

    async def by_slug(self, slug):
        return await self.get("c1") if slug == "cem" else None


class Chats:
    """What archives ask of the store."""

    def __init__(self, evenings):
        self.evenings = {evening.chat.id: evening for evening in evenings}

    def _of(self, community, chat):
        evening = self.evenings[chat]
        assert evening.chat.community == community
        return evening

    async def addressed(self, chat):
        return self.evenings[chat].chat if chat in self.evenings else None

    async def threads(self, community, chat):
        self._of(community, chat)
        return [
            Thread(talk=chat, community=community, room=place.room, place=place) for place in (CORD, LOOM)
        ]

    async def presences(self, community, chat):
        return self._of(community, chat).present

    async def showings(self, community, chat):
        return self._of(community, chat).showings

    async def reactions(self, community, chat):
        return self._of(community, chat).reactions

    async def gaps(self, community, chat):
        return self._of(community, chat).gaps

    async def lines(self, community, chat, *, after, limit, known):  # noqa: ARG002 - the signature is the port's
        evening = self._of(community, chat)
        evening.reads += not after
        return [line for line in evening.lines if line.number > after][:limit]

    async def at_stage(self, community, stages, *, limit, offset=0):  # noqa: ARG002 - the signature is the port's
        found = [evening.chat for evening in self.evenings.values()]
        return [chat for chat in found if chat.community == community and chat.stage in stages][:limit]


def came(person, minute=0):
    return Presence(person=person.split()[0].lower(), name=person, first=at(minute), last=at(minute))


def everything(page):
    """All that can be read of a page, in every form it has but the web page."""
    from communitybot.livechats.archive.service import FILES

    return "\n".join((repr(page), *(write(page) for write in FILES.values())))
