"""The bot has a door to pages, which costs nothing until somebody goes through it."""

import subprocess
import sys
from contextlib import suppress

import pytest

from adapters.links.adapter import LinksAdapter, agent
from communitybot.clocks import SystemClock
from communitybot.ports import NoPreview
from communitybot.running import opened
from communitybot.settings import BadSettings, Settings, load


def told(sqlite_url, **more):
    return load({"COMMUNITYBOT_DATABASE_URL": sqlite_url, "COMMUNITYBOT_HTTP_PORT": "0", **more})


async def test_the_bot_has_a_door_which_costs_nothing_until_it_is_used_and_ends_with_the_bot(sqlite_url):
    async with opened(told(sqlite_url), SystemClock()) as house:
        door = house.looking.door
        assert house.playground, "looking at pages is no platform that people could talk on"
        assert door._reader.pid is None

        with suppress(NoPreview):
            await door.look("http://127.0.0.1/")
        running = door._reader._running
        assert running.pid

    assert running.over
    assert running._process.returncode is not None


async def test_it_can_be_turned_off(sqlite_url):
    async with opened(told(sqlite_url, COMMUNITYBOT_LINK_PREVIEWS="off"), SystemClock()) as house:
        assert house.looking.door is None
        assert await house.looking.look("https://example.org/") is None


def test_its_setting_is_on_or_off():
    assert load({}).link_previews
    assert not load({"COMMUNITYBOT_LINK_PREVIEWS": "off"}).link_previews
    with pytest.raises(BadSettings, match="COMMUNITYBOT_LINK_PREVIEWS is on or off"):
        load({"COMMUNITYBOT_LINK_PREVIEWS": "maybe"})


def test_it_names_itself_to_sites_and_where_it_can_be_found():
    where = "https://bot.example.org"
    assert agent(where) == f"CommunityBot/1 (link previews for educators; +{where})"
    assert "127.0.0.1" not in agent(Settings().public_url)
    assert "\n" not in agent("https://bot.example.org\r\nX: 1")


async def test_what_was_never_begun_is_ended_in_peace():
    await LinksAdapter().stop()


def test_the_bots_own_process_reads_no_pages():
    """Nothing that the bot loads has the parser in it, nor our own code that meets what strangers send."""
    asked = (
        "import sys, communitybot.bootstrap, adapters.links.adapter, adapters.links.previews;"
        "print(*(name for name in sys.modules if name.startswith(('lxml', 'adapters.links'))))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout

    assert set(said.split()) == {
        "adapters.links",
        "adapters.links.adapter",
        "adapters.links.frames",
        "adapters.links.previews",
        "adapters.links.process",
    }
