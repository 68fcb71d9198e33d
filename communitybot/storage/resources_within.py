"""What fits a search in one pass on PostgreSQL, sorted by where its words stand: while not too much does."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import TextClause, text

from communitybot.storage.resources_ways import Groups, Told, arrays, having, shape
from communitybot.storage.resources_wishes import (
    ANYWHERE,
    IN_TITLE,
    LABELLED,
    PARTLY,
    PROVED,
    PROVEN,
)

MOST = 2_000  # that are looked at one by one; of more than that, the ways to them are gone
WEIGHTS = {0: IN_TITLE, 1: IN_TITLE, 2: LABELLED, 3: PARTLY, 4: ANYWHERE}
"""What the words of a row weigh, by its `way`: as the ways of `resources_wishes`, in the same order."""


def within(community: str, fits: Groups, stems: Sequence[str], most: int) -> tuple[TextClause, Told]:
    """The statement for the best of all that fit, with its values; each row ends with how many fit.

    Rows are a candidate's, with their `way` and that number, which is `MOST + 1` where there are more: then
    they are not the best. `stems` are those of the words.
    """
    told: Told = {"community": community, "most": most, "within": MOST + 1}
    told |= {"proven": PROVEN, "proved": PROVED}
    told |= {f"stem_{at}": f" {stem} " for at, stem in enumerate(stems)}
    return _statement(shape(fits), len(stems)), told | arrays("all", fits)


@cache
def _statement(shape_of: tuple[bool, int], stems: int) -> TextClause:
    # OFFSET 0 has the index asked always, as in `resources_ways`
    fit = (
        "SELECT place, resource, shared, tries, again, ' ' || replace(named, '|', ' | ') || ' ' AS whole"
        f" FROM (SELECT * FROM resource_terms WHERE {having('all', shape_of)} OFFSET 0) AS found"
        " WHERE community = :community LIMIT :within"
    )
    return _best(fit, stems)


def _best(fit: str, stems: int) -> TextClause:
    """Names are the stems of the title, a bar, and those of the labels: where a stem is first tells all."""
    numbers = range(stems)
    places = ", ".join(f"strpos(whole, :stem_{at}) AS at_{at}" for at in numbers)
    there = " AND ".join(f"at_{at} > 0" for at in numbers)
    titled = " AND ".join(f"at_{at} > 0 AND at_{at} < bar" for at in numbers)
    partly = " OR ".join(f"(at_{at} > 0 AND at_{at} < bar)" for at in numbers)
    columns = "place, resource, shared, tries, again"
    return text(
        f"WITH fit AS MATERIALIZED (SELECT {columns},"
        f" CASE WHEN {titled} THEN 1 WHEN {there} THEN 2 WHEN {partly} THEN 3 ELSE 4 END AS way"
        f" FROM (SELECT {columns}, strpos(whole, '|') AS bar, {places} FROM ({fit}) AS every) AS placed)"
        f" SELECT {columns}, way, (SELECT count(*) FROM fit) AS fitting FROM ("
        f"SELECT * FROM (SELECT {columns}, 0 AS way FROM fit WHERE way = 1 AND again >= :proved"
        " ORDER BY place DESC LIMIT :proven) AS proven"
        f" UNION ALL SELECT * FROM (SELECT {columns}, way FROM fit ORDER BY way, place DESC LIMIT :most)"
        " AS best) AS found"
    )
