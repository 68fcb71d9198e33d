"""What is put aside is gone, its file as well; what is hidden is always in the queue of those who check."""

import pytest

from communitybot.people.model import Person
from communitybot.resources.cards.view import view_card
from communitybot.resources.delivery.telling import TELL
from communitybot.resources.model.judgement import Verdict, Why
from communitybot.storage import judging_uniting
from tests.resources.sharing.school import words


async def kept_file(school):
    return await school.units.read(lambda work: work.resources.file("c1", school.one.id))


@pytest.mark.parametrize("verdict", [Verdict.ASIDE, Verdict.FINE])
async def test_a_file_that_tells_who_a_student_is_goes_with_what_is_put_aside(school, verdict):
    file = (school.one.id, "class.pdf", "application/pdf", b"names")
    await school.units.run(lambda work: work.resources.keep_file("c1", *file))
    await school.reporting.report(school.ben, school.one.id, Why.STUDENT)
    if verdict is Verdict.ASIDE:
        await school.reviewing.put_aside(school.hana, school.one.id, "It names students.")
    else:
        await school.reviewing.fine(school.hana, school.one.id)
    assert (await kept_file(school) is None) is (verdict is Verdict.ASIDE)


async def test_what_one_of_two_accounts_reported_still_waits_when_they_become_one(school):
    await school.reporting.report(school.ben, school.one.id, Why.STUDENT)
    await school.reviewing.fine(school.hana, school.one.id)
    await school.reporting.report(school.cleo, school.one.id, Why.STUDENT)
    assert not (await school.resource(school.one.id)).seen

    kept, gone = (
        Person(id=each.person, community="c1", name=each.name, accounts=(each.account,))
        for each in (school.ben, school.cleo)
    )
    await school.units.run(lambda work: judging_uniting.hand_over(work.connection, kept, gone))

    assert (await school.resource(school.one.id)).reports == 1
    assert (await school.reviewing.queue(school.hana)).resource.id == school.one.id


async def test_its_sharer_reads_a_whole_sentence_and_that_somebody_else_took_it_out(school):
    await school.reporting.report(school.ben, school.one.id, Why.UNSUITABLE)
    hidden = await school.reporting.report(school.cleo, school.one.id, Why.STUDENT)
    assert hidden.hidden
    seen, _ = await school.viewing.look(school.ana, school.one.id)
    assert "only whoever shared it and hosts see it. From Ana Ruiz, " in words(view_card(seen))

    await school.reviewing.put_aside(school.hana, school.one.id, "It advertises something")
    told = [args["words"] for *_, args in await school.promised(TELL)]
    assert any("Why: It advertises something. Others do not see it any more." in each for each in told)
    seen, _ = await school.viewing.look(school.ana, school.one.id)
    assert "Taken out of the library. From Ana Ruiz, " in words(view_card(seen))
