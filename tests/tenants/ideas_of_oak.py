"""Oak has ideas at every stage with all that hangs on them, and asks its people; Elm has none."""

from dataclasses import replace
from typing import Any

from two_communities import OAK, Two

from communitybot.conversation.replies import Ask
from communitybot.ideas.model.idea import Joining, Stage

NEED = "need: New teachers never see a kumquat., approach: A kumquat a week., benefits: Kumquats."
STAGES = {
    "Kumquat hours": Stage.IMPLEMENTING,
    "Kumquat seed": Stage.SEED,
    "Kumquat park": Stage.SEED,
    "Kumquat report": Stage.REPORTED,
    "Kumquat twin": Stage.SEED,
}
CONSULT = (
    "/consult open {name}, who: Rosa Kumquat, why: A kumquat falls., used: I read it to a kumquat.,"
    " questions: More kumquats? [yes | no] | Which kumquat?, closes: in 2 weeks"
)


async def planted(two: Two) -> None:
    omar, nils = two.omar, two.somebody(OAK, "Nils Kumquat", administers=False)
    await omar.types("/idea settings anonymous: yes")
    for name in ("Kumquat draft", "Kumquat waits"):
        preview = await nils.types(f"/idea post {name}, {NEED}")
    await nils.presses(preview, "Send it")
    await omar.types("/idea settings reviewed: no")
    for name in STAGES:
        preview = await omar.types(
            f"/idea post {name}, {NEED} roles: researcher, tags: #kumquat, place: Kumquat"
        )
        await omar.presses(preview, "Send it")
    await two.passes(minutes=5)
    await _moved(two)
    await omar.types("/idea park Kumquat park, reason: It rests, a kumquat.")
    await nils.types("/idea support Kumquat hours")
    await nils.types("/idea follow Kumquat hours")
    voice = "/idea voice Kumquat hours, words: A kumquat helped me., shown: with my name"
    await nils.presses(await nils.types(voice), "Show it")
    await nils.types("/idea join Kumquat hours, role: researcher, note: I count kumquats.")
    await two.passes(minutes=5)
    person = await nils.person()
    hours = await _idea(two, "Kumquat hours")
    await two.house.units.run(lambda work: _enrolled(work, hours, person))
    await nils.types("/idea join Kumquat seed, role: researcher, note: I count kumquats.")
    await omar.presses(await omar.types("/idea merge Kumquat twin, into: Kumquat seed"), "Merge them now")
    await _worked(two)
    await two.passes(minutes=5)
    two.ids = await _ids(two)


async def _moved(two: Two) -> None:
    """Bring each idea to its stage, as if its gates had been passed."""

    async def unit(work: Any) -> None:
        for title, stage in STAGES.items():
            found, *_ = await work.ideas.named(OAK, title, limit=9, person=None)
            await work.ideas.save(replace(found, stage=stage))

    await two.house.units.run(unit)


async def _enrolled(work: Any, idea: Any, person: str) -> None:
    there = await work.ideas.members(OAK, idea.id, tuple(Joining))
    member = next(one for one in there if one.person == person)
    await work.ideas.enrol(OAK, idea.id, replace(member, joining=Joining.MEMBER))


async def _idea(two: Two, title: str) -> Any:
    found = await two.house.units.read(lambda work: work.ideas.named(OAK, title, limit=9, person=None))
    return found[0]


async def _worked(two: Two) -> None:
    """What a team does: a model, friends, a lab, commitments, a brief with its answer, an outcome."""
    omar = two.omar
    rosa = two.somebody(OAK, "Rosa Kumquat", administers=False)
    await rosa.types("/idea friends willing: yes")
    await rosa.types("/ideas")
    model = await omar.types("/idea model Kumquat seed")
    form = await omar.presses(model, "Inputs")
    await fills(omar, form)
    await omar.types("/idea friends Kumquat seed, people: Rosa Kumquat")
    lab = await omar.types(
        "/idea lab Kumquat seed, when: friday 5pm, place: Kumquat, stakeholders: Rosa, board"
    )
    await fills(omar, lab)
    await omar.types("/idea commit Plant a kumquat, owner: me, by: 15 december, idea: Kumquat hours")
    brief = await omar.types(
        "/idea brief Kumquat hours, to: Rosa Kumquat, role: superintendent, reply by: in 3 weeks,"
        " ask: A kumquat a day., evidence: Kumquats."
    )
    await omar.presses(await fills(omar, brief), "Share")
    await fills(omar, await omar.types("/idea reply Kumquat hours, answer: accepted, words: Yes, a kumquat."))
    await fills(
        omar,
        await omar.types(
            "/idea outcome Kumquat hours, changed: Kumquats., measured: By kumquat., again: yes, why: Yes."
        ),
    )
    await omar.types("/idea prompts add: Which kumquat?")
    await rosa.types("/my profile place: Kumquat, bring: researcher of kumquats, find: yes")
    for name in ("Kumquat day", "Kumquat night"):
        consult = await omar.types(CONSULT.format(name=name))
        if name.endswith("day"):
            await omar.presses(consult, "Open")
    await fills(rosa, await rosa.types("/consult answer Kumquat day"))


async def fills(who: Any, reply: Any) -> Any:
    """Send a form as it stands, with words of Oak in what is empty."""
    if not isinstance(reply, Ask):
        return reply
    values = {
        field.name: field.value or (field.choices[0].value if field.choices else "A kumquat")
        for field in reply.form.fields
    }
    return await who.sends(reply.form.action, values)


KEYS = (
    "SELECT 'idea ' || title, id FROM ideas WHERE community = 'oak'",
    "SELECT 'person ' || name, id FROM people WHERE community = 'oak'",
    "SELECT 'brief', id FROM idea_briefs",
    "SELECT 'voice', id FROM idea_voices",
    "SELECT 'answer', id FROM idea_answers",
    "SELECT 'merge', id FROM idea_merges",
    "SELECT 'commitment', id FROM idea_commitments",
    "SELECT 'consultation ' || stage, id FROM consultations WHERE community = 'oak'",
    "SELECT 'event', id FROM events WHERE community = 'oak'",
)


async def _ids(two: Two) -> dict[str, str]:
    async def read(work: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for query in KEYS:
            found |= {str(name): str(key) for name, key in await work.connection.exec_driver_sql(query)}
        return found

    return await two.house.units.read(read)
