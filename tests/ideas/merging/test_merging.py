"""Two ideas become one when an author of each agrees; what both had is one's, each person once."""

from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.backing import Backing
from communitybot.ideas.delivery import merging as delivery
from communitybot.ideas.delivery.talking import CLOSE, NEWS
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.editing import Editing
from communitybot.ideas.listing import Listing
from communitybot.ideas.merge_views import Came
from communitybot.ideas.model.idea import Joining, Role, Stage
from communitybot.ideas.teaming import Teaming
from communitybot.ideas.views import IdeaWish
from tests.ideas.discussing.made import caller, member
from tests.ideas.merging.twins import ANA, BEN, DOV, HERS, HIS, MOD


async def test_both_authors_agree_and_the_two_are_one(twins):
    """Votes one a person and none of the authors', followers, team, tags, roles, and both authors."""
    for person, name in (("ben", HIS), ("cleo", HIS), ("cleo", HERS), ("dov", HERS), ("ana", HIS)):
        await twins.vote(person, name)
    await twins.follow("ben", HIS)
    await twins.enrol(HIS, member("ben", "Ben Okri", Role.WRITER))
    await twins.enrol(HERS, member("ben", "Ben Okri", Role.COACH, joining=Joining.ASKED, note="May I?"))
    asked = await twins.merging.propose(DOV, HIS, HERS)
    assert (asked.came, asked.pair.merge.agreed_one, asked.pair.merge.agreed_other) == (
        Came.ASKED,
        "dov",
        None,
    )
    assert (await twins.now(HIS)).stage is Stage.SEED  # nothing yet

    done = await twins.merging.agree(ANA, asked.pair.merge.id)
    kept, gone = await twins.now(HERS), await twins.now(HIS)

    assert (done.came, done.now) == (Came.MERGED, True)
    assert (gone.stage, gone.into, gone.votes) == (Stage.MERGED, HERS, 3)  # Ana's was a vote of hers there
    assert [author.person for author in kept.authors] == ["ana", "dov"]
    assert (kept.votes, kept.follows, kept.team) == (2, 1, 3)
    assert await twins.team(HERS) == {"ana": Role.TEACHER, "ben": Role.WRITER, "dov": Role.TEACHER}
    assert kept.tags == ("mentoring", "time", "hours")
    assert kept.roles == (Role.RESEARCHER, Role.PRINCIPAL, Role.WRITER)
    news = [(args["idea"], args["leads"], args["words"]) for args, _ in await twins.school.promised(NEWS)]
    assert [each[:2] for each in news] == [(HIS, HERS), (HERS, HIS)]
    assert "goes on in “Mentor hours”" in news[0][2]
    assert [args["idea"] for args, _ in await twins.school.promised(CLOSE)] == [HIS]
    (told,) = await twins.school.promised(TELL)
    assert (told[0]["idea"], told[0]["but"]) == (HERS, ["ana"])

    again = await twins.merging.agree(DOV, asked.pair.merge.id)
    proposed = await twins.merging.propose(DOV, HIS, HERS)
    assert (again.came, again.now, proposed.came, proposed.now) == (Came.MERGED, False, Came.MERGED, False)
    assert (await twins.now(HERS)).revision == kept.revision


async def test_who_supports_what_was_merged_supports_the_one_it_goes_on_in(twins):
    """Also where that one has joined a third."""
    third = "2123456789abcd"
    await twins.school.has(
        replace(await twins.now(HERS), id=third, title="Time for mentors", votes=0, team=1)
    )
    await twins.merged()
    second = await twins.merging.propose(ANA, HERS, third)
    assert second.came is Came.MERGED  # she wrote both
    backed = await Backing(twins.school.units, twins.school.clock).support(BEN, HIS)
    assert (backed.idea.id, backed.idea.votes) == (third, 1)
    seen = await Listing(twins.school.units, twins.school.clock).look(BEN, HIS)
    assert (seen.into.id, seen.idea.into) == (third, HERS)
    with pytest.raises(AlreadyDone, match="part of another idea already"):
        await twins.merging.propose(DOV, HIS, third)


