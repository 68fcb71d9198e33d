"""The times of a consultation: it opens, its end is put later, it closes; what follows is promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.consultations.delivery import promises
from communitybot.consultations.delivery.threads import CLOSED, FINISH, TALKS
from communitybot.consultations.desk import rooms_of
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.repository import ConsultsWork
from communitybot.threads import talking
from communitybot.threads.log import Thread
from communitybot.threads.promises import of_opening

Keeps = Callable[[str], bool]
"""Whether what people say on a platform may be kept here."""


async def promise_opening(work: ConsultsWork, coming: Consultation) -> None:
    if coming.opens is not None:
        await work.outbox.put([promises.of_opening(coming, coming.opens)])


async def begin(
    work: ConsultsWork, before: Consultation, community: Community, now: datetime, keeps: Keeps
) -> Consultation:
    """Open: a card with a thread is promised in each room, and its end; the consultation is held.

    Words in threads are kept only where those of every platform of the community may be.
    """
    spoken = all(keeps(space.platform) for space in community.spaces)
    after = replace(before, stage=Stage.OPEN, opened=now, spoken=spoken, revision=before.revision + 1)
    await work.consultations.save(after)
    rooms = rooms_of(after, community)
    await work.hearings.open_rooms(
        [Thread(talk=after.id, community=after.community, room=room) for room in rooms]
    )
    cards = of_opening(TALKS.name, after, rooms, now)
    await work.outbox.put([*cards, *promises.of_period(after, now)])
    return after


async def moved(work: ConsultsWork, before: Consultation, after: Consultation, now: datetime) -> None:
    """Promise what follows from another time; what was promised for the old one finds itself overtaken."""
    if after.stage is Stage.COMING and after.opens != before.opens:
        await promise_opening(work, after)
    if after.stage is Stage.OPEN:
        await work.outbox.put(promises.of_period(after, now))
        await redraw(work, after, now)


async def finish(
    work: ConsultsWork, before: Consultation, community: Community, now: datetime
) -> Consultation:
    """Close: no answer is taken any more, and what it came to is told in each room."""
    after = replace(before, stage=Stage.CLOSED, closed=now, revision=before.revision + 1)
    await work.consultations.save(after)
    told = promises.of_rooms(after, promises.SUMMARY, "summary", rooms_of(after, community), now)
    wanted = [one for one in (after.asker.person, after.created_by) if one is not None]
    known = await work.people.many(after.community, list(dict.fromkeys(wanted)))
    ready = [promises.to_person(after, promises.READY, one, community.zone, now) for one in known.values()]
    shut = promises.entry(after, FINISH, "finish", now + CLOSED)
    await work.outbox.put([*told, *ready, shut])
    await redraw(work, after, now)
    return after


async def call_off(work: ConsultsWork, before: Consultation) -> Consultation:
    """Call off what was never open; nobody has been told of it."""
    after = replace(before, stage=Stage.CANCELLED, revision=before.revision + 1)
    await work.consultations.save(after)
    await work.outbox.cancel(after.community, after.subject, reason="it was called off", below=True)
    return after


async def redraw(work: ConsultsWork, one: Consultation, now: datetime) -> None:
    """Promise that what stands in rooms follows; the consultation is held.

    A redrawing that waits shows this change as well.
    """
    await talking.redraw_cards(TALKS, work, one, str(one.revision), now)
    closed = one.stage is Stage.CLOSED
    if closed and not await work.outbox.unfinished(one.community, promises.redrawing(one)):
        await work.outbox.put([promises.of_redraw(one, now)])


async def unsay(work: ConsultsWork, one: Consultation, now: datetime) -> None:
    """Promise the same at once, also for what is drawn and has not left: somebody took words back."""
    kinds = [promises.SUMMARY, promises.EDIT]
    await work.outbox.redraw(one.community, one.subject, kinds=kinds, below=True)
    await redraw(work, one, now)
