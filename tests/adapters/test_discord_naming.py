"""Whoever is mentioned in what is typed on Discord is named, asked for once, and never a number."""

import pytest
from twins.chord.faults import Broken, Denied

from tests.adapters.discord_rules import unescaped
from tests.adapters.discording import scene

MEMBER = "GET /guilds/{guild_id}/members/{user_id}"


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def planned(there, title, **more):
    values = {"title": title, "when": "in 3 days", **more}
    given = await there.teacher.command(there.events, "event create", values)
    return unescaped((await given.answer()).text)


async def test_somebody_is_looked_up_once_and_oneself_never(there):
    async with there.bot():
        before = there.twin.counts.requests[MEMBER]
        one = await planned(there, f"Tea of <@{there.teacher.id}> and <@!{there.principal.id}>")
        two = await planned(there, f"Tea of <@{there.principal.id}>")

    assert "Tea of @Priya Raman and @Omar Haddad" in one
    assert "Tea of @Omar Haddad" in two
    assert there.twin.counts.requests[MEMBER] - before == 1


@pytest.mark.parametrize("fault", [Denied(10007), Denied(10013), Denied(50001), Broken(503)], ids=str)
async def test_whom_we_cannot_find_is_somebody(there, fault):
    there.twin.faults.always(MEMBER, fault)
    async with there.bot():
        card = await planned(there, f"Tea with <@{there.principal.id}>")

    assert "Tea with @somebody" in card
    assert there.principal.id not in card


async def test_a_name_with_a_comma_is_one_host(there):
    omar = there.twin.person("Haddad, Omar")
    there.guild.join(omar)
    async with there.bot():
        card = await planned(there, "Tea", hosts=f"<@{omar.id}>, me")

    assert "Hosted by Haddad Omar and Priya Raman" in card


async def test_a_text_full_of_mentions_asks_for_ten(there):
    crowd = [there.twin.person(f"Person {number}") for number in range(15)]
    for person in crowd:
        there.guild.join(person)
    async with there.bot():
        before = there.twin.counts.requests[MEMBER]
        await planned(there, "Tea", description=" ".join(f"<@{person.id}>" for person in crowd))

    assert there.twin.counts.requests[MEMBER] - before == 10
