"""Answering a consultation: once a person, changed until the close, quoted as they choose at any time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from communitybot.consultations.delivery import periods
from communitybot.consultations.desk import Desk, find
from communitybot.consultations.model.consultation import Consultation, Kind, Stage
from communitybot.consultations.model.response import Response, Showing
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.views import Answers, Kept
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.visible import shows, visible
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ids import new_id

LONGEST = 3_000  # characters of an answer: all a form can hold
LONGEST_ROLE = 80


class Answering(Desk):
    """Keeps what people answer, and forgets it when they say so."""

    async def answer(self, caller: Caller, consultation: str, answers: Answers) -> Kept:
        """Keep answers in place of what the caller had said; the same again changes nothing.

        Raises:
            AlreadyDone: before it is open and from its close on.
            Misread: when nothing is answered.
        """
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> Kept:
            found = await find(work, caller, consultation, hold=True)
            demand_open(found, now)
            said = _kept(found, answers.said)
            if not said:
                raise Misread("Please answer at least one question.", example="/consult answer")
            before = await work.consultations.response(caller.community, found.id, caller.person)
            after = _response(caller, before, answers, said, now)
            if before is None or replace(after, at=before.at) != before:
                await work.consultations.respond(caller.community, found.id, after)
            if before is None:
                await periods.redraw(work, found, now)
            return Kept(found, after, before is None)

        return await self._units.run(unit)

    async def appear(self, caller: Caller, consultation: str, showing: Showing, role: str) -> Kept:
        """Change how the caller is quoted, also after the close: what was told follows.

        Raises:
            NotFound: when they have not answered.
        """
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> Kept:
            found = await find(work, caller, consultation, hold=True)
            before = await work.consultations.response(caller.community, found.id, caller.person)
            if before is None:
                raise NotFound("There are no answers of yours in it.", example="/consult answer")
            named = caller.name if showing is Showing.NAME else before.name
            after = replace(before, showing=showing, role=_role(role), name=named)
            if after == before:
                return Kept(found, before, new=False)
            await work.consultations.respond(caller.community, found.id, after)
            await follow(work, found, now)
            return Kept(found, after, new=False)

        return await self._units.run(unit)

    async def withdraw(self, caller: Caller, consultation: str) -> tuple[Consultation, Response | None]:
        """Forget all the caller answered, also after the close; returns it, for the last time."""
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> tuple[Consultation, Response | None]:
            found = await find(work, caller, consultation, hold=True)
            gone = await work.consultations.response(caller.community, found.id, caller.person)
            if gone is not None:
                await work.consultations.withdraw(caller.community, found.id, caller.person)
                await follow(work, found, now)
            return found, gone

        return await self._units.run(unit)


async def follow(work: ConsultsWork, one: Consultation, now: datetime) -> None:
    """Let what stands in rooms follow what somebody has changed or taken back; it is held."""
    if one.stage is Stage.CLOSED:
        await work.consultations.save(replace(one, revision=one.revision + 1))
        await periods.unsay(work, one, now)
    else:
        await periods.redraw(work, one, now)


def demand_open(consultation: Consultation, now: datetime) -> None:
    if consultation.takes_answers(now):
        return
    if consultation.stage in {Stage.DRAFT, Stage.COMING}:
        raise AlreadyDone("It is not open yet.", example="/consults")
    raise AlreadyDone(
        "It is closed: no answers are taken any more. You can still change how you are quoted.",
        example="/consult view",
    )


def _response(
    caller: Caller, before: Response | None, answers: Answers, said: Mapping[int, str], now: datetime
) -> Response:
    """What is kept; of quotes that were picked those stay whose words stay."""
    same = {number for number, words in said.items() if before and before.said.get(number) == words}
    return Response(
        id=before.id if before else new_id(),
        person=caller.person,
        name=caller.name,
        showing=answers.showing,
        role=_role(answers.role),
        said=said,
        picked=frozenset(before.picked & same) if before else frozenset(),
        heard={number: line for number, line in before.heard.items() if number in same} if before else {},
        first=before.first if before else now,
        at=now,
    )


def _kept(consultation: Consultation, said: Mapping[int, str]) -> dict[int, str]:
    """What was answered, question by question; what cannot be read as one of the choices is refused."""
    found: dict[int, str] = {}
    for number, words in sorted(said.items()):
        question = consultation.question(number)
        text = visible(words).strip()
        if question is None or not shows(text):
            continue
        match question.kind:
            case Kind.CHOICE:
                offered = [str(each) for each in range(1, len(question.choices) + 1)]
            case Kind.SCALE:
                offered = [str(point) for point in (question.scale.points if question.scale else ())]
            case Kind.WORDS:
                found[number] = text[:LONGEST]
                continue
        if text not in offered:
            raise Misread(f"I cannot read the answer to question {number}.", example="/consult answer")
        found[number] = text
    return found


def _role(role: str) -> str:
    return one_line(visible(role), 10_000)[:LONGEST_ROLE].strip()
