"""/my settings: one card, one line for each change, and reminders that follow."""

from datetime import UTC, datetime, time, timedelta

import pytest

from communitybot.commands.collect import collect
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.communities.commands import CommunityCommands
from communitybot.communities.service import Communities
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Who
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Answer, Ask
from communitybot.errors import Misread, NotFound
from communitybot.people.commands import MySettings
from communitybot.people.directory import Directory
from communitybot.people.service import Changes, People

ROOM = PlaceAddress("playground", "demo", "staffroom")
NOW = datetime(2014, 10, 13, 13, 0, tzinfo=UTC)


class Planner:
    """Whoever plans reminders: notes for whom, and what it saw in the store."""

    def __init__(self):
        self.saw, self.fails = [], False

    async def person(self, work, community, person):
        known = await work.people.get(community, person)
        self.saw.append((person, known.zone, known.offsets))
        if self.fails:
            raise RuntimeError("the plans could not be changed")


class House:
    """The commands on a real database, and callers to use them."""

    def __init__(self, units, clock):
        clock.set(NOW)
        self.clock, self.planner = clock, Planner()
        self.directory = Directory(units, clock, "America/New_York", alone=True)
        self.people = People(units, replan=self.planner, remembers=self.directory)
        self.commands = MySettings(self.people, clock)

    async def caller(self, person="teacher", space="demo", **more):
        account = PersonAddress("playground", space, person)
        return await self.directory.caller(Who(account=account, name=person.title(), **more), ROOM)

    async def says(self, **given):
        reply = await self.commands.settings(await self.caller(), **given)
        assert isinstance(reply, Answer)
        return plain(reply.message, zone="UTC", now=self.clock.now())


@pytest.fixture
def house(sqlite_units, clock):
    return House(sqlite_units, clock)


async def test_with_nothing_given_everything_is_shown_with_how_to_change_it(house):
    card = await house.says()

    for words in (
        "You have not set one, so I use this community's: New York (Eastern).",
        "It is Mon 13 Oct, 9:00 AM EDT there.",
        "9:00 PM to 7:00 AM",
        "As usual here: 1 week, 1 day, 1 hour, 15 minutes, start.",
        "Reminders of events you go to still come; the rest waits.",
        "/my settings zone: Pacific",
        "/my settings quiet: none",
        "/my settings reminders: 1 day, 1 hour, start",
        "/my settings hold: yes",
        "Only you can see and change these.",
    ):
        assert words in card
    assert not house.planner.saw


async def test_what_is_changed_is_kept_and_shown_back(house):
    await house.says(zone="chicago time", quiet="10pm to 6am", reminders="2 hours, start", hold=True)
    card = await house.says()
    shown = await house.people.show(await house.caller())

    assert "Chicago (Central). It is Mon 13 Oct, 8:00 AM CDT there." in card
    assert "10:00 PM to 6:00 AM" in card
    assert "2 hours, start" in card
    assert "wait as well" in card
    assert (shown.person.quiet.start, shown.person.quiet.end) == (time(22), time(6))
    assert shown.person.offsets == (timedelta(hours=2), timedelta())


async def test_the_next_call_is_read_in_the_new_zone(house):
    assert not (await house.caller()).zone_known
    await house.says(zone="Chicago")

    assert (await house.caller()).zone == "America/Chicago"
    assert (await house.caller()).zone_known


async def test_one_change_leaves_the_rest_alone(house):
    await house.says(zone="Chicago", reminders="none", hold=True)
    await house.says(quiet="none")
    person = (await house.people.show(await house.caller())).person

    assert (person.zone, person.offsets) == ("America/Chicago", ())
    assert person.quiet.none
    assert person.quiet.holds_attending


async def test_as_usual_follows_the_community_again(house):
    await house.says(zone="Chicago", reminders="none")
    card = await house.says(zone="usual", reminders="Usual ")

    assert "As usual here" in card
    assert "New York" in card


