"""Requests respect sleep, stay few for each who asks, and are nobody else's community's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.errors import NotAllowed, NotFound
from communitybot.people.model import Quiet
from communitybot.resources.model.request import MOST_OPEN
from communitybot.resources.model.resource import Kind

LAB = "a lab on density for grade 6, no log-in"
LINK = "https://labs.example.org/density"
STAFF = PlaceAddress("fake", "school", "staff")


async def held(school, request):
    return await school.units.read(lambda work: work.requests.get("c1", request.id))


async def test_nobody_is_told_in_their_quiet_hours(school, ana, ben):
    async def sleeps(work):
        person = await work.people.get("c1", ana.person)
        await work.people.save(replace(person, quiet=Quiet()))

    await school.units.run(sleeps)
    request = await school.asks(ana, LAB)
    there = await school.puts("Density columns", ben)
    await school.delivers()
    school.clock.advance(timedelta(hours=10))  # ten in the evening there
    await school.answering.answer(ben, request.id, there.id)
    await school.delivers()
    assert school.told(ana) == []
    await school.later(hours=9)
    assert len(school.told(ana)) == 1


async def test_open_requests_are_few_a_person_and_those_without_an_answer_come_first(school, ana, ben):
    for number in range(MOST_OPEN):
        await school.asks(ana, f"density lab {number}", kind=Kind.LESSON)
        school.clock.advance(60)
    with pytest.raises(NotAllowed):
        await school.asks(ana, "one more density lab")

    there = await school.puts("Density columns", ben)
    page = await school.asking.listed(ben, mine=False, page=1)
    oldest = page.requests[0]
    assert oldest.words == "density lab 0"
    await school.answering.answer(ben, oldest.id, there.id)
    page = await school.asking.listed(ben, mine=False, page=1)
    assert [each.words[-1] for each in page.requests] == ["1", "2", "3", "4", "0"]
    await school.answering.need(ben, oldest.id, on=True)
    assert [each.id for each in (await school.asking.listed(ben, mine=True, page=1)).requests] == [oldest.id]


@pytest.mark.promise("R37")
async def test_nothing_of_a_request_is_done_from_another_community(school, ana, ben):
    eve = await school.somebody("Eve Lind", community="c2")
    request = await school.asks(ana, LAB)
    there = await school.puts("Density columns", ben)
    attempts = (
        school.asking.look(eve, request.id),
        school.asking.close(eve, request.id),
        school.asking.send(eve, request.id, 0),
        school.asking.again(eve, request.id),
        school.answering.need(eve, request.id, on=True),
        school.answering.answer(eve, request.id, there.id),
        school.answering.helped(eve, request.id, there.id),
    )
    for attempt in attempts:
        with pytest.raises(NotFound):
            await attempt
    await school.asking.discard(eve, request.id)
    assert await held(school, request) == request
    assert (await school.asking.listed(eve, mine=False, page=1)).requests == []
