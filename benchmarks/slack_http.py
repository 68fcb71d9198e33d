"""How fast a signed `/events` is answered in Slack's HTTP mode, beside a bare slack-bolt AsyncApp."""

import asyncio
import hashlib
import hmac
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import aiohttp

from benchmarks.measure import Row, beside, in_turn, median, scaled, share

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-in for Slack is the tests'

from twins import loom

REQUESTS = scaled(3_000)
ALONE = scaled(500)
AT_ONCE = 16
WARMING = 50
WRITTEN = "something written before each"


@dataclass
class Workspace:
    """Slack's side: who asks, where, and how it signs."""

    twin: loom.Twin
    room: str
    person: str

    def command(self, number: int) -> tuple[bytes, dict[str, str]]:
        """A signed `/events`, as Slack sends it."""
        body = urlencode(
            {
                "command": "/events",
                "text": "",
                "team_id": self.twin.home_team.id,
                "channel_id": self.room,
                "channel_name": "events",
                "user_id": self.person,
                "user_name": "tara",
                "api_app_id": "A1",
                "token": "unused",
                "trigger_id": f"{number}.1.a",
                "response_url": f"{self.twin.api_url}unused",
            }
        ).encode()
        stamp = str(int(time.time()))
        basis = b"v0:" + stamp.encode() + b":" + body
        signature = hmac.new(self.twin.signing_secret.encode(), basis, hashlib.sha256).hexdigest()
        return body, {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }


@asynccontextmanager
async def serving(which: str, slack: Workspace) -> AsyncIterator[str]:
    """One of the servers in a process of its own."""
    given = [slack.twin.api_url, slack.twin.bot_token, slack.twin.signing_secret]
    if which != "bare":
        given.append(f"{slack.twin.home_team.id}/{slack.room}/{slack.person}")
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.slack_server", which, *given],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        address = await asyncio.to_thread(process.stdout.readline)
        yield f"{address.strip()}slack/commands"
    finally:
        process.stdin.close()
        await asyncio.to_thread(process.wait, 20)


async def asked(web: aiohttp.ClientSession, address: str, slack: Workspace, number: int) -> float:
    """Seconds until one `/events` was answered with words."""
    body, headers = slack.command(number)
    began = time.perf_counter()
    async with web.post(address, data=body, headers=headers) as answer:
        told = await answer.read()
    assert answer.status == 200, (answer.status, told[:200])
    assert len(told) > 10, told
    return time.perf_counter() - began


async def many(address: str, slack: Workspace) -> float:
    """Requests a second with `AT_ONCE` connections that each ask again when answered."""
    numbers = iter(range(REQUESTS))

    async def client(web: aiohttp.ClientSession) -> None:
        for number in numbers:
            await asked(web, address, slack, number)

    async with aiohttp.ClientSession() as web:
        for number in range(WARMING):
            await asked(web, address, slack, number)
        began = time.perf_counter()
        await asyncio.gather(*(client(web) for _ in range(AT_ONCE)))
        return REQUESTS / (time.perf_counter() - began)


async def alone(address: str, slack: Workspace) -> list[float]:
    """Seconds of each of a row of requests, one after another."""
    async with aiohttp.ClientSession() as web:
        return [await asked(web, address, slack, number) for number in range(ALONE + WARMING)][WARMING:]


async def measured() -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    async with loom.Twin.open() as twin:
        person = twin.person("Tara Ito", tz="America/New_York")
        slack = Workspace(twin, twin.channel("events", members=[person]).id, person.id)
        async with (
            serving("ours", slack) as ours,
            serving("forgetful", slack) as forgetful,
            serving("bare", slack) as bare,
        ):
            at = {"ours": ours, "forgetful": forgetful, "bare": bare}
            rates = await in_turn(3, {name: partial(many, address, slack) for name, address in at.items()})
            waits = {name: await alone(address, slack) for name, address in at.items()}
    return rates, waits


def run() -> list[Row]:
    rates, waits = asyncio.run(measured())
    how = (
        f"{REQUESTS:,} signed /events over {AT_ONCE} connections, 1,000 events stored; "
        "the whole bot on SQLite; peer: slack-bolt AsyncApp with its default settings, constant text; "
        "each in a process of its own."
    )
    rows: list[Row] = []
    for who, told, most, least in (("ours", "", 0.2, 0.6), ("forgetful", f", {WRITTEN}", None, None)):
        work = f"Slack over HTTP, /events{told}"
        rows.append(
            beside(
                work,
                rates[who],
                rates["bare"],
                peer_name="bare slack-bolt",
                wanted=least,
                unit="/s",
                how=how,
            )
        )
        mine, theirs = median(waits[who]) * 1000, median(waits["bare"]) * 1000
        rows.append(
            {
                "work": f"{work}, one client, p50",
                "ours": round(mine, 2),
                "peer": round(theirs, 2),
                "peer_name": "ms bare slack-bolt",
                "ratio": round(mine / theirs, 3),
                "wanted": f"at most {most} times" if most else "",
                "met": mine <= most * theirs if most else None,
                "unit": "ms",
                "how": (
                    f"{ALONE:,} one after another; p99 {share(waits[who], 0.99) * 1000:.1f} ms beside "
                    f"{share(waits['bare'], 0.99) * 1000:.1f} ms."
                ),
            }
        )
    return rows