async def test_who_may_ask_and_answer(twins):
    with pytest.raises(NotAllowed, match="Only whoever wrote one of the two"):
        await twins.merging.propose(BEN, HIS, HERS)
    with pytest.raises(NotAllowed):
        await twins.merging.likes(BEN, HERS)
    with pytest.raises(Misread, match="same idea"):
        await twins.merging.look(ANA, HERS, HERS)
    asked = await twins.merging.propose(MOD, HIS, HERS)
    name = asked.pair.merge.id
    assert (asked.came, asked.pair.merge.agreed_one, asked.pair.merge.agreed_other) == (
        Came.ASKED,
        None,
        None,
    )
    for answer in (twins.merging.agree, twins.merging.keep_apart):
        with pytest.raises(NotAllowed):
            await answer(BEN, name)
    assert (await twins.merging.agree(MOD, name)).came is Came.WAITS  # it is not theirs to say
    first, twice = await twins.merging.agree(ANA, name), await twins.merging.agree(ANA, name)
    assert (first.came, first.now, twice.came, twice.now) == (Came.WAITS, True, Came.WAITS, False)
    assert (await twins.merging.agree(DOV, name)).came is Came.MERGED


@pytest.mark.promise("R37")
async def test_nothing_of_another_community_can_be_named(twins):
    ann = caller("ana", "Ann Elm", administers=True, community="c2")
    asked = await twins.merging.propose(DOV, HIS, HERS)
    for one, other in ((HIS, HERS), (HERS, HIS)):
        for act in (twins.merging.look, twins.merging.propose):
            with pytest.raises(NotFound):
                await act(ann, one, other)
    for answer in (twins.merging.agree, twins.merging.keep_apart):
        with pytest.raises(NotFound):
            await answer(ann, asked.pair.merge.id)
    await twins.merging.agree(ANA, asked.pair.merge.id)
    for act in (twins.merging.likes, twins.merging.may_undo, twins.merging.undo):
        with pytest.raises(NotFound):
            await act(ann, HIS)
    assert (await twins.now(HIS)).into == HERS


async def test_both_ask_at_once(twins):
    """The same wish is a yes; the other way round, the first question is shown to be answered."""
    await twins.merging.propose(DOV, HIS, HERS)
    again = await twins.merging.propose(DOV, HIS, HERS)
    turned = await twins.merging.propose(ANA, HERS, HIS)
    mine = await twins.merging.propose(DOV, HERS, HIS)
    assert (again.came, again.now) == (Came.WAITS, False)
    assert (turned.came, turned.pair.one.id, turned.pair.other.id) == (Came.ANSWERS, HIS, HERS)
    assert mine.came is Came.WAITS  # he has agreed to his own
    assert len(await twins.school.promised(delivery.ASK)) == 2  # now and in a week, once
    same = await twins.merging.propose(ANA, HIS, HERS)
    assert (same.came, (await twins.now(HIS)).into) == (Came.MERGED, HERS)


async def test_nobody_asks_many_authors_at_once(twins):
    others = [f"{number}223456789abcd" for number in range(4, 8)]
    await twins.school.has(
        *[replace(await twins.now(HERS), id=name, title=f"Idea {name}") for name in others]
    )
    for name in others[:3]:
        assert (await twins.merging.propose(DOV, HIS, name)).came is Came.ASKED
    with pytest.raises(AlreadyDone, match="3 of your questions wait"):
        await twins.merging.propose(DOV, HIS, others[3])
    assert (await twins.merging.propose(MOD, HIS, others[3])).came is Came.ASKED
    assert (await twins.merging.propose(ANA, others[0], others[1])).came is Came.MERGED  # she wrote both
    twins.school.later(days=14)
    assert (await twins.merging.propose(DOV, HIS, others[2])).came is Came.ASKED


