"""Reads what people type of a digest: which kinds it holds, beside tags, subjects, grades, days and hours."""

from communitybot.commands.tags import MOST_PARTS, PARTS, emptied
from communitybot.commands.words import listed, quoted
from communitybot.communities.names import fold
from communitybot.errors import Misread
from communitybot.resources.model.digest import Cadence
from communitybot.resources.model.resource import Kind

KINDS_EXAMPLE = "videos, lessons"
CALLED = {
    "every day": Cadence.DAILY,
    "day": Cadence.DAILY,
    "each day": Cadence.DAILY,
    "every week": Cadence.WEEKLY,
    "week": Cadence.WEEKLY,
    "each week": Cadence.WEEKLY,
    "every month": Cadence.MONTHLY,
    "month": Cadence.MONTHLY,
    "each month": Cadence.MONTHLY,
}


def read_kinds(text: str) -> tuple[Kind, ...]:
    """Kinds of resources: "videos, lesson"; "none" leaves none out.

    Raises:
        Misread: for words that are no kind.
    """
    parts = [fold(part) for part in PARTS.split(emptied(text).replace(" and ", ","))][:MOST_PARTS]
    found = []
    for part in (part for part in parts if part and part not in {"all", "any"}):
        kind = next((kind for kind in Kind if part in {kind.value, f"{kind.value}s"}), None)
        if kind is None:
            known = listed([kind.value for kind in Kind], "and")
            raise Misread(
                f"I read {quoted(part)}, which is no kind of resource. I know {known}.",
                example=KINDS_EXAMPLE,
                field="kind",
            )
        found.append(kind)
    return tuple(dict.fromkeys(found))


def read_cadence(text: str) -> Cadence:
    """How often something comes.

    Raises:
        Misread: for anything but daily, weekly and monthly.
    """
    words = fold(text)
    for cadence in Cadence:
        if words == cadence.value or CALLED.get(words) is cadence:
            return cadence
    raise Misread(
        f"I read {quoted(text)}. A digest comes daily, weekly or monthly.", example="weekly", field="every"
    )
