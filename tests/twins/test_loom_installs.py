"""Installing by OAuth, tokens that rotate, and leaving in any order, through the unmodified slack-sdk."""

import asyncio
from itertools import permutations
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

# slack-sdk 3.47 authorises with a class that aiohttp 3.14 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

BACK = "http://127.0.0.1:1/slack/oauth_redirect"


async def allowed(twin, person, **more):
    """Open Slack's page as a person; gives what comes back in the redirect."""
    twin.world.installer = person.id if person else ""
    asked = {"client_id": twin.client_id, "scope": "chat:write,commands", "state": "s1", "redirect_uri": BACK}
    async with ClientSession() as session:
        url = f"{twin.authorize_url}?{urlencode(asked | more)}"
        async with session.get(url, allow_redirects=False) as page:
            if page.status != 302:
                return await page.text()
            return {key: each[0] for key, each in parse_qs(urlsplit(page.headers["Location"]).query).items()}


async def exchanged(twin, code, **more):
    given = {"client_id": twin.client_id, "client_secret": twin.client_secret, "redirect_uri": BACK} | more
    return (await AsyncWebClient(base_url=twin.api_url).oauth_v2_access(code=code, **given)).data


async def refusal(call):
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response["error"]


async def test_another_workspace_installs_the_app(twin):
    elm = twin.workspace("Elm School")
    ann = twin.person("Ann Lee", team=elm)

    back = await allowed(twin, ann)
    granted = await exchanged(twin, back["code"])
    client = AsyncWebClient(token=granted["access_token"], base_url=twin.api_url)

    assert back["state"] == "s1"
    assert (granted["team"]["id"], granted["authed_user"]["id"]) == (elm.id, ann.id)
    assert granted["scope"] == "chat:write,commands"
    assert "refresh_token" not in granted
    assert (await client.auth_test())["team_id"] == elm.id


async def test_a_code_is_good_once_and_for_ten_minutes(twin):
    ann = twin.person("Ann Lee")
    code = (await allowed(twin, ann))["code"]
    await exchanged(twin, code)

    assert await refusal(exchanged(twin, code)) == "invalid_code"

    late = (await allowed(twin, ann))["code"]
    twin.clock.advance(601)
    assert await refusal(exchanged(twin, late)) == "code_expired"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_secret": "x"}, "bad_client_secret"),
        ({"client_id": "x"}, "invalid_client_id"),
        ({"redirect_uri": "http://evil/"}, "bad_redirect_uri"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
    ],
)
async def test_a_code_is_given_to_the_app_alone(twin, wrong, error):
    back = await allowed(twin, twin.person("Ann Lee"))

    assert await refusal(exchanged(twin, back["code"], **wrong)) == error


async def test_who_says_no_sends_the_refusal_back(twin):
    assert await allowed(twin, None) == {"state": "s1", "error": "access_denied"}
    assert await allowed(twin, None, client_id="x") == "invalid_client_id"
    assert await allowed(twin, None, scope="coffee:write") == "invalid_scope"


async def test_a_rotating_token_lives_twelve_hours_and_is_refreshed_by_the_sdk(twin):
    twin.world.rotates = True
    granted = await exchanged(twin, (await allowed(twin, twin.person("Ann Lee")))["code"])
    client = AsyncWebClient(token=granted["access_token"], base_url=twin.api_url)
    assert granted["expires_in"] == 43_200
    assert (await client.auth_test())["ok"]

    twin.clock.advance(43_201)
    assert await refusal(client.auth_test()) == "token_expired"

    rotator = AsyncTokenRotator(
        client_id=twin.client_id,
        client_secret=twin.client_secret,
        client=AsyncWebClient(base_url=twin.api_url),
    )
    bot = Bot(
        bot_id="B",
        bot_user_id="U",
        bot_token=granted["access_token"],
        bot_refresh_token=granted["refresh_token"],
        bot_token_expires_at=1,
        installed_at=1.0,
    )
    fresh = await rotator.perform_bot_token_rotation(bot=bot)
    renewed = AsyncWebClient(token=fresh.bot_token, base_url=twin.api_url)

    assert (await renewed.auth_test())["ok"]
    assert fresh.bot_refresh_token != granted["refresh_token"]


async def test_of_two_refreshes_with_one_token_one_fails(twin):
    twin.world.rotates = True
    granted = await exchanged(twin, (await allowed(twin, twin.person("Ann Lee")))["code"])
    client = AsyncWebClient(base_url=twin.api_url)

    async def refresh():
        try:
            await client.oauth_v2_access(
                client_id=twin.client_id,
                client_secret=twin.client_secret,
                grant_type="refresh_token",
                refresh_token=granted["refresh_token"],
            )
        except SlackApiError as refused:
            return refused.response["error"]
        return "fresh"

    outcomes = await asyncio.gather(refresh(), refresh())

    assert sorted(outcomes) == ["fresh", "invalid_refresh_token"]
    assert twin.requests["refresh"] == 2


@pytest.mark.parametrize("order", list(permutations(range(2))))
async def test_leaving_is_told_in_any_order(twin, order):
    twin.courier.retries = False
    async with twin.happens.held() as held:
        twin.happens.uninstalls(twin.home_team)
        twin.happens.installs_again(twin.home_team)
        await held.release(lambda events: [events[each] for each in order])

    kinds = ["tokens_revoked", "app_uninstalled"]
    told = [payload["event"]["type"] for payload, _ in twin.courier.events]
    assert told == [kinds[each] for each in order]
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    assert (await client.auth_test())["ok"]


async def test_a_revoked_token_is_dead(twin):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    assert (await client.auth_revoke())["revoked"]

    assert await refusal(client.auth_test()) == "token_revoked"


async def test_an_uninstalled_app_has_no_account(twin):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    await client.apps_uninstall(client_id=twin.client_id, client_secret=twin.client_secret)

    assert await refusal(client.auth_test()) == "account_inactive"
