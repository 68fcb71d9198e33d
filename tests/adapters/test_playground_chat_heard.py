"""A live chat in the playground with the whole bot: what is said is kept once, in order, over every death."""

import sqlite3
from datetime import UTC, datetime

import aiohttp
import pytest
from databases import migrated_file

from communitybot.clocks import MovableClock
from communitybot.running import opened
from communitybot.settings import load

BEFORE = datetime(2014, 10, 14, 22, 50, tzinfo=UTC)
SCHEDULE = "/chat schedule Being connected, when: today 7pm, hashtag: #ce14, questions: What does it mean?"


class Life:
    """A bot that can be killed and started again, with one chat in it."""

    def __init__(self, folder):
        self._folder = folder
        self._settings = load(
            {
                "COMMUNITYBOT_DATABASE_URL": migrated_file(folder / "chat.db"),
                "COMMUNITYBOT_HTTP_PORT": "0",
                "COMMUNITYBOT_PLAYGROUND": "on",
            }
        )
        self.clock = MovableClock(BEFORE)
        self.thread = ""

    def alive(self):
        return opened(self._settings, self.clock)

    async def post(self, house, what, **body):
        async with (
            aiohttp.ClientSession(house.address) as web,
            web.post(f"/api/{what}", json=body) as answer,
        ):
            told = await answer.json()
            assert answer.status == 200, told
            return told["messages"] if what != "clock" else None

    async def begin(self, house):
        preview = (await self.post(house, "say", person="administrator", place="chats", text=SCHEDULE))[-1]
        button = next(each["id"] for each in preview["controls"] if each["label"] == "Post it")
        await self.post(house, "press", person="administrator", message=preview["id"], control=button)
        await self.post(house, "clock", advance_seconds=16 * 60)
        async with (
            aiohttp.ClientSession(house.address) as web,
            web.get("/api/state", params={"person": "host"}) as answer,
        ):
            places = (await answer.json())["places"]
        self.thread = next(place["id"] for place in places if place["kind"] == "thread")

    async def says(self, house, person, text):
        return (await self.post(house, "say", person=person, place=self.thread, text=text))[-1]["id"]

    def kept(self):
        """The words the bot holds of people, in the order of its log."""
        with sqlite3.connect(self._folder / "chat.db") as database:
            rows = database.execute(
                "SELECT text FROM chat_lines WHERE kind = 'said' AND NOT removed ORDER BY number"
            )
            return [text for (text,) in rows]


@pytest.fixture
def life(tmp_path):
    return Life(tmp_path)


async def deaf(_heard):
    raise ConnectionError("the process is as good as dead")


async def test_what_is_said_changed_and_deleted_in_a_thread_is_followed(life):
    async with life.alive() as house:
        await life.begin(house)
        first = await life.says(house, "teacher", "A1 Aksing.")
        second = await life.says(house, "principal", "A1 Something I regret.")
        await life.says(house, "host", "A1 Listening.")
        await life.post(house, "reword", person="teacher", message=first, text="A1 Asking.")
        await life.post(house, "remove", person="principal", message=second)

    assert life.kept() == ["Asking.", "Listening."]


@pytest.mark.promise("R17")
async def test_words_shown_by_a_process_that_died_before_it_told_them_are_kept_once_and_in_order(life):
    async with life.alive() as house:
        await life.begin(house)
        await life.says(house, "teacher", "A1 One.")
    for number, person in enumerate(("host", "principal", "librarian"), start=1):
        async with life.alive() as house:
            mistake = await life.says(house, person, f"A1 Before death {number}, to be deleted.")
            house.bot.hear = deaf
            await life.post(house, "remove", person=person, message=mistake)
            changed = await life.says(house, person, f"A1 Befroe death {number}.")
            await life.post(
                house, "reword", person=person, message=changed, text=f"A1 Before death {number}."
            )
            assert f"Before death {number}." not in life.kept()

    async with life.alive():
        pass

    assert life.kept() == ["One.", "Before death 1.", "Before death 2.", "Before death 3."]


async def test_without_being_told_again_the_words_would_be_missing(life, monkeypatch):
    async with life.alive() as house:
        await life.begin(house)
        house.bot.hear = deaf
        await life.says(house, "teacher", "A1 One.")

    async def nothing(_telling):
        """The protection taken away."""

    monkeypatch.setattr("adapters.playground.telling.Telling.catch_up", nothing)
    async with life.alive():
        pass

    assert life.kept() == []
