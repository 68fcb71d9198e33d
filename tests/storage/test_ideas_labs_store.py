"""Friends, labs and commitments are read back as they were written, by their own community alone."""

from dataclasses import replace
from datetime import date

import pytest
from rows import row
from sqlalchemy import insert
from stored_ideas import AT, DAY, ELM, OAK, idea, keep
from stored_labs import FRIEND, LAB, NOTED, WHAT

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.model.commitment import State
from communitybot.ideas.model.lab import LabProgress
from communitybot.people.model import Person
from communitybot.storage.tables.communities import communities


async def test_all_is_read_back_as_it_was_written_last(units):
    await keep(units, idea("one"))

    async def unit(work):
        for friend in (FRIEND, NOTED):
            await work.labs.befriend(OAK, "one", friend)
            assert await work.labs.friends(OAK, "one") == [friend]
        for lab in (LAB, replace(LAB, cancelled=True, stakeholders=(), event="other")):
            await work.labs.keep_lab(OAK, "one", lab)
            assert await work.labs.lab(OAK, "one") == lab
        assert (await work.labs.labs_of(OAK, "other"), await work.labs.labs_of(OAK, "event")) == (["one"], [])
        done = replace(WHAT, state=State.DONE, owner=None, closed=AT + DAY)
        for commitment in (WHAT, done):
            await work.labs.commit(OAK, "one", commitment)
            assert await work.labs.commitment(OAK, "one", "k1") == commitment

    await units.run(unit)


async def test_progress_counts_what_gates_ask_for(units):
    await keep(units, idea("one"))

    async def unit(work):
        assert await work.labs.progress(OAK, "one") == LabProgress()
        await work.labs.keep_lab(OAK, "one", LAB)
        for friend in (
            NOTED,
            replace(FRIEND, person="cy"),
            replace(NOTED, person="di", notes=None, noted=None),
        ):
            await work.labs.befriend(OAK, "one", friend)
        for number, state in enumerate(State):
            await work.labs.commit(OAK, "one", replace(WHAT, id=f"k{number}", state=state))
        assert await work.labs.progress(OAK, "one") == LabProgress(2, 1, AT, 2, 2)
        assert await work.labs.befriended(OAK, "di", limit=9) == ["one"]
        assert [
            await work.labs.befriended(*of, limit=9) for of in ((OAK, "cy"), (OAK, "ben"), (ELM, "di"))
        ] == [[]] * 3
        await work.labs.keep_lab(OAK, "one", replace(LAB, cancelled=True))
        assert await work.labs.progress(OAK, "one") == LabProgress(2, 1, None, 0, 2)

    await units.run(unit)


async def test_commitments_come_with_what_is_still_to_do_first(units):
    await keep(units, idea("one"))
    order = (("a", State.OPEN, 9), ("b", State.OPEN, 20), ("c", State.ASKED, 1), ("d", State.DONE, 1))

    async def unit(work):
        for name, state, day in reversed(order):
            await work.labs.commit(OAK, "one", replace(WHAT, id=name, state=state, by=date(2026, 12, day)))
        found = await work.labs.commitments(OAK, "one", limit=9)
        assert [one.id for one in found] == ["a", "b", "c", "d"]
        assert [one.id for one in await work.labs.commitments(OAK, "one", limit=2, offset=1)] == ["b", "c"]
        assert await work.labs.counted(OAK, "one") == {State.OPEN: 2, State.ASKED: 1, State.DONE: 1}

    await units.run(unit)


async def test_the_rota_asks_whoever_was_asked_least_lately(units):
    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, OAK))
        for number, name in enumerate(("ada", "ben", "cy")):
            account = PersonAddress("fake", "s", name)
            await work.people.add(Person(id=name, community=OAK, name=name.title(), accounts=(account,)))
            await work.labs.willing(OAK, name, on=True, at=AT + number * DAY)
        await work.labs.willing(OAK, "ada", on=True, at=AT + 9 * DAY)  # again changes nothing
        await work.labs.called(OAK, ["ada", "ben"], at=AT + 5 * DAY)
        await work.labs.called(OAK, ["ada"], at=AT + 4 * DAY)
        assert [one.person for one in await work.labs.rota(OAK, but=(), limit=9)] == ["cy", "ada", "ben"]
        assert [one.name for one in await work.labs.rota(OAK, but=("cy",), limit=1)] == ["Ada"]
        assert await work.labs.rota(ELM, but=(), limit=9) == []
        assert (await work.labs.is_willing(OAK, "ada"), await work.labs.is_willing(ELM, "ada")) == (
            True,
            False,
        )
        await work.labs.willing(OAK, "ada", on=False, at=AT)
        assert not await work.labs.is_willing(OAK, "ada")

    await units.run(unit)


@pytest.mark.promise("R37")
async def test_another_community_neither_reads_nor_changes_anything(units):
    await keep(units, idea("one"))

    async def unit(work):
        await work.labs.befriend(OAK, "one", NOTED)
        await work.labs.keep_lab(OAK, "one", LAB)
        await work.labs.commit(OAK, "one", WHAT)
        await work.labs.befriend(ELM, "one", replace(NOTED, name="Mallory"))
        await work.labs.befriend(ELM, "one", replace(NOTED, person="eve"))
        await work.labs.keep_lab(ELM, "one", replace(LAB, place="Elsewhere"))
        await work.labs.commit(ELM, "one", replace(WHAT, what="Nothing"))
        assert await work.labs.friends(ELM, "one") == []
        assert await work.labs.lab(ELM, "one") is None
        assert await work.labs.commitment(ELM, "one", "k1") is None
        assert await work.labs.labs_of(ELM, "event") == []
        assert await work.labs.progress(ELM, "one") == LabProgress()
        assert await work.labs.friends(OAK, "one") == [NOTED]
        assert (await work.labs.lab(OAK, "one"), await work.labs.commitment(OAK, "one", "k1")) == (LAB, WHAT)

    await units.run(unit)
