"""What a message says, saved as a resource by somebody who chose it: its links, else its words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller, Chosen
from communitybot.conversation.limits import one_line, shorten
from communitybot.errors import Misread
from communitybot.ids import new_id
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import Address, links_in, read_address
from communitybot.resources.delivery.cards import room_for
from communitybot.resources.desk import Desk, community_of
from communitybot.resources.drafting import Drafting
from communitybot.resources.model.credit import credit
from communitybot.resources.model.resource import TEXT_MOST, Resource, Sharer, Source, State
from communitybot.resources.previews import Known, Preview, Wished
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.sharing import MOST_DRAFTS, keep_draft
from communitybot.resources.views import ResourceWish

EXAMPLE = "/resource share https://www.edutopia.org/article/exit-tickets"
NAME = 60
TITLE = 80  # of a resource that is words: how they begin
CUT = " … (shortened)"
MOST_OFFERED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The drafts of a message with several links, and how many of its links are here already."""

    drafts: Sequence[Resource]
    known: int
    name: str


class Saving(Desk):
    """Makes drafts of a message for whoever chose it; chosen again, it makes the same ones."""

    def __init__(self, units: Units[ResourcesWork], clock: Clock, drafting: Drafting) -> None:
        super().__init__(units, clock)
        self._drafting = drafting

    async def save(self, caller: Caller, chosen: Chosen) -> Preview | Known | Several:
        """Draft what a message links to, else its words.

        Raises:
            Misread: for a message without words, or whose words are not told.
        """
        words = (chosen.text or "").strip()
        links = [read_address(link) for link in links_in(words)]
        if len(links) > 1:
            return await self._several(caller, chosen, links)
        if links:
            wish = ResourceWish(text=_credit(caller, chosen) or None)
            return await self._drafted(caller, Wished(wish=wish, address=links[0], source=Source.MESSAGE))
        if not words:
            raise Misread(
                "This message has neither a link nor words that I could keep. A file is shared by itself.",
                example=EXAMPLE,
            )
        return await self._drafted(caller, _words(caller, chosen, words))

    async def leave(self, caller: Caller, draft: str, others: Sequence[str]) -> Sequence[Resource]:
        """Throw a draft away, if it is still one; gives what is left of the others it was offered with."""

        async def unit(work: ResourcesWork) -> Sequence[Resource]:
            asked = [draft, *others[:MOST_OFFERED]]
            found = {each.id: each for each in await work.resources.many(caller.community, asked)}
            mine = {name: each for name, each in found.items() if _is_open(each, caller)}
            if draft in mine:
                await work.resources.delete(caller.community, draft)
            return [mine[each] for each in others if each in mine and each != draft]

        return await self._units.run(unit)

    async def _drafted(self, caller: Caller, wished: Wished) -> Preview | Known:
        return await self._drafting.draft(caller, wished)

    async def _several(self, caller: Caller, chosen: Chosen, links: Sequence[Address]) -> Several:
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Several:
            await work.people.get(caller.community, caller.person, hold=True)  # two presses at once wait here
            known = await work.resources.known(caller.community, [each.canonical for each in links])
            before = await work.resources.drafts(caller.community, caller.person, limit=MOST_DRAFTS)
            drafted = {name: draft for draft in before for name in (draft.address, draft.canonical)}
            wanted = [each for each in links if each.canonical not in known]
            room = room_for(await community_of(work, caller.community), caller.place)
            blank = _draft(caller, chosen, room, now)
            drafts: list[Resource] = []
            for each in wanted:
                draft = drafted.get(each.canonical) or drafted.get(each.address)
                if draft is None:
                    draft = _of(blank, each)
                    await keep_draft(work, draft, now)
                if draft not in drafts:
                    drafts.append(draft)
            return Several(drafts=drafts, known=len(links) - len(wanted), name=_name(chosen))

        return await self._units.run(unit)


def _is_open(resource: Resource, caller: Caller) -> bool:
    return resource.state is State.DRAFT and resource.by(caller.person)


def _of(blank: Resource, address: Address) -> Resource:
    return replace(blank, id=new_id(), address=address.address, canonical=address.canonical)


def _draft(caller: Caller, chosen: Chosen, room: PlaceAddress | None, now: datetime) -> Resource:
    """What the drafts of one message have in common."""
    return Resource(
        id="",
        community=caller.community,
        title="",
        text=_credit(caller, chosen),
        sharer=Sharer(caller.person, caller.name),
        source=Source.MESSAGE,
        room=room,
        added=now,
    )


def _words(caller: Caller, chosen: Chosen, words: str) -> Wished:
    """Words alone; whose they are stands with them, and their saver is asked to ask."""
    name, credit = _name(chosen), _credit(caller, chosen)
    told = f"These are words of {name or 'somebody else'}: please ask before you share them."
    under = f"\n\n{credit}" if credit else ""
    first = next(line for line in words.splitlines() if line.strip())
    return Wished(
        wish=ResourceWish(
            title=one_line(first, TITLE),
            text=f"{shorten(words, TEXT_MOST - len(under), CUT)}{under}",
        ),
        told=(told,) if credit else (),
        source=Source.MESSAGE,
    )


def _credit(caller: Caller, chosen: Chosen) -> str:
    """Whose words they are, unless they are the saver's own."""
    name = _name(chosen)
    return credit(name) if name and chosen.account != caller.account else ""


def _name(chosen: Chosen) -> str:
    return one_line(chosen.name or "", NAME)
