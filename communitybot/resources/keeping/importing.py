"""Importing links: a preview first, then all of them in parts, and a week in which it can be undone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from communitybot.commands.tags import tags_in
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import File
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ids import new_id
from communitybot.ports import Clock, Units
from communitybot.resources.desk import demand_moderating
from communitybot.resources.keeping.landing import folders_of
from communitybot.resources.keeping.promising import TAKE, UNDO, forgetting, step
from communitybot.resources.keeping.reading.rows import read_file
from communitybot.resources.keeping.repository import KeepingWork
from communitybot.resources.model.importing import A_PART, KEPT, WAITS, Filing, Import, ImportState, Read, Row
from communitybot.resources.model.resource import Kind, Sharer

EXAMPLE = "/resource import"
AT_ONCE = 500  # addresses looked up in one read
SUBJECTS = 200  # in use here, by which folders are known
EXAMPLES = 3
MOST_FOR_ALL = 4  # tags
FILE_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """How an import is to be done."""

    tags: tuple[str, ...] = ()
    kind: Kind | None = None
    filing: Filing = Filing.SUGGESTED
    private: bool = False


class Importing:
    """Reads files, shows what would become of them, and has it done."""

    def __init__(self, units: Units[KeepingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._turn = asyncio.Lock()  # one file is read at a time: each may hold eight megabytes

    async def preview(self, caller: Caller, file: File, wish: ImportWish) -> Import:
        """Read a file, and keep what it holds until it is answered; nothing is shared yet.

        An earlier preview of the same person is left. Reading takes a second or two for the largest file,
        in a thread, and everything else goes on meanwhile.

        Raises:
            NotAllowed: for whoever may not import here.
            Misread: for a file without links.
        """

        async def may(work: KeepingWork) -> tuple[str, ...]:
            await demand_moderating(work, caller)
            found = await work.resources.subjects(caller.community, limit=SUBJECTS)
            return tuple(each.name for each in found)

        subjects = await self._units.read(may)
        now = self._clock.now()
        async with self._turn:
            read = await asyncio.to_thread(read_file, file.content, now)
        made = Import(
            id=new_id(),
            community=caller.community,
            by=Sharer(caller.person, caller.name),
            file=one_line(file.name, FILE_NAME),
            tags=wish.tags,
            kind=wish.kind,
            filing=wish.filing,
            private=wish.private,
            at=now,
        )
        return await self._kept(caller, made, read, subjects)

    async def _kept(self, caller: Caller, made: Import, read: Read, subjects: Sequence[str]) -> Import:
        async def unit(work: KeepingWork) -> Import:
            await demand_moderating(work, caller)
            new = await _new(work, caller.community, read.rows)
            whole = replace(
                made,
                rows=len(read.rows),
                known=len(read.rows) - len(new),
                secluded=sum(row.private for row in new),
                unread=read.unread,
                left=read.left,
                twice=read.twice,
                more=read.more,
                problems=read.problems,
                folders=folders_of(new, subjects),
                examples=tuple(row.title for row in new[:EXAMPLES]),
                parts=-(-len(new) // A_PART),
            )
            await work.keeping.add(whole, new)
            await work.outbox.put([forgetting(whole, whole.at + WAITS)])
            for old in await work.keeping.waiting(caller.community, caller.person):
                if old.id != whole.id:
                    await _leave(work, old)
            return whole

        return await self._units.run(unit)

    async def find(self, caller: Caller, made: str) -> Import:
        """An import of the caller's community, if they may import there or it is theirs."""
        return await self._units.read(lambda work: _found(work, caller, made, own=True))

    async def change(self, caller: Caller, made: str, wish: ImportWish) -> Import:
        """Have it done in another way; only while it is a preview."""

        async def unit(work: KeepingWork) -> Import:
            waiting = await _found(work, caller, made, hold=True)
            _demand_waiting(waiting)
            changed = replace(
                waiting, tags=wish.tags, kind=wish.kind, filing=wish.filing, private=wish.private
            )
            await work.keeping.save(changed)
            return changed

        return await self._units.run(unit)

    async def take(self, caller: Caller, made: str) -> Import:
        """Begin to import; again does nothing more.

        Raises:
            AlreadyDone: when it was left or undone.
            Misread: when nothing in it is new.
        """

        async def unit(work: KeepingWork) -> Import:
            waiting = await _found(work, caller, made, hold=True)
            if waiting.state in {ImportState.TAKING, ImportState.DONE}:
                return waiting
            _demand_waiting(waiting)
            if waiting.wanted <= 0:
                raise Misread("Nothing in this file is new here, so there is nothing to import.")
            taking = replace(waiting, state=ImportState.TAKING)
            await work.keeping.save(taking)
            await work.outbox.put([step(taking, TAKE, 0, self._clock.now())])
            return taking

        return await self._units.run(unit)

    async def leave(self, caller: Caller, made: str) -> Import:
        """Forget a preview; again does nothing more."""

        async def unit(work: KeepingWork) -> Import:
            waiting = await _found(work, caller, made, hold=True)
            if waiting.state is ImportState.LEFT:
                return waiting
            _demand_waiting(waiting)
            return await _leave(work, waiting)

        return await self._units.run(unit)

    async def undo(self, caller: Caller, made: str) -> Import:
        """Begin to take all of it back but what others have built on; again does nothing more.

        Raises:
            AlreadyDone: when that is too late, or too early.
        """

        async def unit(work: KeepingWork) -> Import:
            done = await _found(work, caller, made, hold=True, own=True)
            if done.state in {ImportState.UNDOING, ImportState.UNDONE}:
                return done
            demand_undoable(done, self._clock)
            undoing = replace(done, state=ImportState.UNDOING)
            await work.keeping.save(undoing)
            await work.outbox.put([step(undoing, UNDO, undoing.taken, self._clock.now())])
            return undoing

        return await self._units.run(unit)


