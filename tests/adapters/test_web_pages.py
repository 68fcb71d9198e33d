"""The public page of a community: what it lists, and how it is narrowed."""

import pytest

from tests.adapters.serving import entry


async def test_a_public_page_lists_events_by_day_and_escapes_every_word(client, bot):
    bot.pages.events.entries.append(entry("<script>alert(1)</script>", link="javascript:alert(1)"))
    bot.pages.events.entries.append(entry("Maker tour", cancelled=True))
    async with client.get("/community/cem") as response:
        text = await response.text()

    assert "Connected &lt;Educator&gt; Month" in text
    assert "Tuesday 14 October 2014" in text
    assert "<script" not in text
    assert "javascript:" not in text
    assert "<s>Maker tour</s>" in text
    assert "Cancelled" in text


async def test_a_public_page_is_narrowed_by_level_and_theme(client):
    async with client.get("/community/cem", params={"level": "elementary"}) as response:
        text = await response.text()
        assert "Reading circle" in text
        assert "A chat" not in text
        assert "1 event matches" in text
    async with client.get("/community/cem", params={"theme": "nobody's"}) as response:
        assert "A chat" in await response.text()


async def test_a_row_tells_kind_place_hosts_topics_and_what_it_is_about(client):
    async with client.get("/community/cem") as response:
        text = await response.text()

    assert "Chat · all levels · Room 2" in text
    assert "Hosted by Dana Whitfield, Jo Anders" in text
    assert "About reading" in text
    assert "Bring a page." in text


async def test_topics_that_not_all_have_are_themes_to_narrow_by(client, bot):
    bot.pages.events.entries = [
        entry("Tour", theme="", topics=("making", "data")),
        entry("Lab", theme="", topics=("making",)),
        entry("Off", theme="", topics=("making", "data"), cancelled=True),
    ]
    async with client.get("/community/cem") as response:
        text = await response.text()
    async with client.get("/community/cem?theme=data") as response:
        narrowed = await response.text()

    assert "?theme=data" in text
    assert "?theme=making" not in text
    assert "2 events, 1 cancelled" in text
    assert "Tour" in narrowed
    assert "Lab" not in narrowed
    assert "1 event matches, 1 cancelled" in narrowed


async def test_levels_are_offered_as_pupils_grow(client, bot):
    bot.pages.events.entries += [entry("Lecture", level="higher education"), entry("Lab", level="middle")]
    async with client.get("/community/cem") as response:
        text = await response.text()
    offered = [text.index(f">{level}</a>") for level in ("Elementary", "Middle", "Higher education")]
    assert offered == sorted(offered)


async def test_an_empty_public_page_offers_the_next_step(client, bot):
    bot.pages.events.entries = []
    async with client.get("/community/cem") as response:
        assert "/event create" in await response.text()


@pytest.mark.parametrize("slug", ["other", "CEM", "..%2fcem", "cem%00", "-"])
async def test_a_community_without_a_public_page_is_not_there(client, slug):
    async with client.get(f"/community/{slug}") as response:
        assert response.status == 404
