"""Commitments: whoever is named says yes first, and what becomes of one is heard where it matters."""

import pytest

from communitybot.ideas.model.commitment import State
from tests.ideas.discussing.made import member
from tests.ideas.labs.bench import IDEA, caller


async def kept(bench):
    return await bench.units.read(lambda work: work.labs.commitments("c1", IDEA, limit=50))


async def promised(bench, owner="me", by="15 december", what="Ask the board", person="ana"):
    words = await bench.types(person, "idea commit", what=what, owner=owner, by=by)
    found = [one for one in await kept(bench) if one.what == what]
    return words, found[0] if found else None


async def test_ones_own_commitment_stands_at_once_and_is_noted_once(bench):
    await bench.talks()
    words, one = await promised(bench)
    await promised(bench)
    assert "three days before the date" in words
    assert [(each.owner, each.state) for each in await kept(bench)] == [("ana", State.OPEN)]
    assert await bench.news() == ["Ana Ruiz will do this by Tuesday 15 December 2026: Ask the board"]

    await bench.presses("ana", "idea.is_done", IDEA, one.id, word="They said yes.")
    await bench.presses("ana", "idea.is_done", IDEA, one.id, word="Twice")
    assert (await bench.news())[1:] == ["Done: Ask the board (Ana Ruiz). They said yes."]
    await bench.passes(minutes=2)
    told = "\n".join(bench.thread())
    assert (told.count("will do this by"), told.count("Done: Ask the board (Ana Ruiz).")) == (1, 1)
    assert "is done" in await bench.presses("ana", "idea.moved", IDEA, one.id, by="20 december", word="")
    listed = await bench.types("eve", "idea commitments", idea="Mentor")
    assert "Ask the board: Ana Ruiz, by Tuesday 15 December 2026. It is done." in listed


async def test_whoever_is_named_by_somebody_else_is_asked_first(bench):
    words, one = await promised(bench, owner="Ben Okri")
    assert "I ask them in private" in words
    progress = await bench.units.read(lambda work: work.labs.progress("c1", IDEA))
    assert (one.state, progress.commitments, await bench.news()) == (State.ASKED, 0, [])
    await bench.passes(minutes=1)
    assert "Do you take it on?" in bench.heard("ben")[0]

    assert "Only whom it was meant for" in await bench.presses("ana", "idea.take_on", IDEA, one.id)
    await bench.presses("ben", "idea.take_on", IDEA, one.id)
    await bench.presses("ben", "idea.take_on", IDEA, one.id)
    await bench.passes(minutes=1)
    progress = await bench.units.read(lambda work: work.labs.progress("c1", IDEA))
    assert (progress.commitments, len(await bench.news())) == (1, 1)
    assert [("took on" in words) for words in bench.heard("ana")] == [True]


async def test_who_says_no_tells_whoever_named_them(bench):
    _, one = await promised(bench, owner="Ben Okri")
    await bench.presses("ben", "idea.refused", IDEA, one.id, word="I am on leave")
    await bench.presses("ben", "idea.refused", IDEA, one.id, word="Again")
    await bench.passes(minutes=1)
    assert (await kept(bench))[0].state is State.NOT_MINE
    assert len(bench.heard("ana")) == 1
    assert "They say: I am on leave" in bench.heard("ana")[0]


async def test_only_its_owner_and_the_team_have_a_hand_in_it(bench):
    _, one = await promised(bench, owner="Dr. Kim")
    assert (one.owner, one.name, one.state) == (None, "Dr. Kim", State.OPEN)
    assert "Only the team" in (await promised(bench, person="eve", what="Mine"))[0]
    for verb in ("idea.is_done", "idea.dropped", "idea.moved"):
        refused = await bench.presses("eve", verb, IDEA, one.id, word="", by="20 december")
        assert "Only its owner and the team" in refused
    assert (await kept(bench))[0] == one

    await bench.units.run(lambda work: work.ideas.enrol("c1", IDEA, member("dan", "Dan Lee")))
    await bench.presses("dan", "idea.dropped", IDEA, one.id, word="No money")
    await bench.passes(minutes=1)
    assert (await kept(bench))[0].state is State.DROPPED
    assert "had to drop this: Ask the board. No money" in bench.heard("ana")[0]
    assert bench.heard("dan") == []


