"""Units of work: one function, one transaction, every repository on its one connection."""

from collections.abc import Awaitable, Callable, Hashable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.happening import Repeated, to_remember
from communitybot.storage.engine import Database
from communitybot.storage.remembering import Remembering
from communitybot.storage.whole import whole

if TYPE_CHECKING:
    from communitybot.storage.calendars import StoredCalendars
    from communitybot.storage.chats import StoredChats
    from communitybot.storage.communities import StoredCommunities
    from communitybot.storage.consultation_threads import StoredHearings
    from communitybot.storage.consultations import StoredConsultations
    from communitybot.storage.digests import StoredDigests
    from communitybot.storage.events import StoredEvents
    from communitybot.storage.idea_threads import StoredDiscussions
    from communitybot.storage.ideas import StoredIdeas
    from communitybot.storage.ideas_briefs import StoredBriefs
    from communitybot.storage.ideas_growth import StoredGrowth
    from communitybot.storage.ideas_labs import StoredLabs
    from communitybot.storage.ideas_meeting import StoredMeeting
    from communitybot.storage.ideas_merges import StoredMerges
    from communitybot.storage.inbox import StoredInbox
    from communitybot.storage.installations import StoredInstallations
    from communitybot.storage.judging import StoredJudging
    from communitybot.storage.links import StoredLinks
    from communitybot.storage.notes import StoredNotes
    from communitybot.storage.outbox import StoredOutbox
    from communitybot.storage.outbox_drawing import StoredDrawing
    from communitybot.storage.people import StoredPeople
    from communitybot.storage.previews import StoredPreviews
    from communitybot.storage.profiles import StoredProfiles
    from communitybot.storage.resources import StoredResources
    from communitybot.storage.resources_imports import StoredImports
    from communitybot.storage.resources_requests import StoredRequests

T = TypeVar("T")

TRIES = 4
DEADLOCK = "40P01"  # PostgreSQL has ended this unit: it and another one waited for each other


