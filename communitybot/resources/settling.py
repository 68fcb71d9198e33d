"""How a community wants its resources: everybody may look, administrators change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Away, Caller
from communitybot.conversation.limits import one_line
from communitybot.errors import Misread
from communitybot.ports import Clock, Units
from communitybot.resources.desk import Desk, community_of, demand_administering
from communitybot.resources.listening import ListeningRooms
from communitybot.resources.model.resource import ResourceSettings
from communitybot.resources.repository import ResourcesWork

MOST_ROOMS = 20
MOST_REPORTS = 20

HearsWords = Callable[[str], bool]
"""Whether what people say on a platform can be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsWish:
    """What an administrator wishes otherwise; None leaves a setting as it is."""

    add: PlaceAddress | None = None
    remove: PlaceAddress | None = None
    chats: bool | None = None
    reports: int | None = None
    public: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSettings:
    """Settings with what one should know around them.

    `rooms` are those in which cards are posted, `deaf` the chosen rooms whose words cannot be read. `here` is
    the room the caller is in, where that is one of the community's; `asked` says whether the caller may be
    asked about links they say.
    """

    settings: ResourceSettings
    rooms: Sequence[PlaceAddress]
    names: Mapping[PlaceAddress, str]
    deaf: Sequence[PlaceAddress]
    here: PlaceAddress | None
    asked: bool
    may_change: bool


class Settling(Desk):
    """Shows and keeps the settings of resources."""

    def __init__(
        self, units: Units[ResourcesWork], clock: Clock, rooms: ListeningRooms, hears: HearsWords
    ) -> None:
        super().__init__(units, clock)
        self._rooms = rooms
        self._hears = hears

    async def show(self, caller: Caller) -> ShownSettings:
        return await self._units.read(lambda work: self._shown(work, caller))

    async def change(self, caller: Caller, wish: SettingsWish) -> ShownSettings:
        """Keep what is wished; the same again changes nothing.

        Raises:
            NotAllowed: for anybody who is no administrator.
            Misread: for more rooms than can be listened to.
        """
        demand_administering(caller)

        async def unit(work: ResourcesWork) -> ShownSettings:
            house = await work.communities.get(caller.community, hold=True)  # changes are made in turn
            before = await work.resources.settings(caller.community)
            after = _wished(before, wish, gone=_gone(house))
            if after != before:
                await work.resources.set(caller.community, after)
            return await self._shown(work, caller)

        shown = await self._units.run(unit)
        self._rooms.forget()
        return shown

    async def ask(self, caller: Caller, *, on: bool) -> ShownSettings:
        """Keep whether the caller wants to be asked about links they say; the same again changes nothing."""

        async def unit(work: ResourcesWork) -> ShownSettings:
            await work.resources.ask(caller.community, caller.person, on=on)
            return await self._shown(work, caller)

        return await self._units.run(unit)

    async def _shown(self, work: ResourcesWork, caller: Caller) -> ShownSettings:
        house = await community_of(work, caller.community)
        settings = await work.resources.settings(caller.community)
        names = {room.address: one_line(room.name, 40) for room in house.rooms if room.name.strip()}
        here = caller.place.room
        return ShownSettings(
            settings=settings,
            rooms=house.resource_rooms,
            names=names,
            deaf=[room for room in settings.drafted if not self._hears(room.platform)],
            here=here if any(room.address == here for room in house.open_rooms) else None,
            asked=await work.resources.asks(caller.community, caller.person),
            may_change=caller.administers,
        )


def _gone(house: Community | None) -> frozenset[PlaceAddress]:
    """Rooms that were deleted: nobody can name them any more."""
    rooms = () if house is None else house.rooms
    return frozenset(room.address for room in rooms if room.away is Away.DELETED)


def _wished(
    before: ResourceSettings, wish: SettingsWish, *, gone: frozenset[PlaceAddress] = frozenset()
) -> ResourceSettings:
    left = gone if wish.remove is None else gone | {wish.remove.room}
    drafted = [room for room in before.drafted if room not in left]
    if wish.add is not None and wish.add.room not in drafted:
        drafted.append(wish.add.room)
    if len(drafted) > MOST_ROOMS:
        raise Misread(
            f"I look after links in {MOST_ROOMS} rooms at most; leave one out first.",
            example="/resource settings remove: #general",
            field="add",
        )
    return replace(
        before,
        drafted=tuple(drafted),
        chats=before.chats if wish.chats is None else wish.chats,
        reports=before.reports if wish.reports is None else wish.reports,
        public=before.public if wish.public is None else wish.public,
    )
