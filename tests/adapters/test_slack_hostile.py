"""Requests at Slack's addresses that Slack did not send, or sends twice: refused, or done once."""

import asyncio
import itertools
import json
import time
from urllib.parse import quote, urlencode

import aiohttp
import pytest
from multidict import CIMultiDict
from twins import loom
from twins.loom.doors import Doors, signature

from tests.adapters.slacking import seated

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
STAMP, SIGN = "X-Slack-Request-Timestamp", "X-Slack-Signature"


@pytest.fixture
async def table(tmp_path):
    async with (
        loom.Twin.open(seed=23) as twin,
        seated(twin, tmp_path / "bot.db", socket=False, http=True) as seats,
    ):
        yield seats


def planning(table, **changes):
    """The body of a command that has an effect."""
    told = {
        "command": "/event",
        "text": "create Reading circle, when: friday 5pm",
        "trigger_id": "1.2.same",
        "user_id": table.priya.id,
        "user_name": "priya",
        "channel_id": table.room.id,
        "team_id": table.twin.home_team.id,
        "response_url": "",
    }
    return urlencode(told | changes).encode()


async def planned(table):
    """How many events there are."""
    found = await table.house.units.read(
        lambda work: work.connection.exec_driver_sql("SELECT count(*) FROM events")
    )
    return found.scalar()


async def sent(table, body, headers, path="commands"):
    """What the bot's server answers to a request as it stands."""
    address = f"{table.address}slack/{path}"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def good(table, body, at=0.0):
    """The headers of a request that Slack signed so many seconds ago."""
    return CIMultiDict(FORM | table.twin.doors.headers(body, at=time.time() + at))


def with_stamp(stamp):
    """Well signed, over whatever stands for a time."""
    return lambda table, body: CIMultiDict(
        FORM | {STAMP: stamp, SIGN: signature(table.twin.signing_secret, stamp, body)}
    )


def changed(change):
    return lambda table, body: change(good(table, body))


def without(name):
    return changed(lambda headers: CIMultiDict({k: v for k, v in headers.items() if k != name}))


def signed_as(remake):
    return changed(lambda headers: CIMultiDict({**headers, SIGN: remake(headers[SIGN])}))


def also(name, value, *, first=False):
    def added(headers):
        pairs = [*headers.items()]
        pairs.insert(0 if first else len(pairs), (name, value))
        return CIMultiDict(pairs)

    return changed(added)


