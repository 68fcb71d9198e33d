"""Collections of resources, in tables."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.names import fold
from communitybot.conversation.visible import visible
from communitybot.resources.model.collection import Collection, Helper, Item, Right, Sharing
from communitybot.storage.once import insert_once
from communitybot.storage.tables.resource_collections import (
    collection_items,
    collection_people,
    resource_collections,
)

_C, _H, _I = resource_collections.c, collection_people.c, collection_items.c
_SAME = ("id", "community", "owner", "created", "changed", "revision")
_TEXTS = ("name", "about", "owner_name")
_COUNT = (
    select(func.count())
    .select_from(collection_items)
    .where(_I.collection == _C.id)
    .scalar_subquery()
    .label("items")
)


class CollectionRows:
    """Collections, who works on them, and what is in them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add_collection(self, collection: Collection) -> None:
        await self._connection.execute(resource_collections.insert().values(_values(collection)))

    async def save_collection(self, collection: Collection) -> None:
        this = and_(_C.id == collection.id, _C.community == collection.community)
        await self._connection.execute(update(resource_collections).where(this).values(_values(collection)))

    async def drop_collection(self, community: str, collection: str) -> None:
        this = and_(_C.id == collection, _C.community == community)
        await self._connection.execute(delete(resource_collections).where(this))

    async def collection(self, community: str, collection: str, *, hold: bool = False) -> Collection | None:
        this = and_(_C.id == collection, _C.community == community)
        if hold:  # what is counted is read after others that held it have ended
            await self._connection.execute(select(_C.id).where(this).with_for_update())
        asked = select(resource_collections, _COUNT).where(this)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _collection(row)

    async def owned(self, community: str, person: str) -> Sequence[Collection]:
        asked = select(resource_collections, _COUNT).where(_C.community == community, _C.owner == person)
        found = await self._connection.execute(asked.order_by(_C.folded, _C.id))
        return [_collection(row) for row in found.mappings()]

    async def collections(
        self, community: str, person: str, begins: str = "", *, limit: int, offset: int = 0
    ) -> Sequence[Collection]:
        helps = select(_H.collection).where(_H.person == person)
        sees = or_(
            _C.owner == person,
            and_(_C.sharing != Sharing.PRIVATE.value, _C.id.in_(helps)),
            _C.sharing == Sharing.COMMUNITY.value,
        )
        asked = select(resource_collections, _COUNT).where(_C.community == community, sees)
        if words := fold(begins).split():
            asked = asked.where(*(_has(word) for word in words))
        asked = asked.order_by(_C.changed.desc(), _C.id).limit(limit).offset(offset)
        return [_collection(row) for row in (await self._connection.execute(asked)).mappings()]

    async def public_with(self, community: str, resources: Sequence[str]) -> Sequence[str]:
        held = select(_I.collection).where(_I.resource.in_(resources))
        public = and_(_C.community == community, _C.sharing == Sharing.COMMUNITY.value)
        return (
            await self._connection.scalars(select(_C.id).where(public, _C.id.in_(held)).order_by(_C.id))
        ).all()

    async def people(self, community: str, collection: str) -> Sequence[Helper]:
        asked = select(collection_people).where(_here(_H.collection, community, collection))
        found = (await self._connection.execute(asked.order_by(_H.at, _H.person))).mappings()
        names = ("person", "name", "at")
        return [Helper(**{name: row[name] for name in names}, right=Right(row["right"])) for row in found]

    async def let(self, community: str, collection: str, helper: Helper) -> None:
        if await self.collection(community, collection) is None:
            return
        values: dict[str, Any] = {"collection": collection, "person": helper.person}
        values |= {"name": visible(helper.name)}
        values |= {"right": helper.right.value, "at": helper.at}
        this = and_(_H.collection == collection, _H.person == helper.person)
        again = update(collection_people).where(this).values(right=helper.right.value, name=values["name"])
        if not (await self._connection.execute(again)).rowcount:
            await self._connection.execute(collection_people.insert().values(values))

    async def unlet(self, community: str, collection: str, person: str) -> bool:
        this = and_(_here(_H.collection, community, collection), _H.person == person)
        return bool((await self._connection.execute(delete(collection_people).where(this))).rowcount)

    async def items(self, community: str, collection: str, *, limit: int, offset: int = 0) -> Sequence[Item]:
        asked = select(collection_items).where(_here(_I.collection, community, collection))
        asked = asked.order_by(_I.position, _I.resource).limit(limit).offset(offset)
        names = ("resource", "person", "name", "at")
        found = (await self._connection.execute(asked)).mappings()
        return [Item(**{name: row[name] for name in names}) for row in found]

    async def put_item(self, community: str, collection: str, item: Item) -> bool:
        if await self.collection(community, collection) is None:
            return False
        last = await self._connection.scalar(select(func.max(_I.position)).where(_I.collection == collection))
        values: dict[str, Any] = {
            "collection": collection,
            "resource": item.resource,
            "position": (last or 0) + 1,
        }
        values |= {"person": item.person, "name": visible(item.name), "at": item.at}
        new = insert_once(self._connection.dialect.name, collection_items)
        put = await self._connection.execute(new.values(values).returning(_I.resource))
        return put.first() is not None

    async def drop_item(self, community: str, collection: str, resource: str) -> bool:
        this = and_(_here(_I.collection, community, collection), _I.resource == resource)
        return bool((await self._connection.execute(delete(collection_items).where(this))).rowcount)

    async def order(self, community: str, collection: str, resources: Sequence[str]) -> None:
        held = await self._connection.execute(
            select(_I.resource, _I.position)
            .where(_here(_I.collection, community, collection))
            .order_by(_I.position, _I.resource)
        )
        places = {row.resource: row.position for row in held}
        wanted = [each for each in dict.fromkeys(resources) if each in places]
        wanted += [each for each in places if each not in set(wanted)]
        for place, resource in enumerate(wanted, start=1):
            if places[resource] != place:
                this = and_(_I.collection == collection, _I.resource == resource)
                await self._connection.execute(update(collection_items).where(this).values(position=place))


def _here(column: Any, community: str, collection: str) -> ColumnElement[bool]:
    held = select(_C.id).where(_C.id == collection, _C.community == community)
    condition: ColumnElement[bool] = column == held.scalar_subquery()
    return condition


def _has(word: str) -> ColumnElement[bool]:
    """Whether a word of the name begins so."""
    return or_(_C.folded.startswith(word, autoescape=True), _C.folded.contains(f" {word}", autoescape=True))


def _values(collection: Collection) -> dict[str, Any]:
    values = {name: getattr(collection, name) for name in _SAME}
    values |= {name: visible(getattr(collection, name)) for name in _TEXTS}
    return values | {"folded": fold(visible(collection.name)), "sharing": collection.sharing.value}


def _collection(row: RowMapping) -> Collection:
    told = {name: row[name] for name in (*_SAME, *_TEXTS, "items")}
    return Collection(**told, sharing=Sharing(row["sharing"]))
