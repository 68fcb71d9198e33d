"""One-time codes: good once and for a while, said kindly when they are not, and kept only as hashes."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.communities.codes import hash_code, new_code, read_code
from communitybot.conversation.actions import Action
from communitybot.errors import Misread
from tests.communities.two_places import NORTH


async def test_the_same_code_works_once(places, ada, ben):
    code = await places.join(ada, ben)
    cleo = places.somebody(type(NORTH)("north", "n2"), "Cleo", runs_it=True)
    await places.arrive(cleo.who.account.in_space, "Ash Grove")

    assert "belongs to its community" in await ben.types(f"/community link code: {code}")
    assert "has been used already" in await cleo.types(f"/community link code: {code}")


async def test_two_who_agree_at_once_join_once(places, ada, ben):
    code = await places.code(ada, "/community link")
    await ben.types(f"/community link code: {code}")
    join = ben.action("Join")

    assert "Joined" in await ben.sends(join)
    assert "has been used" in await ben.sends(join)


async def test_an_expired_code_gets_a_kind_word(places, ada, ben):
    code = await places.code(ada, "/community link")
    places.house.clock.move_to(places.house.clock.now() + timedelta(minutes=15))

    assert "has expired" in await ben.types(f"/community link code: {code}")


async def test_a_code_that_expires_while_one_thinks_does_not_join(places, ada, ben):
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    places.house.clock.move_to(places.house.clock.now() + timedelta(minutes=16))

    assert "has expired" in await ben.presses("Join")
    assert len(set(await places.communities())) == 2


async def test_ones_own_code_is_for_the_other_place(places, ada):
    code = await places.code(ada, "/community link")

    assert "is this community's own" in await ada.types(f"/community link code: {code}")


async def test_a_code_for_accounts_is_for_the_other_command(places, ada, ben):
    code = await places.code(ada, "/my link")

    assert "/my link" in await ben.types(f"/community link code: {code}")
    assert len(set(await places.communities())) == 2


HOSTILE = (
    "",
    "x",
    "K7MN4PQ",
    "K7MN-4PQRS",
    "0O1I-LLLL",
    "' OR 1=1 --",
    "K7MN\u202e4PQR",
    "Ｋ７ＭＮ４ＰＱＲ",
    "ßßßßßßßß",
    "\ud800" * 8,
    "@everyone",
    "<!channel>",
    "A" * 5_000,
    "%" * 8,
    "K7MN-4PQR:K7MN",
)


@pytest.mark.parametrize("typed", HOSTILE)
async def test_what_is_no_code_is_said_kindly_and_changes_nothing(places, ben, typed):
    said = await ben.types(f"/community link code: {typed}")

    assert "went wrong" not in said
    assert said
    assert len(set(await places.communities())) == 2


@pytest.mark.parametrize("typed", ["2222-2222", "nonsense", "", "../../etc", "x" * 64])
async def test_a_forged_press_is_answered_kindly(places, ben, typed):
    said = await ben.sends(Action("community.join", (typed,)))

    assert "went wrong" not in said
    assert "/community link" in said or "eight letters" in said
    assert len(set(await places.communities())) == 2


async def test_a_code_is_read_however_it_was_copied(places, ada, ben):
    code = await places.code(ada, "/community link")

    assert "becomes part of" in await ben.types(f"/community link code:  {code.lower().replace('-', ' ')} ")


async def test_no_code_stands_in_the_database(places, ada):
    code = await places.code(ada, "/community link")
    rows = await places.house.units.read(
        lambda work: work.connection.execute(text("SELECT * FROM link_codes"))
    )
    stored = " ".join(str(each) for row in rows for each in row)

    assert code not in stored
    assert code.replace("-", "") not in stored
    assert hash_code(code, b"k" * 40) in stored  # negative control: it is there, as a hash
    assert hash_code(code, b"another key") not in stored


async def test_codes_long_expired_are_forgotten(places, ada):
    await ada.types("/community link")
    places.house.clock.move_to(places.house.clock.now() + timedelta(days=8))
    await ada.types("/community link")
    kept = await places.house.units.read(
        lambda work: work.connection.scalar(text("SELECT count(*) FROM link_codes"))
    )

    assert kept == 1


def test_codes_are_alike_in_nothing_but_their_look():
    made = {new_code() for _ in range(2_000)}

    assert len(made) == 2_000
    assert all(read_code(code) == code for code in made)


def test_a_letter_that_could_be_misread_is_in_no_code():
    with pytest.raises(Misread):
        read_code("K7MN-4PQ0")
    assert not set("01ILO") & set("".join(new_code() for _ in range(500)))
