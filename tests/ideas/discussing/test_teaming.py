"""Joining a team: whoever asks hears either way, authors decide, and nothing is decided twice."""

from asyncio import gather

import pytest

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.delivery.promises import LED
from communitybot.ideas.delivery.talking import NEWS
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.model.idea import Joining, Role, Stage
from communitybot.ideas.teaming import Came, Teaming
from tests.ideas.discussing.made import ANA, BEN, caller, idea, member

ID = idea().id


@pytest.fixture
def teaming(school):
    return Teaming(school.units, school.clock)


async def told(school):
    return [args["words"] for args, _ in await school.promised(TELL)]


async def test_somebody_asks_and_is_let_in(school, teaming):
    asked = await teaming.ask(BEN, ID, Role.RESEARCHER, "  I count\nhours. ")
    again = await teaming.ask(BEN, ID, Role.RESEARCHER, "I count hours.")

    assert (asked.came, asked.member.note) == (Came.ASKED, "I count hours.")
    assert again.came is Came.ASKS_STILL
    assert len(await school.promised("idea.ask")) == 2  # now, and once more if nobody answers
    assert await school.places(Joining.ASKED) == {"ben": Role.RESEARCHER}

    school.later(hours=1)
    after, joined = await teaming.accept(ANA, ID, "ben")

    assert (after.team, after.roles, after.said) == (2, (Role.PRINCIPAL,), school.clock.now())
    assert joined.joining is Joining.MEMBER
    assert await school.places() == {"ana": Role.TEACHER, "ben": Role.RESEARCHER}
    assert (await school.now()).team == 2
    assert [args["words"] for args, _ in await school.promised(NEWS)] == [
        "Ben Okri joins the team as a researcher. Welcome!"
    ]
    (led,) = await school.promised(LED)
    assert (led[0]["person"], led[0]["role"]) == ("ben", "researcher")
    assert "Welcome! You are in the team now, as a researcher." in await told(school)


async def test_two_authors_at_once_and_an_answer_that_comes_too_late_are_told_so(school, teaming):
    await teaming.ask(BEN, ID, Role.COACH)
    await teaming.accept(ANA, ID, "ben")
    with pytest.raises(AlreadyDone, match="Ben Okri is in the team already"):
        await teaming.accept(ANA, ID, "ben")
    with pytest.raises(AlreadyDone, match="in the team already"):
        await teaming.not_now(ANA, ID, "ben")

    await teaming.leave(BEN, ID)
    with pytest.raises(AlreadyDone, match="does not ask to join any more"):
        await teaming.accept(ANA, ID, "ben")
    with pytest.raises(NotFound, match="Nobody of that name"):
        await teaming.accept(ANA, ID, "cleo")

    await teaming.ask(BEN, ID, Role.COACH)
    await teaming.unask(BEN, ID)
    with pytest.raises(AlreadyDone, match="any more"):
        await teaming.accept(ANA, ID, "ben")
    with pytest.raises(AlreadyDone, match="not waiting"):
        await teaming.unask(BEN, ID)

    await teaming.ask(BEN, ID, Role.COACH)
    await school.units.run(lambda work: work.ideas.save(idea(stage=Stage.WITHDRAWN)))
    with pytest.raises(AlreadyDone, match="withdrawn"):
        await teaming.accept(ANA, ID, "ben")
    assert await school.places() == {"ana": Role.TEACHER}


async def test_not_now_is_kind_and_rests_for_two_weeks(school, teaming):
    await teaming.ask(BEN, ID, Role.WRITER, "Please!")
    await teaming.not_now(ANA, ID, "ben")

    assert any(each.startswith("Thank you for offering to join.") for each in await told(school))
    with pytest.raises(NotAllowed, match="You can ask again from Tue 15 Dec on"):
        await teaming.may_ask(BEN, ID)
    with pytest.raises(AlreadyDone, match="told “not now” already"):
        await teaming.accept(ANA, ID, "ben")

    school.later(days=14)
    assert (await teaming.ask(BEN, ID, Role.WRITER)).came is Came.ASKED


async def test_a_full_team_is_told_before_asking_and_when_it_filled_meanwhile(school, teaming):
    await teaming.ask(BEN, ID, Role.WRITER)

    async def fill(work):
        for number in range(4):
            await work.ideas.enrol("c1", ID, member(f"p{number}", f"Person {number}", Role.COACH))

    await school.units.run(fill)
    with pytest.raises(AlreadyDone, match="has its 5 people: Ana Ruiz, Person 0"):
        await teaming.accept(ANA, ID, "ben")
    with pytest.raises(AlreadyDone, match="would have to leave first"):
        await teaming.may_ask(caller("cleo", "Cleo Diaz"), ID)
    assert len(await school.places()) == 5


