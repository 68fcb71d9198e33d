"""`/consults` and `/consult view`: what is asked here, what I answered, and what it came to."""

from collections.abc import Callable, Sequence

from communitybot.commands.declare import checks, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.consultations.cards.lists import lists_card
from communitybot.consultations.cards.preview import preview_card
from communitybot.consultations.cards.private import view_card
from communitybot.consultations.cards.summary import summary_card
from communitybot.consultations.commands.choosing import EVERY, Choosing
from communitybot.consultations.commands.parameters import WhichConsultation
from communitybot.consultations.commands.pressing import consultation_of, offset_of
from communitybot.consultations.commands.surroundings import Surroundings
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.service import Consultations
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.ports import Clock

AddressOf = Callable[[Consultation], str]
NAMED_BY = ("consult view", "consult answer", "consult edit", "consult close", "consult reply")


class Viewing:
    """Shows lists and single consultations, and helps to name one."""

    def __init__(
        self,
        *,
        consultations: Consultations,
        clock: Clock,
        choosing: Choosing,
        around: Surroundings,
        address: AddressOf,
    ) -> None:
        self._consultations = consultations
        self._clock = clock
        self._choosing = choosing
        self._around = around
        self._address = address

    @command(
        "consults",
        "See what this community is asked, and what earlier questions came to",
        examples=("/consults",),
        reads=True,
    )
    async def consults(self, caller: Caller) -> Reply:
        return Answer(await self._listed(caller, 0))

    @pressed("consult.list", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._listed(caller, offset_of(press, 0)))

    async def _listed(self, caller: Caller, offset: int) -> Message:
        lists = await self._consultations.lists(caller, offset)
        return lists_card(lists, manages=await self._consultations.manages(caller))

    @command(
        "consult view",
        "See what you answered, how long it is open, and what it came to",
        title="Look at a consultation",
        examples=("/consult view",),
        reads=True,
    )
    async def view(self, caller: Caller, *, consultation: WhichConsultation = None) -> Reply:
        stages = (Stage.OPEN, Stage.COMING, Stage.CLOSED)
        found = await self._choosing.one(caller, consultation, stages, Action("consult.view"))
        return Answer(found if isinstance(found, Message) else await self._seen(caller, found.id))

    @pressed("consult.view", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._seen(caller, consultation_of(press)))

    @pressed("consult.mine", reads=True)
    async def mine(self, caller: Caller, press: Press) -> Reply:
        seen = await self._consultations.seen(caller, consultation_of(press))
        return Answer(view_card(seen, now=self._clock.now(), address=self._address(seen.consultation)))

    async def _seen(self, caller: Caller, consultation: str) -> Message:
        seen = await self._consultations.seen(caller, consultation)
        one = seen.consultation
        if one.stage is Stage.DRAFT:
            return preview_card(one, await self._around.rooms(caller, one))
        if seen.tally is not None:
            return summary_card(one, seen.tally, address=self._address(one), manages=True)
        return view_card(seen, now=self._clock.now(), address=self._address(one))

    @suggests("consultation")
    async def named(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._choosing.suggestions(caller, text)

    @checks("consultation", *NAMED_BY)
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words name a consultation, whatever its stage."""
        return await self._choosing.one(caller, text, EVERY, Action("consult.view"))
