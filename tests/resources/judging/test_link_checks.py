"""Links are asked at night, politely and outside transactions; two failures a week apart say it is broken."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.outbox.entry import Done, Entry, Later
from communitybot.ports import Alive
from communitybot.resources.cards.card import resource_card
from communitybot.resources.cards.checking import broken_card
from communitybot.resources.cards.view import view_card
from communitybot.resources.delivery.checking import NIGHT, Nights, plan
from communitybot.resources.delivery.telling import TELL
from tests.events.reading_cards import labels
from tests.resources.sharing.school import words


class Door:
    """Answers for pages; notes what was asked, and whether a unit of ours was writing just then."""

    def __init__(self, units):
        self.units = units
        self.answers, self.asked, self.within = {}, [], []

    async def look(self, _address, **_):
        return None

    async def alive(self, address):
        self.within.append(self.units.database._turn.locked())
        self.asked.append(address)
        return self.answers.get(address, Alive.YES)


@pytest.fixture
def door(school):
    made = Door(school.units)
    school.looking.door = made
    return made


def night(entry):
    key, _, _, args = entry
    return Entry(1, key, "c1", NIGHT, datetime(2014, 10, 15, tzinfo=UTC), None, "", args, 0, 0, 0)


async def test_two_failures_a_week_apart_are_broken_and_an_answer_clears_it(school, door):
    link = school.one.address
    door.answers[link] = Alive.GONE
    assert await school.checks.ask("c1") == 1
    assert await school.checks.ask("c1") == 0  # asked today already
    school.later(days=6)
    assert await school.checks.ask("c1") == 0
    assert (await school.resource(school.one.id)).broken is None
    school.later(days=1)
    assert await school.checks.ask("c1") == 1

    broken = await school.resource(school.one.id)
    assert broken.broken == school.clock.now()
    assert broken.kept_at == f"https://web.archive.org/web/2014/{link}"
    assert "web.archive.org" in words(resource_card(broken, zone="UTC"))
    assert "Fraction strips" in words(broken_card(await school.checks.broken(school.hana)))
    with pytest.raises(NotAllowed):
        await school.checks.broken(school.ben)
    school.later(days=8)
    await school.checks.ask("c1")
    ((key, _, _, args),) = await school.promised(TELL)  # its sharer is told once
    assert (args["to"], "broken" in key) == ([school.ana.person], True)

    for who in (school.ben, school.eve):
        with pytest.raises(NotAllowed if who is school.ben else NotFound):
            await school.relinking.relink(who, school.one.id, "https://moved.example.org/b")
    door.answers[link] = Alive.YES
    school.later(days=8)
    await school.checks.ask("c1")
    again = await school.resource(school.one.id)
    assert (again.broken, again.kept_at) == (None, "")
    assert "Every link answers" in words(broken_card(await school.checks.broken(school.hana)))
    school.later(days=8)
    assert await school.checks.ask("c1") == 0  # one that answers is asked again after four weeks
    school.later(days=20)
    assert await school.checks.ask("c1") == 1
    assert not [address for address in door.asked if "archive" in address]


async def test_whoever_shared_it_or_a_host_puts_in_another_link(school, door):
    door.answers[school.one.address] = Alive.GONE
    for _ in range(2):
        await school.checks.ask("c1")
        school.later(days=8)
    assert "Put in a new link" in labels(view_card((await school.viewing.look(school.ana, school.one.id))[0]))
    assert "Put in a new link" not in labels(
        view_card((await school.viewing.look(school.ben, school.one.id))[0])
    )
    with pytest.raises(Misread):
        await school.relinking.relink(school.ana, school.one.id, "http://localhost/x")
    mended = await school.relinking.relink(school.hana, school.one.id, "https://moved.example.org/b")
    assert (mended.address, mended.broken) == ("https://moved.example.org/b", None)
    assert (await school.promised(TELL))[-1][3]["to"] == [school.ana.person]
    with pytest.raises(AlreadyDone):  # whoever comes second
        await school.relinking.relink(school.ana, school.one.id, "https://moved.example.org/c")


async def test_what_does_not_say_is_no_failure_and_another_link_begins_anew(school, door):
    link = school.one.address
    door.answers[link] = Alive.UNSURE
    for _ in range(3):
        await school.checks.ask("c1")
        school.later(days=28)
    assert (await school.resource(school.one.id)).broken is None
    door.answers = {link: Alive.GONE, "https://moved.example.org/a": Alive.GONE}
    await school.checks.ask("c1")
    await school.reporting.report(school.ben, school.one.id, reason())
    await school.reviewing.fix(school.hana, school.one.id, "https://moved.example.org/a")
    school.later(days=8)
    await school.checks.ask("c1")
    assert (await school.resource(school.one.id)).broken is None  # the new link failed once


def reason():
    from communitybot.resources.model.judgement import Why

    return Why.BROKEN


async def test_a_host_is_asked_one_link_after_the_other_and_others_meanwhile(school, door):
    for at in range(3):
        await school.shared(school.ana, f"https://slow.example.org/{at}", title=f"Slow {at}")
        await school.shared(school.ana, f"https://h{at}.example.org/", title=f"Host {at}")
    waits = []

    async def pause(seconds):
        waits.append(seconds)

    school.checks._pause = 1.0
    real, asyncio.sleep = asyncio.sleep, pause
    try:
        assert await school.checks.ask("c1") == 7
    finally:
        asyncio.sleep = real
    assert waits.count(1.0) == 2


async def test_a_night_is_planned_once_and_goes_on_until_its_links_were_asked(school, door):
    nights = Nights(school.clock, school.checks)
    for _ in range(2):
        await school.units.run(lambda work: plan(work, "c1", school.clock.now()))
    (planned,) = await school.promised(NIGHT)
    due = datetime.fromisoformat(planned[0].split(":night:")[1])
    local = due - timedelta(hours=4)  # New York, in October
    assert (local.hour, local.date() > school.clock.now().date()) == (3, True)

    school.clock.advance(due - school.clock.now())
    (first,) = await school.units.run(lambda work: nights.nights([night(planned)], work))
    assert isinstance(first, Later)
    async with asyncio.timeout(5):
        while not all(task.done() for task in nights._asking.values()):
            await asyncio.sleep(0.01)
    (second,) = await school.units.run(lambda work: nights.nights([night(planned)], work))
    assert isinstance(second, Done)
    assert len(await school.promised(NIGHT)) == 2  # the next night
    assert (door.asked, door.within) == ([school.one.address], [False])
    await school.units.run(lambda _work: door.alive("https://x.example.org"))
    assert door.within == [False, True]  # the control: inside a unit it would be seen


async def test_without_a_door_nothing_is_asked_and_the_next_night_is_planned(school):
    nights = Nights(school.clock, school.checks)
    await school.units.run(lambda work: plan(work, "c1", school.clock.now()))
    school.later(days=1)
    (done,) = await school.units.run(
        lambda work: nights.nights([night(("k", "", "", {}))], work),
    )
    assert isinstance(done, Done)
    assert len(await school.promised(NIGHT)) == 2
