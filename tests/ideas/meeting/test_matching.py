"""Who fits an idea, and why: compared word by word, and never somebody who did not want to be found."""

from asyncio import gather
from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.delivery.inviting import INVITE
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.inviting import Inviting
from communitybot.ideas.matching import best, fit, wanted_by
from communitybot.ideas.model.idea import Author, Joining, Role, Stage
from communitybot.ideas.suiting import suits
from communitybot.ideas.teaming import Came, Teaming
from communitybot.people.model import Level, Profile
from tests.ideas.discussing.made import ANA, AUTHOR, caller, idea, labels, member, words
from tests.ideas.meeting.known import BEN, CLEO, keep, kinds

BEN_HIMSELF, CLEO_HERSELF = caller(), caller("cleo", "Cleo Diaz")
DAN = Author("dan", "Dan")
ID = idea().id


@pytest.fixture
def inviting(school):
    return Inviting(school.units, school.clock)


def fits(profile, **changes):
    found = fit(wanted_by(idea(**changes), [AUTHOR]), "Ben", profile)
    return found.reasons if found is not None else ()


@pytest.mark.parametrize(
    ("profile", "reasons"),
    [
        ({"brings": ("researcher",)}, ("researcher",)),
        ({"brings": ("watercolours", "Mentoring")}, ("knows Mentoring",)),
        ({"brings": ("school",)}, ()),  # what stands in nearly every idea tells nothing
        ({"place": "east LEXINGTON"}, ("near LEXINGTON",)),
        ({"place": "Kentucky County"}, ("near Kentucky",)),
        ({"place": "New County"}, ()),
        ({"levels": (Level.MIDDLE,)}, ()),
        ({}, ()),
    ],
)
def test_each_reason_is_one_that_people_see_in_the_idea(profile, reasons):
    assert fits(Profile(person="ben", **profile)) == reasons


def test_a_team_without_a_classroom_teacher_looks_for_one_and_levels_are_read_from_words():
    teaches = Profile(person="ben", levels=(Level.MIDDLE,), subjects=("science",))
    wanted = wanted_by(idea(need="Middle school science needs a lab."), [])

    found = fit(wanted, "Ben", teaches)

    assert found.role is Role.TEACHER
    assert found.reasons == ("classroom teacher", "teaches science", "works in middle")


def test_who_fits_better_comes_first_and_of_equals_the_name_decides():
    wanted = wanted_by(idea(), [AUTHOR])
    people = [
        ("Zoe", CLEO),
        ("Álex", replace(CLEO, person="alex")),
        ("Ben", BEN),
        ("Nobody", Profile(person="x")),
    ]

    assert [one.name for one in best((fit(wanted, name, one) for name, one in people), 5)] == [
        "Ben",
        "Álex",
        "Zoe",
    ]
    assert len(best((fit(wanted, name, one) for name, one in people), 2)) == 2


async def test_only_who_consented_is_shown_and_nobody_who_has_a_place_or_said_no(school, inviting):
    await keep(school, replace(BEN, findable=False), CLEO, replace(BEN, person="ana"))
    assert [one.person for one in (await inviting.matches(ANA, ID)).fits] == ["cleo"]

    await keep(school, BEN)
    assert [one.person for one in (await inviting.matches(ANA, ID)).fits] == ["ben", "cleo"]
    for joining in (Joining.ASKED, Joining.LEFT, Joining.NOT_NOW, Joining.MEMBER):
        place = member("ben", "Ben Okri", Role.COACH, joining=joining)
        await school.units.run(lambda work, place=place: work.ideas.enrol("c1", ID, place))
        assert [one.person for one in (await inviting.matches(ANA, ID)).fits] == ["cleo"], joining
        with pytest.raises(AlreadyDone):
            await inviting.invite(ANA, ID, "ben")


async def test_an_invitation_is_asked_once_named_and_answered_either_way(school, inviting, relays, platform):
    await keep(school, BEN, CLEO)
    school.clock.set(school.clock.now().replace(hour=15))  # in New York it is morning
    await inviting.invite(ANA, ID, "ben")
    with pytest.raises(AlreadyDone, match="was invited, and has not answered yet"):
        await inviting.invite(ANA, ID, "ben")
    await inviting.invite(ANA, ID, "cleo")
    assert len(await school.promised(INVITE)) == 2
    relay = relays(school.units, {"fake": platform}, kinds(school.clock))
    await relay.run_once()
    asked = {each.place.place: each.shown for each in platform.visible()}
    assert words(asked["dm-ben"]).startswith(
        "Ana Ruiz invites you to the team of “Mentor hours”, perhaps as a researcher."
    )
    assert labels(asked["dm-ben"]) == ["Accept", "Not now", "View the idea", "Don't ask me again"]

    _, invitation = await inviting.invitation(BEN_HIMSELF, ID)
    assert invitation.role is Role.RESEARCHER
    assert (await Teaming(school.units, school.clock).ask(BEN_HIMSELF, ID, Role.COACH)).came is Came.JOINED
    await inviting.not_now(CLEO_HERSELF, ID)
    for somebody in (BEN_HIMSELF, CLEO_HERSELF):
        with pytest.raises(AlreadyDone, match="No invitation to this idea waits"):
            await inviting.not_now(somebody, ID)

    assert await school.places() == {"ana": Role.TEACHER, "ben": Role.COACH}
    said = [args["words"] for args, _ in await school.promised(TELL)]
    assert said.count("Cleo Diaz cannot join the team just now, and thanks you for asking.") == 1
    assert (await inviting.matches(ANA, ID)).fits == ()


