"""Changing a resource, taking it back, and what people write on how they used it."""

from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import clean
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone
from communitybot.people.cautions import cautions_in
from communitybot.ports import Clock, Units
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.promises import of_showing
from communitybot.resources.delivery.reviewing import tell_taken_back
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import Desk, demand_keeping, find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.model.resource import Note, Resource, State
from communitybot.resources.previews import Changed, Noted
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import ResourceWish
from communitybot.resources.wording import cautions_of, demand_title, placed, worded

EXAMPLE = "/resources"
REASON_MOST = 300


class Editing(Desk):
    """What its sharer, and hosts, do with a resource; and the notes of anybody."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._judging = units

    async def change(self, caller: Caller, resource: str, wish: ResourceWish) -> Changed:
        """Change what a wish names; the card follows where everybody sees it.

        Raises:
            NotAllowed: when it is not the caller's to change.
            AlreadyDone: when it was taken back.
        """
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Changed:
            found = await find(work, caller, resource, hold=True)
            await demand_keeping(work, caller, found)
            demand_there(found)
            after = worded(found, placed(wish, alone=not (found.address or found.file)))
            if after.state is not State.DRAFT:
                demand_title(after)
            noted = await self._noted(work, caller, after, wish.note, now)
            if after == found and not noted:
                return Changed(before=found, resource=found)
            after = replace(after, revision=found.revision + 1)
            await work.resources.save(after)
            if after.state is not State.DRAFT:  # it has no card yet, and nobody knows it
                await cards.changed(work, after, now)
            if after.seen and after.title != found.title:
                await work.outbox.put([of_showing(after, now)])
            return Changed(before=found, resource=after, cautions=cautions_of(after, wish.note or ""))

        return await self._units.run(unit)

    async def withdraw(self, caller: Caller, resource: str, reason: str = "") -> tuple[Resource, bool]:
        """Take a resource back: its card goes, its address is free again.

        Its sharer is told when somebody else does it, and whoever reported it is. Returns it, and whether
        this did it. A draft is discarded and not taken back.

        Raises:
            NotAllowed: when it is not the caller's to take back.
            AlreadyDone: for a draft.
        """
        now = self._clock.now()

        async def unit(work: JudgingWork) -> tuple[Resource, bool]:
            found = await find(work, caller, resource, hold=True)
            await demand_keeping(work, caller, found)
            if found.state is State.WITHDRAWN:
                return found, False
            demand_shared(found)
            why = clean(reason, "", REASON_MOST)
            gone = replace(found, state=State.WITHDRAWN, reason=why, revision=found.revision + 1)
            await work.resources.save(gone)
            await work.resources.drop_file(gone.community, gone.id)
            await cards.changed(work, gone, now)
            if not found.by(caller.person):
                because = f" Why: {why}" if why else ""
                words = f"A host or administrator took it out of the library.{because}"
                await tell(work, gone, now, f"withdrawn:{gone.revision}", words, to=[found.sharer.person])
            if found.reports:
                await tell_taken_back(work, gone, now, by=caller.person)
            return gone, True

        return await self._judging.run(unit)

    async def note(self, caller: Caller, resource: str, text: str, *, draft: str = "") -> Noted:
        """Keep what somebody writes on how they used it, in place of what they wrote before; empty ends it.

        `draft` is one of theirs that held the note until now; it is forgotten.

        Raises:
            AlreadyDone: where others do not see it.
        """
        now = self._clock.now()

        async def unit(work: ResourcesWork) -> Noted:
            found = await find(work, caller, resource, hold=True)
            if not found.seen:
                raise AlreadyDone("Only what is shared takes notes; this is not now.", example=EXAMPLE)
            if await self._noted(work, caller, found, text, now):
                after = replace(found, revision=found.revision + 1)
                await work.resources.save(after)
                await cards.changed(work, after, now)
            await _forget(work, caller, draft)
            kept = await work.resources.get(found.community, found.id) or found
            return Noted(resource=kept, text=text, cautions=cautions_in((("your note", text),)))

        return await self._units.run(unit)

    @staticmethod
    async def _noted(
        work: ResourcesWork, caller: Caller, resource: Resource, text: str | None, now: datetime
    ) -> bool:
        """Keep a note; False when nothing was asked, or it says what it said."""
        if text is None:
            return False
        own = await work.resources.noted_by(resource.community, resource.id, caller.person)
        before = own.text if own is not None else ""
        if before == text:
            return False
        note = Note(person=caller.person, name=caller.name, text=text, at=now)
        await work.resources.note(resource.community, resource.id, note)
        return True


def demand_there(resource: Resource) -> None:
    if resource.state is State.WITHDRAWN:
        raise AlreadyDone(
            "This was taken back, so it stays as it is. Anybody can share it again.", example=EXAMPLE
        )


def demand_shared(resource: Resource) -> None:
    if resource.state is State.DRAFT:
        raise AlreadyDone(
            "This is a draft: nobody has seen it. Press “Not this” there.", example="/resource drafts"
        )


async def _forget(work: ResourcesWork, caller: Caller, draft: str) -> None:
    held = await work.resources.get(caller.community, draft, hold=True) if draft else None
    if held is not None and held.state is State.DRAFT and held.by(caller.person):
        await work.resources.delete(held.community, held.id)
