"""`/consult edit` and `/consult close`: changed before it opens, given more time, closed early."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from communitybot.commands.declare import Param, checks, command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.consultations.cards import actions
from communitybot.consultations.cards.preview import changed_card
from communitybot.consultations.cards.words import people, title_of
from communitybot.consultations.commands.choosing import Choosing
from communitybot.consultations.commands.opening import Opening, read_opening, read_title
from communitybot.consultations.commands.parameters import (
    ABOUT_MOST,
    QUESTIONS_MOST,
    TITLE_MOST,
    WHO_MOST,
    Least,
    Opens,
    Rooms,
    WhichConsultation,
)
from communitybot.consultations.commands.pressing import consultation_of
from communitybot.consultations.commands.surroundings import Surroundings
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.questions import read_questions, typed
from communitybot.consultations.service import Consultations
from communitybot.consultations.views import ConsultWish
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.conversation.text import Strong
from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.moments import Reading, wall
from communitybot.ports import Clock

LONG = FieldKind.LONG_TEXT
TYPED = ("consult open", "consult edit")
CHANGEABLE = (Stage.DRAFT, Stage.OPEN, Stage.COMING)


class Changing:
    """Changes and closes consultations; hosts and administrators may."""

    def __init__(
        self,
        *,
        consultations: Consultations,
        clock: Clock,
        choosing: Choosing,
        opening: Opening,
        around: Surroundings,
    ) -> None:
        self._consultations = consultations
        self._clock = clock
        self._choosing = choosing
        self._opening = opening
        self._around = around

    @command(
        "consult edit",
        "Change a consultation before it opens, or give it more time",
        title="Change a consultation",
        examples=("/consult edit", "/consult edit School day, closes: in 4 weeks"),
        for_hosts=True,
    )
    async def edit(
        self,
        caller: Caller,
        *,
        consultation: WhichConsultation = None,
        closes: Annotated[
            Reading | None, Param("The day and hour it ends; later ones only while it is open")
        ] = None,
        title: Annotated[str | None, Param("What it is about", most=TITLE_MOST)] = None,
        who: Annotated[str | None, Param("Name and role of whoever asks", most=WHO_MOST)] = None,
        why: Annotated[str | None, Param("Why it is asked", kind=LONG, most=ABOUT_MOST)] = None,
        used: Annotated[
            str | None, Param("What will be done with the answers", kind=LONG, most=ABOUT_MOST)
        ] = None,
        questions: Annotated[
            str | None,
            Param("One a line; [yes | no] or [1-5] after one", kind=LONG, most=QUESTIONS_MOST),
        ] = None,
        opens: Opens = None,
        rooms: Rooms = None,
        least: Least = None,
    ) -> Reply:
        await self._consultations.may(caller)
        found = await self._choosing.one(caller, consultation, CHANGEABLE, Action("consult.change"))
        if isinstance(found, Message):
            return Answer(found)
        given = {"title": title, "who": who, "why": why, "used": used, "questions": questions}
        given |= {"opens": opens, "rooms": rooms}
        if closes is None and least is None and all(each is None for each in given.values()):
            return Ask(self._form(found, caller, await self._named(caller, found)))
        wish, notes = await self._wished(caller, given)
        ends = closes.start if closes is not None else None
        wish = replace(wish, closes=ends, least=least)
        after = await self._consultations.change(caller, found.id, wish)
        if after.stage is Stage.DRAFT:
            said = "Changed. This is how I understand it now; nobody else has seen it yet."
            return await self._opening.shown(caller, after, notes=notes, said=said)
        return Answer(changed_card(after, await self._around.rooms(caller, after)))

    async def _wished(self, caller: Caller, given: Mapping[str, str | None]) -> tuple[ConsultWish, list[str]]:
        """What is wished in words, by parameter; and what was guessed, a sentence each."""
        title, who, questions = given["title"], given["who"], given["questions"]
        opens, rooms = given["opens"], given["rooms"]
        asker, notes = await self._around.asker(caller, who) if who else (None, [])
        begins = read_opening(opens, now=self._clock.now(), zone=caller.zone)
        wish = ConsultWish(
            title=read_title(title) if title else None,
            asker=asker,
            why=given["why"],
            used=given["used"],
            questions=read_questions(questions) if questions else None,
            opens=begins,
            at_once=opens is not None and begins is None,
            rooms=await self._around.named_rooms(caller, rooms) if rooms else None,
        )
        return wish, notes

    @pressed("consult.change", reads=True)
    async def ask_change(self, caller: Caller, press: Press) -> Reply:
        """Open the form of `/consult edit`, filled with how it is now."""
        await self._consultations.may(caller)
        found = await self._consultations.get(caller, consultation_of(press))
        return Ask(self._form(found, caller, await self._named(caller, found)))

    @command(
        "consult close",
        "Close a consultation before its time; you are asked first",
        title="Close a consultation",
        examples=("/consult close",),
        for_hosts=True,
        reads=True,
    )
    async def close(self, caller: Caller, *, consultation: WhichConsultation = None) -> Reply:
        stages = (Stage.OPEN, Stage.COMING)
        found = await self._choosing.one(caller, consultation, stages, Action("consult.close"))
        return Answer(found if isinstance(found, Message) else await self._sure(caller, found))

    @pressed("consult.close", reads=True)
    async def ask_close(self, caller: Caller, press: Press) -> Reply:
        found = await self._consultations.get(caller, consultation_of(press))
        return Answer(await self._sure(caller, found))

    @pressed("consult.closed")
    async def closed(self, caller: Caller, press: Press) -> Reply:
        after = await self._consultations.close(caller, consultation_of(press))
        if after.stage is Stage.CANCELLED:
            return Amend(message(paragraph("Called off: ", Strong(title_of(after)), ". Nobody saw it.")))
        return Amend(
            message(
                paragraph("Closed: ", Strong(title_of(after)), ". The summary is on its way to its rooms."),
                Controls((actions.view(after.id, "See the summary"),)),
            )
        )

    @checks("title", *TYPED)
    async def titled(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - it is the same for all
        return read_title(text)

    @checks("who", *TYPED)
    async def asked_by(self, caller: Caller, text: str) -> object:
        return await self._around.asker(caller, text)

    @checks("questions", *TYPED)
    async def asked(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - as above
        return read_questions(text)

    @checks("opens", *TYPED)
    async def opening(self, caller: Caller, text: str) -> object:
        return read_opening(text, now=self._clock.now(), zone=caller.zone)

    @checks("rooms", *TYPED)
    async def shown_in(self, caller: Caller, text: str) -> object:
        return await self._around.named_rooms(caller, text)

    async def _sure(self, caller: Caller, found: Consultation) -> Message:
        await self._consultations.may(caller)
        if found.stage not in {Stage.OPEN, Stage.COMING}:
            raise AlreadyDone(f"This consultation is {found.stage.value}.", example="/consult view")
        name = Strong(title_of(found))
        yes = Action("consult.closed", (found.id,))
        if found.stage is Stage.COMING:
            return message(
                paragraph("Call off ", name, "? It has not opened, and nobody has seen it."),
                Controls((Button("Yes, call it off", yes, Look.GRAVE),)),
            )
        seen = await self._consultations.seen(caller, found.id)
        return message(
            paragraph(
                "Close ", name, f" now? {people(seen.people)} answered; nobody can answer any more then."
            ),
            paragraph("The summary goes to its rooms at once. It cannot be opened again."),
            Controls(
                (Button("Yes, close it now", yes, Look.GRAVE), actions.change(found.id, "Give it more time"))
            ),
        )

    async def _named(self, caller: Caller, found: Consultation) -> str:
        """The rooms chosen for it as one would type them."""
        if not found.rooms:
            return ""
        return ", ".join(dict.fromkeys(place.name for place in await self._around.rooms(caller, found)))

    def _form(self, found: Consultation, caller: Caller, rooms: str) -> Form:
        if found.stage not in CHANGEABLE:
            raise AlreadyDone(f"This consultation is {found.stage.value}.", example="/consult view")
        if found.stage is Stage.DRAFT and found.created_by != caller.person:
            raise NotAllowed("Only whoever drafts it can change it.", example="/consults")
        parameters, _ = parameters_of(self.edit)
        spec = CommandSpec(name="consult edit", description="Change it", parameters=parameters)
        names = [parameter.name for parameter in parameters if parameter.name != "consultation"]
        still_open = found.stage is Stage.OPEN
        return form_for(
            spec,
            _typed(found, caller.zone, self._clock.now(), rooms),
            title="More time" if still_open else "Change it",
            hidden={"consultation": found.id},
            only=["closes"] if still_open else names,
            intro="It is open: its end can be put later, the rest stays as people have read it."
            if still_open
            else None,
            submit="Change it" if found.stage is not Stage.DRAFT else "Show the change",
        )


def _typed(found: Consultation, zone: str, now: datetime, rooms: str) -> dict[str, Value]:
    """A consultation as one would type it, by parameter of `/consult edit`; passed times are left out."""
    asker = found.asker
    return {
        "closes": _clock(found.closes, zone) if found.closes > now else None,
        "title": found.title,
        "who": f"{asker.name}, {asker.role}" if asker.role else asker.name,
        "why": found.why,
        "used": found.used,
        "questions": typed(found.questions),
        "opens": _clock(found.opens, zone) if found.opens is not None and found.opens > now else "now",
        "rooms": rooms,
        "least": str(found.least),
    }


def _clock(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(wall.zone_info(zone)):%Y-%m-%d %H:%M}"
