"""Profiles for the tests of meeting, and handlers of this part alone."""

from communitybot.ideas.delivery import inviting, nudges
from communitybot.ideas.delivery import weekly as weeks
from communitybot.people.model import Level, Profile
from tests.ideas.discussing.made import NOON, words

BEN = Profile(
    person="ben",
    levels=(Level.MIDDLE,),
    subjects=("science",),
    place="Lexington",
    brings=("mentoring new teachers", "researcher"),
    findable=True,
    changed=NOON,
)
CLEO = Profile(person="cleo", brings=("watercolours",), place="Lexington", findable=True, changed=NOON)


async def keep(school, *profiles):
    async def unit(work):
        for one in profiles:
            await work.profiles.keep("c1", one)

    await school.units.run(unit)


def kinds(clock):
    reminding, weekly = nudges.Reminding(clock), weeks.Weekly(clock)
    return {
        inviting.INVITE: inviting.invites,
        nudges.LOOK: reminding.looks,
        nudges.NUDGE: reminding.nudges,
        weeks.WEEK: weekly.weeks,
        weeks.WEEKLY: weekly.weekly,
        weeks.RESTS: weekly.rests,
    }


def told(platform, person):
    """What somebody was told in private, in words."""
    return [words(each.shown) for each in platform.visible() if each.place.place == f"dm-{person}"]


def in_room(platform):
    return [words(each.shown) for each in platform.visible() if each.place.place == "ideas"]
