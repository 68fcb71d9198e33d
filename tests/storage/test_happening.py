"""What somebody did is remembered in the transaction that acts on it, on both databases."""

import asyncio

import pytest
from fakes import START
from promises import entry, states

from communitybot.happening import Happening, Repeated, acting_on, to_remember
from communitybot.outbox.entry import State


def happening(name: str = "slack:1") -> Happening:
    return Happening(name, START)


async def act(units, key: str, *, now: Happening | None = None, then: BaseException | None = None) -> None:
    """Act on a happening: one promise, then perhaps the end of everything."""

    async def unit(work):
        await work.outbox.put([entry(key)])
        if then is not None:
            raise then

    with acting_on(now or happening()):
        await units.run(unit)


async def known(units, name: str = "slack:1") -> bool:
    return await units.read(lambda work: work.inbox.known(name))


async def test_the_effect_and_its_memory_are_kept_together(units):
    await act(units, "a")

    assert await known(units)
    assert await states(units) == {State.PLANNED: 1}


async def test_what_failed_is_not_remembered_and_may_be_done_again(units):
    with pytest.raises(ConnectionError):
        await act(units, "a", then=ConnectionError())
    forgotten = not await known(units)

    await act(units, "a")

    assert forgotten
    assert await states(units) == {State.PLANNED: 1}


async def test_what_is_repeated_does_nothing(units):
    await act(units, "a")

    with pytest.raises(Repeated):
        await act(units, "b")

    assert await states(units) == {State.PLANNED: 1}


async def test_of_many_at_once_one_has_an_effect(units):
    done = await asyncio.gather(*(act(units, f"k{n}") for n in range(8)), return_exceptions=True)

    assert [type(each) for each in done].count(Repeated) == 7
    assert await states(units) == {State.PLANNED: 1}


async def test_control_outside_of_a_happening_each_has_an_effect(units):
    await asyncio.gather(*(units.run(lambda work, n=n: work.outbox.put([entry(f"k{n}")])) for n in range(8)))

    assert await states(units) == {State.PLANNED: 8}


async def test_a_second_unit_of_the_same_happening_is_no_repetition(units):
    now = happening()
    with acting_on(now):
        await units.run(lambda work: work.outbox.put([entry("a")]))
        await units.run(lambda work: work.outbox.put([entry("b")]))

    assert await states(units) == {State.PLANNED: 2}
    assert to_remember() is None


async def test_reading_remembers_nothing(units):
    with acting_on(happening()):
        await units.read(lambda work: work.inbox.known("slack:1"))

    assert not await known(units)