async def test_of_two_who_are_let_in_at_once_the_last_seat_goes_to_one(school, teaming):
    async def nearly_full(work):
        for number in range(3):
            await work.ideas.enrol("c1", ID, member(f"p{number}", f"Person {number}", Role.COACH))

    await school.units.run(nearly_full)
    for person, name in (("ben", "Ben Okri"), ("cleo", "Cleo Diaz")):
        await teaming.ask(caller(person, name), ID, Role.WRITER)
    both = (teaming.accept(ANA, ID, "ben"), teaming.accept(ANA, ID, "cleo"), teaming.accept(ANA, ID, "ben"))
    ended = await gather(*both, return_exceptions=True)

    assert sorted(type(each).__name__ for each in ended) == ["AlreadyDone", "AlreadyDone", "tuple"]
    assert len(await school.places()) == (await school.now()).team == 5
    assert len(await school.promised(NEWS)) == 1


async def test_who_may_not_ask_or_decide_is_told_why(school, teaming):
    with pytest.raises(AlreadyDone, match="You wrote this idea"):
        await teaming.may_ask(ANA, ID)
    with pytest.raises(Misread, match="600 characters; 500 fit"):
        await teaming.ask(BEN, ID, Role.COACH, "x" * 600)
    await teaming.ask(BEN, ID, Role.COACH)
    for decide in (teaming.accept, teaming.not_now, teaming.asking):
        with pytest.raises(NotAllowed, match="Only whoever wrote this idea"):
            await decide(BEN, ID, "ben")
    with pytest.raises(NotFound):
        await teaming.accept(caller("ana", "Ana Ruiz", community="c2"), ID, "ben")
    await school.units.run(lambda work: work.ideas.save(idea(stage=Stage.REPORTED)))
    with pytest.raises(AlreadyDone, match="come to its outcome"):
        await teaming.may_ask(caller("cleo", "Cleo Diaz"), ID)


async def test_a_member_leaves_or_is_thanked_and_authors_stay(school, teaming):
    await teaming.ask(BEN, ID, Role.RESEARCHER)
    await teaming.accept(ANA, ID, "ben")
    school.later(days=1)

    after, gone = await teaming.let_go(ANA, ID, "ben", "Your figures opened doors.")

    assert (after.team, gone.name) == (1, "Ben Okri")
    assert any(each.endswith("from here. Your figures opened doors.") for each in await told(school))
    assert [args["words"] for args, _ in await school.promised(NEWS)][-1] == (
        "Ben Okri is no longer in the team. Thank you, Ben Okri!"
    )
    with pytest.raises(AlreadyDone):
        await teaming.let_go(ANA, ID, "ben")
    with pytest.raises(AlreadyDone):
        await teaming.leave(BEN, ID)
    with pytest.raises(NotAllowed, match="cannot be without you"):
        await teaming.leave(ANA, ID)
    with pytest.raises(NotAllowed, match="Authors stay"):
        await teaming.let_go(ANA, ID, "ana")


async def test_somebody_invited_is_in_as_soon_as_they_say_what_they_bring(school, teaming):
    invited = member(joining=Joining.INVITED)
    await school.units.run(lambda work: work.ideas.enrol("c1", ID, invited))

    came = await teaming.ask(BEN, ID, Role.PRINCIPAL)

    assert (came.came, came.idea.team, came.idea.roles) == (Came.JOINED, 2, (Role.RESEARCHER,))
    (tell,) = await school.promised(TELL)
    assert tell[0]["to"] == ["ana"]  # who had invited them


async def test_a_role_can_be_changed_and_an_unchanged_one_changes_nothing(school, teaming):
    _, same = await teaming.take_role(ANA, ID, Role.TEACHER)
    after, changed = await teaming.take_role(ANA, ID, Role.PRINCIPAL)

    assert (same.role, changed.role) == (Role.TEACHER, Role.PRINCIPAL)
    assert (after.roles, after.revision) == ((Role.RESEARCHER,), 1)
    assert await school.places() == {"ana": Role.PRINCIPAL}
    with pytest.raises(AlreadyDone):
        await teaming.take_role(BEN, ID, Role.COACH)


async def test_an_anonymous_author_is_named_nowhere(school, teaming):
    hidden = await school.has(idea(id="2123456789abcd", anonymous=True))
    await teaming.ask(BEN, hidden.id, Role.WRITER)
    school.later(seconds=1)
    await teaming.accept(ANA, hidden.id, "ben")
    for number in range(3):

        async def unit(work, number=number):
            await work.ideas.enrol("c1", hidden.id, member(f"p{number}", f"Person {number}", Role.COACH))

        await school.units.run(unit)
    with pytest.raises(AlreadyDone) as full:
        await teaming.may_ask(caller("cleo", "Cleo Diaz"), hidden.id)

    said = [args["words"] for kind in (TELL, NEWS) for args, _ in await school.promised(kind)]
    assert len(said) == 2
    assert not any("Ana" in each for each in [*said, str(full.value)])
