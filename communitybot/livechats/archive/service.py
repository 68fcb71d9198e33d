"""What the web shows of live chats: archives for whoever has their address, and lists of published ones."""

import asyncio
import gc
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TypeVar

from communitybot.conversation.times import when_words
from communitybot.conversation.visible import one_line
from communitybot.livechats.archive.addresses import ArchiveAddresses
from communitybot.livechats.archive.building import build
from communitybot.livechats.archive.csvs import as_csv
from communitybot.livechats.archive.jsons import as_json
from communitybot.livechats.archive.kept import Frame, Kept
from communitybot.livechats.archive.markdown import markdown
from communitybot.livechats.archive.page import ArchiveIndex, ArchivePage, Listed
from communitybot.livechats.archive.parts import Parts
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.ports import Units
from communitybot.threads.log import Line
from communitybot.threads.repository import KnownLines

T = TypeVar("T")
FILES: Mapping[str, Callable[[ArchivePage], str]] = {"md": markdown, "json": as_json, "csv": as_csv}
MOST_KEPT = 4  # pages kept ready, the last asked for; a long one takes some megabytes
MOST_LISTED = 200
MOST_IN_PARTS = 2  # archives whose parts are kept for the next change, some megabytes of a long one
AT_ONCE = 2_000  # lines read in one go, so that the bot can do something else in between


class ArchivePages:
    """Answers the web server's questions; each answer is as people agreed to at this moment.

    A page is given again, the same object, while nothing of it has changed: so whoever draws it may keep
    what was drawn.
    """

    def __init__(self, units: Units[ChatsWork], addresses: ArchiveAddresses) -> None:
        self._units = units
        self._addresses = addresses
        self._ready: OrderedDict[str, tuple[Frame, ArchivePage]] = OrderedDict()
        self._parts: OrderedDict[str, Parts] = OrderedDict()
        self._turn = asyncio.Lock()

    async def page(self, chat: str, proof: str | None = None) -> ArchivePage | None:
        """The archive at an address; without proof only if it is published.

        None for an address we did not make, and for whatever is not archived or not over.
        """
        if proof is not None and not self._addresses.proves(chat, proof):
            return None
        frame = await self._units.read(lambda work: _frame(work, chat), same=("archive", chat))
        if frame is None or not (frame.chat.published or proof is not None):
            return None
        page = self._known(chat, frame) or await self._built(chat, frame)
        return page if page is not None and (page.published or proof is not None) else None

    def file(self, page: ArchivePage, ending: str) -> str:
        """An archive as a file: `md`, `json` or `csv`."""
        return FILES[ending](page)

    async def index(self, slug: str) -> ArchiveIndex | None:
        """The archives a community has published, latest first; None where there is none."""
        return await self._units.read(lambda work: _index(work, slug), same=("archives", slug))

    def _known(self, chat: str, frame: Frame) -> ArchivePage | None:
        known = self._ready.get(chat)
        if known is None or known[0] != frame:
            return None
        self._ready.move_to_end(chat)
        return known[1]

    async def _built(self, chat: str, seen: Frame) -> ArchivePage | None:
        """Built in a thread, one at a time: a long archive must not keep the bot from listening."""
        async with self._turn:
            known = self._known(chat, seen)
            if known is not None:
                return known
            parts = self._parts.pop(chat, None) or Parts()
            kept = parts.still(seen) or await self._units.read(lambda work: _kept(work, seen, parts.lines))
            if kept is None:
                return None
            page = await asyncio.to_thread(_undisturbed, kept, parts)
            _put(self._ready, chat, (kept.frame, page), MOST_KEPT)
            _put(self._parts, chat, parts, MOST_IN_PARTS)
            return page


def _put(kept: OrderedDict[str, T], chat: str, this: T, most: int) -> None:
    """Keep what was made last, and no more than so many."""
    kept[chat] = this
    kept.move_to_end(chat)
    while len(kept) > most:
        kept.popitem(last=False)


def _undisturbed(kept: Kept, parts: Parts) -> ArchivePage:
    """Build without looking for garbage: there is none in it, and each look would hold everybody up."""
    looks = gc.isenabled()
    gc.disable()
    try:
        return build(kept, parts)
    finally:
        if looks:
            gc.enable()


async def _frame(work: ChatsWork, chat_id: str) -> Frame | None:
    chat = await work.chats.addressed(chat_id)
    if chat is None or not _archived(chat):
        return None
    where = (chat.community, chat.id)
    community = await work.communities.get(chat.community)
    threads = await work.chats.threads(*where)
    present = await work.chats.presences(*where)
    return Frame(
        chat=chat,
        community=community.name if community else "",
        slug=community.slug if community else "",
        platforms=tuple(sorted({thread.room.platform for thread in threads if thread.place is not None})),
        showings=tuple(sorted((await work.chats.showings(*where)).items())),
        reactions=tuple(sorted((await work.chats.reactions(*where)).items())),
        names=tuple((each.person, each.name) for each in present),
        gaps=tuple(await work.chats.gaps(*where)),
    )


async def _kept(work: ChatsWork, seen: Frame, known: KnownLines) -> Kept | None:
    """The lines, with the frame as it was seen a moment ago if it still fits them."""
    frame: Frame | None = seen
    if await work.chats.addressed(seen.chat.id) != seen.chat:
        frame = await _frame(work, seen.chat.id)
    if frame is None:
        return None
    lines: list[Line] = []
    while True:
        after = lines[-1].number if lines else 0
        more = await work.chats.lines(
            frame.chat.community, frame.chat.id, after=after, limit=AT_ONCE, known=known
        )
        lines += more
        if len(more) < AT_ONCE:
            return Kept(frame=frame, lines=tuple(lines))


async def _index(work: ChatsWork, slug: str) -> ArchiveIndex | None:
    community = await work.communities.by_slug(slug)
    if community is None:
        return None
    over = await work.chats.at_stage(community.id, (Stage.OVER,), limit=MOST_LISTED)
    listed = tuple(
        Listed(
            chat=chat.id,
            title=one_line(chat.title),
            hashtag=chat.hashtag,
            start=chat.start,
            when=when_words(chat.start, chat.end, chat.zone),
            questions=sum(1 for question in chat.questions if question.asked is not None),
            listed=chat.listed,
        )
        for chat in over
        if _archived(chat) and chat.published
    )
    return (
        ArchiveIndex(
            community=one_line(community.name),
            slug=community.slug,
            archives=listed,
            listed=all(each.listed for each in listed),
        )
        if listed
        else None
    )


def _archived(chat: Chat) -> bool:
    return chat.stage is Stage.OVER and chat.archiving.on
