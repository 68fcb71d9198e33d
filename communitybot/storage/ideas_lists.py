"""Lists of ideas: each is read from one end of a shelf, narrowed by the others."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import GROWING, Idea, Joining, Stage
from communitybot.ideas.views import IdeaQuery, Page, Sort
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_shelves import (
    ALL,
    ASIDE,
    MOST_PLACE_WORDS,
    of_category,
    of_place,
    of_stage,
    of_tag,
)
from communitybot.storage.ideas_titles import begins
from communitybot.storage.tables.ideas import (
    idea_authors,
    idea_follows,
    idea_members,
    idea_shelves,
    idea_titles,
    ideas,
)
from communitybot.storage.words import words_in

NOTHING = Page(ideas=(), more=False)
MANY = 1_000  # a shelf with more is not counted further
WARMEST = 100  # ideas of each single word of a place that are looked at
LOOKED_AT = 200  # titles that are looked at for words that begin many

_I, _S, _T = ideas.c, idea_shelves.c, idea_titles.c
_SEEN = [stage.value for stage in Stage if stage.seen]
_OPEN = [stage.value for stage in GROWING]


class ListedRows:
    """The lists of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def listed(self, community: str, query: IdeaQuery) -> Page:
        if query.sort is Sort.MINE:
            return await self._mine(community, query)
        shelves = shelves_of(query)
        if shelves is None:
            return NOTHING
        if query.sort is Sort.NEAR_ME:
            return await self._near(community, query, shelves)
        first, *others = await self._fewest_first(community, shelves)
        return await self._page(_shelf(community, query.sort, first, others), query)

    async def _near(self, community: str, query: IdeaQuery, shelves: Sequence[str]) -> Page:
        """Ideas of all words of a place; where they come to their end, also the warmest of each word."""
        words = sorted(words_in(query.near or ""))[:MOST_PLACE_WORDS]
        if not words:
            return NOTHING
        named = [_aside(query) + of_place(word) for word in words]
        narrowed = [shelf for shelf in shelves if shelf != ALL]
        first, *others = fewest = await self._fewest_first(community, [*named, *narrowed])
        page = await self._page(_shelf(community, Sort.HOT, first, others), query)
        if page.more or len(named) == 1:
            return page
        so_far = max(query.offset, 0) + query.limit + 1
        parts = [_warmest(community, fewest, shared=len(named), most=so_far)]
        for name in named:
            some = [each for each in fewest if each in {name, *narrowed}]
            parts.append(_warmest(community, some, shared=1, most=WARMEST))
        return await self._page(_nearest(parts, len(named)), query)

    async def _mine(self, community: str, query: IdeaQuery) -> Page:
        """What somebody has to do with; few enough that their tags are read one by one."""
        if query.person is None:
            return NOTHING
        asked = _of_person(community, query.person, query)
        if query.tag is None:
            return await self._page(asked, query)
        found = (await self._connection.execute(asked.add_columns(_I.tags))).all()
        ids = [row.id for row in found if of_tag(query.tag) in map(of_tag, row.tags)]
        return await self._shown(ids[max(query.offset, 0) :], query)

    async def _page(self, asked: Select[Any], query: IdeaQuery) -> Page:
        """A page of a query for the ids of ideas in their order."""
        some = asked.limit(query.limit + 1).offset(max(query.offset, 0))
        return await self._shown((await self._connection.scalars(some)).all(), query)

    async def _shown(self, ids: Sequence[str], query: IdeaQuery) -> Page:
        return Page(ideas=await self._whole(ids[: query.limit]), more=len(ids) > query.limit)

    async def _whole(self, ids: Sequence[str]) -> Sequence[Idea]:
        found = (await self._connection.execute(select(ideas).where(_I.id.in_(ids)))).mappings()
        of = {row["id"]: rows.idea_of(row) for row in found}
        return [of[one] for one in ids]

    async def _fewest_first(self, community: str, shelves: Sequence[str]) -> Sequence[str]:
        """The shelf with the fewest ideas is gone through; on each of the others its ideas are looked up."""
        if len(shelves) == 1:
            return shelves
        counted = [_count(community, shelf).label(f"of_{number}") for number, shelf in enumerate(shelves)]
        counts = (await self._connection.execute(select(*counted))).one()
        return [shelf for _, shelf in sorted(zip(counts, shelves, strict=True))]

    async def named(self, community: str, text: str, *, limit: int, person: str | None) -> Sequence[Idea]:
        words = sorted(words_in(text), key=lambda word: (-len(word), word))
        if text.strip() and not words:
            return []
        allowed: ColumnElement[bool] = _I.stage.in_(_SEEN)
        if person is not None:
            own = select(idea_authors.c.idea).where(idea_authors.c.person == person)
            allowed = or_(allowed, _I.id.in_(own))
        asked = select(ideas).where(_I.community == community, allowed)
        if words:
            asked = asked.where(_I.id.in_(_titled(community, words)))
        else:
            asked = asked.where(_I.id.in_(_suggested(community, person, limit)))
        found = await self._connection.execute(asked.order_by(_recent().desc(), _I.id.desc()).limit(limit))
        return [rows.idea_of(row) for row in found.mappings()]

    async def active(self, community: str, *, limit: int) -> Sequence[Idea]:
        asked = select(ideas).where(_I.community == community, _I.stage.in_(_OPEN))
        found = await self._connection.execute(asked.order_by(_recent().desc(), _I.id.desc()).limit(limit))
        return [rows.idea_of(row) for row in found.mappings()]


