"""How a community wants its ideas: everybody may look, administrators change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.errors import NotAllowed
from communitybot.ideas.delivery.planning import plan
from communitybot.ideas.desk import Desk, community_of, rooms_of
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.repository import IdeasWork


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsWish:
    """What an administrator wishes otherwise; None leaves a setting as it is."""

    reviewed: bool | None = None
    anonymous: bool | None = None
    outcomes_public: bool | None = None
    prompts: bool | None = None
    weekday: int | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSettings:
    """Settings with what one should know around them; `waiting` ideas wait to be read."""

    settings: IdeaSettings
    zone: str
    rooms: Sequence[PlaceAddress]
    names: Mapping[PlaceAddress, str]
    waiting: int
    may_change: bool


class Settling(Desk):
    """Shows and keeps the settings of ideas."""

    async def show(self, caller: Caller) -> ShownSettings:
        return await self._units.read(lambda work: _shown(work, caller))

    async def change(self, caller: Caller, wish: SettingsWish) -> ShownSettings:
        """Keep what is wished; the same again changes nothing.

        Raises:
            NotAllowed: for anybody who is no administrator.
        """
        demand_administering(caller)

        async def unit(work: IdeasWork) -> ShownSettings:
            await work.communities.get(caller.community, hold=True)  # two changes at once are made in turn
            before = await work.ideas.settings(caller.community)
            named = {name: getattr(wish, name) for name in SettingsWish.__slots__}
            after = replace(before, **{name: value for name, value in named.items() if value is not None})
            if after != before:
                await work.ideas.set(caller.community, after)
                await plan(work, caller.community, self._clock.now())
            return await _shown(work, caller)

        return await self._units.run(unit)


def demand_administering(caller: Caller) -> None:
    if not caller.administers and not caller.rights_told:
        raise NotAllowed(
            "From here I cannot see whether you are an administrator. Please do it in a room of the "
            "community.",
            example="/idea settings",
        )
    if not caller.administers:
        raise NotAllowed("Only administrators change how ideas work here.", example="/idea settings")


async def _shown(work: IdeasWork, caller: Caller) -> ShownSettings:
    house = await community_of(work, caller.community)
    return ShownSettings(
        settings=await work.ideas.settings(caller.community),
        zone=house.zone,
        rooms=rooms_of(house),
        names={room.address: one_line(room.name, 40) for room in house.rooms if room.name.strip()},
        waiting=len(await work.ideas.waiting(caller.community, limit=100)),
        may_change=caller.administers,
    )
