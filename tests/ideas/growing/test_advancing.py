"""An idea goes on when nothing is missing, once however many wish it, and rests when its author says so."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.advancing import Advancing
from communitybot.ideas.delivery.talking import CARD, NEWS
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.model.brief import Again, Outcome
from communitybot.ideas.model.commitment import Commitment
from communitybot.ideas.model.friend import Friend, Notes, Standing
from communitybot.ideas.model.idea import GROWING, Author, Joining, Stage
from communitybot.ideas.model.lab import Lab, Stakeholder
from communitybot.ideas.model.logic import Part
from tests.ideas.discussing.made import ANA, BEN, NEW_YORK, NOON, caller, idea, member

ID = idea().id
CLEO = caller("cleo", "Cleo Diaz")
HOST = caller("hana", "Hana Ito", administers=True)


@pytest.fixture
def advancing(school):
    return Advancing(school.units, school.clock)


async def moves(school):
    found = await school.units.read(lambda work: work.growth.moves("c1", ID, limit=50))
    return [(one.came_from, one.came_to, one.person) for one in found]


async def test_the_team_takes_it_on_once_and_everybody_who_stands_behind_it_hears(school, advancing):
    shown = await advancing.standing(CLEO, ID)
    assert (shown.gate.to, shown.gate.open, shown.carries) == (Stage.DEVELOPING, True, False)
    with pytest.raises(NotAllowed):
        await advancing.advance(CLEO, ID, Stage.DEVELOPING)

    first = await advancing.advance(BEN, ID, Stage.DEVELOPING)
    twice = await advancing.advance(BEN, ID, Stage.DEVELOPING)  # the second half of a double click

    assert (first.moved, twice.moved) == (True, False)
    assert twice.standing.idea == first.standing.idea == await school.now()
    kept = await school.now()
    assert (kept.stage, kept.moved, kept.said, kept.revision) == (Stage.DEVELOPING, NOON, NOON, 1)
    assert await moves(school) == [(Stage.SEED, Stage.DEVELOPING, "ben")]
    [(said, _)] = await school.promised(NEWS)
    assert said["words"].startswith("This idea has come to a new stage, developing: ")
    [(told, _)] = await school.promised(TELL)
    assert (told["but"], "to" in told) == (["ben"], False)
    assert len(await school.promised(CARD)) == 1


async def test_of_two_who_wish_it_on_at_once_one_does_and_nobody_skips_a_stage(school, advancing):
    both = await asyncio.gather(
        advancing.advance(ANA, ID, Stage.DEVELOPING), advancing.advance(BEN, ID, Stage.DEVELOPING)
    )
    assert sorted(one.moved for one in both) == [False, True]

    assert (await advancing.advance(ANA, ID, Stage.REPORTED)).moved is False
    assert (await advancing.advance(ANA, ID, Stage.SEED)).moved is False
    assert (await school.now()).stage is Stage.DEVELOPING
    assert len(await moves(school)) == 1


async def test_a_gate_that_closes_between_looking_and_pressing_stays_closed(school, advancing):
    await advancing.advance(ANA, ID, Stage.DEVELOPING)
    assert (await advancing.standing(ANA, ID)).gate.open

    left = member(joining=Joining.LEFT)
    await school.units.run(lambda work: work.ideas.enrol("c1", ID, left))
    pressed = await advancing.advance(ANA, ID, Stage.TEAM)

    assert pressed.moved is False
    assert [step.helps for step in pressed.standing.gate.missing] == ["/idea team"]
    assert (await school.now()).stage is Stage.DEVELOPING


async def all_there(work):
    """Everything that any gate asks for."""
    for person in ("cleo", "hana"):
        notes = Notes(heard="Time for mentors")
        friend = Friend(
            person=person, name=person, standing=Standing.AGREED, asked=NOON, notes=notes, noted=NOON
        )
        await work.labs.befriend("c1", ID, friend)
    for part in Part:
        await work.growth.write("c1", ID, part, ["One thing"], person="ana", name="Ana Ruiz", at=NOON)
    lab = Lab(
        event="e1",
        original=NOON.replace(tzinfo=None),
        zone=NEW_YORK,
        start=NOON + timedelta(days=1),
        end=NOON + timedelta(days=1, hours=6),
        stakeholders=(Stakeholder("Dr. Rosa Lind"),),
        host="ana",
        host_name="Ana Ruiz",
    )
    await work.labs.keep_lab("c1", ID, lab)
    commitment = Commitment(
        id="p1", what="Two hours", owner="ana", name="Ana Ruiz", by=date(2027, 1, 9), noted_by="ana", at=NOON
    )
    await work.labs.commit("c1", ID, commitment)
    outcome = Outcome(idea=ID, changed="They stay", measured="June", again=Again.YES, by="ana", at=NOON)
    await work.briefs.report("c1", outcome)


async def test_an_idea_grows_from_seed_to_outcome_through_every_gate(school, advancing):
    for to in GROWING[1:3]:
        assert (await advancing.advance(ANA, ID, to)).moved
    assert (await advancing.advance(ANA, ID, Stage.REVIEW)).moved is False
    await school.units.run(all_there)
    for to in GROWING[3:6]:
        assert (await advancing.advance(BEN, ID, to)).moved
    assert (await advancing.advance(ANA, ID, Stage.IMPLEMENTING)).moved is False  # the lab is tomorrow
    school.later(days=1)
    for to in GROWING[6:]:
        assert (await advancing.advance(ANA, ID, to)).moved

    done = await advancing.standing(ANA, ID)
    assert (done.idea.stage, done.gate.to, done.idea.revision) == (Stage.REPORTED, None, 7)
    assert [to for _, to, _ in await moves(school)] == [*reversed(GROWING[1:])]
    with pytest.raises(AlreadyDone, match="nothing to park"):
        await advancing.park(ANA, ID, "Enough")


async def test_an_author_lets_it_rest_with_a_reason_and_its_team_lets_it_go_on_where_it_was(
    school, advancing
):
    await advancing.advance(ANA, ID, Stage.DEVELOPING)
    school.later(minutes=1)
    for nobody in (BEN, CLEO):
        with pytest.raises(NotAllowed, match="park"):
            await advancing.park(nobody, ID, "Not now")
    for reason in ("  \n ", "x" * 301):
        with pytest.raises(Misread):
            await advancing.park(ANA, ID, reason)

    parked = await advancing.park(ANA, ID, "After\nthe exams.")
    assert (parked.stage, parked.reason) == (Stage.PARKED, "After the exams.")
    with pytest.raises(AlreadyDone, match="rests already"):
        await advancing.park(ANA, ID, "Again")
    with pytest.raises(AlreadyDone, match="parked"):
        await advancing.advance(ANA, ID, Stage.TEAM)
    assert (await advancing.standing(CLEO, ID)).may_resume is False
    with pytest.raises(NotAllowed, match="its team"):
        await advancing.resume(CLEO, ID)

    school.later(minutes=1)
    assert (await advancing.resume(BEN, ID)).moved
    assert (await advancing.resume(BEN, ID)).moved is False
    kept = await school.now()
    assert (kept.stage, kept.reason) == (Stage.DEVELOPING, "")
    said = [args["words"] for args, _ in await school.promised(NEWS)]
    assert "This idea rests for now: After the exams. It can go on where it was." in said
    assert "This idea goes on where it was: developing." in said


async def test_what_a_moderator_parked_a_moderator_takes_up_again(school, advancing):
    await advancing.park(HOST, ID, "Names a pupil; please reword it.")
    with pytest.raises(NotAllowed, match="a moderator"):
        await advancing.resume(ANA, ID)

    assert (await advancing.resume(HOST, ID)).moved
    assert (await school.now()).stage is Stage.SEED


async def test_moderators_do_not_go_around_gates(school, advancing):
    with pytest.raises(NotAllowed):
        await advancing.advance(HOST, ID, Stage.DEVELOPING)

    own = replace(idea(), id="22222222222222", need="", authors=(Author("hana", "Hana Ito"),))
    await school.has(own)
    assert (await advancing.advance(HOST, own.id, Stage.DEVELOPING)).moved is False
    assert (await school.now(own)).stage is Stage.SEED


@pytest.mark.promise("R37")
@pytest.mark.parametrize("does", ["standing", "advance", "park", "demand_parking", "resume"])
async def test_an_idea_of_another_community_is_none(advancing, school, does):
    stranger = caller("ana", "Ana Ruiz", administers=True, community="c2")
    given = {"advance": (Stage.DEVELOPING,), "park": ("Mine now",)}.get(does, ())
    with pytest.raises(NotFound):
        await getattr(advancing, does)(stranger, ID, *given)
    assert (await school.now()).revision == 0
