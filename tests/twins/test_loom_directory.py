"""Who and where, as the Slack twin tells it to the unmodified slack-sdk."""

from aiohttp import ClientSession
from twins.loom.asking import error_of


async def test_a_person_has_a_name_a_zone_and_a_rank(twin, client):
    priya = twin.person("Priya Raman", tz="Asia/Kolkata", locale="en-GB", admin=True)

    plain = (await client.users_info(user=priya.id))["user"]
    whole = (await client.users_info(user=priya.id, include_locale=True))["user"]

    assert (plain["real_name"], plain["tz"], plain["is_admin"]) == ("Priya Raman", "Asia/Kolkata", True)
    assert "locale" not in plain
    assert whole["locale"] == "en-GB"


async def test_a_stranger_of_another_workspace_is_not_known_until_a_channel_is_shared(twin, client):
    elm = twin.workspace("Elm School", installed=True)
    ann = twin.person("Ann Lee", team=elm)
    assert await error_of(client.users_info(user=ann.id)) == "user_not_found"

    twin.channel("shared", members=[ann], shared_with=[elm])

    assert (await client.users_info(user=ann.id))["user"]["team_id"] == elm.id


async def test_the_bot_knows_itself_and_its_workspace(twin, client):
    me = await client.auth_test()
    bot = (await client.bots_info(bot=me["bot_id"]))["bot"]
    team = (await client.team_info())["team"]

    assert bot["user_id"] == me["user_id"] == twin.bot
    assert (team["id"], team["name"]) == (me["team_id"], "Oak Ridge")


async def test_a_token_in_a_json_body_is_not_taken(twin):
    token = {"token": twin.bot_token}
    async with ClientSession(twin.api_url) as session:
        as_json = await (await session.post("auth.test", json=token)).json()
        as_form = await (await session.post("auth.test", data=token)).json()

    assert as_json == {"ok": False, "error": "not_authed"}
    assert as_form["ok"]


async def test_channels_are_listed_by_kind_and_scope_and_page(twin, client):
    priya = twin.person("Priya Raman")
    twin.channel("events", members=[priya])
    twin.channel("ideas", bot=False)
    twin.channel("staff", private=True)
    twin.channel("secret", private=True, bot=False)

    async def names(**asked):
        pages = await client.conversations_list(limit=1, **asked)
        return [each["name"] async for page in pages for each in page["channels"]]

    assert await names() == ["events", "ideas"]
    assert await names(types="public_channel,private_channel") == ["events", "ideas", "staff"]
    mine = await client.users_conversations(types="public_channel,private_channel")
    assert [each["name"] for each in mine["channels"]] == ["events", "staff"]
    twin.scopes("channels:read")
    refused = client.conversations_list(types="public_channel,private_channel")
    assert await error_of(refused) == "missing_scope"


async def test_a_private_channel_without_the_bot_does_not_exist_for_it(twin, client):
    secret = twin.channel("secret", private=True, bot=False)
    events = twin.channel("events", bot=False)

    assert await error_of(client.conversations_info(channel=secret.id)) == "channel_not_found"
    assert not (await client.conversations_info(channel=events.id))["channel"]["is_member"]
    assert await error_of(client.conversations_history(channel=events.id)) == "not_in_channel"
    assert (await client.conversations_join(channel=events.id))["ok"]
    members = await client.conversations_members(channel=events.id)
    assert members["members"] == [twin.bot]


async def test_history_from_a_malformed_moment_is_refused(twin, client):
    room = twin.channel("events")

    assert await error_of(client.conversations_history(channel=room.id, oldest="soon")) == "invalid_ts_oldest"


async def test_a_dm_is_one_however_often_it_is_opened(twin, client):
    priya = twin.person("Priya Raman")
    first = await client.conversations_open(users=priya.id)
    second = await client.conversations_open(users=[priya.id])

    assert first["channel"]["id"] == second["channel"]["id"] == twin.direct(priya).id
    assert await error_of(client.conversations_open(users="U404")) == "user_not_found"