async def test_two_who_invite_at_once_ask_once_and_five_invitations_are_enough(school, inviting):
    people = [replace(BEN, person=f"p{at}") for at in range(6)]
    for one in people:
        await school.person(one.person, f"Person {one.person}")
    await keep(school, *people)
    ended = await gather(*(inviting.invite(ANA, ID, "p0") for _ in range(3)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in ended) == ["AlreadyDone", "AlreadyDone", "tuple"]
    assert len(await school.promised(INVITE)) == 1

    for one in people[1:5]:
        await inviting.invite(ANA, ID, one.person)
    with pytest.raises(NotAllowed, match="5 invitations wait for an answer"):
        await inviting.invite(ANA, ID, "p5")


async def test_an_author_who_is_hidden_invites_as_a_member(school, inviting):
    await keep(school, BEN)
    await school.units.run(lambda work: work.ideas.save(idea(anonymous=True)))
    await inviting.invite(ANA, ID, "ben")

    ((args, _),) = await school.promised(INVITE)
    assert args["by"] == "a member"


async def test_dont_ask_me_again_lets_nobody_find_them_and_keeps_what_they_wrote(school, inviting):
    await keep(school, CLEO)
    await inviting.never(CLEO_HERSELF)
    await inviting.never(BEN_HIMSELF)  # without a profile there is nothing to change

    kept = await school.units.read(lambda work: work.profiles.get("c1", "cleo"))
    assert (kept.findable, kept.place) == (False, "Lexington")
    assert (await inviting.matches(ANA, ID)).fits == ()
    with pytest.raises(NotFound, match="cannot be found"):
        await inviting.invite(ANA, ID, "cleo")


async def test_an_invitation_taken_over_by_events_is_not_sent(school, inviting, relays, platform):
    await keep(school, BEN, CLEO)
    await inviting.invite(ANA, ID, "ben")
    await inviting.invite(ANA, ID, "cleo")
    await inviting.not_now(BEN_HIMSELF, ID)
    await school.units.run(lambda work: work.ideas.save(idea(stage=Stage.PARKED)))
    school.later(hours=12)
    await relays(school.units, {"fake": platform}, kinds(school.clock)).run_once()

    assert platform.visible() == []


@pytest.mark.promise("R37")
async def test_only_its_team_matches_and_invites_and_only_in_its_community(school, inviting):
    await keep(school, BEN, CLEO)
    for stranger, refusal in (
        (BEN_HIMSELF, NotAllowed),
        (caller("ana", "Ana Ruiz", community="c2"), NotFound),
        (caller("eve", "Eve", administers=True, community="c2"), NotFound),
    ):
        for attempt in (inviting.matches(stranger, ID), inviting.invite(stranger, ID, "cleo")):
            with pytest.raises(refusal):
                await attempt
    with pytest.raises(AlreadyDone, match="in the team already"):
        await inviting.invite(ANA, ID, "ana")
    with pytest.raises(NotFound, match="cannot be found"):
        await inviting.invite(ANA, ID, "nobody")


async def test_ideas_that_could_use_somebody_are_at_most_three_and_none_of_theirs(school):
    await school.has(
        *(idea(id=f"{number:014}", title=f"Mentors {number}", authors=(DAN,)) for number in range(3)),
        idea(id="b" * 14, title="Ben's own mentoring", authors=idea().authors),
        idea(
            id="q" * 14,
            title="Quiet",
            need="Silence.",
            approach="",
            helps="",
            benefits="",
            roles=(),
            tags=(),
            category=None,
            place="",
        ),
    )
    await school.units.run(lambda work: work.ideas.enrol("c1", ID, member(joining=Joining.LEFT)))
    found = await school.units.read(lambda work: suits(work, "c1", BEN))

    assert len(found) == 3
    assert all(one.view.verb == "idea.view" and one.view.arguments[0] != ID for one in found)
    assert found[0].reasons[0] == "researcher"
    assert await school.units.read(lambda work: suits(work, "c2", BEN)) == []
