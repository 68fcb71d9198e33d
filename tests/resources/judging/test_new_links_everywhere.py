"""A link that was put in stands wherever the resource is named: cards of collections and requests follow."""

from dataclasses import replace

from communitybot.resources.model.judgement import Why

NEW = "https://videos.example.org/moved"


async def test_those_who_name_it_hear_of_the_new_link_once(school):
    shown = len(await school.promised("resource.shown"))
    await school.reporting.report(school.ben, school.one.id, Why.BROKEN)
    await school.reviewing.fix(school.hana, school.one.id, NEW)
    assert len(await school.promised("resource.shown")) == shown + 1

    async def breaks(work):
        found = await work.resources.get("c1", school.one.id)
        await work.resources.save(replace(found, broken=school.clock.now(), revision=found.revision + 1))

    await school.units.run(breaks)
    await school.relinking.relink(school.ana, school.one.id, f"{NEW}/again")
    assert len(await school.promised("resource.shown")) == shown + 2
