"""The only file that knows every concrete class: makes one bot out of them."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communitybot.bot import Bot
from communitybot.chat_dates import EventDates
from communitybot.chatting import Chatting, chatting
from communitybot.clocks import AnyClock, MovableClock
from communitybot.commands.help import with_help
from communitybot.communities.commands import CommunityCommands
from communitybot.communities.joining import Joining
from communitybot.communities.linking import CommunityLink
from communitybot.communities.lost import LostRooms
from communitybot.communities.model import Purpose
from communitybot.communities.rerouting import Rerouting
from communitybot.communities.service import Communities
from communitybot.communities.setting_up import SettingUp
from communitybot.communities.unsaid import Unsaid
from communitybot.communities.welcome import Welcome
from communitybot.consultations.delivery.uniting import Following
from communitybot.consulting import Consulting, consulting
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Caller, Who
from communitybot.errors import Refusal
from communitybot.events.calendars.pages import EventFiles, EventPages
from communitybot.events.commands import event_features
from communitybot.events.delivery.handlers import handlers
from communitybot.events.delivery.notices import CORRECT, REVISED
from communitybot.events.delivery.reminders import ROOM
from communitybot.events.delivery.replanning import Replanning
from communitybot.events.delivery.scheduling import CARD, CARD_EDIT
from communitybot.events.home import Home
from communitybot.events.posted import Posted
from communitybot.events.service import Events
from communitybot.facts import heard_by
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.rooms import JoinedRooms, NewRooms, ToldRooms
from communitybot.installations import KeptInstallations
from communitybot.leading import leading
from communitybot.library import library
from communitybot.livechats.commands import chat_features
from communitybot.livechats.delivery.promises import ENDED, URGENT
from communitybot.notes import Notes
from communitybot.outbox.relay import Relay
from communitybot.pages import Pages
from communitybot.people import reaching
from communitybot.people.commands import MySettings
from communitybot.people.directory import Directory
from communitybot.people.linking import MyLink
from communitybot.people.repository import Date
from communitybot.people.resolve import Resolve
from communitybot.people.service import People
from communitybot.people.uniting import Uniting
from communitybot.ports import Platform
from communitybot.resources.looking import Looking
from communitybot.sealing import Seal
from communitybot.settings import Settings, secret_key
from communitybot.settling import advancing, next_due, settle
from communitybot.storage.engine import Database, create
from communitybot.storage.migrate import OldSchema, ensure
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork, Work
from communitybot.threads.listening import ThreadListener

ZONE = "America/New_York"  # where nobody and nothing has said otherwise
Watched = Callable[[], Mapping[str, str]]
"""How an adapter hears its platform now, by the platform's name."""

REROUTING = Rerouting(moves={ROOM: True, CARD: False}, ends=frozenset({CARD_EDIT, CORRECT}))
"""What is said in another room when its own is lost: reminders, which merge, and the cards of events."""

DEAF = frozenset({"silent", "refused"})
BEAT = 60.0  # seconds without a round of the relay (it rests at most fifteen) before health is red


@dataclass(slots=True, kw_only=True)
class House:
    """Everything built and wired; `platforms`, `watched`, `wordless` and `deaf` fill as adapters start."""

    settings: Settings
    clock: AnyClock
    database: Database
    units: UnitsOfWork
    directory: Directory[Work]
    events: Events
    relay: Relay
    bot: Bot
    platforms: dict[str, Platform]
    chats: Chatting
    consults: Consulting
    looking: Looking
    watched: "list[Watched]"
    wordless: set[str]  # platforms whose words may not be kept in archives
    deaf: set[str]  # platforms on which what people say in rooms is not heard
    relaying: "asyncio.Task[None]" = field(init=False)
    cast: list[Who] = field(default_factory=list)
    address: str = ""
    playground: bool = False

    async def start(self) -> None:
        """Begin to send what is due."""
        self.relaying = asyncio.create_task(self.relay.run(), name="relay")

    async def stop(self) -> None:
        """Claim nothing more, finish what is on the wire."""
        await self.relay.stop()
        if hasattr(self, "relaying"):
            await self.relaying

    async def close(self) -> None:
        await self.database.close()

    async def events_room(self, who: Who) -> PlaceAddress | None:
        """The first events room of the space somebody is in; None when there is none."""
        community = await self.units.read(lambda work: work.communities.by_space(who.account.in_space))
        rooms = community.rooms_for(Purpose.EVENTS) if community else ()
        return rooms[0] if rooms else None


async def build(settings: Settings, clock: AnyClock) -> House:
    """Open the database (SQLite is migrated; PostgreSQL only checked) and wire everything to it.

    Raises:
        Refusal: when a PostgreSQL database has to be migrated first.
    """
    database = create(settings.database_url)
    try:
        await ensure(database)
    except OldSchema as problem:
        await database.close()
        raise Refusal(
            "The database's tables are not up to date.", example="communitybot migrate"
        ) from problem
    except BaseException:
        await database.close()
        raise
    return _wired(settings, clock, database)


