"""Votes, followers and places in teams as ideas become one and are two again, beside a plain model."""

import random
from dataclasses import dataclass, field, replace

import pytest
from rows import row
from sqlalchemy import insert
from stored_ideas import AT, BEN, OAK, TICK, idea, keep, member

from communitybot.ideas.becoming import become_one, go_apart
from communitybot.ideas.model.idea import Author, Joining, Role, Stage
from communitybot.ideas.model.merge import Merge, MergeState
from communitybot.storage.tables.communities import communities
from communitybot.storage.work import Work

IDEAS = ("one", "two", "three", "four")
PEOPLE = [f"p{number}" for number in range(7)]
OWN = dict(zip(IDEAS, ("p0", "p1", "p2", "p2"), strict=True))
STEPS, ROUNDS = 60, 6


@dataclass
class Plain:
    """What was done, in order. Whatever was undone is left out when it is told again from the start."""

    done: list = field(default_factory=list)
    undone: set = field(default_factory=set)

    def stands(self):
        """Who votes, follows, works on and wrote each idea, as sets, and where each goes on."""
        found = {what: {name: set() for name in IDEAS} for what in ("vote", "follow")}
        found |= {what: {name: {OWN[name]} for name in IDEAS} for what in ("team", "wrote")}
        into = {}
        for what, *given in self.done:
            if what == "merge":
                key, one, other = given
                if key in self.undone:
                    continue
                into[one] = (other, key)
                for each in found.values():
                    each[other] |= each[one]
            else:
                person, name, on = given
                (found[what][name].add if on else found[what][name].discard)(person)
        return found, into


async def merge_now(work, key, one, other, at):
    both = [await work.ideas.get(OAK, name, hold=True) for name in (one, other)]
    merge = Merge(id=key, community=OAK, one=one, other=other, proposer="p0", asked=at)
    await work.merges.add(merge)
    await become_one(work, merge, tuple(both), at, "p0")


async def undo_now(work, one, at):
    merge = await work.merges.of(OAK, one)
    both = [await work.ideas.get(OAK, name, hold=True) for name in (merge.one, merge.other)]
    await go_apart(work, merge, tuple(both), at, "p0")


async def _step(work, dice, plain, number):
    """One random deed: in the store, and in the plain model."""
    found, into = plain.stands()
    at = AT + number * TICK
    free = [name for name in IDEAS if name not in into]
    deed = dice.choice(("vote",) * 6 + ("follow",) * 3 + ("team",) * 3 + ("merge", "merge", "undo", "undo"))
    if deed in {"vote", "follow", "team"}:
        person, name, on = dice.choice(PEOPLE), dice.choice(free), dice.random() < 0.7
        if deed != "follow" and person in found["wrote"][name]:
            return
        if deed == "team":
            if on is (person in found["team"][name]):
                return
            joining = Joining.MEMBER if on else Joining.LEFT
            await work.ideas.enrol(OAK, name, member(person, joining))
        else:
            await getattr(work.ideas, deed)(OAK, name, person, on=on, at=at)
        plain.done.append((deed, person, name, on))
    elif deed == "merge" and len(free) > 1:
        one, other = dice.sample(free, 2)
        await merge_now(work, f"m{number}", one, other, at)
        plain.done.append(("merge", f"m{number}", one, other))
    elif deed == "undo":
        last = [one for one, (other, _) in into.items() if other not in into]
        if last:
            one = dice.choice(last)
            plain.undone.add(into[one][1])
            await undo_now(work, one, at)


@pytest.mark.promise("R16")
@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_whatever_was_merged_and_undone_the_store_says_what_a_plain_model_says(sqlite_database, seed):
    dice, plain = random.Random(seed), Plain()
    async with sqlite_database.engine.connect() as connection:
        work = Work(connection)
        await _here(work)
        for number in range(STEPS):
            await _step(work, dice, plain, number)
            found, into = plain.stands()
            for name in IDEAS:
                now = await work.ideas.get(OAK, name)
                wrote, team = found["wrote"][name], await work.ideas.members(OAK, name)
                counts = (len(found["vote"][name] - wrote), len(found["follow"][name]), len(team))
                assert (now.votes, now.follows, now.team) == counts, (number, name)
                assert {one.person for one in team} == found["team"][name], (number, name)
                assert {one.person for one in now.authors} == wrote, (number, name)
                assert now.into == into.get(name, (None,))[0]
        assert any(what == "merge" for what, *_ in plain.done)


