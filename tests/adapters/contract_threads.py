"""What every adapter promises of threads: opened once, pinned while open, and closed without harm.

A stage for it also says which messages are `pinned` in its room, by their ids, oldest first, and lets its
people speak in threads.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import pytest

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import Undeliverable
from tests.adapters.stage import Stage

OPENING = message("Live chat: we begin")


class ThreadStage(Stage, Protocol):
    """A stage with threads on it."""

    async def pinned(self) -> Sequence[str]: ...

    async def speaks(self, person: str, thread: PlaceAddress, words: str) -> None: ...


class ThreadContract:
    """What live chats rely on."""

    async def test_an_opening_that_is_found_standing_only_gets_its_thread(self, stage):
        first = await stage.platform.post(stage.room, OPENING, "key-1")
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1", first=first)
        await stage.platform.post(thread, message("Welcome"), "key-2")

        assert thread == PlaceAddress(stage.room.platform, stage.room.space, stage.room.place, first.message)
        assert await self._read(stage) == ["Live chat: we begin"]
        assert (await self._read(stage, thread))[-1] == "Welcome"

    async def test_a_thread_that_was_opened_from_its_opening_is_opened_no_second_time(self, stage):
        first = await stage.platform.post(stage.room, OPENING, "key-1")
        once = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1", first=first)
        again = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1", first=first)

        assert once == again
        assert await self._read(stage) == ["Live chat: we begin"]
        assert await stage.pinned() == [first.message]

    async def test_an_opening_that_has_gone_is_not_pinned(self, stage):
        first = await stage.platform.post(stage.room, OPENING, "key-1")
        await stage.platform.remove(first)
        with suppress(Undeliverable):  # a thread of Slack's needs no more than the name of its opening
            await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1", first=first)

        assert await stage.pinned() == []

    async def test_an_opening_is_pinned_until_its_thread_closes(self, stage):
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1")
        other = await stage.platform.open_thread(stage.room, "#satchat", message("Another"), "key-2")
        assert await stage.pinned() == [thread.thread, other.thread]
        for _ in range(2):
            await stage.platform.close(thread)

        assert await stage.pinned() == [other.thread]

    async def test_an_opening_is_pinned_only_where_that_is_wished(self, stage):
        await stage.platform.open_thread(stage.room, "An idea", OPENING, "key-1", pinned=False)
        there = await stage.platform.open_thread(stage.room, "#satchat", message("Another"), "key-2")

        assert await stage.pinned() == [there.thread]

    async def test_a_closed_thread_that_is_opened_again_takes_words(self, stage):
        thread = await stage.platform.open_thread(stage.room, "An idea", OPENING, "key-1")
        await stage.platform.close(thread)
        for _ in range(2):
            await stage.platform.reopen(thread)
        await stage.speaks("principal", thread, "Good to be back.")
        await stage.platform.post(thread, message("Welcome back"), "key-2")

        assert (await self._read(stage, thread))[-2:] == ["Good to be back.", "Welcome back"]

    async def test_what_was_said_in_a_thread_is_edited_and_removed_there_alone(self, stage):
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1")
        kept = await stage.platform.post(thread, message("Befor"), "key-2")
        regret = await stage.platform.post(thread, message("Away with it"), "key-3")
        await stage.platform.edit(kept, message("Before"))
        for _ in range(2):
            await stage.platform.remove(regret)

        read = await self._read(stage, thread)
        assert read[-1] == "Before"
        assert "Away with it" not in read
        assert await self._read(stage) == ["Live chat: we begin"]

    async def test_what_was_removed_in_a_thread_cannot_be_edited_and_says_so(self, stage):
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1")
        regret = await stage.platform.post(thread, message("Away with it"), "key-2")
        await stage.platform.remove(regret)

        with pytest.raises(Undeliverable) as gone:
            await stage.platform.edit(regret, message("Back again"))
        assert gone.value.gone

    async def test_words_follow_their_speaker_also_after_a_thread_was_closed(self, stage):
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1")
        kept = await stage.platform.post(thread, message("Befor"), "key-2")
        regret = await stage.platform.post(thread, message("Away with it"), "key-3")
        await stage.platform.close(thread)
        await stage.platform.edit(kept, message("Before"))
        await stage.platform.remove(regret)
        await stage.platform.edit(MessageRef(stage.room, str(thread.thread)), message("It is over"))

        read = await self._read(stage, thread)
        assert "Before" in read
        assert "Away with it" not in read
        assert await self._read(stage) == ["It is over"]

    async def test_what_is_said_in_a_thread_stands_in_no_room(self, stage):
        thread = await stage.platform.open_thread(stage.room, "#ce14", OPENING, "key-1")
        await stage.speaks("principal", thread, "A1 I plan with others.")
        found = await stage.platform.post(thread, message("So do I"), "key-2")

        assert (await self._read(stage, thread))[-2:] == ["A1 I plan with others.", "So do I"]
        assert await self._read(stage) == ["Live chat: we begin"]
        assert found.place == thread
        assert MessageRef.parse(str(found)) == found

    async def test_a_thread_that_never_was_is_undeliverable(self, stage):
        room = stage.room
        nowhere = PlaceAddress(room.platform, room.space, room.place, "999999999999999999")

        with pytest.raises(Undeliverable):
            await stage.platform.post(nowhere, message("Hello?"), "key-1")

    async def _read(self, stage: ThreadStage, place: PlaceAddress | None = None) -> list[str]:
        return [shown.text for shown in await stage.sees("teacher", place)]
