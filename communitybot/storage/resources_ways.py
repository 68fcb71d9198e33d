"""How a search is asked: one statement that goes from the best resources to the least until it has enough.

A search is a row of ways, best first; each is a condition over terms and takes its newest resources. Both
databases take a way's newest from their index alone, without ranking all that fits, so both find the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import TextClause, text

from communitybot.storage.arrays import numbers
from communitybot.storage.term_numbers import number

Groups = Sequence[Sequence[str]]
"""Of each group one term at least; an empty group means that nothing fits."""

Told = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Way:
    """Resources that have a term of each group of `all`, but not of each group of any of `none`."""

    all: Groups
    none: Sequence[Groups] = ()
    most: int | None = None
    weight: float = 0.0


def statement(
    dialect: str, community: str, ways: Sequence[Way], each: int, most: int
) -> tuple[TextClause, Told]:
    """The statement of some ways, with its values; rows are a candidate's and the number of its `way`."""
    told: Told = {"community": community, "most": most}
    told |= {f"each_{at}": way.most or each for at, way in enumerate(ways)}
    if dialect == "postgresql":
        shapes = []
        for at, way in enumerate(ways):
            told |= arrays(f"all_{at}", way.all)
            for other, groups in enumerate(way.none):
                told |= arrays(f"none_{at}_{other}", groups)
            shapes.append((shape(way.all), *map(shape, way.none)))
        return _on_postgresql(tuple(shapes)), told
    return _on_sqlite(len(ways)), told | {f"way_{at}": _match(way) for at, way in enumerate(ways)}


def some_of(dialect: str, community: str, way: Way, most: int) -> tuple[TextClause, Told]:
    """The statement for any resources of a way, whichever come first; for all where there are fewer."""
    told: Told = {"community": community, "most": most}
    if dialect == "postgresql":
        return _some_on_postgresql(shape(way.all)), told | arrays("all", way.all)
    return _SOME_ON_SQLITE, told | {"way": fts5(way.all)}


def _match(way: Way) -> str:
    """A way in the words of FTS5; our terms hold nothing it could take otherwise."""
    wanted = fts5(way.all)
    for groups in way.none:
        wanted = f"({wanted}) NOT ({fts5(groups)})"
    return wanted


def fts5(groups: Groups) -> str:
    return " AND ".join("(" + " OR ".join(f'"{one}"' for one in group) + ")" for group in groups)


@cache
def _on_sqlite(ways: int) -> TextClause:
    every = " UNION ALL ".join(
        f"SELECT * FROM (SELECT rowid AS place, {at} AS way FROM resource_search"
        f" WHERE resource_search MATCH :way_{at} ORDER BY rowid DESC LIMIT :each_{at})"
        for at in range(ways)
    )
    return text(
        "SELECT found.place, resource, shared, tries, again, way"
        f" FROM (SELECT * FROM ({every}) AS ways LIMIT :most) AS found"
        " CROSS JOIN resource_terms ON resource_terms.place = found.place AND community = :community"
    )


_SOME_ON_SQLITE = text(
    "SELECT found.place, resource, shared, tries, again, named"
    " FROM (SELECT rowid AS place FROM resource_search WHERE resource_search MATCH :way"
    " ORDER BY rowid DESC LIMIT :most) AS found"
    " CROSS JOIN resource_terms ON resource_terms.place = found.place AND community = :community"
)


def shape(groups: Groups) -> tuple[bool, int]:
    """Whether some groups are of one term, and how many are of more."""
    return any(len(group) == 1 for group in groups), sum(len(group) > 1 for group in groups)


def arrays(name: str, groups: Groups) -> Told:
    """The terms of groups of one, which all have to be there, and those of each other group."""
    single = [number(group[0]) for group in groups if len(group) == 1]
    found: Told = {name: numbers(single)} if single else {}
    several = [group for group in groups if len(group) > 1]
    return found | {f"{name}_{at}": numbers(map(number, group)) for at, group in enumerate(several)}


def having(name: str, shape: tuple[bool, int]) -> str:
    single, several = shape
    found = [f"terms @> CAST(:{name} AS bigint[])"] if single else []
    found += [f"terms && CAST(:{name}_{at} AS bigint[])" for at in range(several)]
    return " AND ".join(found)


@cache
def _on_postgresql(shapes: tuple[tuple[tuple[bool, int], ...], ...]) -> TextClause:
    every = []
    for at, (wanted, *unwanted) in enumerate(shapes):
        wanted_there = having(f"all_{at}", wanted)
        for other, each in enumerate(unwanted):
            wanted_there += f" AND NOT ({having(f'none_{at}_{other}', each)})"
        # OFFSET 0 has the index asked always: the planner would walk from the newest on where few fit as well
        every.append(
            f"SELECT place, resource, shared, tries, again, {at} AS way FROM"
            f" (SELECT * FROM resource_terms WHERE {wanted_there} OFFSET 0) AS fit_{at}"
            f" WHERE community = :community ORDER BY place DESC LIMIT :each_{at}"
        )
    return text("SELECT * FROM (" + " UNION ALL ".join(f"({one})" for one in every) + ") AS ways LIMIT :most")


@cache
def _some_on_postgresql(shape: tuple[bool, int]) -> TextClause:
    # OFFSET 0 has the index asked always: what stops at a few is no reason to go through the table
    return text(
        "SELECT place, resource, shared, tries, again, named FROM"
        f" (SELECT * FROM resource_terms WHERE {having('all', shape)} OFFSET 0) AS found"
        " WHERE community = :community LIMIT :most"
    )
