"""In which lists ideas stand, and where: shelves that are read from one end.

An idea's heat is the moment it was published, put forward by its support, in whole seconds: each tenfold of
support is worth `TENFOLD` seconds of freshness, so that nothing has to be counted anew as time passes. The
shape is that of link aggregators (Reddit's `log10(votes) + seconds / 45000`, in `_sorts.pyx` of its published
source); the span is longer, since educators' ideas ripen over weeks. Lines of the discussion count as well.
"""

from datetime import datetime
from math import log10
from typing import Any

from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Stage
from communitybot.storage.tables.ideas import idea_shelves
from communitybot.storage.types import EPOCH
from communitybot.storage.words import words_in

TENFOLD = 7 * 24 * 3600  # seconds of freshness that ten times the support is worth
LINES = 4  # lines of discussion that warm as much as one vote
FEW = 2  # a team of fewer needs help
MOST_PLACE_WORDS = 12

ALL = "all"
ASIDE = "aside "  # before the shelves of ideas that may be looked at but stand in no list

_S = idea_shelves.c


def heat(votes: int, lines: int, published: datetime) -> int:
    """How far an idea's support carries it ahead of its time, in seconds since 1970."""
    return round((published - EPOCH).total_seconds() + TENFOLD * log10(1 + votes + lines / LINES))


def of_stage(stage: Stage) -> str:
    return f"stage:{stage.value}"


def of_category(category: str) -> str:
    return f"category:{category}"


def of_tag(tag: str) -> str:
    """Tags are one tag however they are written."""
    return "tag:" + " ".join(sorted(words_in(tag)))


def of_place(word: str) -> str:
    return f"near:{word}"


def shelves(idea: Idea) -> dict[str, dict[str, Any]]:
    """The shelves an idea stands on, with what each is sorted by; none before it is published."""
    if not idea.stage.seen:
        return {}
    at = idea.published or idea.created
    looks = idea.stage.open and idea.stage is not Stage.REPORTED and (bool(idea.roles) or idea.team < FEW)
    sorts = {
        "heat": heat(idea.votes, idea.lines, at),
        "published": at,
        "waits": at if looks else None,
    }
    words = sorted(words_in(idea.place))[:MOST_PLACE_WORDS]
    named = [of_tag(tag) for tag in idea.tags] + [of_place(word) for word in words]
    if idea.category:
        named.append(of_category(idea.category.value))
    if idea.stage.open:
        named.append(ALL)
    before = "" if idea.stage.open else ASIDE
    return {of_stage(idea.stage): sorts} | {before + shelf: sorts for shelf in named}


async def put(connection: AsyncConnection, before: Idea | None, now: Idea) -> None:
    """Put an idea where it belongs now; `before` says where it stands."""
    old, new = shelves(before) if before else {}, shelves(now)
    if old == new:
        return
    if old.keys() == new.keys():
        sorts = new[of_stage(now.stage)]
        await connection.execute(update(idea_shelves).where(_S.idea == now.id).values(sorts))
        return
    if old:
        await connection.execute(delete(idea_shelves).where(_S.idea == now.id))
    if new:
        held = [
            {"community": now.community, "shelf": shelf, "idea": now.id, **sorts}
            for shelf, sorts in new.items()
        ]
        await connection.execute(insert(idea_shelves), held)
