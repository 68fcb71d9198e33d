"""Every list of dates against an answer worked out by looking at each date, on both databases."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import databases
import pytest
from seeded_dates import DAY, NARROWED, NOW, SINCE, UNTIL, Stored, changeable, in_order

from communitybot.communities.names import fold
from communitybot.events.model import Answer, Occurrence, Status
from communitybot.events.occurrences import expand
from communitybot.events.repository import Sought, Wanted, slot_of
from communitybot.people.model import Level
from communitybot.storage import events_search

FILTERS = {
    "until": (None, NOW + timedelta(hours=12), NOW + 5 * DAY),
    "mine": (False, True),
    "topic": (None, "reading", "nothing"),
    "level": (None, Level.ELEMENTARY, Level.ALL),
    "programme": (None, "month"),
}


@pytest.fixture
def sqlite_url(planted_sqlite: tuple[Path, Stored], tmp_path: Path) -> str:
    file = tmp_path / "test.db"
    shutil.copyfile(planted_sqlite[0], file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(planted_postgres: tuple[str, str, Stored]) -> Iterator[str]:
    server, name, _ = planted_postgres
    with databases.copied(server, name) as url:
        yield url


@pytest.fixture
def stored(database_url: str, request: pytest.FixtureRequest) -> Stored:
    """What is in the database from the start."""
    kind = "sqlite" if database_url.startswith("sqlite") else "postgres"
    return request.getfixturevalue(f"planted_{kind}")[-1]


def every_wish() -> list[Wanted]:
    """Each filter with each other one, for two readers of one community and one of the other."""
    readers = (("oak", "ada"), ("oak", "nobody"), ("elm", "ada"))
    return [
        Wanted(
            community=community,
            person=person,
            since=NOW,
            limit=1_000,
            **dict(zip(FILTERS, values, strict=True)),
        )
        for (community, person), values in product(readers, product(*FILTERS.values()))
    ]


async def test_every_filter_lists_what_looking_at_each_date_finds(units, stored):
    found = 0
    for wanted in every_wish():
        page = await units.read(lambda work, wanted=wanted: work.events.listed(wanted))
        expected = stored.listed(wanted)

        assert [item.occurrence for item in page.items] == expected, wanted
        assert (page.total, page.more_than_total) == (len(expected), False), wanted
        found += len(expected)
    assert found > 500, "the filters left so little that nothing was compared"


async def test_each_listed_date_carries_its_tally_and_the_readers_own(units, stored):
    wanted = Wanted(community="oak", person="ada", since=NOW, limit=1_000)
    page = await units.read(lambda work: work.events.listed(wanted))

    for item in page.items:
        one, named = item.occurrence, (slot_of(item.occurrence), "ada")
        assert item.tally == stored.tally(one)
        assert item.mine == stored.answers.get(named)
        assert item.waiting_position == stored.position(one, "ada")
        assert item.attended == (named in stored.present)
    assert {item.mine for item in page.items} == {None, *Answer}


@pytest.mark.parametrize("limit", [1, 7])
async def test_turning_pages_shows_each_date_once(units, stored, limit):
    def wish(offset: int, what: Mapping[str, object]) -> Wanted:
        return Wanted(community="oak", person="ada", since=NOW, limit=limit, offset=offset, **what)

    async def pages(work, what: Mapping[str, object]):
        whole, seen = stored.listed(wish(0, what)), []
        for offset in range(0, len(whole) + 2 * limit, limit):
            page = await work.events.listed(wish(offset, what))
            assert page.total == len(whole), "also where the page is empty"
            seen += [item.occurrence for item in page.items]
        return seen, whole

    for what in NARROWED:
        seen, whole = await units.read(lambda work, what=what: pages(work, what))
        assert seen == whole, what


async def test_lists_follow_dates_that_are_moved_cancelled_and_laid_out_anew(units, stored):
    wanted = Wanted(community="oak", person="ada", since=NOW, topic="reading", limit=1_000)
    one = next(each for each in stored.listed(wanted) if each.event.repeat is None)
    kept = [each for each in stored.listed(wanted) if each != one]
    other = replace(one.event, details=replace(one.event.details, topics=("robots",), hashtag=""))
    later = replace(one.event, starts=one.event.starts + 2 * DAY)
    for now, expected in (
        (other, kept),
        (replace(one.event, status=Status.CANCELLED), kept),
        (later, sorted([*kept, *expand(later, {}, SINCE, UNTIL)], key=in_order)),
    ):

        async def unit(work, now=now):
            await work.events.save(now)
            await work.events.lay_out("oak", now.id, expand(now, {}, SINCE, UNTIL), since=NOW)
            return await work.events.listed(wanted)

        assert [item.occurrence for item in (await units.run(unit)).items] == expected


async def test_labels_follow_a_date_that_gets_another_name(units, stored):
    wanted = Wanted(community="oak", person="ada", since=NOW, topic="reading", limit=1_000)
    one = next(each for each in stored.listed(wanted) if each.event.repeat is None)

    async def unit(work):
        await work.events.rekey("oak", one.event.id, {one.original: one.original + DAY})
        return await work.events.listed(wanted)

    keys = [item.occurrence.key for item in (await units.run(unit)).items]
    assert replace(one, original=one.original + DAY).key in keys
    assert one.key not in keys


async def test_a_withdrawn_event_leaves_no_label_behind(units, stored):
    wanted = Wanted(community="oak", person="ada", since=NOW, topic="reading", limit=1_000)
    one = stored.listed(wanted)[0]

    async def unit(work):
        await work.events.delete("oak", one.event.id)
        return await work.events.listed(wanted)

    left = [each for each in stored.listed(wanted) if each.event.id != one.event.id]
    assert [item.occurrence for item in (await units.run(unit)).items] == left


def has_own_name(one: Occurrence) -> bool:
    return one.details.title != one.event.details.title


def next_dates(dates: Sequence[Occurrence], words: Sequence[str], editor: str | None) -> list[Occurrence]:
    """One date of each event that fits: what comes soonest first, then what is over, then what was cancelled.

    A date that is named differently from its series is found by that name, beside the others.
    """

    def fits(one: Occurrence) -> bool:
        title = fold(one.details.title).split()
        named = all(any(each.startswith(word) for each in title) for word in words)
        return named and one.event.community == "oak" and (editor is None or changeable(one, editor))

    found = [one for one in dates if fits(one)]
    coming = sorted((one for one in found if one.status is Status.OPEN and one.end > NOW), key=in_order)
    over = sorted((one for one in found if one.end <= NOW), key=in_order, reverse=True)
    gone = sorted((one for one in found if one.end > NOW and one.status is Status.CANCELLED), key=in_order)
    first: dict[object, Occurrence] = {}
    for one in (*coming, *over, *(gone if words else ())):
        alone = words and has_own_name(one)
        first.setdefault((one.event.id, one.original) if alone else one.event.id, one)
    return list(first.values())


@pytest.mark.parametrize("candidates", [2_000, 3])
async def test_a_search_finds_the_next_date_of_each_event_it_fits(units, stored, monkeypatch, candidates):
    """However many fit: few are named to the database, many are looked for along the dates."""
    monkeypatch.setattr(events_search, "CANDIDATES", candidates)
    for words, editor in product(((), ("read",), ("reading", "ci"), ("nothing",)), (None, "ada", "nobody")):
        sought = Sought(community="oak", person="ada", words=words, now=NOW, limit=100, editable_by=editor)
        found = await units.read(lambda work, sought=sought: work.events.sought(sought))
        wanted = next_dates(stored.dates, words, editor)
        if candidates == 3:  # among very many, not every date with a name of its own is looked for
            found, wanted = ([one for one in each if not has_own_name(one)] for each in (found, wanted))
        assert list(found) == wanted, (words, editor)
