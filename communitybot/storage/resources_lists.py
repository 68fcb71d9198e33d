"""Lists of resources and of what they are sorted by."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.resources.model.resource import Resource
from communitybot.resources.views import Counted
from communitybot.storage import resources_rows as rows
from communitybot.storage.resources_index import SUBJECT, TAG
from communitybot.storage.resources_search import SearchedResources
from communitybot.storage.resources_shelves import candidates_of
from communitybot.storage.resources_terms import Of, library_of, term
from communitybot.storage.resources_vocabulary import begun
from communitybot.storage.resources_ways import Way, some_of, statement
from communitybot.storage.stems import stem
from communitybot.storage.tables.resources import resource_terms, resource_words, resources
from communitybot.storage.words import words_in

AT_ONCE = 300  # resources that are read together where all are wanted
OWN = 500  # of somebody's own that are looked through by name
ENTITLED = 1_000  # with words in their title that are looked through for one that has no others
BEGUN = 20  # words with one beginning

_R, _T, _W = resources.c, resource_terms.c, resource_words.c
_SEEN = select(resources).join(resource_terms, _T.resource == _R.id)
_NEWEST = (_T.shared.desc(), _T.resource.desc())


class ListedResources(SearchedResources):
    """Lists of the resources of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def named(self, community: str, text: str, *, limit: int, person: str | None) -> Sequence[Resource]:
        words = sorted(words_in(text))
        own = await self._own(community, person, words) if person is not None else []
        entitled = await self._entitled(community, words, limit) if words else []
        found = {one.id: one for one in [*entitled, *own, *await self._called(community, words, limit)]}
        return list(found.values())[:limit]

    async def _entitled(self, community: str, words: Sequence[str], limit: int) -> Sequence[Resource]:
        """Those whose title is these words and no others, also where many that are newer begin like them."""
        library, stems = library_of(community), sorted(set(map(stem, words)))
        way = Way([[term(library, Of.TITLE, each)] for each in stems])
        asked, told = some_of(self._connection.dialect.name, community, way, ENTITLED)
        title = " ".join(stems)
        rows = (await self._connection.execute(asked, told)).all()
        few = [row.resource for row in rows if row.named.partition("|")[0] == title][:limit]
        found = await self._all(_SEEN.where(_R.id.in_(few)).order_by(*_NEWEST)) if few else []
        return [one for one in found if set(words) == words_in(one.title)]

    async def _own(self, community: str, person: str, words: Sequence[str]) -> Sequence[Resource]:
        theirs = (_R.community == community, _R.person == person)
        asked = select(resources).where(*theirs).order_by(_R.added.desc(), _R.id.desc()).limit(OWN)
        return [one for one in await self._all(asked) if _called(one, words)]

    async def _called(self, community: str, words: Sequence[str], limit: int) -> Sequence[Resource]:
        if not words:
            return await self._all(_SEEN.where(_T.community == community).order_by(*_NEWEST).limit(limit))
        library = library_of(community)
        longer = await begun(self._connection, community, words, most=BEGUN)
        groups = [[term(library, Of.TITLE, each) for each in sorted(set(map(stem, some)))] for some in longer]
        if not all(groups):
            return []
        dialect, most = self._connection.dialect.name, 2 * limit
        asked, told = statement(dialect, community, [Way(groups)], most, most)
        few = candidates_of((await self._connection.execute(asked, told)).all(), {})
        found = await self._all(_SEEN.where(_R.id.in_([one.resource for one in few])).order_by(*_NEWEST))
        return [one for one in found if _called(one, words)]

    async def tags(self, community: str, begins: str = "", *, limit: int) -> Sequence[Counted]:
        return await self._labels(community, TAG, begins, limit)

    async def subjects(self, community: str, begins: str = "", *, limit: int) -> Sequence[Counted]:
        return await self._labels(community, SUBJECT, begins, limit)

    async def _labels(self, community: str, kind: str, begins: str, limit: int) -> Sequence[Counted]:
        asked = select(_W.word, _W.resources).where(_W.community == community, _W.kind == kind)
        begins = visible(begins)
        if begins:
            asked = asked.where(_W.word >= begins, _W.word < begins + "\U0010ffff")
        found = await self._connection.execute(asked.order_by(_W.resources.desc(), _W.word).limit(limit))
        return [Counted(name, count) for name, count in found]

    async def untagged(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        bare = _SEEN.where(_T.community == community, text("untagged = 1")).order_by(*_NEWEST)
        return await self._all(bare.limit(limit).offset(offset))

    async def every(self, community: str) -> AsyncIterator[Resource]:
        last: tuple[datetime, str] | None = None
        order = _SEEN.add_columns(_T.shared.label("since")).where(_T.community == community)
        order = order.order_by(_T.shared, _T.resource).limit(AT_ONCE)
        while True:
            asked = order
            if last is not None:
                at, one = last
                asked = order.where(or_(_T.shared > at, and_(_T.shared == at, _T.resource > one)))
            found = (await self._connection.execute(asked)).mappings().all()
            for row in found:
                yield rows.resource_of(row)
            if len(found) < AT_ONCE:
                return
            last = (found[-1]["since"], found[-1]["id"])

    async def since(
        self, community: str, after: datetime, until: datetime, *, limit: int
    ) -> Sequence[Resource]:
        between = (_T.community == community, _T.shared > after, _T.shared <= until)
        return await self._all(_SEEN.where(*between).order_by(_T.shared, _T.resource).limit(limit))

    async def _all(self, asked: Select[Any]) -> Sequence[Resource]:
        return [rows.resource_of(row) for row in (await self._connection.execute(asked)).mappings()]


def _called(resource: Resource, words: Sequence[str]) -> bool:
    """Whether the words of its title begin with these."""
    title = words_in(resource.title)
    return all(any(each.startswith(word) for each in title) for word in words)
