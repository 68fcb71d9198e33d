"""Looking at consultations: lists, one as somebody sees it, and those named by a few words."""

from collections.abc import Sequence

from communitybot.consultations.answering import demand_open
from communitybot.consultations.desk import Desk, asks, community_of, find, manages, rooms_of
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.response import Response
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.tally import reached, tallied
from communitybot.consultations.views import (
    CLOSED_LISTED,
    COMING_LISTED,
    DRAFTS_LISTED,
    OPEN_LISTED,
    ConsultLists,
    Seen,
)
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller


class Looking(Desk):
    """Reads; nothing is changed."""

    async def lists(self, caller: Caller, offset: int = 0) -> ConsultLists:
        """What is open and coming, the caller's drafts, and closed ones from `offset` on."""

        async def unit(work: ConsultsWork) -> ConsultLists:
            at = work.consultations.at_stage
            now_open = await at(caller.community, [Stage.OPEN], limit=OPEN_LISTED + 1)
            coming = await at(caller.community, [Stage.COMING], limit=COMING_LISTED + 1)
            closed = await at(caller.community, [Stage.CLOSED], limit=CLOSED_LISTED + 1, offset=offset)
            drafts = await work.consultations.drafts(caller.community, caller.person, limit=DRAFTS_LISTED + 1)
            ids = [one.id for one in (*now_open, *closed)]
            return ConsultLists(
                open=now_open[:OPEN_LISTED],
                coming=coming[:COMING_LISTED],
                drafts=drafts[:DRAFTS_LISTED],
                closed=closed[:CLOSED_LISTED],
                more=len(closed) > CLOSED_LISTED,
                crowded=len(now_open) > OPEN_LISTED
                or len(coming) > COMING_LISTED
                or len(drafts) > DRAFTS_LISTED,
                offset=offset,
                people=await work.consultations.counts(caller.community, ids),
                answered=await work.consultations.answered(caller.community, ids, caller.person),
            )

        return await self._units.read(unit)

    async def find(
        self, caller: Caller, words: str | None, stages: Sequence[Stage], *, limit: int = 25
    ) -> Sequence[Consultation]:
        """Those at the stages, by words their titles have if some are given; an id finds its own."""

        async def unit(work: ConsultsWork) -> Sequence[Consultation]:
            named = (words or "").strip()
            if named:
                one = await work.consultations.get(caller.community, named)
                found = (
                    [one]
                    if one
                    else await work.consultations.named(
                        caller.community, named, limit=limit, person=caller.person
                    )
                )
            else:
                seen = [stage for stage in stages if stage is not Stage.DRAFT]
                found = list(await work.consultations.at_stage(caller.community, seen, limit=limit))
                if Stage.DRAFT in stages:
                    found += await work.consultations.drafts(caller.community, caller.person, limit=limit)
            own = [one for one in found if one.stage is not Stage.DRAFT or one.created_by == caller.person]
            return [one for one in own if one.stage in stages]

        return await self._units.read(unit)

    async def get(self, caller: Caller, consultation: str) -> Consultation:
        return await self._units.read(lambda work: find(work, caller, consultation))

    async def to_answer(self, caller: Caller, consultation: str) -> tuple[Consultation, Response | None]:
        """One that takes answers, and what the caller has answered.

        Raises:
            AlreadyDone: when it takes none (yet, or any more).
        """

        async def unit(work: ConsultsWork) -> tuple[Consultation, Response | None]:
            found = await find(work, caller, consultation)
            demand_open(found, self._clock.now())
            return found, await work.consultations.response(caller.community, found.id, caller.person)

        return await self._units.read(unit)

    async def seen(self, caller: Caller, consultation: str) -> Seen:
        """One as the caller sees it: answers of others only as they agreed, and only once it is closed."""

        async def unit(work: ConsultsWork) -> Seen:
            found = await find(work, caller, consultation)
            house = await community_of(work, caller.community)
            hosts, own = manages(caller, house), asks(caller, found)
            closed = found.stage is Stage.CLOSED
            # what everybody said is read only for those who are shown something of it
            whole = (hosts and found.stage is Stage.OPEN) or (closed and (hosts or own))
            given = await work.consultations.responses(found.community, found.id) if whole else ()
            counts = await work.consultations.counts(found.community, [found.id])
            return Seen(
                consultation=found,
                people=counts[found.id],
                mine=await work.consultations.response(found.community, found.id, caller.person),
                manages=hosts,
                asks=own,
                rooms=rooms_of(found, house),
                progress=reached(found, given) if hosts and found.stage is Stage.OPEN else (),
                tally=tallied(found, given) if closed and (hosts or own) else None,
            )

        return await self._units.read(unit)

    async def manages(self, caller: Caller) -> bool:
        async def unit(work: ConsultsWork) -> bool:
            return manages(caller, await community_of(work, caller.community))

        return await self._units.read(unit)

    async def rooms(self, caller: Caller, consultation: Consultation) -> tuple[PlaceAddress, ...]:
        """Where it is shown, or would be now."""

        async def unit(work: ConsultsWork) -> tuple[PlaceAddress, ...]:
            return rooms_of(consultation, await community_of(work, caller.community))

        return await self._units.read(unit)