class Work:
    """One transaction with every repository; a repository is made when it is first asked for."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    @cached_property
    def outbox(self) -> "StoredOutbox":
        from communitybot.storage.outbox import StoredOutbox

        return StoredOutbox(self.connection)

    @cached_property
    def drawing(self) -> "StoredDrawing":
        from communitybot.storage.outbox_drawing import StoredDrawing

        return StoredDrawing(self.connection)

    @cached_property
    def inbox(self) -> "StoredInbox":
        from communitybot.storage.inbox import StoredInbox

        return StoredInbox(self.connection)

    @cached_property
    def installations(self) -> "StoredInstallations":
        from communitybot.storage.installations import StoredInstallations

        return StoredInstallations(self.connection)

    @cached_property
    def communities(self) -> "StoredCommunities":
        from communitybot.storage.communities import StoredCommunities

        return StoredCommunities(self.connection)

    @cached_property
    def people(self) -> "StoredPeople":
        from communitybot.storage.people import StoredPeople

        return StoredPeople(self.connection)

    @cached_property
    def events(self) -> "StoredEvents":
        from communitybot.storage.events import StoredEvents

        return StoredEvents(self.connection)

    @cached_property
    def calendars(self) -> "StoredCalendars":
        from communitybot.storage.calendars import StoredCalendars

        return StoredCalendars(self.connection)

    @cached_property
    def chats(self) -> "StoredChats":
        from communitybot.storage.chats import StoredChats

        return StoredChats(self.connection)

    @cached_property
    def consultations(self) -> "StoredConsultations":
        from communitybot.storage.consultations import StoredConsultations

        return StoredConsultations(self.connection)

    @cached_property
    def hearings(self) -> "StoredHearings":
        from communitybot.storage.consultation_threads import StoredHearings

        return StoredHearings(self.connection)

    @cached_property
    def labs(self) -> "StoredLabs":
        from communitybot.storage.ideas_labs import StoredLabs

        return StoredLabs(self.connection)

    @cached_property
    def ideas(self) -> "StoredIdeas":
        from communitybot.storage.ideas import StoredIdeas

        return StoredIdeas(self.connection)

    @cached_property
    def discussions(self) -> "StoredDiscussions":
        from communitybot.storage.idea_threads import StoredDiscussions

        return StoredDiscussions(self.connection)

    @cached_property
    def digests(self) -> "StoredDigests":
        from communitybot.storage.digests import StoredDigests

        return StoredDigests(self.connection)

    @cached_property
    def links(self) -> "StoredLinks":
        from communitybot.storage.links import StoredLinks

        return StoredLinks(self.connection)

    @cached_property
    def notes(self) -> "StoredNotes":
        from communitybot.storage.notes import StoredNotes

        return StoredNotes(self.connection)

    @cached_property
    def growth(self) -> "StoredGrowth":
        from communitybot.storage.ideas_growth import StoredGrowth

        return StoredGrowth(self.connection)

    @cached_property
    def merges(self) -> "StoredMerges":
        from communitybot.storage.ideas_merges import StoredMerges

        return StoredMerges(self.connection)

    @cached_property
    def briefs(self) -> "StoredBriefs":
        from communitybot.storage.ideas_briefs import StoredBriefs

        return StoredBriefs(self.connection)

    @cached_property
    def meeting(self) -> "StoredMeeting":
        from communitybot.storage.ideas_meeting import StoredMeeting

        return StoredMeeting(self.connection)

    @cached_property
    def previews(self) -> "StoredPreviews":
        from communitybot.storage.previews import StoredPreviews

        return StoredPreviews(self.connection)

    @cached_property
    def profiles(self) -> "StoredProfiles":
        from communitybot.storage.profiles import StoredProfiles

        return StoredProfiles(self.connection)

    @cached_property
    def judging(self) -> "StoredJudging":
        from communitybot.storage.judging import StoredJudging

        return StoredJudging(self.connection)

    @cached_property
    def keeping(self) -> "StoredImports":
        from communitybot.storage.resources_imports import StoredImports

        return StoredImports(self.connection)

    @cached_property
    def requests(self) -> "StoredRequests":
        from communitybot.storage.resources_requests import StoredRequests

        return StoredRequests(self.connection)

    @cached_property
    def resources(self) -> "StoredResources":
        from communitybot.storage.resources import StoredResources

        return StoredResources(self.connection)

    @property
    def planned(self) -> int | None:
        """The earliest due time put into the outbox by this unit, in microseconds; None when nothing was."""
        return self.outbox.earliest if "outbox" in self.__dict__ else None


class UnitsOfWork:
    """Runs units whole, each in a task of its own, so that a cancelled caller cannot leave one half-done."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._remembering = Remembering(database.version)

    async def run(self, unit: Callable[[Work], Awaitable[T]]) -> T:
        """Run `unit(work)` in one write transaction: all of it is kept, or (on any exception) none of it.

        A cancelled caller waits until the unit has ended, then sees its cancellation. The first unit of
        what acts on a happening remembers it as well; `Repeated` when it was known.

        A unit that PostgreSQL ended for another's sake has left nothing, and is run again from its beginning.
        """
        return await whole(self._written(unit))

    async def read(self, unit: Callable[[Work], Awaitable[T]], *, same: Hashable | None = None) -> T:
        """Run `unit(work)` on one consistent snapshot; it must not write (the database refuses it).

        `same` names the question with all it depends on. What was answered to the same one may be given
        again while nobody has written anything: it must be something that never changes.
        """
        if same is None:
            return await whole(self._read(unit))
        return await self._remembering.answer(same, lambda: whole(self._read(unit)))

    async def _written(self, unit: Callable[[Work], Awaitable[T]]) -> T:
        for _ in range(TRIES - 1):
            try:
                return await self._write(unit)
            except DBAPIError as problem:
                if getattr(problem.orig, "sqlstate", None) != DEADLOCK:
                    raise
        return await self._write(unit)

    async def _write(self, unit: Callable[[Work], Awaitable[T]]) -> T:
        async with self.database.writing(), self.database.engine.begin() as connection:
            work = Work(connection)
            happening = to_remember()
            if happening is not None and not await work.inbox.first_time(happening.name, at=happening.at):
                raise Repeated
            result = await unit(work)
        if happening is not None:
            happening.kept = True
        if work.planned is not None:
            self.database.planned(work.planned)
        return result

    async def _read(self, unit: Callable[[Work], Awaitable[T]]) -> T:
        async with self.database.readers.connect() as connection, connection.begin():
            return await unit(Work(connection))
