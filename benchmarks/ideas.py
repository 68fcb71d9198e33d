"""How long similar ideas and `/ideas` take with 50,000 ideas in one community, on both databases."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.idea_filling import fill
from benchmarks.idea_texts import Writer
from benchmarks.measure import Row, at_most, scaled, share
from benchmarks.peers.full_text import Search, fts5, tsvector
from benchmarks.postgres import server
from benchmarks.sending import folder
from communitybot.bootstrap import House, build
from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Invoked, Who
from communitybot.conversation.replies import Answer
from communitybot.ideas.model.idea import Category, Idea
from communitybot.ideas.views import IdeaQuery
from communitybot.settings import load
from communitybot.storage.ideas_words import telling

COUNT = scaled(50_000)
CALLS = scaled(300)
WARMING = 20
PEER_CALLS = scaled(40)
WORDS = 300
LIMIT = 3
ZONE = "America/New_York"
SPACE = SpaceAddress("bench", "ideas")
ROOM = PlaceAddress("bench", "ideas", "teach-to-lead")
WHO = Who(account=PersonAddress("bench", "ideas", "teacher"), name="Tara", zone=ZONE)
PEOPLE = tuple(f"person{number:08d}" for number in range(2_000))
LISTS = (
    "",
    "new",
    "needs help",
    "mine",
    'near: "Portland, Oregon"',
    'near: "New York", tag: rural',
    "page: 100",
    "page: 1000",
    "tag: coaching",
    "tag: topic 77",
    "stage: in implementation",
    "new, category: policy",
    "tag: rural, stage: local lab, category: equity and access",
    "needs help, tag: data, category: technology",
)
SIMILAR = "similar ideas"
SHORT = "similar ideas, of a title alone"

Taken = dict[str, list[float]]


async def timed(calls: int, act: Callable[[int], Awaitable[Any]]) -> list[float]:
    """Milliseconds of each call, one after the other."""
    taken = []
    for number in range(calls):
        began = time.perf_counter()
        await act(number)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


async def ask(house: House, typed: str, calls: int) -> list[float]:
    async def act(number: int) -> None:
        asked = Invoked(id=f"{typed}{number}", who=WHO, place=ROOM, command="ideas", typed=typed)
        reply = await house.bot.invoke(asked)
        assert isinstance(reply, Answer), reply

    return await timed(calls, act)


async def look(house: House, community: str, texts: Sequence[str], calls: int) -> list[float]:
    async def act(number: int) -> None:
        words = texts[number % len(texts)]
        await house.units.read(lambda work: work.ideas.similar(community, words, limit=LIMIT))

    return await timed(calls, act)


def wanted_texts(calls: int) -> tuple[list[str], list[str]]:
    """Texts of 300 words and titles that none of the stored ideas has."""
    writer, categories = Writer(8), tuple(Category)
    long = [writer.text(categories[number % len(categories)], WORDS) for number in range(calls)]
    return long, [writer.title(categories[number % len(categories)]) for number in range(calls)]


def written(community: str, person: str) -> list[Idea]:
    """The ideas; the caller wrote one in two thousand."""
    return list(Writer(7).ideas(community, COUNT, (person, *PEOPLE[1:])))


async def measure(url: str) -> Taken:
    house = await build(load({}, database_url=url), SystemClock())
    try:
        await house.bot.arrived(
            Arrived(space=SPACE, name="Ideas", rooms=((ROOM, "teach-to-lead"),), by=WHO, zone=ZONE)
        )
        caller = await house.directory.caller(WHO, ROOM)
        await fill(house.units, written(caller.community, caller.person), caller.person)
        taken = {}
        for name, texts in zip((SIMILAR, SHORT), wanted_texts(CALLS), strict=True):
            await look(house, caller.community, texts, WARMING)
            taken[name] = await look(house, caller.community, texts, CALLS)
        for typed in LISTS:
            await ask(house, typed, WARMING)
            taken[f"/ideas {typed}".strip()] = await ask(house, typed, CALLS)
        first = await house.units.read(lambda work: work.ideas.listed(caller.community, IdeaQuery()))
        assert len(first.ideas) == IdeaQuery().limit
        return taken
    finally:
        await house.close()


def stemmed() -> list[tuple[str, str, str]]:
    """The same ideas as the peers index them: the same stems, each as often as it is said."""
    ideas = written("raw", PEOPLE[0])
    bodies = [f"{idea.need} {idea.approach} {idea.benefits} {idea.helps}" for idea in ideas]
    return [
        (idea.id, " ".join(telling(idea.title).elements()), " ".join(telling(body).elements()))
        for idea, body in zip(ideas, bodies, strict=True)
    ]


def raw(search: Search) -> Taken:
    """Milliseconds of the plain search for the same texts."""
    return {
        name: [search(list(telling(words))) for words in texts[:PEER_CALLS]]
        for name, texts in zip((SIMILAR, SHORT), wanted_texts(CALLS), strict=True)
    }


def rows(
    about: str, taken: Mapping[str, Sequence[float]], peers: Mapping[str, Sequence[float]], peer_name: str
) -> list[Row]:
    made = []
    how = f"{COUNT:,} ideas of 100 to 300 words in one community; {CALLS:,} calls, {WARMING} to warm up"
    for name, times in taken.items():
        most = 50.0 if name in {SIMILAR, SHORT} else 20.0
        for label, part in (("p50", 0.5), ("p99", 0.99)):
            row = at_most(f"{name} {label}, {about}", share(times, part), most, unit="ms", how="")
            if label == "p50":
                row |= {"wanted": "", "met": None}
            if name in peers:
                theirs = share(peers[name], part)
                row |= {"peer": round(theirs, 3), "peer_name": f"ms, {peer_name}"}
                row |= {"ratio": round(share(times, part) / theirs, 3)}
                what = f"a text of {WORDS} words" if name == SIMILAR else "a title of five words"
                row["how"] = (
                    f"{how}; {what} that none has, limit {LIMIT}; the peer for all of the same words,"
                    f" {len(peers[name]):,} calls."
                )
            if name == "/ideas":
                row["how"] = f"{how}; Bot.invoke, as are all lists."
            made.append(row)
    return made


def run() -> list[Row]:
    with ExitStack() as stack:
        place: Path = stack.enter_context(folder())
        on = stack.enter_context(server())
        url = stack.enter_context(on.migrated())
        lite = asyncio.run(measure(f"sqlite:///{place / 'ideas.db'}"))
        post = asyncio.run(measure(url))
        texts = stemmed()
        with fts5(place / "raw.db", texts) as search:
            peer_lite = raw(search)
        with tsvector(stack.enter_context(on.empty()), texts) as search:
            peer_post = raw(search)
        about = on.about
    return [
        *rows("SQLite", lite, peer_lite, "raw FTS5 by bm25"),
        *rows(about.split(".")[0], post, peer_post, "raw tsvector by ts_rank"),
    ]
