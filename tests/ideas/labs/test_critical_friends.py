"""Critical friends come from outside a team: they are asked, agree or not, and leave notes for it."""

import pytest

from tests.ideas.discussing.made import idea, member
from tests.ideas.labs.bench import IDEA


async def progress(bench):
    return await bench.units.read(lambda work: work.labs.progress("c1", IDEA))


async def test_two_friends_are_asked_agree_and_leave_notes_and_the_team_hears(bench):
    asked = await bench.types("ana", "idea friends", people="Ben Okri and Cleo")
    assert "Asked in private: Ben Okri, Cleo Diaz" in asked
    await bench.types("ana", "idea friends", people="Ben Okri, Cleo Diaz")  # again does nothing
    await bench.passes(minutes=1)
    assert [len(bench.heard(one)) for one in ("ben", "cleo", "ana")] == [1, 1, 0]
    assert "Would you be a critical friend of Mentor hours" in bench.heard("ben")[0]

    agreed = await bench.presses("ben", "idea.befriend", IDEA)
    assert "Write my notes" in agreed
    await bench.presses("ben", "idea.befriend", IDEA)
    await bench.presses("cleo", "idea.befriend", IDEA)
    await bench.passes(minutes=1)
    assert await bench.news() == [
        f"{name} is a critical friend of this idea." for name in ("Ben Okri", "Cleo Diaz")
    ]
    assert [("agreed" in words) for words in bench.heard("ana")] == [True, True]
    assert (await progress(bench)).friends_agreed == 2

    form = await bench.types("ben", "idea notes")  # which idea is known: he is a friend of one
    assert [field.label for field in form.fields][:2] == ["What I heard you say", "What is strongest"]
    wrong = await bench.presses("ben", "idea.noted", IDEA, heard="x" * 801, step="y" * 900, people="Parents")
    assert set(wrong.reasons) == {"heard", "step"}  # both are told, and the form keeps what was written
    assert set((await bench.presses("ben", "idea.noted", IDEA, heard=" ")).reasons) == {"heard"}
    await bench.presses("ben", "idea.noted", IDEA, heard="Mentors lack time.", people="Parents")
    await bench.passes(minutes=1)
    assert len(bench.heard("ana")) == 2  # one of two is no news yet
    await bench.presses("cleo", "idea.noted", IDEA, step="Ask the board.")
    await bench.presses("cleo", "idea.noted", IDEA, step="Ask the whole board.")
    await bench.passes(minutes=1)
    assert "Both critical friends have left their notes" in bench.heard("ana")[2]
    assert len(bench.heard("ana")) == 3
    assert (await progress(bench)).notes == 2
    assert await bench.led() == {("ben", "critical friend"), ("cleo", "critical friend")}

    read = await bench.types("ana", "idea notes")
    assert "Ben Okri noted:" in read
    assert "People who are missing: Parents" in read
    assert "One next step: Ask the whole board." in read
    others = await bench.types("dan", "idea notes", idea="Mentor")
    assert "2 critical friends have left notes" in others
    assert "board" not in others
    assert "board" not in await bench.presses("dan", "idea.notes_page", IDEA, "0")


async def test_nobody_is_asked_for_a_place_that_is_taken_nor_from_within_the_team(bench):
    await bench.units.run(lambda work: work.ideas.enrol("c1", IDEA, member("dan", "Dan Lee")))
    within = await bench.types("ana", "idea friends", people="Dan Lee")
    assert "Dan Lee is in the team" in within
    assert "Only the team" in await bench.types("eve", "idea friends", idea="Mentor", people="Ben Okri")
    await bench.types("dan", "idea friends", people="Ben Okri, Cleo Diaz")
    third = await bench.types("ana", "idea friends", people="Eve Stone")
    assert "nobody else can be asked now" in third

    await bench.passes(minutes=1)
    assert bench.heard("eve") == []
    unasked = await bench.presses("eve", "idea.befriend", IDEA)
    assert "has not asked you" in unasked
    assert (await progress(bench)).friends_agreed == 0


async def test_who_says_not_now_frees_the_place_and_is_left_in_peace(bench):
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.presses("ben", "idea.unfriend", IDEA)
    await bench.presses("ben", "idea.unfriend", IDEA)
    await bench.passes(minutes=1)
    assert [
        words for words in bench.heard("ana") if "cannot be a critical friend now" in words
    ] == bench.heard("ana")
    assert len(bench.heard("ana")) == 1
    assert "Somebody else may like to" in await bench.types("ana", "idea friends", people="Ben Okri")

    await bench.passes(days=31)
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.passes(minutes=1)
    await bench.presses("ben", "idea.befriend", IDEA)
    assert (await progress(bench)).friends_agreed == 1


async def test_who_steps_back_takes_their_notes_along(bench):
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.presses("ben", "idea.befriend", IDEA)
    await bench.presses("ben", "idea.noted", IDEA, heard="Mentors lack time.")
    form = await bench.presses("ben", "idea.step_back", IDEA)
    assert "your notes go with you" in form.intro
    assert (await progress(bench)).notes == 1  # nothing happens before it is sent
    await bench.presses("ben", form.action.verb, *form.action.arguments, word="A new school")
    await bench.passes(minutes=1)

    assert "had to step back as a critical friend. They say: A new school" in bench.heard("ana")[-1]
    assert "Mentors lack time" not in await bench.types("ana", "idea notes")
    now = await progress(bench)
    assert (now.friends_agreed, now.notes) == (0, 0)


async def test_those_willing_are_proposed_in_turn(bench):
    for person in ("ben", "cleo", "dan"):
        assert "may ask you to be a critical friend" in await bench.types(
            person, "idea friends", willing="yes"
        )
    await bench.types("cleo", "idea friends", willing="no")
    first = await bench.types("ana", "idea friends")
    assert "Ask Ben Okri and Dan Lee" in first
    await bench.presses("ana", "idea.friend_ask", IDEA, "ben", "dan")
    await bench.passes(minutes=1)
    assert len(bench.heard("ben")) == len(bench.heard("dan")) == 1

    other = idea(id="1123456789abcd", title="Shared hours", created=bench.clock.now())
    await bench.has(other)
    await bench.types("eve", "idea friends", willing="yes")
    second = await bench.types("ana", "idea friends", idea="Shared")
    assert "Ask Eve Stone and Ben Okri" in second  # who was not asked yet comes first


@pytest.mark.promise("R37")
async def test_another_community_s_people_and_ideas_are_out_of_reach(bench):
    from tests.ideas.labs.bench import caller

    stranger = caller("zoe", "Zoe Strange", community="c2")
    theirs = bench.friends
    for act in (theirs.look, theirs.agree, theirs.decline):
        refused = await _refused(act(stranger, IDEA))
        assert "no such idea" in refused
    assert "do not know here" in await _refused(theirs.ask(caller("ana", "Ana Ruiz"), IDEA, ["zoe"]))


async def _refused(act):
    from communitybot.errors import Refusal

    try:
        await act
    except Refusal as refusal:
        return refusal.trouble
    raise AssertionError("it was not refused")
