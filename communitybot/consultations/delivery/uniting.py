"""What follows when two accounts become one person: where both had answered, one answer less is counted."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from communitybot.consultations.answering import follow
from communitybot.consultations.repository import ConsultsWork
from communitybot.ports import Clock

W_contra = TypeVar("W_contra", bound=ConsultsWork, contravariant=True)
D_contra = TypeVar("D_contra", contravariant=True)


class Before(Protocol[W_contra, D_contra]):
    """Whoever follows the same first; satisfies `communitybot.people.uniting.Follow`."""

    async def person(self, work: W_contra, community: str, person: str) -> None: ...

    async def united(self, work: W_contra, community: str, dates: Sequence[D_contra]) -> None: ...


class Following(Generic[W_contra, D_contra]):
    """Follows after somebody else has: cards and summaries count one person from now on."""

    def __init__(self, before: Before[W_contra, D_contra], clock: Clock) -> None:
        self._before = before
        self._clock = clock

    async def person(self, work: W_contra, community: str, person: str) -> None:
        await self._before.person(work, community, person)
        for name in await work.consultations.of_person(community, person):
            one = await work.consultations.get(community, name, hold=True)
            if one is not None:
                await follow(work, one, self._clock.now())

    async def united(self, work: W_contra, community: str, dates: Sequence[D_contra]) -> None:
        await self._before.united(work, community, dates)
