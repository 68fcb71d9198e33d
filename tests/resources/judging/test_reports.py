"""Reports are private and one a person; enough hide a resource until a host has answered them, once."""

import asyncio
from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ports import Alive, LinkPreview
from communitybot.resources import reporting
from communitybot.resources.cards.reviewing import decided_words, queue_card, waits_card
from communitybot.resources.delivery.reviewing import WAITS
from communitybot.resources.delivery.telling import TELL
from communitybot.resources.model.judgement import Verdict, Why, mark_of
from communitybot.resources.model.resource import State
from tests.resources.sharing.school import words


async def report(school, who, why=Why.BROKEN, said=""):
    return await school.reporting.report(who, school.one.id, why, said)


async def told(school):
    """Whom it is told what, by key."""
    return {key.split(":tell:")[1].split(":")[0]: args for key, _, _, args in await school.promised(TELL)}


async def test_the_third_person_hides_it_hosts_hear_once_and_nobody_is_named(school):
    await report(school, school.ben, said="It shows an error.")
    await report(school, school.ben)
    await report(school, school.cleo, Why.UNSUITABLE)
    assert (await school.resource(school.one.id)).seen
    last = await report(school, school.dev)
    assert last.hidden
    assert (await school.resource(school.one.id)).reports == 3
    ((_, _, to, _),) = await school.promised(WAITS)  # Hana; the administrator has not greeted a space
    assert to == "fake:school@hana"
    reports = await school.units.read(lambda work: work.judging.reports("c1", school.one.id))
    queue = await school.reviewing.queue(school.hana)
    said = (await told(school))["hidden"]
    assert said["to"] == [school.ana.person]
    shown = [
        words(waits_card(last.resource, reports, waiting=1)),
        words(queue_card(queue)),
        said["words"],
    ]
    assert not [name for text in shown for name in ("Ben", "Cleo", "Dev") if name in text]
    assert "3 people reported it: its link does not work (2), it is unsuitable (1)" in shown[1]
    for who in (school.ben, school.cleo):
        with pytest.raises(NotFound):
            await school.saving.save(who, school.one.id)
        with pytest.raises(NotAllowed):
            await school.reviewing.queue(who)
    with pytest.raises(NotAllowed):
        await report(school, school.ana)
    with pytest.raises(NotFound):
        await report(school, school.eve)


async def test_student_data_hides_at_once_and_what_was_found_fine_is_hidden_by_new_people_only(school):
    assert (await report(school, school.ben, Why.STUDENT, "A name stands in it.")).hidden
    decided = await school.reviewing.fine(school.hana, school.one.id)
    assert (decided.now, decided.resource.state, decided.resource.reports) == (True, State.SHARED, 0)
    known = await told(school)
    assert known["thanks"]["to"] == [school.ben.person]
    assert known["checked"]["to"] == [school.ana.person]

    school.later(days=1)
    assert not (await report(school, school.ben, Why.STUDENT)).hidden  # the same again hides nothing
    assert (await school.resource(school.one.id)).reports == 1  # but is checked
    assert (await report(school, school.cleo, Why.STUDENT)).hidden
    assert len(await school.promised(WAITS)) == 2  # once each time until it was checked


async def test_of_two_moderators_the_second_is_told_what_the_first_did(school):
    await report(school, school.ben)
    mark = mark_of((await school.reviewing.queue(school.hana)).reports)
    school.later(minutes=1)
    await report(school, school.cleo)
    late = await school.reviewing.fine(school.hana, school.one.id, seen=mark)
    assert late.changed
    assert "reported more" in decided_words(late)

    both = await asyncio.gather(
        school.reviewing.put_aside(school.hana, school.one.id, "It advertises something."),
        school.reviewing.put_aside(school.ivo, school.one.id, "It is an advert."),
    )
    first, second = sorted(both, key=lambda one: not one.now)
    assert (first.now, second.now) == (True, False)
    assert f"{first.check.name} has checked" in decided_words(second)
    assert (await school.resource(school.one.id)).state is State.WITHDRAWN
    said = await told(school)
    assert first.check.reason in said["checked"]["words"]
    assert set(said["thanks"]["to"]) == {school.ben.person, school.cleo.person}
    assert (await school.reviewing.queue(school.hana)).resource is None


