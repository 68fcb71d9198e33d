"""The one server: what every answer carries, whom it answers, and what it never tells."""

import logging
from types import SimpleNamespace

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from adapters.web.adapter import WebAdapter
from adapters.web.headers import CONTENT_SECURITY_POLICY
from communitybot.settings import BadSettings
from tests.adapters.serving import SECRET

LOCAL = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/healthz", "/fails", "/static/style.css", "/community/cem"]
)
async def test_every_answer_carries_the_headers(client, path):
    async with client.get(path) as response:
        assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Strict-Transport-Security"].startswith("max-age=")
        assert "aiohttp" not in response.headers["Server"]


def test_the_policy_allows_nothing_inline_and_nothing_from_outside():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("localhost", 200),
        ("[::1]:8080", 200),
        ("bot.example.org", 200),
        ("BOT.example.org:443", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("bot.example.org.evil.example", 421),
        ("192.168.1.7", 421),
        ("[nonsense", 421),
    ],
)
async def test_only_known_host_names_are_answered(client, host, status):
    async with client.get("/", headers={"Host": host}) as response:
        assert response.status == status


async def test_health_is_told_under_any_name(client):
    async with client.get("/healthz", headers={"Host": "10.1.2.3"}) as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "https://bot.example.org"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://bot.example.org.evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_other_peoples_pages_cannot_post_here(client, headers, status):
    async with client.post("/api/takes", json={}, headers=headers) as response:
        assert response.status == status
        assert status == 200 or (await response.json())["error"]


async def test_a_body_of_more_than_64_kb_is_refused_in_json(client):
    async with client.post("/api/takes", data=b"x" * 65_537) as response:
        assert response.status == 413
        assert "64 KB" in (await response.json())["error"]


async def test_mistakes_of_ours_are_told_without_detail(client):
    async with client.get("/api/fails") as response:
        assert response.status == 500
        assert "secret detail" not in await response.text()
        assert "log" in (await response.json())["error"]
    async with client.get("/fails") as response:
        assert response.status == 500
        assert "secret detail" not in await response.text()


async def test_health_says_well_or_not(client, bot):
    async with client.get("/healthz") as response:
        assert await response.json() == {"ok": True, "since": "2014-10-13T13:00:00.500000Z", "status": "ok"}
    bot.report = {"ok": False, "database": "does not answer"}
    async with client.get("/healthz") as response:
        assert response.status == 503
        assert (await response.json())["status"] == "failing"


async def test_a_feed_is_a_private_calendar_with_a_tag(client):
    async with client.get(f"/calendar/{SECRET}.ics") as response:
        assert response.status == 200
        assert await response.read() == b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["ETag"] == '"abc123"'
        assert response.headers["Last-Modified"] == "Mon, 13 Oct 2014 13:00:00 GMT"
        assert response.headers["Cache-Control"].startswith("private")
        assert "noindex" in response.headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": '"abc123"'}, 304),
        ({"If-None-Match": 'W/"abc123"'}, 304),
        ({"If-None-Match": '"old", "abc123"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"old"'}, 200),
        ({"If-None-Match": '"old"', "If-Modified-Since": "Mon, 13 Oct 2014 13:00:00 GMT"}, 200),
        ({"If-Modified-Since": "Mon, 13 Oct 2014 13:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Mon, 13 Oct 2014 12:59:59 GMT"}, 200),
        ({"If-Modified-Since": "not a date"}, 200),
        ({"If-None-Match": "nonsense"}, 200),
    ],
)
async def test_an_unchanged_feed_is_not_sent_again(client, headers, status):
    async with client.get(f"/calendar/{SECRET}.ics", headers=headers) as response:
        assert response.status == status
        assert response.headers["ETag"] == '"abc123"'
        assert bool(await response.read()) == (status == 200)


async def test_head_tells_of_a_feed_without_sending_it(client):
    async with client.head(f"/calendar/{SECRET}.ics") as response:
        assert response.status == 200
        assert response.headers["Content-Length"] == "32"
        assert await response.read() == b""


@pytest.mark.parametrize(
    "secret", [SECRET[:-1], SECRET.swapcase(), "x" * 7, "x" * 200, "%2e%2e%2f", SECRET + "%00", "a b"]
)
async def test_whatever_is_no_live_secret_is_not_there(client, secret):
    async with client.get(f"/calendar/{secret}.ics") as response:
        assert response.status == 404


async def test_no_log_ever_holds_the_secret_of_a_feed(bot, caplog):
    caplog.set_level(logging.DEBUG)
    adapter = WebAdapter()
    address = await adapter.serve([], LOCAL, bot)
    async with ClientSession() as browser:
        for path in (f"calendar/{SECRET}.ics", f"calendar/{SECRET}x.ics", f"calendar/{SECRET}"):
            async with browser.get(address + path):
                pass
    await adapter.stop()

    ours = [record.getMessage() for record in caplog.records if record.name.startswith("communitybot")]
    assert any("/calendar/{secret}.ics" in line for line in ours)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "path", ["/static/../adapter.py", "/static/%2e%2e/adapter.py", "/static/", "/static/none"]
)
async def test_only_what_is_meant_to_be_seen_is_served(client, path):
    async with client.get(path) as response:
        assert response.status in {403, 404}


async def test_the_server_listens_where_it_is_told_and_stops(bot):
    adapter = WebAdapter()
    address = await adapter.serve([], LOCAL, bot)
    async with ClientSession() as browser, browser.get(f"{address}healthz") as told:
        assert (await told.json())["ok"] is True
    await adapter.stop()
    await adapter.stop()


async def test_a_taken_port_is_told_by_the_names_of_the_variables(bot):
    settings = SimpleNamespace(http_host="127.0.0.1", http_port=unused_port(), base_url="http://127.0.0.1")
    first, second = WebAdapter(), WebAdapter()
    await first.serve([], settings, bot)
    try:
        with pytest.raises(BadSettings, match="COMMUNITYBOT_HTTP_PORT"):
            await second.serve([], settings, bot)
    finally:
        await first.stop()