def read_tags_for_all(text: str) -> tuple[str, ...]:
    """Tags that every link gets; a few, so that its own have room.

    Raises:
        Misread: for more than that.
    """
    tags = tags_in(text)
    if len(tags) > MOST_FOR_ALL:
        raise Misread(
            f"Those are {len(tags)} tags; {MOST_FOR_ALL} fit, so that each link keeps its own.",
            example="#summer-reading",
            field="tags",
        )
    return tags


def demand_undoable(done: Import, clock: Clock) -> None:
    if done.state is ImportState.TAKING:
        raise AlreadyDone("This import is still under way. I tell you when it is done.", example=EXAMPLE)
    if done.state is not ImportState.DONE:
        raise AlreadyDone("This was never imported, so there is nothing to take back.", example=EXAMPLE)
    if done.ended is not None and clock.now() >= done.ended + KEPT:
        raise AlreadyDone(
            f"An import can be taken back for {KEPT.days} days, and this one is older. "
            "Single resources can still be withdrawn.",
            example="/resource withdraw",
        )


def _demand_waiting(made: Import) -> None:
    if made.state is ImportState.LEFT:
        raise AlreadyDone("This preview was left, or nobody answered it for a day.", example=EXAMPLE)
    if made.state is not ImportState.PREVIEW:
        raise AlreadyDone("This import has begun already.", example=EXAMPLE)


async def _found(
    work: KeepingWork, caller: Caller, made: str, *, hold: bool = False, own: bool = False
) -> Import:
    """With `own`, whoever imported it may too: in a private message nobody tells who is an administrator."""
    found = await work.keeping.get(caller.community, made, hold=hold)
    if not (own and found is not None and found.by.person == caller.person):
        await demand_moderating(work, caller)
    if found is None:
        raise NotFound("I know no such import here.", example=EXAMPLE)
    return found


async def _new(work: KeepingWork, community: str, rows: Sequence[Row]) -> list[Row]:
    """Those that are not here already: links by their addresses, words alone by themselves."""
    canonicals = [row.canonical for row in rows if row.canonical]
    known: set[str] = set()
    for at in range(0, len(canonicals), AT_ONCE):
        known |= await work.resources.known(community, canonicals[at : at + AT_ONCE])
    alone = await work.keeping.alone(community) if len(canonicals) < len(rows) else frozenset()
    return [
        row
        for row in rows
        if (row.canonical not in known if row.canonical else (row.title, row.text) not in alone)
    ]


async def _leave(work: KeepingWork, waiting: Import) -> Import:
    left = replace(waiting, state=ImportState.LEFT)
    await work.keeping.save(left)
    await work.keeping.forget(left.community, left.id)
    return left
