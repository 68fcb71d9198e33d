"""/my profile: optional throughout, found by nobody until one says so, and cleared by one press."""

from dataclasses import replace

import pytest

from communitybot.commands.guard import Press
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.inbound import Who
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Ask
from communitybot.errors import Misread, NotFound
from communitybot.people.directory import Directory
from communitybot.people.model import Level
from communitybot.people.profile import MOST_NAMED, read_brings, read_levels, read_place, read_subjects
from communitybot.people.profile_commands import MyProfile
from communitybot.people.profile_service import Profiles, ProfileWish

ROOM = PlaceAddress("playground", "demo", "staffroom")


class House:
    """The command on a real database, and people to use it."""

    def __init__(self, units, clock):
        self.units, self.clock = units, clock
        self.directory = Directory(units, clock, "America/New_York", alone=True)
        self.profiles = Profiles(units, clock)
        self.commands = MyProfile(self.profiles)

    async def caller(self, person="teacher"):
        account = PersonAddress("playground", "demo", person)
        return await self.directory.caller(Who(account=account, name=person.title()), ROOM)

    async def says(self, person="teacher", **given):
        return self.read(await self.commands.profile(await self.caller(person), **given))

    async def presses(self, what, *arguments, value=None, person="teacher"):
        press = Press("my.profile", arguments, value)
        return self.read(await getattr(self.commands, what)(await self.caller(person), press))

    def read(self, reply):
        return plain(reply.message, zone="UTC", now=self.clock.now())


@pytest.fixture
def house(sqlite_units, clock):
    return House(sqlite_units, clock)


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("middle, high school", (Level.MIDDLE, Level.HIGH_SCHOOL)),
        ("High; kindergarten; primary", (Level.EARLY_CHILDHOOD, Level.ELEMENTARY, Level.HIGH_SCHOOL)),
        ("all levels", tuple(Level)[1:]),
        ("none", ()),
        ("middle, middle school", (Level.MIDDLE,)),
    ],
)
def test_levels_are_read_however_they_are_called(typed, levels):
    assert read_levels(typed) == levels


def test_what_is_none_or_too_much_is_told_and_things_are_kept_once():
    assert read_subjects("Science, music,, SCIENCE\nMúsic") == ("Science", "music")
    assert read_brings("none") == ()
    assert read_place("  Austin,\n Texas ") == "Austin, Texas"
    assert read_place("NONE") == ""
    for read, typed in (
        (read_levels, "hogwarts"),
        (read_subjects, ", ".join(f"subject {at}" for at in range(MOST_NAMED + 1))),
        (read_brings, "x" * 41),
        (read_place, "x" * 81),
    ):
        with pytest.raises(Misread) as refused:
            read(typed)
        assert refused.value.example


async def test_three_picks_are_a_start_and_consent_is_a_choice_of_its_own(house):
    empty = await house.says()
    assert "Nothing stands here yet. All of it is up to you; three picks are a start." in empty
    assert "Colleagues cannot find you. Only you see this." in empty

    for _ in range(2):  # a repeated choice adds nothing
        await house.presses("pick", "levels", value="middle")
    await house.presses("pick", "subjects", value="science")
    picked = await house.presses("pick", "brings", value="mentoring")
    assert "Levels I teach: middle\nSubjects: science\nPlace: Not said\nWhat I can bring: mentoring" in picked
    assert "Colleagues cannot find you." in picked  # writing is not consenting

    found = await house.presses("find", "on")
    assert "Colleagues may find you." in found
    assert "“Stop being found” takes it back at once" in found
    assert "Colleagues cannot find you." in await house.presses("find", "off")
    assert "Colleagues may find you." in await house.says(find=True)


async def test_a_line_changes_what_it_names_and_a_form_shows_what_is_there(house):
    await house.says(level="middle", subjects="science, music", place="Austin, Texas", bring="researcher")
    kept = await house.says(subjects="none", place="Ely")
    assert "Levels I teach: middle\nSubjects: Not said\nPlace: Ely\nWhat I can bring: researcher" in kept

    form = await house.commands.change(await house.caller(), Press("my.profile_change", ()))
    assert isinstance(form, Ask)
    assert {field.name: field.value for field in form.form.fields} == {
        "level": "middle",
        "subjects": None,
        "place": "Ely",
        "bring": "researcher",
    }


async def test_cleared_by_one_press_nothing_is_kept(house):
    await house.says(place="Ely", find=True)
    mine = await house.caller()

    assert "Nothing of your profile is kept, and nobody finds you." in await house.presses("clear")
    assert "Nothing is kept." in await house.presses("clear")
    assert await house.units.read(lambda work: work.profiles.get(mine.community, mine.person)) is None
    assert "Colleagues cannot find you." in await house.says()


@pytest.mark.promise("R37")
async def test_everybody_sees_and_changes_their_own_alone(house):
    await house.says(place="Ely", find=True)
    assert "Ely" not in await house.says("colleague")
    await house.says("colleague", place="Austin")
    mine = await house.caller()
    elsewhere = replace(mine, community="another")

    for attempt in (
        house.profiles.show(elsewhere),
        house.profiles.change(elsewhere, ProfileWish(place="Oak")),
        house.profiles.clear(elsewhere),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert "Place: Ely" in await house.says()


async def test_a_list_of_another_version_changes_nothing(house):
    caller = await house.caller()
    for press in (Press("my.profile_pick", ("levels",)), Press("my.profile_pick", ("name",), "x")):
        with pytest.raises(NotFound, match="older version"):
            await house.commands.pick(caller, press)
    with pytest.raises(Misread):
        await house.profiles.pick(caller, "levels", "hogwarts")
    full = ", ".join(f"skill {at}" for at in range(MOST_NAMED))
    await house.says(bring=full)
    assert "mentoring" not in await house.presses("pick", "brings", value="mentoring")
