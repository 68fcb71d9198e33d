"""`/consult open`: a private preview first, then one press and the community is asked."""

from datetime import datetime

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.consultations.cards.preview import opened_card, preview_card
from communitybot.consultations.cards.words import title_of
from communitybot.consultations.commands.parameters import (
    Closes,
    Least,
    Opens,
    Questions,
    Rooms,
    Title,
    Used,
    Who,
    Why,
)
from communitybot.consultations.commands.pressing import consultation_of
from communitybot.consultations.commands.surroundings import Surroundings
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.questions import read_questions
from communitybot.consultations.service import Consultations
from communitybot.consultations.views import ConsultWish
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Strong
from communitybot.errors import Misread, NotFound
from communitybot.moments import Unreadable, read
from communitybot.ports import Clock

EXAMPLE = (
    "/consult open School day, who: Dr. Rosa Lind, superintendent, why: The board decides in March, "
    "used: I read the summary to the board, questions: Should the day start later? [yes | no | unsure], "
    "closes: in 2 weeks"
)
AT_ONCE = frozenset({"now", "at once", "immediately", "right away"})


class Opening:
    """Opens consultations: reads what was typed, keeps a draft, opens it when its maker says so."""

    def __init__(self, consultations: Consultations, clock: Clock, around: Surroundings) -> None:
        self._consultations = consultations
        self._clock = clock
        self._around = around

    @command(
        "consult open",
        "Ask the community for those who decide; you see a preview first",
        title="Ask the community",
        examples=(EXAMPLE,),
        for_hosts=True,
    )
    async def open(
        self,
        caller: Caller,
        *,
        title: Title,
        who: Who,
        why: Why,
        used: Used,
        questions: Questions,
        closes: Closes,
        opens: Opens = None,
        rooms: Rooms = None,
        least: Least = None,
    ) -> Reply:
        await self._consultations.may(caller)
        asker, notes = await self._around.asker(caller, who)
        begins = read_opening(opens, now=self._clock.now(), zone=caller.zone)
        wish = ConsultWish(
            title=read_title(title),
            asker=asker,
            why=why.strip(),
            used=used.strip(),
            questions=read_questions(questions),
            opens=begins,
            at_once=begins is None,
            closes=closes.start,
            rooms=await self._around.named_rooms(caller, rooms) if rooms else None,
            least=least,
        )
        draft = await self._consultations.draft(caller, wish)
        return await self.shown(caller, draft, notes=[*notes, *(note.text for note in closes.notes)])

    async def shown(
        self, caller: Caller, draft: Consultation, *, notes: list[str] | None = None, said: str | None = None
    ) -> Answer:
        """The preview of a draft."""
        rooms = await self._around.rooms(caller, draft)
        return Answer(preview_card(draft, rooms, notes=notes or (), said=said))

    @pressed("consult.open")
    async def post(self, caller: Caller, press: Press) -> Reply:
        try:
            before = await self._consultations.get(caller, consultation_of(press))
        except NotFound:
            raise NotFound("That draft is gone: it was discarded.", example="/consults") from None
        if before.stage is not Stage.DRAFT:
            return Answer(message(paragraph(Strong(title_of(before)), f" is {before.stage.value} already.")))
        opened = await self._consultations.open(caller, before.id)
        return Answer(opened_card(opened, await self._around.rooms(caller, opened)))

    @pressed("consult.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        try:
            draft = await self._consultations.get(caller, consultation_of(press))
        except NotFound:
            return Amend(message("That draft is gone already. Nobody else saw it."))
        await self._consultations.discard(caller, draft.id)
        return Amend(
            message(
                paragraph("Discarded ", Strong(title_of(draft)), ". Nobody else saw it."),
                small(Code("/consult open"), " starts another one."),
            )
        )


def read_title(text: str) -> str:
    title = one_line(text, 10_000)
    if not any(letter.isalnum() for letter in title):
        raise Misread(
            "A consultation needs a name that people can say.",
            understood=title or None,
            example="School day",
            field="title",
        )
    return title


def read_opening(text: str | None, *, now: datetime, zone: str) -> datetime | None:
    """When it is to open; None for as soon as its maker says so."""
    typed = (text or "").strip()
    if not typed or typed.casefold() in AT_ONCE:
        return None
    try:
        return read(typed, now=now, zone=zone).start
    except Unreadable as unreadable:
        raise Misread(unreadable.sentence, example=unreadable.example, field="opens") from None
