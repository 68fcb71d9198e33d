"""/community settings: everyone looks, administrators change."""

from datetime import timedelta

import pytest

from communitybot.commands.collect import collect
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.communities.commands import CommunityCommands
from communitybot.communities.model import WhoHosts
from communitybot.communities.service import Changes, Communities
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Who
from communitybot.conversation.plain import plain
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.people.commands import MySettings
from communitybot.people.directory import Directory

SPACE, OTHER = SpaceAddress("playground", "demo"), SpaceAddress("playground", "other")


def room(name, space=SPACE):
    return PlaceAddress(space.platform, space.space, name)


def page_of(slug):
    return f"https://bot.example/community/{slug}"


class Planner:
    def __init__(self):
        self.saw = []

    async def community(self, work, community):
        known = await work.communities.get(community)
        self.saw.append((known.zone, known.settings.offsets, known.rooms_for("events")))


class House:
    """The command on a real database, in a community with two rooms, and another community beside it."""

    def __init__(self, units, clock):
        self.units, self.clock, self.planner = units, clock, Planner()
        self.directory = Directory(units, clock, "America/New_York", alone=True)
        self.communities = Communities(units, replan=self.planner, remembers=self.directory)
        self.commands = CommunityCommands(self.communities, page_of)

    async def settle(self):
        for space, name in ((SPACE, "Oak Hill"), (OTHER, "Elm Street")):
            rooms = tuple((room(each, space), each) for each in ("events", "ideas"))
            await self.directory.arrived(Arrived(space=space, name=name, rooms=rooms))
        return self

    async def caller(self, person="admin", space=SPACE):
        roles = frozenset({ADMINISTRATOR} if person == "admin" else ())
        who = Who(account=PersonAddress("playground", space.space, person), name=person.title(), roles=roles)
        return await self.directory.caller(who, room("events", space))

    async def says(self, person="admin", **given):
        reply = await self.commands.settings(await self.caller(person), **given)
        return plain(reply.message, zone="UTC", now=self.clock.now())

    async def community(self, space=SPACE):
        return (await self.communities.show(await self.caller(space=space))).community


@pytest.fixture
async def house(sqlite_units, clock):
    return await House(sqlite_units, clock).settle()


async def test_everyone_may_look_and_is_told_who_may_change(house):
    card = await house.says("teacher")

    for words in (
        "Settings of Oak Hill",
        "events",
        "New York (Eastern)",
        "1 week, 1 day, 1 hour, 15 minutes, start. People can choose their own.",
        "Everyone here may plan events.",
        "None named yet.",
        "Off.",
        "Only administrators of this server or workspace change these.",
    ):
        assert words in card
    assert "/community settings" not in card


async def test_an_administrator_is_told_how_to_change_each(house):
    card = await house.says()

    for how in (
        "room: ideas",
        "zone: Pacific",
        "reminders: 1 day",
        "planners: hosts",
        "host: @",
        "page: yes",
    ):
        assert f"/community settings {how}" in card


async def test_administrators_change_everything_from_one_line(house):
    await house.caller("priya")
    card = await house.says(
        room=room("ideas"),
        zone="Chicago",
        reminders="1 day, start",
        planners=WhoHosts.HOSTS,
        host=PersonAddress("playground", "demo", "priya"),
        page=True,
    )
    community = await house.community()

    assert "Saved" in card
    assert "Priya." in card
    assert "Hosts and administrators may plan events." in card
    assert community.rooms_for("events") == (room("ideas"),)
    assert (community.zone, community.settings.public_page) == ("America/Chicago", True)
    assert community.settings.offsets == (timedelta(days=1), timedelta())


@pytest.mark.parametrize("given", [{"zone": "Chicago"}, {"page": True}, {"planners": WhoHosts.EVERYONE}])
async def test_nobody_else_changes_anything(house, given):
    with pytest.raises(
        NotAllowed, match=r"only its administrators may make one\. .* Try `/community settings`"
    ):
        await house.says("teacher", **given)
    with pytest.raises(NotAllowed):
        await house.commands.change(await house.caller("teacher"), Press("community.settings"))

    assert (await house.community()).zone == "America/New_York"


async def test_hosts_may_plan_when_only_hosts_may(house):
    priya, sam, admin = [await house.caller(person) for person in ("priya", "sam", "admin")]
    await house.says(planners=WhoHosts.HOSTS, host=priya.account)
    community = await house.community()

    assert [community.may_host(each) for each in (priya, sam, admin)] == [True, False, True]
    assert not community.may_host(await house.caller("admin", OTHER))
    await house.says(remove=priya.account)
    assert not (await house.community()).may_host(priya)