def shelves_of(query: IdeaQuery) -> Sequence[str] | None:
    """The shelves on all of which the ideas of a query stand; None when nobody may list them."""
    if query.stage is not None and not query.stage.seen:
        return None
    before, found = _aside(query), []
    if query.tag is not None:
        found.append(before + of_tag(query.tag))
    if query.category is not None:
        found.append(before + of_category(query.category.value))
    if query.stage is not None:
        found.append(of_stage(query.stage))
    return found or [ALL]


def _aside(query: IdeaQuery) -> str:
    """What the shelves of ideas at a stage begin with."""
    return ASIDE if query.stage is not None and not query.stage.open else ""


def _on(table: Any, community: str, shelf: str) -> ColumnElement[bool]:
    return and_(table.c.community == community, table.c.shelf == shelf)


def _also(community: str, shelf: str) -> ColumnElement[bool]:
    """Looked up for each idea in its order: as a join it would be made for all before the first is shown."""
    other = idea_shelves.alias()
    there = select(other.c.idea).where(_on(other, community, shelf), other.c.idea == _S.idea)
    return there.scalar_subquery().is_not(None)


def _count(community: str, shelf: str) -> Any:
    some = select(literal(1)).select_from(idea_shelves).where(_on(idea_shelves, community, shelf)).limit(MANY)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def _shelf(community: str, sort: Sort, first: str, others: Sequence[str]) -> Select[Any]:
    asked = select(_S.idea).where(_on(idea_shelves, community, first))
    asked = asked.where(*(_also(community, other) for other in others))
    if sort is Sort.NEEDS_HELP:
        return asked.where(_S.waits.is_not(None)).order_by(_S.waits, _S.idea)
    column = _S.published if sort is Sort.NEW else _S.heat
    return asked.order_by(column.desc(), _S.idea.desc())


def _warmest(community: str, shelves: Sequence[str], *, shared: int, most: int) -> Select[Any]:
    """The warmest ideas that stand on all of these shelves, with how many words of a place that says."""
    first, *others = shelves
    some = _shelf(community, Sort.HOT, first, others).add_columns(_S.heat).limit(most).subquery()
    return select(some.c.idea, some.c.heat, literal(shared).label("shared"))


def _nearest(parts: Sequence[Select[Any]], words: int) -> Select[Any]:
    """Ideas found by one word of a place or by all, those that share most words first, then the warmest."""
    every = union_all(*parts).subquery()
    shared = func.sum(every.c.shared)
    most = case((shared > words, words), else_=shared).desc()
    warm = func.max(every.c.heat).desc()
    return select(every.c.idea).group_by(every.c.idea).order_by(most, warm, every.c.idea.desc())


def _of_person(community: str, person: str, query: IdeaQuery) -> Select[Any]:
    """Drafts first, what has ended last, otherwise what something happened to latest."""
    wrote = select(idea_authors.c.idea).where(idea_authors.c.person == person)
    follows = select(idea_follows.c.idea).where(idea_follows.c.person == person)
    works = select(idea_members.c.idea).where(
        idea_members.c.person == person, idea_members.c.joining == Joining.MEMBER.value
    )
    every = union(wrote, follows, works).subquery()
    own = wrote.where(idea_authors.c.idea == _I.id).exists()
    asked = select(_I.id).join_from(every, ideas, _I.id == every.c.idea)
    asked = asked.where(_I.community == community, or_(_I.stage.in_(_SEEN), own))
    if query.stage is not None:
        asked = asked.where(_I.stage == query.stage.value)
    if query.category is not None:
        asked = asked.where(_I.category == query.category.value)
    goes_on = _I.stage.in_([Stage.SUBMITTED.value, *_OPEN])
    place = case((_I.stage == Stage.DRAFT.value, 0), (goes_on, 1), else_=2)
    return asked.order_by(place, _recent().desc(), _I.id.desc())


def _recent() -> Any:
    return func.coalesce(_I.said, _I.moved, _I.published, _I.created)


def _titled(community: str, words: Sequence[str]) -> Select[Any]:
    first, *others = words
    asked = select(_T.idea).where(_T.community == community, begins(idea_titles, first))
    for word in others:
        also = idea_titles.alias()
        asked = asked.where(select(also.c.idea).where(also.c.idea == _T.idea, begins(also, word)).exists())
    return asked.limit(LOOKED_AT)


def _suggested(community: str, person: str | None, limit: int) -> Any:
    """Somebody's own ideas and the newest of all."""
    newest = select(_S.idea).where(_on(idea_shelves, community, ALL))
    newest = select(newest.order_by(_S.published.desc(), _S.idea.desc()).limit(limit).subquery().c.idea)
    if person is None:
        return newest
    return union(newest, select(idea_authors.c.idea).where(idea_authors.c.person == person))
