"""For how long archives of chats are kept: read, shown to everyone, changed by administrators, stored."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.communities.commands import CommunityCommands
from communitybot.communities.model import CommunitySettings
from communitybot.communities.reading import another_keeping, read_keeping, spell_keeping
from communitybot.communities.service import Communities
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Who
from communitybot.conversation.plain import plain
from communitybot.errors import Misread, NotAllowed
from communitybot.people.directory import Directory

SPACE = SpaceAddress("playground", "demo")
ROOM = PlaceAddress("playground", "demo", "events")


class House:
    """The command in a community of its own."""

    def __init__(self, units, clock):
        self.clock = clock
        self.directory = Directory(units, clock, "America/New_York", alone=True)
        self.communities = Communities(units, remembers=self.directory)
        self.commands = CommunityCommands(self.communities, lambda slug: f"https://bot.example/{slug}")

    async def caller(self, person):
        roles = frozenset({ADMINISTRATOR} if person == "admin" else ())
        who = Who(account=PersonAddress("playground", "demo", person), name=person.title(), roles=roles)
        return await self.directory.caller(who, ROOM)

    async def card(self, person="admin", **given):
        reply = await self.commands.settings(await self.caller(person), **given)
        return plain(reply.message, zone="UTC", now=self.clock.now())

    async def keeping(self):
        shown = await self.communities.show(await self.caller("teacher"))
        return shown.community.settings.keeps_archives


@pytest.fixture
async def house(units, clock):
    made = House(units, clock)
    await made.directory.arrived(Arrived(space=SPACE, name="Oak Hill", rooms=((ROOM, "events"),)))
    return made


async def test_members_are_told_that_archives_are_kept_for_24_months_unless_it_is_changed(house):
    card = await house.card("teacher")

    assert "Archives of chats are kept for 24 months." in card
    assert await house.keeping() == timedelta(days=730)


async def test_an_administrator_sets_another_time_and_members_see_it(house):
    before = await house.card()
    saved = await house.card(archives="12 months")

    assert "/community settings archives: 12 months" in before
    assert "/community settings archives: 24 months" in saved
    assert "Archives of chats are kept for 12 months." in await house.card("teacher")
    assert await house.keeping() == timedelta(days=365)


async def test_another_setting_leaves_it_as_it_is(house):
    await house.card(archives="3 years")
    await house.card(page=True)

    assert await house.keeping() == timedelta(days=3 * 365)


async def test_a_member_does_not_change_it(house):
    with pytest.raises(NotAllowed):
        await house.card("teacher", archives="1 month")

    assert await house.keeping() == CommunitySettings().keeps_archives


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("1 month", 1),
        ("six months", 6),
        ("a year", 12),
        ("a year and a half", 18),
        ("1.5 years", 18),
        ("1 year and 6 months", 18),
        ("2 years, 3 months", 27),
        ("120 months", 120),
        ("10 years", 120),
    ],
)
def test_months_and_years_are_read_as_people_say_them(words, months):
    assert spell_keeping(read_keeping(words)) == ("1 month" if months == 1 else f"{months} months")


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("for ever", "it is no number of months or years"),
        ("12", "it is no number of months or years"),
        ("90 days", "it is no number of months or years"),
        ("12 months or so", "it is no number of months or years"),
        ("12 months and", "it is no number of months or years"),
        ("", "it is no number of months or years"),
        ("0 months", "it goes from 1 month to 10 years"),
        ("121 months", "it goes from 1 month to 10 years"),
        ("11 years", "it goes from 1 month to 10 years"),
        ("999999 years", "it goes from 1 month to 10 years"),
        ("half a month", "whole months are needed"),
    ],
)
def test_what_is_no_such_time_is_refused_with_one_that_is(words, trouble):
    with pytest.raises(Misread) as refused:
        read_keeping(words)

    assert trouble in str(refused.value)
    assert refused.value.example == "12 months"
    assert refused.value.field == "archives"


@given(st.integers(1, 120))
def test_what_is_shown_is_read_back_as_the_same(months):
    keeping = read_keeping(f"{months} months")

    assert read_keeping(spell_keeping(keeping)) == keeping
    assert read_keeping(another_keeping(keeping)) != keeping


@given(st.text(max_size=300))
def test_no_words_do_more_than_be_refused(words):
    try:
        keeping = read_keeping(words)
    except Misread:
        return

    assert timedelta(days=30) <= keeping <= timedelta(days=3650)


async def test_it_is_stored_with_the_community(house, units):
    await house.card(archives="1 month")
    known = await units.read(lambda work: work.communities.by_space(SPACE))
    settings = replace(known.settings, keeps_archives=timedelta(days=61))
    await units.run(lambda work: work.communities.save(replace(known, settings=settings)))

    again = await units.read(lambda work: work.communities.get(known.id))

    assert known.settings.keeps_archives == timedelta(days=30)
    assert again.settings == settings