async def test_removing_somebody_who_is_no_host_names_those_who_are(house):
    priya, sam = [await house.caller(person) for person in ("priya", "sam")]
    await house.says(host=priya.account)

    with pytest.raises(AlreadyDone, match=r"I read Sam as a host to remove, .* Hosts are Priya\. Try"):
        await house.says(remove=sam.account)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"room": room("events", OTHER)}, "room"),
        ({"host": PersonAddress("playground", "other", "zoe")}, "host"),
        ({"host": PersonAddress("playground", "demo", "never-seen")}, "host"),
        ({"remove": PersonAddress("playground", "other", "zoe")}, "remove"),
    ],
)
async def test_rooms_and_people_of_another_community_are_not_taken(house, given, field):
    await house.caller("zoe", OTHER)
    before = await house.community(), await house.community(OTHER)
    with pytest.raises(NotFound) as refused:
        await house.says(page=True, **given)

    assert refused.value.field == field
    assert not (refused.value.example or "").startswith("/")  # a value of that field, if anything
    assert (await house.community(), await house.community(OTHER)) == before


@pytest.mark.parametrize("given", [{"zone": "Narnia"}, {"reminders": "sometimes"}])
async def test_nonsense_is_refused_in_three_parts_and_changes_nothing(house, given):
    before = await house.community()
    with pytest.raises(Misread) as refused:
        await house.says(page=True, **given)

    assert await house.community() == before
    await house.says(**{refused.value.field: refused.value.example})  # which works as that very value


async def test_a_room_made_since_the_bot_arrived_can_be_chosen_also_from_a_thread_in_it(house):
    await house.says(room=PlaceAddress("playground", "demo", "news", "17"))

    assert (await house.community()).rooms_for("events") == (room("news"),)


async def test_plans_follow_what_they_depend_on_and_nothing_else(house):
    await house.says(page=True, planners=WhoHosts.HOSTS)
    assert not house.planner.saw

    await house.says(reminders="none")
    await house.says(room=room("ideas"))
    assert [(offsets, rooms) for _, offsets, rooms in house.planner.saw] == [
        ((), (room("events"),)),
        ((), (room("ideas"),)),
    ]


async def test_people_without_a_zone_follow_the_communitys_at_once(house):
    assert (await house.caller("teacher")).zone == "America/New_York"
    await house.says(zone="Chicago")

    assert (await house.caller("teacher")).zone == "America/Chicago"


async def test_the_button_opens_the_form_as_things_stand(house):
    await house.says(zone="Lima", reminders="none", planners=WhoHosts.HOSTS)
    form = (await house.commands.change(await house.caller(), Press("community.settings"))).form
    spec = collect(house.commands, MySettings(None, house.clock)).command("community settings").spec

    assert {field.name: field.value for field in form.fields if field.value} == {
        "room": str(room("events")),
        "ideas": str(room("ideas")),
        "zone": "Lima (America)",
        "reminders": "none",
        "planners": "hosts",
        "page": "no",
        "archives": "24 months",
    }
    assert form.action == form_for(spec).action
    asked = [(p.name, p.kind) for p in spec.parameters if p.name != "remove"]  # there are no hosts
    assert [(f.name, f.kind) for f in form.fields] == asked


async def test_which_host_to_remove_is_asked_where_there_are_hosts(house):
    await house.says(host=(await house.caller("priya")).account)
    form = (await house.commands.change(await house.caller(), Press("community.settings"))).form
    spec = collect(house.commands, MySettings(None, house.clock)).command("community settings").spec

    assert [(f.name, f.kind) for f in form.fields] == [(p.name, p.kind) for p in spec.parameters]


async def test_a_card_of_a_large_community_still_fits(house):
    for number in range(40):
        await house.caller(f"person-{number}-" + "x" * 40)
        account = PersonAddress("playground", "demo", f"person-{number}-" + "x" * 40)
        await house.communities.change(await house.caller(), Changes(add_host=account))

    assert "and 32 more." in await house.says()


async def test_the_address_of_the_public_page_is_told_when_it_is_switched_on(house):
    off = await house.says()
    on = await house.says(page=True)

    assert "https://" not in off
    assert "On: anyone on the web can see coming events at https://bot.example/community/oak-hill." in on


async def test_what_is_shown_as_the_way_to_change_would_change_something(house):
    before = await house.says()
    after = await house.says(page=True, planners=WhoHosts.HOSTS, zone="Eastern")

    assert "/community settings page: yes" in before
    assert "/community settings page: no" in after
    assert "/community settings planners: hosts" in before
    assert "/community settings planners: everyone" in after
    assert "/community settings zone: Pacific" in after
    assert "/community settings room: ideas" in after
