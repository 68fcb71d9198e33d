"""A workspace removes the bot, and its news comes in any order."""

import itertools

import aiohttp
import pytest
from twins import loom
from twins.loom.faults import LOSES, Fault
from twins.loom.methods.installs import remove_app

from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.message import message
from communitybot.ports import Unauthorised
from tests.adapters.installing import served


async def say(web, order):
    """Bring the news of leaving in a certain order, and a new install where it stands in it."""
    for event in order:
        if event == "installed":
            async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
                await web.installs(browser)
        else:
            team = web.twin.home_team.id
            bodies = [told for told, _ in web.twin.courier.held or ()]
            told = next(each for each in bodies if each["type"] == event)
            web.twin.courier.held = None
            from twins.loom.payloads import event_callback

            await web.twin.courier.bring(event_callback(web.twin.world, team, told))
            web.twin.courier.held = [(each, team) for each in bodies]
    await web.adapter.floor.tasks.idle()


@pytest.mark.parametrize(
    "order", list(itertools.permutations(["app_uninstalled", "tokens_revoked", "installed"]))
)
async def test_it_is_installed_whatever_order_the_news_of_an_earlier_leaving_comes_in(web, browser, order):
    web.twin.person("Priya Raman")
    await web.installs(browser)
    web.twin.courier.held = []
    remove_app(web.twin.world, web.twin.home_team)  # the news waits
    await say(web, order)

    assert await web.spaces() == {web.twin.home_team.id}
    assert await web.house.bot.installations.find(web.twin.home_team.id) is not None


@pytest.mark.parametrize(
    "order", [("app_uninstalled", "tokens_revoked"), ("tokens_revoked", "app_uninstalled")]
)
async def test_a_workspace_that_removed_the_bot_is_left_and_its_community_kept(web, browser, order):
    web.twin.person("Priya Raman")
    await web.installs(browser)
    web.twin.courier.held = []
    remove_app(web.twin.world, web.twin.home_team)
    await say(web, order)
    team = web.twin.home_team.id
    every = await web.house.units.read(lambda work: work.communities.every())

    assert await web.spaces() == set()
    assert [left.space for each in every for left in each.left] == [SpaceAddress("slack", team)]
    assert await web.house.bot.installations.find(team) is None
    with pytest.raises(Unauthorised, match="install"):
        await web.adapter.floor.platform.post(PlaceAddress("slack", team, "C0"), message("Hello"), "key")


@pytest.mark.parametrize("removed", [True, False])
async def test_a_workspace_that_removed_the_bot_while_it_was_away_is_left_at_the_start(
    tmp_path, browser, removed
):
    async with loom.Twin.open(seed=17) as twin:
        twin.person("Priya Raman")
        async with served(twin, tmp_path) as before:
            await before.installs(browser)
        if removed:
            twin.courier.held = []
            remove_app(twin.world, twin.home_team)
        async with served(twin, tmp_path) as after:
            assert await after.spaces() == (set() if removed else {twin.home_team.id})


async def test_while_slack_cannot_be_asked_nobody_leaves(web, browser):
    web.twin.person("Priya Raman")
    await web.installs(browser)
    web.twin.courier.held = []
    remove_app(web.twin.world, web.twin.home_team)
    web.twin.courier.retries = False
    web.twin.faults.always["auth.test"] = Fault(LOSES)
    await say(web, ["app_uninstalled"])

    assert await web.spaces() == {web.twin.home_team.id}
    assert web.twin.courier.events[-1][1][-1].status == 503  # so that Slack tells it again