@pytest.mark.promise("R37")
async def test_a_commitment_of_another_idea_or_community_is_not_there(bench):
    _, one = await promised(bench)
    from tests.ideas.discussing.made import idea

    other = idea(id="1123456789abcd", title="Shared hours", created=bench.clock.now())
    await bench.has(other)
    assert "no such commitment" in await bench.presses("ana", "idea.is_done", other.id, one.id, word="x")
    stranger = caller("ana", "Ana Ruiz", community="c2")
    for act in (bench.commitments.take_on, bench.commitments.refuse, bench.commitments.look):
        try:
            await act(stranger, IDEA, one.id)
        except Exception as refusal:  # noqa: BLE001 - its words are looked at
            assert "no such idea" in str(refusal)  # noqa: PT017 - three calls, one story
        else:
            raise AssertionError("it was not refused")


async def test_what_cannot_be_read_is_refused_with_what_works(bench):
    for words, given in (
        ("which has passed", {"by": "2026-11-01"}),
        ("no day I know", {"by": "someday"}),
        ("for the next 5 years", {"by": "2040-01-01"}),
        ("says in up to 200 characters", {"what": "!!"}),
    ):
        assert words in (await promised(bench, **given))[0]
    assert await kept(bench) == []


async def test_many_commitments_come_in_pages(bench):
    for number in range(1, 11):
        await promised(bench, what=f"Step {number}", by=f"{number} march 2027")
    first = await bench.types("ana", "idea commitments")
    assert "Step 8" in first
    assert "Step 9" not in first
    assert "10 open. Page 1 of 2." in first
    assert "Step 10" in await bench.presses("ana", "idea.commitments_page", IDEA, "1")


async def test_a_name_with_its_office_stays_whole_and_an_unknown_account_is_no_name(bench):
    _, one = await promised(bench, owner="Dr. Kim, superintendent")
    assert (one.name, one.owner) == ("Dr. Kim, superintendent", None)
    words, none = await promised(bench, owner="<@U777>", what="Call them")
    assert none is None
    assert "have not used me here yet" in words


async def test_every_button_leads_on_with_the_form_it_names(bench):
    _, one = await promised(bench, owner="Ben Okri")
    looked_at = await bench.presses("ben", "idea.commitment", IDEA, value=one.id)
    assert "[I take it on | Not me | Commitments]" in looked_at
    assert [field.name for field in (await bench.presses("ben", "idea.refuse", IDEA, one.id)).fields] == [
        "word"
    ]
    await bench.presses("ben", "idea.take_on", IDEA, one.id)
    looked_at = await bench.presses("ana", "idea.commitment", IDEA, value=one.id)
    assert "[Done | More time | Dropped | Commitments]" in looked_at
    assert "[Commitments]" in await bench.presses("eve", "idea.commitment", IDEA, value=one.id)

    form = await bench.presses("ben", "idea.more_time", IDEA, one.id)
    assert [(field.name, field.value) for field in form.fields] == [("by", "2026-12-15"), ("word", None)]
    assert str(form.action) == f"idea.moved:{IDEA}:{one.id}"
    for day in ("someday", "2026-11-01", "2040-01-01"):
        assert "by" in (await bench.presses("ben", "idea.moved", IDEA, one.id, by=day, word="x")).reasons
    for verb, then in (("idea.done", "idea.is_done"), ("idea.drop", "idea.dropped")):
        assert (await bench.presses("ben", verb, IDEA, one.id)).action.verb == then
    form = await bench.presses("ana", "idea.commit", IDEA)
    assert [field.name for field in form.fields] == ["what", "owner", "by"]