async def _here(work):
    await _community(work)
    for name in IDEAS:
        await work.ideas.add(idea(name, authors=(Author(OWN[name], OWN[name].title()),)))


async def _community(work):
    await work.connection.execute(insert(communities), row(communities, OAK))


async def test_a_merge_that_forgets_whence_rows_came_would_be_noticed(sqlite_database, monkeypatch):
    """Negative control: without what says whence a row came, nothing is ever taken back."""
    from communitybot.storage import ideas_merges

    async def keeps(self, table, merge, still):
        pass

    monkeypatch.setattr(ideas_merges.StoredMerges, "_take_back", keeps)
    async with sqlite_database.engine.connect() as connection:
        work = Work(connection)
        await _here(work)
        await work.ideas.vote(OAK, "one", "p5", on=True, at=AT)
        await merge_now(work, "m", "one", "two", AT)
        await undo_now(work, "one", AT + TICK)
        assert (await work.ideas.get(OAK, "two")).votes == 1


@pytest.mark.promise("R16")
async def test_what_came_with_an_idea_leaves_with_it(units):
    """On both databases: votes, followers, places in the team, and a place that had made way."""
    await keep(units, idea("one", authors=(BEN,)), idea("two"))

    async def unit(work):
        await _community(work)
        for person, name in (("cy", "one"), ("di", "one"), ("di", "two")):
            await work.ideas.vote(OAK, name, person, on=True, at=AT)
            await work.ideas.follow(OAK, name, person, on=True, at=AT)
        await work.ideas.enrol(OAK, "one", member("cy", role=Role.WRITER))
        asked = member("cy", Joining.ASKED, note="May I?")
        await work.ideas.enrol(OAK, "two", asked)
        before = await work.ideas.get(OAK, "two")

        await merge_now(work, "m", "one", "two", AT)
        merged = await work.ideas.get(OAK, "two")
        assert (merged.votes, merged.follows, merged.team) == (2, 2, 3)
        assert [author.person for author in merged.authors] == ["ada", "ben"]
        merge = await work.merges.of(OAK, "one")
        assert (merge.state, merge.authors, merge.stage) == (MergeState.MERGED, ("ben",), Stage.SEED)
        assert [one.id for one in await work.merges.into(OAK, "two")] == ["m"]

        await undo_now(work, "one", AT + TICK)
        after = await work.ideas.get(OAK, "two")
        assert replace(after, said=before.said, revision=before.revision) == before
        assert await work.ideas.members(OAK, "two", tuple(Joining)) == [await _first(work, "two"), asked]
        assert await work.merges.of(OAK, "one") is None
        assert (await work.merges.between(OAK, "two", "one")).state is MergeState.UNDONE

    await units.run(unit)


async def _first(work, name):
    return (await work.ideas.members(OAK, name))[0]


@pytest.mark.promise("R37")
async def test_another_community_sees_changes_and_adds_nothing(units):
    await keep(units, idea("one", authors=(BEN,)), idea("two"), idea("elm", community="elm"))

    async def unit(work):
        merge = Merge(id="m", community=OAK, one="one", other="two", proposer="ben", asked=AT)
        await work.merges.add(merge)
        await work.merges.add(replace(merge, id="n", other="elm"))
        await work.merges.save(replace(merge, community="elm", state=MergeState.MERGED))
        assert await work.merges.get("elm", "m") is None
        assert await work.merges.get(OAK, "n") is None
        assert await work.merges.between("elm", "one", "two") is None
        assert await work.merges.get(OAK, "m", hold=True) == merge
        await work.merges.join(replace(merge, community="elm"), [])
        assert (await work.ideas.get(OAK, "two")).votes == 0

    await units.run(unit)


@pytest.mark.promise("R16")
async def test_a_vote_taken_back_between_two_merges_stays_away_when_the_second_is_undone(sqlite_units):
    async def unit(work):
        await _here(work)
        for name in ("one", "three"):
            await work.ideas.vote(OAK, name, "p5", on=True, at=AT)
        await merge_now(work, "m1", "one", "two", AT)
        await work.ideas.vote(OAK, "two", "p5", on=False, at=AT)
        await merge_now(work, "m2", "three", "two", AT + TICK)
        assert (await work.ideas.get(OAK, "two")).votes == 1  # it came with the third
        await undo_now(work, "three", AT + 2 * TICK)
        assert (await work.ideas.get(OAK, "two")).votes == 0

    await sqlite_units.run(unit)
