"""A team writes its logic model together: who writes second is asked, and nobody's words are lost."""

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.delivery.talking import NEWS
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.logic import LINE_MOST, LINES_MOST, Part
from communitybot.ideas.modelling import Keep, Modelling
from communitybot.ideas.pen import COMPLETE, Wish, read_lines
from tests.ideas.discussing.made import ANA, BEN, caller, idea

ID = idea().id
CLEO = caller("cleo", "Cleo Diaz")
HOST = caller("hana", "Hana Ito", administers=True)
INPUTS, OUTPUTS = Part.INPUTS, Part.OUTPUTS


@pytest.fixture
def modelling(school):
    return Modelling(school.units, school.clock)


def wish(part, text, known=0):
    return Wish(part, text, known)


def test_lines_are_read_without_the_marks_people_put_before_them():
    typed = "- Two hours a week\n\n  •  A shared folder \n3. The principal's word\n\u202e\x00\n24 pairs\n"
    typed += "-5 degrees"
    assert read_lines(wish(INPUTS, typed)) == (
        "Two hours a week",
        "A shared folder",
        "The principal's word",
        "24 pairs",
        "-5 degrees",
    )
    assert read_lines(wish(INPUTS, " \n ")) == ()


@pytest.mark.parametrize(
    "text", ["x\n" * (LINES_MOST + 1), "x" * (LINE_MOST + 1)], ids=["too many", "too long"]
)
async def test_what_does_not_fit_is_refused_by_its_field_and_nothing_is_kept(school, modelling, text):
    with pytest.raises(Misread) as refused:
        await modelling.write(ANA, ID, [wish(OUTPUTS, "24 pairs"), wish(INPUTS, text)])

    assert refused.value.field == "inputs"
    assert (await modelling.seen(ANA, ID)).model.version == 0
    assert read_lines(wish(INPUTS, "x\n" * LINES_MOST)) == ("x",) * LINES_MOST
    assert len(read_lines(wish(INPUTS, "x" * LINE_MOST))[0]) == LINE_MOST


async def test_two_who_write_different_fields_from_old_forms_lose_nothing(school, modelling):
    await modelling.write(ANA, ID, [wish(INPUTS, "Hours"), wish(Part.ACTIVITIES, "Visits")])
    done = await modelling.write(BEN, ID, [wish(INPUTS, "", 0), wish(Part.ACTIVITIES, "", 0)])
    assert (done.changed, done.clashes) == ((), ())  # his form was empty, and he left it so

    done = await modelling.write(BEN, ID, [wish(OUTPUTS, "24 pairs")])
    assert done.changed == (OUTPUTS,)
    lines = {part: done.model.lines(part) for part in done.model.parts}
    assert lines == {INPUTS: ("Hours",), Part.ACTIVITIES: ("Visits",), OUTPUTS: ("24 pairs",)}


async def test_whoever_writes_over_a_colleague_is_told_what_stood_there_and_decides(school, modelling):
    await modelling.write(ANA, ID, [wish(INPUTS, "Hours\nRooms")])
    done = await modelling.write(BEN, ID, [wish(INPUTS, "Hours\nMoney", 0)])
    await modelling.write(BEN, ID, [wish(INPUTS, "Hours\nMoney", 0)])  # sent again

    [clash] = done.clashes
    assert (clash.stands.name, clash.stands.lines) == ("Ana Ruiz", ("Hours", "Rooms"))
    assert clash.aside.lines == ("Hours", "Money")
    assert done.model.lines(INPUTS) == ("Hours", "Rooms")
    assert len((await modelling.seen(BEN, ID)).clashes) == 1
    assert (await modelling.seen(ANA, ID)).clashes == ()  # it is for Ben to decide

    number, over = clash.aside.number, clash.stands.number
    with pytest.raises(AlreadyDone):
        await modelling.settle(ANA, ID, number, Keep.MINE, over)
    both = await modelling.settle(BEN, ID, number, Keep.BOTH, over)
    assert both.model.lines(INPUTS) == ("Hours", "Rooms", "Money")
    assert both.clashes == ()
    with pytest.raises(AlreadyDone):  # a second press
        await modelling.settle(BEN, ID, number, Keep.MINE, over)
    _, written, more, known = await modelling.history(ANA, ID, 0)
    assert [(one.name, one.lines) for one in written] == [
        ("Ben Okri", ("Hours", "Rooms", "Money")),
        ("Ana Ruiz", ("Hours", "Rooms")),
    ]
    assert (more, known) == (False, False)


