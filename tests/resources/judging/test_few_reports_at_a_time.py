"""One person hides no whole library: so many reports of theirs wait, and then hosts look first."""

import pytest

from communitybot.errors import NotAllowed
from communitybot.resources import reporting
from communitybot.resources.model.judgement import Why


async def test_one_person_has_so_many_reports_waiting_and_no_more(school, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_WAITING", 2)
    first, second, third = await school.many(school.ana, 3)
    for each in (first, second):
        await school.reporting.report(school.ben, each, Why.STUDENT)
    with pytest.raises(NotAllowed) as no:
        await school.reporting.report(school.ben, third, Why.STUDENT)
    assert "hosts look at those first" in no.value.trouble
    assert (await school.resource(third)).seen
    await school.reporting.report(school.cleo, third, Why.BROKEN)  # anybody else may

    await school.reviewing.fine(school.hana, first)
    await school.reporting.report(school.ben, third, Why.BROKEN)
    await school.reporting.report(school.ben, third, Why.STUDENT)  # in place of the one that waits
    assert not (await school.resource(third)).seen
