"""For seven days two merged ideas can be two again, exactly, but for what people did themselves since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.ideas.backing import Backing
from communitybot.ideas.delivery import merging as delivery
from communitybot.ideas.delivery.promises import LED
from communitybot.ideas.delivery.talking import NEWS, REOPEN
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.merge_views import Came
from communitybot.ideas.model.idea import Joining, Role, Stage
from communitybot.ideas.teaming import Teaming
from communitybot.outbox.entry import Done
from tests.ideas.discussing.made import labels, member
from tests.ideas.merging.due import due
from tests.ideas.merging.twins import ANA, BEN, DOV, HERS, HIS, MOD

AGES = {"created", "said", "moved", "published", "revision"}


async def test_both_are_as_they_were_whoever_undoes_it(twins):
    await twins.publish()
    await twins.vote("ben", HIS)
    await twins.vote("dov", HERS)  # he may: it was not his own then
    await twins.follow("cleo", HIS)
    await twins.enrol(HIS, member("ben", "Ben Okri", Role.WRITER))
    await twins.enrol(HERS, member("ben", "Ben Okri", Role.COACH, joining=Joining.ASKED, note="May I?"))
    before = [await twins.now(name) for name in (HERS, HIS)]
    for undoes in (ANA, DOV, MOD):
        await twins.merged()
        assert (await twins.now(HERS)).votes == 1  # Ben's; Dov's is an author's now
        twins.school.later(hours=1)
        undone = await twins.merging.undo(undoes, HIS)
        with pytest.raises(AlreadyDone, match="on its own already"):
            await twins.merging.undo(undoes, HIS)

        after = [await twins.now(name) for name in (HERS, HIS)]
        assert (undone.came, undone.now) == (Came.UNDONE, True)
        for one, other in zip(before, after, strict=True):
            assert replace(other, said=one.said, revision=one.revision) == one
        assert await twins.team(HERS) == {"ana": Role.TEACHER}
        assert await twins.school.places(Joining.ASKED) == {"ben": Role.COACH}
        assert await twins.followers(HERS) == []
        assert await twins.followers(HIS) == ["cleo"]
        twins.school.later(hours=1)
    assert len(await twins.school.promised(REOPEN)) == 3
    told = [args for args, _ in await twins.school.promised(TELL) if "two ideas again" in args["words"]]
    assert [args["idea"] for args in told[:2]] == [HIS, HERS]
    assert set(told[1]["but"]) >= {"ana", "dov", "ben", "cleo"}  # who stands behind his hears it from there


async def test_what_people_did_themselves_since_stays(twins):
    backing = Backing(twins.school.units, twins.school.clock)
    teaming = Teaming(twins.school.units, twins.school.clock)
    for person in ("ben", "cleo", "mod"):
        await twins.vote(person, HIS)
    await twins.follow("cleo", HIS)
    await twins.enrol(HIS, member("ben", "Ben Okri", Role.WRITER), member("cleo", "Cleo", Role.COACH))
    await twins.merged()
    twins.school.later(hours=1)
    assert (await backing.support(BEN, HERS, on=True)).changed is False  # says yes to what came with his
    await backing.support(MOD, HERS, on=False)
    await backing.support(replace(BEN, person="eve", name="Eve"), HIS)
    await backing.follow(replace(BEN, person="cleo"), HERS, on=True)
    await teaming.leave(replace(BEN, person="cleo", name="Cleo"), HERS)
    await teaming.take_role(BEN, HERS, Role.PARTNER)
    await twins.change(HERS, title="Hours to mentor", tags=("mentoring", "hours", "paid"))
    await twins.merging.undo(ANA, HIS)

    hers, his = await twins.now(HERS), await twins.now(HIS)
    assert (hers.votes, his.votes) == (2, 3)  # Ben's and Eve's own; all three came back to his
    assert await twins.followers(HERS) == ["cleo"]
    assert await twins.team(HERS) == {"ana": Role.TEACHER}  # Ben's place came with his
    assert set(await twins.team(HIS)) == {"dov", "ben", "cleo"}
    assert (hers.title, hers.tags) == ("Hours to mentor", ("mentoring", "paid"))


async def test_after_seven_days_it_stays_so_and_who_leads_is_noted(twins):
    await twins.enrol(HIS, member("ben", "Ben Okri", Role.WRITER))
    await twins.merged()
    twins.school.later(days=6, hours=23)
    assert (await twins.merging.may_undo(DOV, HIS)).other.id == HERS
    twins.school.later(hours=1)
    for act in (twins.merging.may_undo, twins.merging.undo):
        with pytest.raises(AlreadyDone, match="became one on Tue 1 Dec"):
            await act(DOV, HIS)
    assert (await twins.now(HIS)).into == HERS
    assert len(await twins.school.promised(delivery.SETTLE)) == 1


async def test_who_may_undo(twins):
    with pytest.raises(AlreadyDone, match="on its own already"):
        await twins.merging.undo(DOV, HIS)
    await twins.merged()
    for act in (twins.merging.may_undo, twins.merging.undo):
        with pytest.raises(NotAllowed):
            await act(BEN, HIS)
    assert (await twins.now(HIS)).stage is Stage.MERGED


async def test_a_chain_is_undone_from_its_end(twins):
    third = "2123456789abcd"
    await twins.school.has(replace(await twins.now(HERS), id=third, title="Time for mentors"))
    await twins.vote("ben", HIS)
    await twins.merged()
    await twins.merging.propose(ANA, HERS, third)
    assert (await twins.now(third)).votes == 1
    with pytest.raises(AlreadyDone, match="“Mentor hours” has joined another idea since"):
        await twins.merging.undo(DOV, HIS)
    await twins.merging.undo(DOV, HERS)  # he is an author of the third as well
    assert [(await twins.now(name)).votes for name in (third, HERS, HIS)] == [0, 1, 1]
    await twins.merging.undo(DOV, HIS)
    assert [(await twins.now(name)).votes for name in (third, HERS, HIS)] == [0, 0, 1]
    assert [len((await twins.now(name)).authors) for name in (third, HERS, HIS)] == [1, 1, 1]


async def test_two_that_joined_one_leave_it_one_by_one(twins):
    """What came with both stays until the second has left, too."""
    third = "2123456789abcd"
    await twins.school.has(
        replace(await twins.now(HIS), id=third, title="Time for mentors", tags=("time", "hours"))
    )
    for name in (HIS, third):
        await twins.vote("ben", name)
        await twins.enrol(name, member("ben", "Ben Okri", Role.WRITER))
    for name in (HIS, third):
        await twins.merged(name)
        twins.school.later(minutes=1)
    kept = await twins.now(HERS)
    for name, votes in ((HIS, 1), (third, 0)):
        await twins.merging.undo(DOV, name)
        now = await twins.now(HERS)
        assert (now.votes, "hours" in now.tags, len(now.authors)) == (votes, bool(votes), 1 + votes)
        assert ("ben" in await twins.team(HERS)) is bool(votes)
    assert kept.votes == 1


async def test_it_can_be_undone_when_the_kept_one_was_withdrawn_or_rests(twins):
    for stage in (Stage.WITHDRAWN, Stage.PARKED):
        await twins.merged()
        await twins.change(HERS, stage=stage)
        await twins.merging.undo(DOV, HIS)
        assert ((await twins.now(HIS)).stage, (await twins.now(HERS)).stage) == (Stage.SEED, stage)
        await twins.change(HERS, stage=Stage.SEED)
        twins.school.later(hours=1)
    free = [args for args, _ in await twins.school.promised(NEWS) if "on its own again" in args["words"]]
    assert len(free) == 2


async def test_whoever_has_not_answered_is_asked_again_and_then_it_rests(twins):
    """By the handlers of the outbox themselves."""
    handlers = delivery.Merging(twins.school.clock)
    asked = await twins.merging.propose(DOV, HIS, HERS)
    assert await due(twins, delivery.ASK, handlers.asks) == [Done()]
    (question,) = await due(twins, delivery.ASKED, handlers.asked)
    assert labels(question)[:2] == ["Agree", "Keep them apart"]
    twins.school.later(days=7)
    assert await due(twins, delivery.ASK, handlers.asks) == [Done()]
    assert [args["person"] for args, _ in await twins.school.promised(delivery.ASKED)] == ["ana", "ana"]
    twins.school.later(days=7)
    await due(twins, delivery.LAPSE, handlers.lapses)
    (told,) = await twins.school.promised(TELL)
    assert (told[0]["to"], told[0]["idea"]) == (["dov"], HIS)
    late = await twins.merging.agree(ANA, asked.pair.merge.id)
    assert (late.came, late.now) == (Came.LAPSED, False)
    assert (await twins.merging.propose(DOV, HIS, HERS)).came is Came.ASKED
    await twins.merging.agree(ANA, (await twins.merging.look(ANA, HIS, HERS)).merge.id)
    twins.school.clock.advance(timedelta(days=7))
    await due(twins, delivery.SETTLE, handlers.settles)
    led = {(args["idea"], args["person"], args["role"]) for args, _ in await twins.school.promised(LED)}
    assert (HERS, "dov", "author") in led
    assert (HERS, "dov", "classroom teacher") in led
