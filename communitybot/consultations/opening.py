"""Opening a consultation: a draft only its maker sees, open for its time, changed, or closed early."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import Community
from communitybot.consultations.delivery import periods
from communitybot.consultations.desk import Desk, community_of, demand_managing, find, rooms_of
from communitybot.consultations.model.consultation import USUAL_LEAST, Consultation, Stage
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.views import ConsultWish
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ids import new_id

SHORTEST = timedelta(hours=1)
LONGEST = timedelta(days=90)
DRAFTS = 20  # of one person; a consultation is not made every hour


class Opening(Desk):
    """From a wish to a consultation that is open, and closed before its time."""

    async def may(self, caller: Caller) -> None:
        """Refuse who may not open consultations here (`NotAllowed`)."""

        async def unit(work: ConsultsWork) -> None:
            demand_managing(caller, await community_of(work, caller.community))

        await self._units.read(unit)

    async def draft(self, caller: Caller, wish: ConsultWish) -> Consultation:
        """Keep a wish as a draft; nobody else sees it, and nothing is sent. Every part of it is given.

        Raises:
            NotAllowed: for whoever is neither host nor administrator.
            Misread: for a time that is too short, too long, or past.
        """
        now = self._clock.now()
        if wish.asker is None or wish.closes is None or not wish.title or not wish.questions:
            raise ValueError("a draft needs a title, an asker, questions and its end")
        asker, title, questions = wish.asker, wish.title, wish.questions
        closes = wish.closes.astimezone(UTC)

        async def unit(work: ConsultsWork) -> Consultation:
            house = await community_of(work, caller.community)
            demand_managing(caller, house)
            if len(await work.consultations.drafts(caller.community, caller.person, limit=DRAFTS)) == DRAFTS:
                raise AlreadyDone(f"You have {DRAFTS} drafts. Please discard one first.", example="/consults")
            made = Consultation(
                id=new_id(),
                community=caller.community,
                title=title,
                asker=asker,
                why=wish.why or "",
                used=wish.used or "",
                questions=questions,
                opens=_utc(None if wish.at_once else wish.opens),
                closes=closes,
                zone=house.zone,
                rooms=wish.rooms or (),
                least=wish.least or USUAL_LEAST,
                created_by=caller.person,
                created_at=now,
            )
            check_period(made, now)
            await work.consultations.add(made)
            return made

        return await self._units.run(unit)

    async def change(self, caller: Caller, consultation: str, wish: ConsultWish) -> Consultation:
        """Change what a wish names; of one that is open only its end may be put later.

        Raises:
            NotAllowed, AlreadyDone, Misread: with the field's name where there is one.
        """
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> Consultation:
            found = await find(work, caller, consultation, hold=True)
            demand_managing(caller, await community_of(work, caller.community))
            after = _changed(found, wish, now)
            if after == found:
                return found
            check_period(after, now)
            after = replace(after, revision=found.revision + 1)
            await work.consultations.save(after)
            await periods.moved(work, found, after, now)
            return after

        return await self._units.run(unit)

    async def open(self, caller: Caller, consultation: str) -> Consultation:
        """Open a draft, or promise that it opens at its time. Again does nothing.

        Raises:
            AlreadyDone: when its end has passed meanwhile, or it was called off.
            NotFound: when there is no room to show it in.
        """
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> Consultation:
            found = await find(work, caller, consultation, hold=True)
            house = await community_of(work, caller.community)
            demand_managing(caller, house)
            if found.stage is not Stage.DRAFT:
                return found
            check_period(found, now)
            demand_rooms(found, house)
            if found.opens is not None and found.opens > now:
                coming = replace(found, stage=Stage.COMING, revision=found.revision + 1)
                await work.consultations.save(coming)
                await periods.promise_opening(work, coming)
                return coming
            return await periods.begin(work, found, house, now, self._keeps)

        return await self._units.run(unit)

    async def discard(self, caller: Caller, consultation: str) -> None:
        """Throw a draft away.

        Raises:
            AlreadyDone: when it is one no more.
        """

        async def unit(work: ConsultsWork) -> None:
            found = await find(work, caller, consultation, hold=True)
            if found.stage is not Stage.DRAFT:
                raise AlreadyDone(f"This consultation is {found.stage.value}.", example="/consult close")
            await work.consultations.delete(found.community, found.id)

        await self._units.run(unit)

    async def close(self, caller: Caller, consultation: str) -> Consultation:
        """Close an open one before its time, or call off one to come. Again does nothing."""
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> Consultation:
            found = await find(work, caller, consultation, hold=True)
            house = await community_of(work, caller.community)
            demand_managing(caller, house)
            match found.stage:
                case Stage.OPEN:
                    return await periods.finish(work, found, house, now)
                case Stage.COMING:
                    return await periods.call_off(work, found)
                case Stage.DRAFT:
                    raise AlreadyDone(
                        "It is not open yet: nobody has seen it. Press Discard under its preview.",
                        example="/consults",
                    )
                case _:
                    return found

        return await self._units.run(unit)


def check_period(consultation: Consultation, now: datetime) -> None:
    """Refuse a time that is past, or not between an hour and ninety days long."""
    begins = consultation.opened or max(consultation.opens or now, now)
    field = "closes"
    if consultation.closes <= now:
        raise Misread("Its end has passed.", field=field, example="friday 5pm")
    if consultation.closes <= begins:
        raise Misread("It would close before it opens.", field=field, example="in 3 months")
    if consultation.opened is None and consultation.closes - begins < SHORTEST:
        raise Misread("A consultation is open for at least an hour.", field=field, example="in 2 weeks")
    if consultation.closes - begins > LONGEST:
        raise Misread(
            f"A consultation is open for at most {LONGEST.days} days.", field=field, example="in 2 weeks"
        )


def demand_rooms(consultation: Consultation, community: Community) -> None:
    if not rooms_of(consultation, community):
        raise NotFound(
            "There is no room to show it in yet. An administrator chooses one.",
            example="/community settings ideas: here",
        )


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


def _changed(found: Consultation, wish: ConsultWish, now: datetime) -> Consultation:
    plain = {
        name: value
        for name in ("title", "asker", "why", "used", "questions", "opens", "closes", "rooms", "least")
        if (value := getattr(wish, name)) is not None
    }
    plain |= {name: _utc(plain[name]) for name in ("opens", "closes") if name in plain}
    if wish.at_once:
        plain["opens"] = None
    # each value is of the field of its name
    after = replace(found, **plain)
    if found.stage in {Stage.CLOSED, Stage.CANCELLED}:
        raise AlreadyDone(f"This consultation is {found.stage.value}.", example="/consult view")
    if found.stage is Stage.OPEN:
        return _extended(found, after, now)
    if found.stage is Stage.COMING and after.opens is None:
        return replace(after, opens=now)
    return after


def _extended(found: Consultation, after: Consultation, now: datetime) -> Consultation:
    """An open one with a later end: people have answered what was asked, for what was said of it."""
    if replace(after, closes=found.closes) != found:
        raise AlreadyDone(
            "It is open, and people answer what they have read. Only its end can be put later.",
            example="/consult edit closes: in 2 weeks",
        )
    if after.closes < found.closes:
        raise Misread(
            "That is before the end people were told. To end it sooner, close it.",
            field="closes",
            example="/consult close",
        )
    if found.closes <= now:
        raise AlreadyDone("Its time is over.", example="/consult view")
    return after
