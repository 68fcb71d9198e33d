"""How a search is asked: one statement that goes from the best resources to the least until it has enough.

A search is a row of ways, best first; each is a condition over terms and takes its newest resources. Both
databases take a way's newest from their index alone, without ranking all that fits, so both find the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Executable, text

Groups = Sequence[Sequence[str]]
"""Of each group one term at least; an empty group means that nothing fits."""


@dataclass(frozen=True, slots=True)
class Way:
    """Resources that have a term of each group of `all`, but not of each group of any of `none`."""

    all: Groups
    none: Sequence[Groups] = ()
    most: int | None = None
    weight: float = 0.0


def statement(
    dialect: str, community: str, ways: Sequence[Way], each: int, most: int
) -> tuple[Executable, dict[str, str | int]]:
    """The statement of some ways, with its values; rows are a candidate's and the number of its `way`."""
    told: dict[str, str | int] = {"community": community, "most": most}
    for number, way in enumerate(ways):
        told[f"way_{number}"] = condition(dialect, way)
        told[f"each_{number}"] = way.most or each
    return _statement(dialect, len(ways)), told


def condition(dialect: str, way: Way) -> str:
    """A way in the words of a database's full-text search; our terms hold nothing it could take otherwise."""
    if dialect == "postgresql":
        return " & ".join((_postgresql(way.all), *(f"!({_postgresql(groups)})" for groups in way.none)))
    wanted = _fts5(way.all)
    for groups in way.none:
        wanted = f"({wanted}) NOT ({_fts5(groups)})"
    return wanted


def _postgresql(groups: Groups) -> str:
    return " & ".join("(" + " | ".join(f"'{one}'" for one in group) + ")" for group in groups)


def _fts5(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(f'"{one}"' for one in group) + ")" for group in groups)


# OFFSET 0 keeps the planner from walking from the newest on and looking at the terms of each.
_NEWEST = {
    "postgresql": (
        "SELECT * FROM (SELECT place, {n} AS way FROM (SELECT place FROM resource_terms"
        " WHERE resource_search_terms(terms) @@ CAST(:way_{n} AS tsquery) OFFSET 0) AS fit_{n}"
        " ORDER BY place DESC LIMIT :each_{n}) AS way_{n}"
    ),
    "sqlite": (
        "SELECT * FROM (SELECT rowid AS place, {n} AS way FROM resource_search"
        " WHERE resource_search MATCH :way_{n} ORDER BY rowid DESC LIMIT :each_{n})"
    ),
}


@cache
def _statement(dialect: str, ways: int) -> Executable:
    every = " UNION ALL ".join(_NEWEST[dialect].format(n=number) for number in range(ways))
    return text(
        "SELECT found.place, resource, shared, tries, again, way"
        f" FROM (SELECT * FROM ({every}) AS ways LIMIT :most) AS found"
        " JOIN resource_terms ON resource_terms.place = found.place AND community = :community"
    )
