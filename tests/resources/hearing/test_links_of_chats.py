"""After a live chat each person is asked about the links they said in it, and about nobody else's."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from rooms import TICKETS, TILES, said

from communitybot.livechats.model.chat import Showing
from communitybot.resources.model.resource import ResourceSettings, Source

sys.path.insert(0, str(Path(__file__).parents[2] / "livechats"))  # hall
DAY = timedelta(days=1)


@pytest.fixture
async def hall(sqlite_url):
    from hall import opened

    made = await opened(sqlite_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


def asked(hall, member):
    """What somebody is asked in private about links, as words."""
    posted = hall.platforms[member.platform].visible()
    mine = [each for each in posted if each.place.place == f"dm-{member.account.person}"]
    return [words for each in mine if "in the live chat" in (words := said(each.shown))]


async def held(hall, *, wanted, archive=True):
    """A chat in which Ana says two links, Ben one, and Cleo one who wants to be left out of archives."""
    from hall import START

    hana = hall.member("Hana Ito", "discord", administers=True)
    names = (("Ana Ruiz", "slack"), ("Ben Okafor", "playground"), ("Cleo Park", "slack"))
    people = [hall.member(*name) for name in names]
    ana, ben, cleo = people
    chat = await hall.planned(hana, archive=archive)
    if wanted:
        await hall.units.run(lambda work: work.resources.set("c1", ResourceSettings(chats=True)))
    await hall.until(START + timedelta(minutes=6))
    person = (await cleo.caller()).person
    await hall.units.run(
        lambda work: work.chats.show("c1", chat.id, person, Showing.LEFT_OUT, hall.clock.now())
    )
    await ana.says(f"A1: we begin with {TICKETS}")
    await ana.says(f"and with {TILES}, and again {TICKETS}")
    await ben.says("A1: https://video.example.org/watch/7")
    await cleo.says("A1: https://private.example.org/page")
    await hall.until(START + DAY)  # quiet hours are over
    return people


async def test_each_is_asked_about_their_own_links_in_one_word(hall):
    ana, ben, cleo = await held(hall, wanted=True)

    [hers] = asked(hall, ana)
    assert "2 links" in hers
    assert "exit tickets" in hers
    assert "video.example.org" not in hers
    [his] = asked(hall, ben)
    assert "video.example.org" in his
    assert "edutopia" not in his
    assert asked(hall, cleo) == []
    mine = (await ana.caller()).person
    drafts = await hall.units.read(lambda work: work.resources.drafts("c1", mine, limit=9))
    assert {one.source for one in drafts} == {Source.CHAT}


@pytest.mark.parametrize("settings", [{"wanted": False}, {"wanted": True, "archive": False}])
async def test_nobody_is_asked_where_it_is_not_wanted_or_words_are_not_kept(hall, settings):
    people = await held(hall, **settings)

    assert [asked(hall, each) for each in people] == [[], [], []]
