"""Requests for resources in tables: what is asked, who needs it too, and the replies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.visible import visible
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import Ending, Reply, Request, Stage
from communitybot.resources.model.resource import Kind, Resource, Sharer, State
from communitybot.storage.once import insert_once
from communitybot.storage.resources import StoredResources
from communitybot.storage.resources_requests_fitting import fits, telling, wanted
from communitybot.storage.resources_terms import Of, library_of, term
from communitybot.storage.resources_ways import Way, statement
from communitybot.storage.stems import stem
from communitybot.storage.tables.resource_requests import resource_needs, resource_replies, resource_requests
from communitybot.storage.tables.resources import resources
from communitybot.storage.words import words_of

_Q, _N, _A = resource_requests.c, resource_needs.c, resource_replies.c
_NEEDS = select(func.count()).select_from(resource_needs).where(_N.request == _Q.id).scalar_subquery()
_ANSWERS = (
    select(func.count())
    .select_from(resource_replies)
    .join(resources, resources.c.id == _A.resource)
    .where(_A.request == _Q.id, _A.offered == 0, resources.c.state == State.SHARED.value)
    .scalar_subquery()
)
_WHOLE = select(resource_requests, _NEEDS.label("needs"), _ANSWERS.label("answers"))
_OPEN = _Q.stage == Stage.OPEN.value
CANDIDATES = 50  # with each word in their title, and as many with it anywhere: the newest are looked at
MOST_STEMS = 12  # words of a request that are looked for: one statement, however much somebody writes
LOOKED_THROUGH = 500  # open requests a resource is compared with; each is open for a month at most


class StoredRequests:
    """Satisfies `communitybot.resources.request_repository.Requests`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, request: Request) -> None:
        await self._connection.execute(insert(resource_requests), _values(request))

    async def save(self, request: Request) -> None:
        again = update(resource_requests).where(_this(request.community, request.id))
        await self._connection.execute(again.values(_values(request)))

    async def delete(self, community: str, request: str) -> None:
        draft = and_(_this(community, request), _Q.stage == Stage.DRAFT.value)
        await self._connection.execute(delete(resource_requests).where(draft))

    async def get(self, community: str, request: str, *, hold: bool = False) -> Request | None:
        asked = _WHOLE.where(_this(community, request))
        if hold:
            asked = asked.with_for_update(of=resource_requests)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _request(row)

    async def draft(self, community: str, person: str) -> Request | None:
        theirs = and_(_Q.community == community, _Q.person == person, _Q.stage == Stage.DRAFT.value)
        return next(iter(await self._some(theirs, _Q.added.desc(), _Q.id, limit=1)), None)

    async def waiting(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Request]:
        here = and_(_Q.community == community, _OPEN)
        answered = case((_ANSWERS > 0, 1), else_=0)
        return await self._some(here, answered, _Q.opened, _Q.id, limit=limit, offset=offset)

    async def of(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[Request]:
        needed = _Q.id.in_(select(_N.request).where(_N.person == person))
        theirs = and_(_Q.community == community, _Q.stage != Stage.DRAFT.value)
        closed = case((_OPEN, 0), else_=1)
        theirs = and_(theirs, (_Q.person == person) | needed)
        return await self._some(theirs, closed, _Q.opened.desc(), _Q.id, limit=limit, offset=offset)

    async def count_open(self, community: str, person: str) -> int:
        asked = select(func.count()).select_from(resource_requests)
        asked = asked.where(_Q.community == community, _OPEN, _Q.person == person)
        return (await self._connection.execute(asked)).scalar_one()

    async def fitting(self, community: str, resource: Resource, *, limit: int) -> Sequence[Request]:
        here = and_(_Q.community == community, _OPEN)
        found = await self._some(here, _Q.opened, _Q.id, limit=LOOKED_THROUGH)
        if not found:
            return []
        said = telling(resource)
        return [request for request in found if fits(request, resource, said)][:limit]

    async def likely(self, community: str, request: Request, *, limit: int) -> Sequence[Resource]:
        asked = wanted(request)
        stems = [each for each in dict.fromkeys(map(stem, words_of(request.words))) if each in asked]
        library = library_of(community)
        ways = [
            Way([[term(library, of, each)]], most=CANDIDATES)
            for each in stems[:MOST_STEMS]
            for of in (Of.TITLE, Of.STEM)
        ]
        if not ways:
            return []
        sought, told = statement(
            self._connection.dialect.name, community, ways, CANDIDATES, CANDIDATES * len(ways)
        )
        ids = dict.fromkeys(row.resource for row in await self._connection.execute(sought, told))
        found = await StoredResources(self._connection).many(community, list(ids))
        said = {each.id: telling(each) for each in found}
        fitting = [each for each in found if fits(request, each, said[each.id])]
        fitting.sort(key=lambda each: -len(asked & said[each.id]))
        return fitting[:limit]

    async def need(self, community: str, request: str, who: Sharer, at: datetime) -> bool:
        values = {"request": request, "person": who.person, "name": visible(who.name), "at": at}
        return await self._new(resource_needs, values, _this(community, request))

    async def need_no_more(self, community: str, request: str, person: str) -> bool:
        theirs = and_(_of(resource_needs, community, request), _N.person == person)
        return (await self._connection.execute(delete(resource_needs).where(theirs))).rowcount > 0

    async def needers(self, community: str, request: str) -> Sequence[str]:
        asked = select(_N.person).where(_of(resource_needs, community, request))
        return (await self._connection.execute(asked.order_by(_N.at, _N.person))).scalars().all()

    async def reply(self, community: str, request: str, reply: Reply) -> bool:
        told = {"person": reply.by.person, "name": visible(reply.by.name), "at": reply.at}
        told |= {"offered": reply.offered, "helped": reply.helped}
        if not reply.offered:
            there = and_(_of(resource_replies, community, request), _A.resource == reply.resource)
            instead = update(resource_replies).where(there, _A.offered == 1).values(told)
            if (await self._connection.execute(instead)).rowcount:
                return True
        both = and_(
            _this(community, request),
            select(resources.c.id)
            .where(resources.c.id == reply.resource, resources.c.community == community)
            .exists(),
        )
        return await self._new(
            resource_replies, {"request": request, "resource": reply.resource, **told}, both
        )

    async def replies(self, community: str, request: str) -> Sequence[Reply]:
        asked = select(resource_replies).where(_of(resource_replies, community, request))
        found = await self._connection.execute(asked.order_by(_A.at, _A.resource))
        return [_reply(row) for row in found.mappings()]

    async def helped(self, community: str, request: str, resource: str) -> None:
        there = and_(_of(resource_replies, community, request), _A.resource == resource)
        await self._connection.execute(update(resource_replies).where(there).values(helped=True))

    async def replied_with(self, community: str, resources: Sequence[str]) -> Sequence[str]:
        asked = select(_A.request).distinct().join(resource_requests, _Q.id == _A.request)
        asked = asked.where(_Q.community == community, _A.resource.in_(resources), _A.offered == 0)
        return (await self._connection.execute(asked.order_by(_A.request))).scalars().all()

    async def _some(
        self, where: ColumnElement[bool], *order: Any, limit: int, offset: int = 0
    ) -> Sequence[Request]:
        asked = _WHOLE.where(where).order_by(*order).limit(limit).offset(offset)
        return [_request(row) for row in (await self._connection.execute(asked)).mappings()]

    async def _new(self, table: Table, values: dict[str, Any], where: ColumnElement[bool]) -> bool:
        """Insert one row where the request is the community's and no row like it is there."""
        held = (literal(value, table.c[name].type).label(name) for name, value in values.items())
        once = insert_once(self._connection.dialect.name, table)
        row = once.from_select(list(values), select(*held).where(select(_Q.id).where(where).exists()))
        made = await self._connection.execute(row.returning(table.c.request))
        return made.first() is not None


def _this(community: str, request: str) -> ColumnElement[bool]:
    return and_(_Q.id == request, _Q.community == community)


def _of(table: Table, community: str, request: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this request of this community."""
    held = select(_Q.id).where(_this(community, request)).scalar_subquery()
    condition: ColumnElement[bool] = table.c.request == held
    return condition


def _values(request: Request) -> dict[str, Any]:
    return {
        "id": request.id,
        "community": request.community,
        "stage": request.stage.value,
        "words": visible(request.words),
        "grades": [grade.value for grade in request.grades],
        "kind": request.kind.value if request.kind else None,
        "login": request.login,
        "person": request.asker.person,
        "name": visible(request.asker.name),
        "room": str(request.room) if request.room else None,
        "added": request.added,
        "opened": request.opened,
        "closed": request.closed,
        "ending": request.ending.value if request.ending else None,
        "revision": request.revision,
    }


def _request(row: RowMapping) -> Request:
    same = ("id", "community", "words", "login", "added", "opened", "closed", "needs", "answers", "revision")
    return Request(
        **{name: row[name] for name in same},
        stage=Stage(row["stage"]),
        grades=tuple(map(Grade, row["grades"])),
        kind=Kind(row["kind"]) if row["kind"] else None,
        asker=Sharer(row["person"], row["name"]),
        room=PlaceAddress.parse(row["room"]) if row["room"] else None,
        ending=Ending(row["ending"]) if row["ending"] else None,
    )


def _reply(row: RowMapping) -> Reply:
    return Reply(
        resource=row["resource"],
        by=Sharer(row["person"], row["name"]),
        at=row["at"],
        offered=row["offered"],
        helped=row["helped"],
    )
