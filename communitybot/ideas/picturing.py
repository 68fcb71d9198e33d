"""The picture of a logic model: drawn for whoever asks, and shared where the idea is discussed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import ALT_TEXT
from communitybot.conversation.message import File, Message
from communitybot.conversation.times import zone_info
from communitybot.errors import AlreadyDone
from communitybot.fonts.face import bold, regular
from communitybot.ideas.cards.picturing import picture_card
from communitybot.ideas.delivery.promises import PICTURE, entry, subject_of_pictures
from communitybot.ideas.desk import Desk, community_of, demand_open, demand_team, find
from communitybot.ideas.drawing.layout import NARROW, WIDE, Measures, picture
from communitybot.ideas.drawing.letters import lacking
from communitybot.ideas.drawing.png import Drawer, Undrawn
from communitybot.ideas.drawing.saying import alternative, spelled_out
from communitybot.ideas.drawing.shapes import Picture
from communitybot.ideas.drawing.svg import svg
from communitybot.ideas.growth_repository import GrowthWork
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.logic import LogicModel
from communitybot.outbox.entry import NewEntry
from communitybot.ports import Clock, Units

EXAMPLE = "/idea model"
TRIES = 3
SAME = "The same logic model, narrow for phones."


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a picture went: in how many threads, and whether this wish put it there."""

    idea: Idea
    threads: int
    new: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn: a model, of an idea, in the zone of its community."""

    idea: Idea
    model: LogicModel
    zone: str

    def laid(self, measures: Measures) -> Picture:
        """Its picture, under the day of its last change."""
        changed = self.model.changed
        day = changed.astimezone(zone_info(self.zone)).date() if changed is not None else None
        return picture(self.idea.title, self.model, measures, day)


class Picturing(Desk):
    """Draws logic models; the same model gives the same files."""

    def __init__(self, units: Units[GrowthWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._growing = units
        self._drawer = Drawer()

    async def drawn(self, caller: Caller, idea: str) -> Message:
        """The model of an idea as pictures and in words, for one person to keep.

        Where no PNG can be drawn, the SVG and the words are there all the same.

        Raises:
            AlreadyDone: while nothing is written.
        """

        async def look(work: GrowthWork) -> Sheet:
            return await _sheet(work, await find(work, caller, idea))

        sheet = await self._growing.read(look)
        try:
            files = await self._files(sheet)
        except Undrawn:
            files = (_words(sheet),)
        return picture_card(sheet.idea, sheet.model, (*files, _svg(sheet)), lacking=_lacking(sheet))

    async def share(self, caller: Caller, idea: str) -> Shared:
        """Post the pictures as they are now in every thread of the idea; the same ones only once.

        Raises:
            NotAllowed: for whoever is not in its team.
            AlreadyDone: for an idea that does not go on, has no thread, or while nothing is written.
        """
        for _ in range(TRIES):
            sheet = await self._growing.read(lambda work: _shareable(work, caller, idea))
            files = await self._files(sheet)
            said = picture_card(sheet.idea, sheet.model, files, shared=True, lacking=_lacking(sheet))
            done = await self._put(caller, idea, sheet.model, said)
            if done is not None:
                return done
        raise AlreadyDone("Somebody is writing into it right now. Try again in a moment.", example=EXAMPLE)

    async def _files(self, sheet: Sheet) -> tuple[File, ...]:
        wide, narrow = await self._drawer.pngs((sheet.laid(WIDE), sheet.laid(NARROW)))
        alt = alternative(sheet.idea.title, sheet.model, ALT_TEXT)
        return (
            File("logic-model.png", "image/png", wide, alt),
            File("logic-model-narrow.png", "image/png", narrow, SAME),
            _words(sheet),
        )

    async def _put(self, caller: Caller, idea: str, drawn: LogicModel, said: Message) -> Shared | None:
        """Promise the message, unless something else was written while it was drawn."""
        now = self._clock.now()

        async def unit(work: GrowthWork) -> Shared | None:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            if (await work.growth.model(found.community, found.id)).version != drawn.version:
                return None
            threads = await _threads(work, found)
            if not threads:
                raise AlreadyDone("This idea has no thread yet to share it in.", example=EXAMPLE)
            new = await work.outbox.put([_entry(found, drawn, each) for each in threads])
            if new:
                await work.ideas.save(replace(found, said=now))
            return Shared(found, len(threads), new=bool(new))

        def _entry(found: Idea, model: LogicModel, thread: PlaceAddress) -> NewEntry:
            key = f"picture:{model.version}:{thread}"
            promised = entry(
                found, PICTURE, key, now, destination=str(thread), subject=subject_of_pictures(found)
            )
            return replace(promised, message=said)

        return await self._growing.run(unit)


async def _shareable(work: GrowthWork, caller: Caller, idea: str) -> Sheet:
    found = await find(work, caller, idea)
    await demand_team(work, caller, found)
    demand_open(found)
    return await _sheet(work, found)


async def _sheet(work: GrowthWork, idea: Idea) -> Sheet:
    model = await work.growth.model(idea.community, idea.id)
    if not any(one.lines for one in model.parts.values()):
        raise AlreadyDone("Nothing is written in its logic model yet.", example=EXAMPLE)
    return Sheet(idea, model, (await community_of(work, idea.community)).zone)


async def _threads(work: GrowthWork, idea: Idea) -> Sequence[PlaceAddress]:
    """Where it is discussed now, in each room."""
    threads = await work.discussions.threads(idea.community, idea.id)
    return [one.place for one in threads if one.place is not None and not one.closed]


def _lacking(sheet: Sheet) -> bool:
    lines = (line for one in sheet.model.parts.values() for line in one.lines)
    return lacking(bold(), sheet.idea.title) or any(lacking(regular(), line) for line in lines)


def _svg(sheet: Sheet) -> File:
    return File("logic-model.svg", "image/svg+xml", svg(sheet.laid(WIDE)).encode())


def _words(sheet: Sheet) -> File:
    words = spelled_out(sheet.idea.title, sheet.model)
    return File("logic-model.txt", "text/plain; charset=utf-8", words.encode())
