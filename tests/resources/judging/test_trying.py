"""What people tell of a resource they used is theirs, is counted once, and reaches its sharer once a day."""

from datetime import datetime, timedelta

import pytest

from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.resources.cards.trying import summed, tries_card
from communitybot.resources.delivery.cards import REDRAWN
from communitybot.resources.delivery.trying import DAY, TriedDay
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Repeat
from tests.resources.sharing.school import words


async def told(school, who, repeat=Repeat.YES, grade=Grade.FOURTH, said="They cut and compared."):
    return await school.trying.tell(who, school.one.id, grade=grade, words=said, repeat=repeat)


async def drawn(school):
    """What is due of what sharers hear, drawn now."""
    from communitybot.outbox.entry import Entry

    async def unit(work):
        entries = [
            Entry(0, key, "c1", DAY, datetime.fromisoformat(args["until"]), to, "", args, 0, 0, 0)
            for key, _, to, args in await school.promised(DAY)
        ]
        return await TriedDay(school.clock).days(entries, work)

    return await school.units.run(unit)


async def test_tries_are_one_a_person_summed_and_their_sharer_hears_once_a_day(school):
    await told(school, school.ben)
    await told(school, school.ben, Repeat.CHANGES, said="Groups of three worked better.")
    page = await told(school, school.cleo, Repeat.NO, Grade.THIRD)
    assert summed(page) == "2 people tried it, 1 would again, in grades 3, 4."
    own = await told(school, school.ana)
    shown = words(tries_card(own, person=school.ana.person))
    assert "Ana Ruiz (shared it)" in shown
    assert "not counted" in shown
    assert own.resource.tries == 2
    assert "Groups of three" in shown
    assert (await school.resource(school.one.id)).revision == own.resource.revision
    assert len(await school.promised(REDRAWN)) == 4

    ((key, _, to, args),) = await school.promised(DAY)
    assert (to, args["alone"]) == ("fake:school@ana", True)
    assert datetime.fromisoformat(args["until"]) - school.clock.now() < timedelta(hours=24)
    school.later(hours=5)  # past the afternoon of that day: what comes now is told the next day
    await told(school, school.dev, said="Loved it")
    assert len(await school.promised(DAY)) == 2
    first, second = await drawn(school)
    assert all(name in words(first) for name in ("Ben Okri", "Cleo Diaz"))
    assert "Dev" not in words(first)
    assert ("Dev Rao" in words(second), "Ben" in words(second)) == (True, False)
    assert key in {key for key, *_ in await school.promised(DAY)}


async def test_what_is_told_can_be_taken_away_and_a_repeat_changes_nothing(school):
    first = await told(school, school.ben)
    again = await told(school, school.ben)
    assert again.resource.revision == first.resource.revision
    page = await school.trying.take_back(school.ben, school.one.id)
    page = await school.trying.take_back(school.ben, school.one.id)
    assert (page.resource.tries, page.mine, list(page.tries)) == (0, None, [])
    assert "Nobody else has told yet" in summed(page)
    (skipped,) = await drawn(school)
    assert skipped.reason == "what was told was taken back"


async def test_nobody_tells_of_what_is_not_theirs_to_see(school):
    with pytest.raises(NotFound):
        await told(school, school.eve)
    with pytest.raises(Misread, match="at most 400"):
        await told(school, school.ben, said="x" * 401)
    await school.hides(school.one)
    with pytest.raises(NotFound):
        await told(school, school.ben)
    with pytest.raises(AlreadyDone):
        await told(school, school.ana)
    assert (await school.resource(school.one.id)).tries == 0
