"""Two accounts of one person had to do with ideas that became one: undoing stays exact for the person."""

import pytest
from rows import naming
from stored_ideas import AT, OAK, TICK, idea, keep, member
from test_ideas_merges import merge_now, undo_now
from test_ideas_uniting import GONE, KEPT, OTHER, people, united

from communitybot.ideas.model.idea import Author
from communitybot.ideas.model.merge import Merge, MergeState


async def merged(units, *, votes=(), authors=(OTHER, OTHER)):
    """The idea "one" goes on in "two", after these votes."""
    await people(units)
    await keep(units, idea("one", authors=authors[0]), idea("two", authors=authors[1]))

    async def unit(work):
        for person, name in votes:
            await work.ideas.vote(OAK, name, person.id, on=True, at=AT)
            await work.ideas.follow(OAK, name, person.id, on=True, at=AT)
            await work.ideas.enrol(OAK, name, member(person.id))
        await merge_now(work, "m", "one", "two", AT)

    await units.run(unit)


@pytest.mark.parametrize(
    ("votes", "left"),
    [
        (((KEPT, "one"), (GONE, "two")), 1),
        (((GONE, "one"), (KEPT, "two")), 1),
        (((GONE, "one"),), 0),
        (((GONE, "one"), (KEPT, "one")), 0),
    ],
)
async def test_what_was_their_own_by_either_name_stays_and_what_came_leaves(sqlite_units, votes, left):
    await merged(sqlite_units, votes=votes)
    await united(sqlite_units)

    async def unit(work):
        during = await work.ideas.get(OAK, "two")
        assert (during.votes, during.follows, during.team) == (1, 1, 2)
        await undo_now(work, "one", AT + TICK)
        for name, stays in (("two", left), ("one", 1)):
            now = await work.ideas.get(OAK, name)
            assert (name, now.votes, now.follows, now.team) == (name, stays, stays, 1 + stays)
        assert await naming(work.connection, GONE.id) == set()

    await sqlite_units.run(unit)


@pytest.mark.parametrize(("first", "second"), [(KEPT, GONE), (GONE, KEPT)])
async def test_who_wrote_both_under_two_names_stays_the_author_of_each(units, first, second):
    wrote = tuple((Author(person.id, person.name),) for person in (first, second))
    await merged(units, authors=wrote)
    await united(units)

    async def unit(work):
        assert [one.person for one in (await work.ideas.get(OAK, "two")).authors] == [KEPT.id]
        await undo_now(work, "one", AT + TICK)
        for name in ("one", "two"):
            assert [one.person for one in (await work.ideas.get(OAK, name)).authors] == [KEPT.id]

    await units.run(unit)


async def test_what_was_asked_and_answered_is_handed_over(sqlite_units):
    await people(sqlite_units)
    await keep(sqlite_units, idea("one"), idea("two", authors=OTHER))

    async def unit(work):
        merge = Merge(
            id="m",
            community=OAK,
            one="one",
            other="two",
            state=MergeState.APART,
            proposer=GONE.id,
            asked=AT,
            agreed_one=GONE.id,
            done=AT,
            ended_by=GONE.id,
            authors=(GONE.id, KEPT.id),
        )
        await work.merges.add(merge)

    await sqlite_units.run(unit)
    await united(sqlite_units)
    kept = await sqlite_units.read(lambda work: work.merges.get(OAK, "m"))
    assert (kept.proposer, kept.agreed_one, kept.ended_by, kept.authors) == (*(KEPT.id,) * 3, (KEPT.id,))
