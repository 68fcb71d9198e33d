"""Answers that are said in a thread: kept as the speaker's own, and following what they change or delete."""

from dataclasses import replace
from datetime import datetime

from communitybot.consultations.answering import follow
from communitybot.consultations.delivery import promises
from communitybot.consultations.desk import community_of
from communitybot.consultations.model.consultation import Consultation, Kind
from communitybot.consultations.model.response import Response, Showing
from communitybot.consultations.reading import read_spoken
from communitybot.consultations.repository import ConsultsWork
from communitybot.ids import new_id
from communitybot.threads.log import Line


async def take_line(work: ConsultsWork, one: Consultation, line: Line, now: datetime) -> None:
    """Take words under a label as the speaker's answer to that question; the consultation is held.

    Whoever has not said how to be quoted is "a member" from their first answer on, and told so once.
    """
    question = one.question(line.question)
    if question is None or line.person is None or not line.said:
        return
    value = read_spoken(question, line.text)
    if value is None:
        await _tell(work, one, line, promises.UNREAD, now)
        return
    before = await work.consultations.response(one.community, one.id, line.person)
    after = _answered(before, line, value, now)
    await work.consultations.respond(one.community, one.id, after)
    if before is None:
        await _tell(work, one, line, promises.HEARD, now)
    if before is None or not one.takes_answers(now):
        await follow(work, one, now)


async def follow_line(work: ConsultsWork, one: Consultation, line: Line, now: datetime) -> None:
    """Let an answer follow its line: reworded, put under another question, or deleted.

    From the close on nothing is answered any more: words that are reworded stand as they are now, since
    something may have been taken back; a choice stays, and what is put elsewhere is only let go.
    """
    if line.person is None:
        return
    before = await work.consultations.response(one.community, one.id, line.person)
    came = [number for number, heard in before.heard.items() if heard == line.number] if before else []
    stays = line.said and not one.takes_answers(now)
    if before is not None and stays and line.question in came:
        await _reword(work, one, before, line, now)
    elif before is not None and came:
        await _let_go(work, one, before, came, now)
    if line.said and not stays:
        await take_line(work, one, line, now)


async def _reword(work: ConsultsWork, one: Consultation, before: Response, line: Line, now: datetime) -> None:
    """Keep the words of a closed consultation's answer as they are now; choices were counted."""
    question = one.question(line.question)
    if question is None or question.kind is not Kind.WORDS:
        return
    value = read_spoken(question, line.text)
    if value is None:
        await _let_go(work, one, before, [line.question], now)
        return
    await work.consultations.respond(one.community, one.id, _answered(before, line, value, now))
    await follow(work, one, now)


async def _let_go(
    work: ConsultsWork, one: Consultation, before: Response, numbers: list[int], now: datetime
) -> None:
    """Forget the answers to some questions; of whoever has no other, nothing stays."""
    said = {number: words for number, words in before.said.items() if number not in numbers}
    if said:
        after = replace(
            before,
            said=said,
            heard={number: line for number, line in before.heard.items() if number not in numbers},
            picked=before.picked - set(numbers),
            at=now,
        )
        await work.consultations.respond(one.community, one.id, after)
    else:
        await work.consultations.withdraw(one.community, one.id, before.person)
    await follow(work, one, now)


def _answered(before: Response | None, line: Line, value: str, now: datetime) -> Response:
    number = line.question
    if before is None:
        return Response(
            id=new_id(),
            person=line.person or "",
            name=line.name,
            showing=Showing.ROLE,  # without a role: "a member"
            said={number: value},
            heard={number: line.number},
            first=now,
            at=now,
        )
    return replace(
        before,
        said={**before.said, number: value},
        heard={**before.heard, number: line.number},
        picked=before.picked - {number},
        at=now,
    )


async def _tell(work: ConsultsWork, one: Consultation, line: Line, kind: str, now: datetime) -> None:
    """Tell a speaker in private, once (of each question) what was made of their words."""
    known = await work.people.many(one.community, [line.person] if line.person else [])
    house = await community_of(work, one.community)
    entries = [
        promises.to_person(one, kind, person, house.zone, now, question=line.question)
        for person in known.values()
    ]
    await work.outbox.put(entries)