def _wired(settings: Settings, clock: AnyClock, database: Database) -> House:
    units = UnitsOfWork(database)
    welcome = Welcome(clock)
    replanning = Replanning(clock)
    lost = LostRooms[Work](clock, replanning)
    alone = database.dialect == "sqlite"
    directory = Directory(units, clock, ZONE, alone=alone, welcome=welcome, rooms=ToldRooms(lost, clock))
    key = secret_key(settings).encode()
    platforms: dict[str, Platform] = {}
    posted = Posted(lambda ref: _link(platforms, ref))
    events = Events(units, clock, key=key, posted=posted)
    unsaid = Unsaid[Work](units, clock)
    follows = Following[Work, Date](replanning, clock)
    uniting = Uniting[Work](units, clock, key, follow=follows, remembers=directory)
    watched: list[Watched] = []
    wordless: set[str] = set()
    deaf: set[str] = set()

    def keeps(platform: str) -> bool:
        return settings.archives is not False and platform not in wordless

    chats = chatting(
        units,
        clock,
        EventDates(clock),
        base_url=settings.base_url,
        key=key,
        keeps=keeps,
    )
    ideas = leading(
        units,
        clock,
        lambda ref: _link(platforms, ref),
        base_url=settings.base_url,
        key=key,
        keeps=keeps,
    )
    consults = consulting(units, clock, base_url=settings.base_url, key=key, keeps=keeps)
    shelves = library(
        units,
        clock,
        base_url=settings.base_url,
        key=key,
        hears=lambda platform: platform not in deaf,
    )
    relay = Relay(
        units=units,
        ledger=StoredLedger(database),
        clock=clock,
        platforms=platforms,
        handlers={
            **REROUTING.before(handlers(clock, posted)),
            **lost.handlers(),
            **replanning.handlers(),
            **welcome.handlers(),
            **reaching.handlers(unsaid),
            **uniting.handlers(),
            **chats.handlers,
            **ideas.handlers,
            **consults.handlers,
            **shelves.handlers,
            REVISED: heard_by(chats.handlers[REVISED], ideas.handlers[REVISED]),
            ENDED: heard_by(chats.handlers[ENDED], shelves.chats_ended),
        },
        urgent=URGENT | talking.URGENT | consults.urgent,
    )

    async def hosts(caller: Caller) -> bool:
        community = await units.read(lambda work: work.communities.get(caller.community))
        return caller.administers or (community is not None and caller.person in community.hosts)

    people: People[Work] = People(units, replan=replanning, remembers=directory)
    communities: Communities[Work] = Communities(
        units, replan=replanning, rooms=NewRooms(clock), remembers=directory
    )
    files = EventFiles(settings.base_url, clock)
    resolve = Resolve(units)
    features = (
        *event_features(events, units, clock, files),
        *chat_features(chats.service, units, clock, lambda ref: _link(platforms, ref)),
        *ideas.features,
        *consults.features,
        *shelves.features,
        MySettings(people, clock),
        MyLink(uniting),
        CommunityCommands(communities, files.page, resolve.person),
        SettingUp(communities),
        CommunityLink(
            Joining[Work](units, clock, key, follow=JoinedRooms(replanning, clock), remembers=directory)
        ),
    )
    bot = Bot(
        collected=with_help(*features, hosts=hosts),
        directory=directory,
        units=units,
        clock=clock,
        resolve=resolve,
        settle=lambda: settle(clock, relay),
        health=lambda: _health(relay, watched),
        pages=Pages(
            events=EventPages(events, units, clock),
            archives=chats.pages,
            consultations=consults.pages,
            briefs=ideas.pages,
            library=shelves.pages,
        ),
        listener=ThreadListener(units, chats.ear, ideas.ear, consults.ear, shelves.ear, rooms=shelves.rooms),
        installations=KeptInstallations(units, Seal(secret_key(settings).encode(), "installations")),
        notes=Notes(units, Seal(secret_key(settings).encode(), "notes"), clock),
        under=unsaid.under,
        home=Home(events, clock).of,
        next_due=lambda: next_due(relay),
        advance=advancing(clock, relay) if isinstance(clock, MovableClock) else None,
    )
    return House(
        settings=settings,
        clock=clock,
        database=database,
        units=units,
        directory=directory,
        events=events,
        relay=relay,
        bot=bot,
        platforms=platforms,
        chats=chats,
        consults=consults,
        looking=shelves.looking,
        watched=watched,
        wordless=wordless,
        deaf=deaf,
    )


async def _health(relay: Relay, watched: Sequence[Watched]) -> Mapping[str, Any]:
    """Well while the relay works and each platform is heard, or was a moment ago; how is told beside it."""
    alive = asyncio.get_running_loop().time() - relay.beat < BEAT
    heard = {name: state for look in watched for name, state in look().items()}
    parts = {"reminders": "at work" if alive else "silent", **heard}
    return {"ok": alive and not DEAF & set(heard.values()), "parts": parts}


def _link(platforms: Mapping[str, Platform], ref: MessageRef) -> str | None:
    """The web address of a message; None where its platform is not on."""
    platform = platforms.get(ref.place.platform)
    return None if platform is None else platform.link(ref)
