"""Lists of resources without words: read from one end of an index, whatever lies behind it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Select, literal, select, text, type_coerce, union_all

from communitybot.resources.views import Sort
from communitybot.storage.resources_ranking import Candidate
from communitybot.storage.resources_wishes import PROVEN
from communitybot.storage.tables.resources import resource_terms
from communitybot.storage.types import Number

_T = resource_terms.c
_SHARED = type_coerce(_T.shared, Number)  # as it is kept: the order is worked out in numbers


def shelves(community: str, sort: Sort, most: int) -> tuple[Executable, dict[str, Any]]:
    """The statement for all of a community in some order; its rows are as those of `resources_ways`."""
    newest = _shelf(community, 1).order_by(_T.shared.desc(), _T.resource.desc()).limit(most)
    if sort is Sort.NEW:
        return newest, {}
    tried = _shelf(community, 0).where(text("tries > 0"))
    best = (_T.again.desc(), _T.tries.desc(), _T.shared.desc(), _T.resource.desc())
    first = tried.order_by(*best).limit(most if sort is Sort.TRIED else PROVEN)
    return union_all(*(select(way.subquery()) for way in (first, newest))), {}


def candidates_of(found: Iterable[Any], weights: Mapping[int, float]) -> Sequence[Candidate]:
    """The candidates of some rows, those of the first way first and in it the newest; each once."""
    once: dict[str, Candidate] = {}
    for _, _, row in sorted((row[-1], -row[0], row) for row in found):
        *known, way = row
        once.setdefault(row[1], Candidate._make((*known, weights.get(way, 0.0))))
    return list(once.values())


def _shelf(community: str, way: int) -> Select[Any]:
    columns = (_T.place, _T.resource, _SHARED.label("shared"), _T.tries, _T.again)
    return select(*columns, literal(way).label("way")).where(_T.community == community)
