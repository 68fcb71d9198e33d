"""Workspaces that have added the bot: sealed at rest, renewed once, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from communitybot.installations import RENEWAL, KeptInstallations
from communitybot.ports import Installation
from communitybot.sealing import BrokenSeal, Seal

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
OAK = Installation(
    team="T1",
    name="Oak Ridge",
    bot_user="U1",
    token="xoxb-secret",
    refresh_token="xoxe-again",
    expires=NOW + timedelta(hours=12),
    installed_by="U2",
    installed_at=NOW,
)


def kept_by(units, key: str = "k" * 32) -> KeptInstallations:
    return KeptInstallations(units, Seal(key.encode(), "installations"), now=lambda: NOW)


async def test_an_installation_is_found_as_it_was_saved(units):
    await kept_by(units).save(OAK)

    assert await kept_by(units).find("T1") == OAK
    assert await kept_by(units).find("T2") is None
    assert await kept_by(units).teams() == ("T1",)


async def test_added_again_it_takes_the_place_of_the_earlier(units):
    await kept_by(units).save(OAK)
    again = replace(OAK, name="Oak Ridge School", refresh_token=None, expires=None)
    await kept_by(units).save(again)

    assert await kept_by(units).find("T1") == again


async def test_no_token_can_be_read_in_the_database(units):
    await kept_by(units).save(OAK)
    rows = await units.read(lambda work: work.connection.execute(text("SELECT * FROM installations")))
    stored = repr(rows.all())

    assert "Oak Ridge" in stored
    assert "secret" not in stored
    assert "again" not in stored


async def test_with_another_key_there_is_no_installation(units):
    await kept_by(units).save(OAK)

    assert await kept_by(units, "x" * 32).find("T1") is None


async def test_it_is_forgotten_unless_it_was_added_again_since(units):
    kept = kept_by(units)
    await kept.save(OAK)

    assert not await kept.forget("T1", before=NOW)
    assert await kept.forget("T1", before=NOW + timedelta(seconds=1))
    assert not await kept.forget("T1")


async def test_of_eight_at_expiry_one_asks_and_all_see_its_result(units):
    await kept_by(units).save(OAK)
    asked = []

    async def renew(known):
        if known.token != OAK.token:
            return None
        asked.append(known.refresh_token)
        await asyncio.sleep(0.05)
        return replace(known, token="xoxb-new", refresh_token="xoxe-new")

    seen = await asyncio.gather(*(kept_by(units).renew("T1", renew) for _ in range(8)))

    assert asked == ["xoxe-again"]
    assert {each.token for each in seen} == {"xoxb-new"}
    assert (await kept_by(units).find("T1")).refresh_token == "xoxe-new"


async def test_a_renewal_that_fails_leaves_what_was_and_may_be_tried_again(units):
    kept = kept_by(units)
    await kept.save(OAK)

    async def fails(_known):
        raise ConnectionError

    async def works(known):
        return replace(known, token="xoxb-new")

    with pytest.raises(ConnectionError):
        await kept.renew("T1", fails)

    assert await kept.find("T1") == OAK
    assert (await kept.renew("T1", works)).token == "xoxb-new"


async def test_a_process_that_died_over_it_holds_it_up_for_half_a_minute(units):
    async def claimed(now: datetime) -> bool:
        until = now + RENEWAL
        return (await units.run(lambda work: work.installations.claim("T1", now=now, until=until)))[1]

    await kept_by(units).save(OAK)

    assert await claimed(NOW)
    assert not await claimed(NOW)
    assert await claimed(NOW + RENEWAL)


async def test_where_nobody_is_installed_there_is_nothing_to_renew(units):
    async def never(_known):
        raise AssertionError

    assert await kept_by(units).renew("T9", never) is None


async def test_an_install_that_was_begun_is_taken_once_and_in_time(units):
    kept = kept_by(units)
    await kept.expect("state-a", until=NOW + timedelta(minutes=10))
    await kept.expect("state-b", until=NOW)

    assert await kept.take("state-a", now=NOW)
    assert not await kept.take("state-a", now=NOW)
    assert not await kept.take("state-b", now=NOW + timedelta(seconds=1))
    assert not await kept.take("never", now=NOW)


def test_a_seal_opens_with_its_key_and_purpose_alone():
    sealed = Seal(b"k" * 32, "installations").close("a secret")

    assert Seal(b"k" * 32, "installations").open(sealed) == "a secret"
    assert Seal(b"k" * 32, "installations").close("a secret") != sealed
    for other in (Seal(b"x" * 32, "installations"), Seal(b"k" * 32, "other")):
        with pytest.raises(BrokenSeal):
            other.open(sealed)
    with pytest.raises(BrokenSeal):
        Seal(b"k" * 32, "installations").open(sealed[:-4] + "AAAA")