async def test_a_platforms_zone_is_shown_as_such(house):
    reply = await house.commands.settings(await house.caller(zone="Europe/Paris"))

    assert "Paris (Central Europe), as your profile says." in plain(reply.message, zone="UTC", now=NOW)


async def test_reminders_planned_already_are_told_in_the_same_unit(house):
    await house.says(reminders="1 day")
    await house.says(zone="Lima")
    caller = await house.caller()

    assert house.planner.saw == [
        (caller.person, None, (timedelta(days=1),)),
        (caller.person, "America/Lima", (timedelta(days=1),)),
    ]


async def test_setting_what_is_set_already_plans_nothing_anew(house):
    await house.says(reminders="1 day")
    await house.says(reminders="1 day", hold=False)

    assert len(house.planner.saw) == 1


async def test_when_planning_fails_nothing_is_changed(house):
    house.planner.fails = True
    with pytest.raises(RuntimeError):
        await house.says(zone="Chicago")

    assert (await house.people.show(await house.caller())).person.zone is None


@pytest.mark.parametrize(
    "given",
    [
        {"zone": "Narnia"},
        {"zone": ""},
        {"quiet": "late"},
        {"reminders": "sometimes"},
        {"zone": "Chicago", "quiet": "25-99"},
        {"reminders": "\u202e<!channel> @everyone"},
        {"zone": "x" * 3000},
    ],
)
async def test_nonsense_is_refused_in_three_parts_and_changes_nothing(house, given):
    before = await house.people.show(await house.caller())
    with pytest.raises(Misread) as refused:
        await house.says(**given)

    assert refused.value.field in given
    assert refused.value.understood
    assert await house.people.show(await house.caller()) == before
    await house.says(**{refused.value.field: refused.value.example})  # which works as that very value


async def test_the_button_opens_the_form_as_things_stand_and_sending_it_unchanged_changes_nothing(house):
    await house.says(zone="São Paulo", quiet="22:30-6:15", reminders="90 minutes, start", hold=True)
    caller = await house.caller()
    before = await house.people.show(caller)
    reply = await house.commands.change(caller, Press("my.settings"))

    assert isinstance(reply, Ask)
    values = {field.name: field.value for field in reply.form.fields}
    assert values == {
        "zone": "São Paulo",
        "quiet": "10:30 PM to 6:15 AM",
        "reminders": "90 minutes, start",
        "hold": "yes",
    }
    await house.says(**(values | {"hold": True}))
    assert await house.people.show(caller) == before


async def test_both_forms_ask_for_what_their_commands_take(house, sqlite_units):
    everything = collect(house.commands, CommunityCommands(Communities(sqlite_units), str))
    mine = (await house.commands.change(await house.caller(), Press("my.settings"))).form

    spec = everything.command("my settings").spec
    assert mine.action == form_for(spec).action
    assert [(f.name, f.kind) for f in mine.fields] == [(p.name, p.kind) for p in spec.parameters]
    assert {p.kind for p in spec.parameters} == {FieldKind.TEXT, FieldKind.YES_NO}


async def test_nobody_changes_the_settings_of_somebody_elsewhere(house):
    here, there = await house.caller(), await house.caller(space="other")
    forged = type(here)(**{name: getattr(here, name) for name in here.__slots__} | {"person": there.person})

    with pytest.raises(NotFound):
        await house.people.change(forged, Changes(zone="America/Lima"))
    assert (await house.people.show(there)).person.zone is None


async def test_zones_are_suggested_while_typing(house):
    suggested = await house.commands.zones(await house.caller(), "chic")

    assert (suggested[0].value, suggested[0].label) == ("America/Chicago", "Chicago (Central)")
    assert 1 <= len(await house.commands.zones(await house.caller(), "")) <= 25


async def test_what_is_shown_as_the_way_to_change_would_change_something(house):
    usual = await house.says()
    none = await house.says(quiet="none", zone="Eastern")

    assert "/my settings quiet: none" in usual
    assert "/my settings hold: yes" in usual
    assert "/my settings quiet: 21:00-7:00" in none
    assert "hold:" not in none
    assert "/my settings zone: Pacific" in none