async def test_kept_apart_is_told_kindly_and_rests_for_two_weeks(twins):
    asked = await twins.merging.propose(DOV, HIS, HERS)
    name = asked.pair.merge.id
    apart = await twins.merging.keep_apart(ANA, name)
    late, twice = await twins.merging.agree(ANA, name), await twins.merging.keep_apart(ANA, name)

    assert (apart.came, apart.now) == (Came.APART, True)
    assert (late.came, late.now, twice.came, twice.now) == (Came.APART, False, Came.APART, False)
    (told,) = await twins.school.promised(TELL)
    assert told[0]["to"] == ["dov"]
    assert "stays apart from “Mentor hours”" in told[0]["words"]
    with pytest.raises(AlreadyDone, match="You can ask again from Tue 15 Dec on"):
        await twins.merging.propose(DOV, HERS, HIS)
    assert (await twins.merging.propose(ANA, HERS, HIS)).came is Came.ASKED  # who said no may think again
    assert (await twins.now(HIS)).stage is Stage.SEED


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (Stage.PARKED, "rests. Let it go on first"),
        (Stage.REPORTED, "outcome of “Hours for mentors” is told"),
    ],
)
async def test_what_does_not_go_on_is_not_merged_and_a_question_about_it_lapses(twins, stage, words):
    asked = await twins.merging.propose(DOV, HIS, HERS)
    await twins.change(HIS, stage=stage)
    for act in (twins.merging.look, twins.merging.propose):
        with pytest.raises(AlreadyDone, match=words):
            await act(ANA, HIS, HERS)
    if stage is Stage.PARKED:
        assert (await twins.merging.agree(ANA, asked.pair.merge.id)).came is Came.LAPSED
        await twins.change(HIS, stage=Stage.SEED)
        assert (await twins.merging.agree(ANA, asked.pair.merge.id)).now is False
    assert (await twins.now(HIS)).into is None


async def test_what_was_withdrawn_meanwhile_stays_so(twins):
    asked = await twins.merging.propose(DOV, HIS, HERS)
    await twins.change(HIS, stage=Stage.WITHDRAWN)
    with pytest.raises(NotFound, match="may have been withdrawn"):
        await twins.merging.agree(ANA, asked.pair.merge.id)
    assert (await twins.merging.agree(DOV, asked.pair.merge.id)).came is Came.LAPSED
    assert (await twins.now(HERS)).authors == (await twins.now(HERS)).authors[:1]


async def test_where_no_author_is_left_a_moderator_agrees_in_their_place(twins):
    await twins.school.has(
        replace(
            await twins.now(HIS),
            id="3123456789abcd",
            title="Left behind",
            authors=(replace((await twins.now(HIS)).author, person="gone"),),
        )
    )
    with pytest.raises(NotAllowed, match="Nobody who wrote the other idea is here any more"):
        await twins.merging.propose(ANA, "3123456789abcd", HERS)
    asked = await twins.merging.propose(MOD, "3123456789abcd", HERS)
    assert (asked.came, asked.pair.merge.agreed_one) == (Came.ASKED, "mod")
    assert (await twins.merging.agree(ANA, asked.pair.merge.id)).came is Came.MERGED


async def test_a_team_of_more_than_five_stays_and_says_so(twins):
    await twins.enrol(HIS, *(member(f"p{n}", f"Person {n}", Role.COACH) for n in range(4)))
    await twins.enrol(HERS, member("cleo", "Cleo Diaz", Role.COACH))
    assert (await twins.merging.look(DOV, HIS, HERS)).team == 7
    await twins.merged()
    assert len(await twins.team(HERS)) == 7
    news = [args["words"] for args, _ in await twins.school.promised(NEWS) if args["idea"] == HERS]
    assert "All 7 of its people stay" in news[0]
    with pytest.raises(AlreadyDone, match="has its 7 people"):
        await Teaming(twins.school.units, twins.school.clock).ask(BEN, HERS, Role.COACH)


async def test_a_hidden_name_stays_hidden_in_the_one_both_become(twins):
    await twins.change(HIS, anonymous=True)
    await twins.merged()
    assert (await twins.now(HERS)).anonymous
    words = [
        args["words"] for args, _ in (*await twins.school.promised(NEWS), *await twins.school.promised(TELL))
    ]
    assert words
    assert not [each for each in words if "Dov" in each]
    editing = Editing(twins.school.units, twins.school.clock)
    with pytest.raises(NotAllowed, match="all names stay hidden"):
        await editing.change(ANA, HERS, IdeaWish(anonymous=False))
    await twins.merging.undo(DOV, HIS)
    assert not (await twins.now(HERS)).anonymous
    assert (await twins.now(HIS)).anonymous
