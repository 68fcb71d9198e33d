"""Imports are kept as they are, part by part and for one community; and each has one turn of feeds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress
from communitybot.people.model import Person
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.importing import A_PART, Filing, Folder, Import, ImportState, Problem, Row
from communitybot.resources.model.resource import Kind, Licence, Sharer
from communitybot.storage import joining, uniting

AT = datetime(2026, 12, 1, 12, 0, 0, 1, tzinfo=UTC)
MADE = Import(
    id="import1",
    community="c1",
    by=Sharer("ana", "Ana"),
    file="a.html",
    tags=("summer",),
    kind=Kind.LESSON,
    filing=Filing.TAGS,
    private=True,
    rows=300,
    known=3,
    secluded=2,
    unread=1,
    left=4,
    twice=5,
    more=True,
    problems=(Problem(line=7, why="a quotation mark is missing"),),
    folders=(Folder(name="Maths \u5206\u6570", count=9, subject=True),),
    examples=("One", "Two"),
    parts=2,
    at=AT,
)
FULL = Row(
    line=9,
    title="Fraction strips",
    address="https://a.example.org/",
    canonical="https://a.example.org/",
    site="a.example.org",
    about="Two\nlines",
    text="words",
    tags=("a", "b"),
    folders=("Maths",),
    subjects=("maths",),
    grades=(Grade.THIRD,),
    kind=Kind.VIDEO,
    licence=Licence.CC_BY,
    login=False,
    author="Ana",
    added=AT,
    private=True,
)


async def test_what_is_kept_comes_back_part_by_part_and_to_nobody_else(units):
    rows = [
        FULL,
        *(Row(line=n, title=f"Link {n}", address="https://x.example.org") for n in range(A_PART + 49)),
    ]

    async def unit(work):
        await work.keeping.add(MADE, rows)
        assert await work.keeping.get("c1", "import1", hold=True) == MADE
        assert await work.keeping.get("c2", "import1") is None
        assert [
            *await work.keeping.rows("c1", "import1", 0),
            *await work.keeping.rows("c1", "import1", 1),
        ] == rows
        assert await work.keeping.rows("c2", "import1", 0) == []
        assert [one.id for one in await work.keeping.waiting("c1", "ana")] == ["import1"]
        assert (await work.keeping.waiting("c2", "ana"), await work.keeping.waiting("c1", "ben")) == ([], [])

        await work.keeping.became("c2", "import1", 0, ["r9"])
        await work.keeping.became("c1", "import1", 0, ["r1", "r2"])
        assert await work.keeping.resources("c1", "import1", 0) == ("r1", "r2")
        assert await work.keeping.rows("c1", "import1", 0) == []

        done = replace(
            MADE, state=ImportState.DONE, taken=2, kept=5, gone=1, stayed=1, ended=AT + timedelta(1)
        )
        await work.keeping.save(replace(done, community="c2"))
        assert await work.keeping.get("c1", "import1") == MADE
        await work.keeping.save(done)
        assert await work.keeping.get("c1", "import1") == done
        assert await work.keeping.waiting("c1", "ana") == []

        await work.keeping.forget("c2", "import1")
        assert await work.keeping.resources("c1", "import1", 0) == ("r1", "r2")
        await work.keeping.forget("c1", "import1")
        assert await work.keeping.resources("c1", "import1", 0) == ()

        assert [await work.keeping.turn("c1"), await work.keeping.next_turn("c1")] == [0, 1]
        assert [await work.keeping.next_turn("c1"), await work.keeping.turn("c1")] == [2, 2]
        assert await work.keeping.turn("c2") == 0

    await units.run(unit)


async def test_imports_follow_their_people_and_their_communities(sqlite_units):
    def person(name, community="c1"):
        account = PersonAddress("fake", community, name)
        return Person(id=name, community=community, name=name.capitalize(), accounts=(account,))

    async def unit(work):
        for community in ("c1", "c2"):
            house = Community(id=community, name=community, slug=community, zone="UTC")
            await work.communities.add(house)
            await work.keeping.next_turn(community)
        for one in (person("ana"), person("ben")):
            await work.people.save(one)
        await work.keeping.next_turn("c2")
        await work.keeping.add(MADE, [FULL])

        await uniting.unite(work.connection, person("ben"), person("ana"))
        assert (await work.keeping.get("c1", "import1")).by == Sharer("ben", "Ben")

        await joining.join(work.connection, "c1", "c2")
        assert (await work.keeping.get("c2", "import1")).by.person == "ben"
        assert await work.keeping.rows("c2", "import1", 0) == [FULL]
        assert await work.keeping.turn("c2") == 2  # its members' addresses go on

    await sqlite_units.run(unit)
