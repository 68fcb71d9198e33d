"""Everything a request needs at hand, once the playground is open."""

from dataclasses import dataclass, replace
from pathlib import Path

from adapters.playground.cast import Member
from adapters.playground.doors import Door
from adapters.playground.exchange import Exchange
from adapters.playground.news import Newsroom
from adapters.playground.places import Places
from adapters.playground.platform import PlaygroundPlatform
from adapters.playground.store import Store
from adapters.playground.talking import Talking
from adapters.playground.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One open playground: its memory, its platform, and the bot behind the door."""

    bot: Door
    store: Store
    newsroom: Newsroom
    platform: PlaygroundPlatform
    exchange: Exchange
    talking: Talking
    telling: Telling
    places: Places

    async def reader(self, member: Member) -> Member:
        """Somebody as they read now: in the zone they have set for themselves, if they did."""
        return replace(member, zone=await self.bot.zone_of(member.who, member.direct))


def lay(bot: Door, file: Path) -> Floor:
    """Open the playground on its file."""
    store = Store(file)
    newsroom = Newsroom()
    platform = PlaygroundPlatform(store, newsroom, bot.now)
    telling = Telling(bot, store)
    talking = Talking(bot, store, newsroom, telling)
    return Floor(
        bot=bot,
        store=store,
        newsroom=newsroom,
        platform=platform,
        exchange=Exchange(bot, store, platform, talking),
        talking=talking,
        telling=telling,
        places=Places(store),
    )
