"""How long a search takes among a million resources, on both databases, beside their plain full-text ones."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.measure import Row, at_most, scaled, share
from benchmarks.peers.full_text import Search, every_word_fts5, every_word_tsvector
from benchmarks.postgres import server
from benchmarks.resource_filling import fill, parts
from benchmarks.resource_texts import remembered, topical
from benchmarks.sending import folder
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.views import ResourceQuery, Sort
from communitybot.storage.engine import create
from communitybot.storage.migrate import migrate
from communitybot.storage.work import UnitsOfWork

COUNT = scaled(1_000_000)
CALLS = 300
WARMING = 30
EACH = 40
TIMES = 1.5
LARGE = "comm00000000"
COMMUNITIES = (LARGE, *(f"comm{number:08d}" for number in range(1, 11)))
LISTS = {
    "": ResourceQuery(),
    "new": ResourceQuery(sort=Sort.NEW),
    "tried": ResourceQuery(sort=Sort.TRIED),
    "page 100": ResourceQuery(offset=800),
    "video": ResourceQuery(kind=Kind.VIDEO),
    "grade 5, mathematics, no log-in": ResourceQuery(grade=Grade.FIFTH, subject="mathematics", login=False),
    "tag: topic 77": ResourceQuery(tag="topic 77"),
    "tried, CC BY, grade K": ResourceQuery(sort=Sort.TRIED, licence=Licence.CC_BY, grade=Grade.KINDERGARTEN),
}

HOW = (
    "{:,} resources, 95 of 100 in one community; {:,} searches for one to three {}, turn by turn with the"
    " peer's for the same words and texts."
)
TOPIC = "words of a topic"
TITLE = "words of one title"

Taken = dict[str, list[float]]


async def measure(url: str, typed: Mapping[str, Sequence[str]], raw: Search) -> tuple[Taken, Taken]:
    """Milliseconds of ours by what was asked, and of the peer's: turn by turn for the same words."""
    database = create(url)
    units = UnitsOfWork(database)

    async def ask(query: ResourceQuery) -> float:
        began = time.perf_counter()
        await units.read(lambda work: work.resources.sought(LARGE, query))
        return (time.perf_counter() - began) * 1000

    try:
        taken: Taken = {}
        theirs: Taken = {}
        for kind, some in typed.items():
            both = [(await ask(ResourceQuery(words=words)), raw(words.split())) for words in some]
            taken[kind], theirs[kind] = (list(times) for times in zip(*both[WARMING:], strict=True))
        for name, query in LISTS.items():
            await ask(query)
            taken[f"/resources {name}".strip()] = [await ask(query) for _ in range(EACH)]
        return taken, theirs
    finally:
        await database.close()


def rows(about: str, taken: Taken, raw: Taken, peer_name: str) -> list[Row]:
    """Searches for a topic have to keep up with the peer; for all else it stands beside ours, if at all."""
    made = []
    for name, times in taken.items():
        for label, part in (("p50", 0.5), ("p99", 0.99)):
            value, theirs = share(times, part), share(raw.get(name, [0.0]), part)
            most = TIMES * theirs if name == TOPIC else 200.0
            row = at_most(f"{name} {label}, {about}", value, most, unit="ms", how="")
            if theirs:
                row |= {"peer": round(theirs, 3), "peer_name": f"ms, {peer_name}"}
                row |= {"ratio": round(value / theirs, 3), "how": HOW.format(COUNT, len(times), name)}
            if name == TOPIC:
                row |= {"wanted": f"at most {TIMES:g} times"}
            made.append(row)
    return made


def run() -> list[Row]:
    with ExitStack() as stack:
        place: Path = stack.enter_context(folder())
        on = stack.enter_context(server())
        url, raw_url = stack.enter_context(on.migrated()), stack.enter_context(on.empty())
        file = place / "resources.db"
        asyncio.run(_migrated(f"sqlite:///{file}"))
        titles = fill(file, url, place / "raw.db", raw_url, parts(COMMUNITIES, COUNT, "person000000"))
        calls = WARMING + CALLS
        typed = {TOPIC: topical(calls, seed=3), TITLE: remembered(titles, calls, seed=4)}
        with every_word_fts5(place / "raw.db") as search:
            lite = asyncio.run(measure(f"sqlite:///{file}", typed, search))
        with every_word_tsvector(raw_url) as search:
            post = asyncio.run(measure(url, typed, search))
        about = on.about.split(".")[0]
    return [
        *rows("SQLite", *lite, "raw FTS5 by rank"),
        *rows(about, *post, "raw tsvector by ts_rank"),
    ]


async def _migrated(url: str) -> None:
    database = create(url)
    await migrate(database)
    await database.close()