BAD = {
    "signed 301 seconds ago": lambda table, body: good(table, body, at=-301),
    "signed for 301 seconds from now": lambda table, body: good(table, body, at=302),
    "a time that is a word": with_stamp("abc"),
    "a time written as 1e9": with_stamp("1e9"),
    "a time before 1970": with_stamp("-1"),
    "a time in other digits": with_stamp(
        str(int(time.time())).translate({48 + n: 0x660 + n for n in range(10)})
    ),
    "an empty time": with_stamp(""),
    "no time": without(STAMP),
    "no signature": without(SIGN),
    "an empty signature": signed_as(lambda _: "v0="),
    "a bare signature": signed_as(lambda sign: sign.removeprefix("v0=")),
    "another version": signed_as(lambda sign: sign.replace("v0=", "v1=")),
    "an upper-case signature": signed_as(lambda sign: "v0=" + sign.removeprefix("v0=").upper()),
    "an upper-case version": signed_as(lambda sign: sign.replace("v0=", "V0=")),
    "a shortened signature": signed_as(lambda sign: sign[:-1]),
    "a second signature after the good one": also(SIGN, "v0=" + "0" * 64),
    "a second signature before the good one": also(SIGN, "v0=" + "0" * 64, first=True),
    "a second time": also(STAMP, "1", first=True),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
async def test_what_is_not_signed_as_slack_signs_has_no_effect(table, bad):
    body = planning(table)
    status, words = await sent(table, body, bad(table, body))

    assert (status, await planned(table)) == (401, 0)
    assert table.twin.signing_secret not in words
    assert (await sent(table, body, good(table, body)))[0] == 200  # the control
    assert await planned(table) == 1


@pytest.mark.parametrize("seconds", [-298, 298])
async def test_what_was_signed_within_five_minutes_is_taken(table, seconds):
    body = planning(table)

    assert (await sent(table, body, good(table, body, at=seconds)))[0] == 200
    assert await planned(table) == 1


async def test_a_body_written_otherwise_is_another_body(table):
    body = planning(table)
    otherwise = body.replace(b"+", b"%20")
    in_another_order = b"&".join(reversed(body.split(b"&")))

    for each in (otherwise, in_another_order, body + b"&x=1", body + b"\n", quote(body.decode()).encode()):
        assert (await sent(table, each, good(table, body)))[0] == 401
    assert await planned(table) == 0


@pytest.mark.parametrize("framing", ["whole", "in pieces"])
async def test_more_than_a_million_bytes_are_refused_unread(table, monkeypatch, framing):
    def signed(*_, **__):
        pytest.fail("its signature was looked at")

    monkeypatch.setattr("adapters.slack.web.is_genuine", signed)
    body = b"payload=" + b"x" * 1_000_001

    async def pieces():
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    status, _ = await sent(table, body if framing == "whole" else pieces(), FORM, path="interactivity")

    assert status == 413


async def test_slacks_check_of_the_certificate_is_answered_and_nothing_else(table):
    body = b"ssl_check=1&token=loom"

    assert (await sent(table, body, good(table, body)))[0] == 200
    assert (await sent(table, body, FORM))[0] == 401
    assert await planned(table) == 0


async def test_an_address_is_verified_only_for_slack(table):
    asked = {"type": "url_verification", "token": "x", "challenge": "<b>3eZbrw</b>", "api_app_id": "A0OTHER"}
    body = json.dumps(asked).encode()
    as_json = {"Content-Type": "application/json"}
    signed = table.twin.doors.headers(body)
    status, words = await sent(table, body, as_json | signed, path="events")

    assert status == 200
    assert json.loads(words) == {"challenge": "<b>3eZbrw</b>"}
    assert (await sent(table, body, as_json, path="events"))[0] == 401


# The same request again


@pytest.fixture
def overheard(monkeypatch):
    """Every request as it went over the wire, signature and all."""
    kept = []
    send = Doors.send

    async def listening(self, address, body, headers):
        kept.append((address, body, self.headers(body) | headers))
        return await send(self, address, body, kept[-1][2])

    monkeypatch.setattr(Doors, "send", listening)
    return kept


async def again(overheard, times=4):
    """Send the last request again, byte for byte; the statuses."""
    address, body, headers = overheard[-1]
    async with aiohttp.ClientSession() as session:

        async def once():
            async with session.post(address, data=body, headers=headers) as answer:
                return answer.status

        return await asyncio.gather(*(once() for _ in range(times)))


async def test_whatever_is_replayed_within_five_minutes_has_its_effect_once(table, overheard):
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    await (await table.priya.fill(form, {"title": "Reading circle", "when": "friday 5pm"})).ack()
    await table.settled()
    assert set(await again(overheard)) == {200}
    await table.settled()
    assert await planned(table) == 1

    [preview] = table.twin.seen(table.priya, table.room)
    await (await table.priya.press(preview, "Post it")).ack()
    await table.settled()
    assert set(await again(overheard)) == {200}
    await table.settled()
    [card] = table.shared()

    await (await table.dana.press(card, "Going")).ack()
    going = overheard[-1]
    await (await table.dana.press(card, "Can't")).ack()
    assert set(await again([going])) == {200}
    await table.settled()
    assert "0 going, 0 maybe, 1 can't" in table.shared()[-1].text  # the later choice stands


async def test_an_event_told_again_and_again_has_one_effect(table, overheard):
    late = table.twin.channel("late", members=[table.dana], bot=False)
    table.twin.happens.invites_bot(late, by=table.dana)
    async with asyncio.timeout(10):
        while not (table.twin.courier.events and table.twin.courier.events[-1][1]):
            await asyncio.sleep(0.02)
    statuses = list(itertools.chain(*[await again(overheard, 2) for _ in range(2)]))
    [community] = await table.house.units.read(lambda work: work.communities.every())

    assert set(statuses) == {200}
    assert str(community.rooms).count(late.id) == 1
