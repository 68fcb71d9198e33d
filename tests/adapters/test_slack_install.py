"""Adding the bot to a workspace from the web, and renewing its token."""

import asyncio
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from twins.loom.faults import LOSES, Fault

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import message


async def test_a_workspace_adds_the_bot_and_is_answered(web, browser):
    priya = web.twin.person("Priya Raman")
    room = web.twin.channel("events", members=[priya])
    status, page = await web.installs(browser)
    shown = await (await priya.command(room, "/events")).answer()

    assert status == 200
    assert "I am in Oak Ridge." in page
    assert "/event create" in shown.text
    assert web.twin.home_team.id in await web.spaces()


async def test_no_token_stands_readable_in_the_database(web, browser, tmp_path):
    web.twin.person("Priya Raman")
    web.twin.world.rotates = True
    await web.installs(browser)
    refresh = next(iter(web.twin.world.refreshes))
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("bot.db*"))

    assert web.twin.home_team.id.encode() in stored
    assert web.twin.bot_token.encode() not in stored
    assert refresh.encode() not in stored


async def test_the_state_is_bound_to_the_browser_and_good_once(web, browser):
    web.twin.person("Priya Raman")
    back = await web.allows(browser, await web.begins(browser))
    async with aiohttp.ClientSession() as another:
        stranger, _ = await web.comes_back(another, back)
    again = back.replace(parse_qs(urlsplit(back).query)["state"][0], "A" * 56)
    forged, _ = await web.comes_back(browser, again)

    assert (stranger, forged) == (400, 400)
    assert await web.spaces() == set()
    back = await web.allows(browser, await web.begins(browser))
    cookie = {"Cookie": web.cookie.partition(";")[0]}
    async with aiohttp.ClientSession(headers=cookie) as copied:
        first, _ = await web.comes_back(copied, back)
        second, _ = await web.comes_back(copied, back)
    assert (first, second) == (200, 400)


async def test_the_state_is_long_and_its_cookie_hidden(web, browser):
    states = set()
    for _ in range(3):
        states.add(parse_qs(urlsplit(await web.begins(browser)).query)["state"][0])

    assert len(states) == 3
    assert all(len(state) == 56 and state.isalnum() for state in states)
    assert "HttpOnly" in web.cookie
    assert "SameSite=Lax" in web.cookie


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=&code=x", "?state=None&code=x", "?error=access_denied"]
)
async def test_coming_back_without_having_left_is_refused(web, browser, query):
    status, _ = await web.comes_back(browser, f"{web.address}/slack/oauth_redirect{query}")

    assert status == 400
    assert web.twin.requests["oauth.v2.access"] == 0


async def test_a_state_is_too_old_after_ten_minutes(web, browser):
    web.twin.person("Priya Raman")
    back = await web.allows(browser, await web.begins(browser))
    state = parse_qs(urlsplit(back).query)["state"][0]
    soon = datetime.now(UTC) + timedelta(minutes=9)
    late = datetime.now(UTC) + timedelta(minutes=11)

    assert not await web.house.bot.installations.take(state, now=late)
    await web.house.bot.installations.expect("another", until=late)
    assert await web.house.bot.installations.take("another", now=soon)  # the control


async def test_saying_no_is_fine(web, browser):
    status, page = await web.installs(browser)  # nobody is there to allow it

    assert status == 200
    assert "Nothing was installed" in page
    assert await web.spaces() == set()


async def test_a_token_is_renewed_once_by_many_at_its_end(web, browser):
    web.twin.person("Priya Raman")
    web.twin.world.rotates = True
    await web.installs(browser)
    installations, team = web.house.bot.installations, web.twin.home_team.id
    kept = await installations.find(team)
    ending = datetime.now(UTC) + timedelta(minutes=1)
    await installations.save(
        type(kept)(
            team=kept.team,
            name=kept.name,
            bot_user=kept.bot_user,
            token=kept.token,
            refresh_token=kept.refresh_token,
            expires=ending,
            installed_by=kept.installed_by,
            installed_at=kept.installed_at,
        )
    )
    workspaces = web.adapter.floor.workspaces
    workspaces.forget(team)
    rotation = workspaces._rotation
    found = await asyncio.gather(*(rotation.fresh(team) for _ in range(8)))

    assert web.twin.requests["refresh"] == 1
    assert len({each.token for each in found}) == 1
    assert found[0].token != kept.token
    assert found[0].expires > ending
    assert (await installations.find(team)).token == found[0].token


async def test_while_the_old_token_works_a_failed_renewal_is_no_trouble(web, browser):
    web.twin.person("Priya Raman")
    web.twin.world.rotates = True
    await web.installs(browser)
    rotation, team = web.adapter.floor.workspaces._rotation, web.twin.home_team.id
    rotation._now = lambda: datetime.now(UTC) + timedelta(hours=11, minutes=30)
    web.twin.faults.plan("oauth.v2.access", Fault(LOSES))

    assert await rotation.fresh(team) is not None
    assert web.twin.requests["refresh"] == 0
    assert (await rotation.fresh(team)).refresh_token in web.twin.world.refreshes
    assert web.twin.requests["refresh"] == 1


async def test_each_workspace_is_answered_with_its_own_token(web, browser):
    elm = web.twin.workspace("Elm Street")
    web.twin.person("Priya Raman")
    await web.installs(browser)
    ann = web.twin.person("Ann Lee", team=elm)
    web.twin.world.installer = ann.id
    await web.installs(browser)
    room = web.twin.channel("events", members=[ann], team=elm)
    place = PlaceAddress("slack", elm.id, room.id)
    await web.adapter.floor.platform.post(place, message("Hello, Elm Street"), "key-1")
    shown = await (await ann.command(room, "/events")).answer()

    assert [each.text for each in web.twin.seen(ann, room) if not each.ephemeral] == ["Hello, Elm Street"]
    assert "/event create" in shown.text
    assert await web.spaces() == {web.twin.home_team.id, elm.id}
