"""What is pressed twice at one moment is done once, on both kinds of database."""

import asyncio

from tests.resources.finding.lincoln import SHELF, opened

WORDS = "a lab on density"


async def test_asking_needing_and_answering_at_once_are_done_once(units):
    school = await opened(units)
    ana, ben, hana = [await school.somebody(name) for name in ("Ana Ruiz", "Ben Ito", "Hana Ito")]
    there = await school.puts("Density columns", hana)
    preview = await school.asking.draft(ana, school.wish(WORDS), SHELF)
    request, revision = preview.request.id, preview.request.revision

    await asyncio.gather(*(school.asking.send(ana, request, revision) for _ in range(3)))
    await school.delivers()
    needs = await asyncio.gather(*(school.answering.need(hana, request, on=True) for _ in range(3)))
    answers = await asyncio.gather(*(school.answering.answer(ben, request, there.id) for _ in range(3)))
    await school.delivers()
    await asyncio.gather(*(school.answering.helped(ana, request, there.id) for _ in range(3)))
    await school.delivers()

    assert sorted(new for _, new in needs) == sorted(new for _, new in answers) == [False, False, True]
    assert len(school.room()) == 1
    assert [len(school.told(who)) for who in (ana, hana, ben)] == [1, 1, 1]  # an answer each, and a thank-you