async def test_a_link_can_be_fixed_and_a_reason_is_asked_for(school):
    class Door:
        title = "For sale"

        async def look(self, address, **_):
            return LinkPreview(address=address, title=self.title)

        async def alive(self, _address):
            return Alive.YES

    other = await school.shared(school.cleo, "https://other.example.org/x", title="Other")
    await report(school, school.ben)
    school.looking.door = door = Door()
    assert "For sale" in words(queue_card(await school.reviewing.queue(school.ivo)))
    door.title = "Sold"  # it is what the page says now, not what it said before
    assert "Its page now: Sold" in words(queue_card(await school.reviewing.queue(school.ivo)))
    with pytest.raises(Misread):
        await school.reviewing.put_aside(school.ivo, school.one.id, "  ")
    with pytest.raises(Misread):
        await school.reviewing.fix(school.ivo, school.one.id, "javascript:alert(1)")
    with pytest.raises(AlreadyDone, match="Other"):
        await school.reviewing.fix(school.ivo, school.one.id, other.address)
    with pytest.raises(NotFound):
        await school.reviewing.fine(await school.somebody("Ed", administers=True, community="c2"), other.id)
    fixed = await school.reviewing.fix(school.ivo, school.one.id, "https://new.example.org/strips")
    assert (fixed.check.verdict, fixed.resource.canonical) == (
        Verdict.FIXED,
        "https://new.example.org/strips",
    )
    assert (await school.resource(school.one.id)).reports == 0


async def test_who_shared_it_does_not_find_it_fine_where_another_host_could(school):
    own = await school.shared(school.hana, "https://own.example.org/x", title="Own")
    await school.reporting.report(school.ben, own.id, Why.UNSUITABLE)
    await school.shared(school.hana, "https://own.example.org/y", title="Own too")
    decided = await school.reviewing.fine(school.hana, own.id)  # she is the only host that is known
    assert decided.now

    async def join(work):
        house = await work.communities.get("c1")
        await work.communities.save(replace(house, hosts=house.hosts | {school.dev.person}))

    await school.units.run(join)
    await school.reporting.report(school.cleo, own.id, Why.UNSUITABLE)
    with pytest.raises(NotAllowed, match="another host"):
        await school.reviewing.fine(school.hana, own.id)
    assert (await school.reviewing.fine(school.dev, own.id)).now


@pytest.mark.parametrize("counts", [True, pytest.param(False, id="control: counted before it is kept")])
async def test_three_at_once_hide_it_once(school, monkeypatch, counts):
    """Each report counts itself and those that were kept before it; else the third is not noticed."""
    if not counts:
        before = reporting.hides
        monkeypatch.setattr(reporting, "hides", lambda kept, reports, most: before(kept, reports[:-1], most))

    done = await asyncio.gather(*(report(school, who) for who in (school.ben, school.cleo, school.dev)))

    hidden = await school.resource(school.one.id)
    assert (hidden.state is State.HIDDEN) is counts
    assert sum(one.hidden for one in done) == int(counts)
    assert ("hidden" in await told(school)) is counts


async def test_whoever_reported_it_hears_that_it_was_taken_back_instead(school):
    for who in (school.ben, school.hana):
        await report(school, who)
    await school.editing.withdraw(school.hana, school.one.id, "It moved")
    await school.editing.withdraw(school.hana, school.one.id)

    said = (await told(school))["gone"]
    assert said["to"] == [school.ben.person]  # Hana knows
    assert "taken back" in said["words"]
