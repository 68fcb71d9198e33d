"""Profiles in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.people.model import Level, Profile
from communitybot.storage.once import insert_once
from communitybot.storage.tables.people import people
from communitybot.storage.tables.profiles import profiles

_P = profiles.c


class StoredProfiles:
    """Satisfies `communitybot.people.profile_repository.ProfileRepository`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, community: str, person: str) -> Profile | None:
        asked = select(profiles).where(_P.community == community, _P.person == person)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _profile(row)

    async def keep(self, community: str, profile: Profile) -> None:
        values = {
            "levels": [level.value for level in profile.levels],
            "subjects": [visible(one) for one in profile.subjects],
            "place": visible(profile.place),
            "brings": [visible(one) for one in profile.brings],
            "findable": profile.findable,
            "changed": profile.changed,
        }
        theirs = and_(_P.community == community, _P.person == profile.person)
        again = update(profiles).where(theirs).values(values)
        if (await self._connection.execute(again)).rowcount:
            return
        row = {"community": community, "person": profile.person, **values}
        held = (literal(value, profiles.c[name].type).label(name) for name, value in row.items())
        here = and_(people.c.id == profile.person, people.c.community == community)
        once = insert_once(self._connection.dialect.name, profiles)
        await self._connection.execute(once.from_select(list(row), select(*held).where(here)))
        await self._connection.execute(again)

    async def clear(self, community: str, person: str) -> bool:
        theirs = and_(_P.community == community, _P.person == person)
        return bool((await self._connection.execute(delete(profiles).where(theirs))).rowcount)

    async def findable(
        self, community: str, *, but: Sequence[str], limit: int
    ) -> Sequence[tuple[str, Profile]]:
        known = and_(people.c.id == _P.person, people.c.community == _P.community)
        asked = select(profiles, people.c.name.label("called")).join(people, known)
        asked = asked.where(_P.community == community, _P.findable == 1, _P.person.not_in(list(but)))
        asked = asked.order_by(_P.changed.desc(), _P.person).limit(limit)
        found = (await self._connection.execute(asked)).mappings()
        return [(row["called"], _profile(row)) for row in found]


def _profile(row: Mapping[Any, Any]) -> Profile:
    return Profile(
        person=row["person"],
        levels=tuple(map(Level, row["levels"])),
        subjects=tuple(row["subjects"]),
        place=row["place"],
        brings=tuple(row["brings"]),
        findable=row["findable"],
        changed=row["changed"],
    )