@pytest.mark.parametrize(("keep", "stands"), [(Keep.MINE, ("Money",)), (Keep.THEIRS, ("Rooms",))])
async def test_mine_or_theirs_may_stand_too(school, modelling, keep, stands):
    await modelling.write(ANA, ID, [wish(INPUTS, "Rooms")])
    [clash] = (await modelling.write(BEN, ID, [wish(INPUTS, "Money")])).clashes

    done = await modelling.settle(BEN, ID, clash.aside.number, keep, clash.stands.number)
    assert done.model.lines(INPUTS) == stands


async def test_nothing_is_decided_over_words_one_has_not_seen(school, modelling):
    await modelling.write(ANA, ID, [wish(INPUTS, "Rooms")])
    [clash] = (await modelling.write(BEN, ID, [wish(INPUTS, "Money")])).clashes
    await modelling.write(ANA, ID, [wish(INPUTS, "Rooms\nVans", clash.stands.number)])

    again = await modelling.settle(BEN, ID, clash.aside.number, Keep.MINE, clash.stands.number)
    assert again.model.lines(INPUTS) == ("Rooms", "Vans")
    [still] = again.clashes
    done = await modelling.settle(BEN, ID, still.aside.number, Keep.MINE, still.stands.number)
    assert done.model.lines(INPUTS) == ("Money",)


async def test_both_together_must_fit_as_well(school, modelling):
    some, others = ("\n".join(f"{word} {n}" for n in range(5)) for word in ("a", "b"))
    await modelling.write(ANA, ID, [wish(INPUTS, some)])
    [clash] = (await modelling.write(BEN, ID, [wish(INPUTS, others)])).clashes

    with pytest.raises(Misread, match="10 lines; 8 fit"):
        await modelling.settle(BEN, ID, clash.aside.number, Keep.BOTH, clash.stands.number)
    assert (await modelling.seen(BEN, ID)).clashes


async def test_the_threads_hear_once_that_the_model_is_whole_and_a_field_can_be_emptied(school, modelling):
    await modelling.write(ANA, ID, [wish(part, "Something") for part in Part if part is not INPUTS])
    assert await school.promised(NEWS) == []
    done = await modelling.write(ANA, ID, [wish(INPUTS, "Hours")])
    await modelling.write(ANA, ID, [wish(INPUTS, "Hours", done.model.number(INPUTS))])

    assert [args["words"] for args, _ in await school.promised(NEWS)] == [COMPLETE]
    kept = await school.now()
    assert (kept.revision, kept.said) == (2, school.clock.now())

    emptied = await modelling.write(ANA, ID, [wish(INPUTS, "", done.model.number(INPUTS))])
    assert emptied.model.missing == (INPUTS,)


async def test_everybody_reads_and_only_the_team_writes_while_the_idea_goes_on(school, modelling):
    await modelling.write(ANA, ID, [wish(INPUTS, "Hours")])
    for one, writes, knows in ((BEN, True, True), (CLEO, False, False), (HOST, False, True)):
        seen = await modelling.seen(one, ID)
        assert (seen.model.lines(INPUTS), seen.writes, seen.knows) == (("Hours",), writes, knows)
    for one in (CLEO, HOST):
        with pytest.raises(NotAllowed):
            await modelling.writable(one, ID)
        with pytest.raises(NotAllowed):
            await modelling.write(one, ID, [wish(OUTPUTS, "Mine")])
    with pytest.raises(NotAllowed):
        await modelling.history(CLEO, ID, 0)
    assert (await modelling.history(HOST, ID, 0))[3]

    parked = idea(id="22222222222222", stage=Stage.PARKED)
    await school.has(parked)
    with pytest.raises(AlreadyDone):
        await modelling.write(ANA, parked.id, [wish(OUTPUTS, "24 pairs")])


@pytest.mark.promise("R37")
async def test_the_model_of_another_community_is_none(school, modelling):
    await modelling.write(ANA, ID, [wish(INPUTS, "Hours")])
    stranger = caller("ana", "Ana Ruiz", administers=True, community="c2")
    asked = (
        modelling.seen(stranger, ID),
        modelling.writable(stranger, ID),
        modelling.write(stranger, ID, [wish(INPUTS, "Mine", 1)]),
        modelling.settle(stranger, ID, 1, Keep.MINE, 1),
        modelling.history(stranger, ID, 0),
    )
    for each in asked:
        with pytest.raises(NotFound):
            await each
    assert (await modelling.seen(ANA, ID)).model.lines(INPUTS) == ("Hours",)
