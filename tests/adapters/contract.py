"""What every adapter promises, run on each platform: a subclass gives a `stage` fixture and is done.

A stage is a whole bot on one platform, with people who type and press. It is asked what people see, never
what was called. What people read stands in `contract_reading`, what is drawn in `contract_drawing`, how
failures are told in `contract_failing`.
"""

from datetime import UTC, datetime

import pytest

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, parse_destination
from communitybot.conversation.controls import Button, Choice, LinkButton, Look, Select
from communitybot.conversation.message import (
    Bullets,
    Controls,
    Divider,
    Field,
    Fields,
    File,
    Heading,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Code, Emphasis, Link, Strong, Struck, say
from communitybot.ports import Undeliverable
from tests.adapters.stage import Shown, Stage

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
LATER = datetime(2030, 3, 1, 18, 0, tzinfo=UTC)
HOSTILE = (
    "@everyone @here <@1> <@&2> <#3> <!channel> <!here> <@U0001|x>",
    "*bold* _it_ ~gone~ `code` ```block``` ||spoiler|| > quote\n# heading\n- item\n-# small",
    "[text](https://evil.example) <https://evil.example|safe.example> &lt;b&gt; &amp;",
    "\u202eright to left\u202c zero\u200bwidth \u0000nul \x07bell",
    "<script>alert(1)</script> <t:0:R> <!date^0^{date}|x> </event:1>",
    "e\u0301" * 200 + "👩🏽\u200d🏫" * 40,
)


def everything() -> tuple[object, ...]:
    """Every kind of block and span, and every kind of control."""
    when = say("It is on ", At(LATER, "America/New_York"), ".")
    return (
        Heading("A heading"),
        paragraph(Strong("strong"), " ", Emphasis("soft"), " ", Struck("gone"), " ", Code("/events")),
        paragraph(Link("a link", "https://example.org/a?b=c")),
        when,
        Quote(say("quoted")),
        Bullets((say("one"), say("two"))),
        Fields((Field("Where", say("the library")),)),
        Divider(),
        Controls((Button("Going", Action("event.rsvp", ("e1", "going")), Look.EXPECTED),)),
        Controls((Select("Pick one", Action("event.pick"), (Choice("a", "First"), Choice("b", "Second"))),)),
        Controls((LinkButton("Open", "https://example.org/"),)),
        small("small print"),
    )


class PlatformContract:
    """What whoever delivers may rely on."""

    async def test_a_message_is_seen_where_it_was_posted(self, stage):
        ref = await stage.platform.post(stage.room, message("Hello, everybody"), "key-1")

        assert ref.place == stage.room
        assert [shown.text for shown in await stage.sees("teacher")][-1] == "Hello, everybody"

    async def test_addresses_survive_a_round_trip(self, stage):
        ref = await stage.platform.post(stage.room, message("Hello"), "key-1")

        assert MessageRef.parse(str(ref)) == ref
        assert parse_destination(str(stage.room)) == stage.room
        assert parse_destination(str(stage.address("teacher"))) == stage.address("teacher")

    async def test_a_message_is_found_by_its_key_and_no_other(self, stage):
        ref = await stage.platform.post(stage.room, message("Hello"), "key-1")

        assert await stage.platform.find(stage.room, "key-1", LONG_AGO) == ref
        assert await stage.platform.find(stage.room, "key-2", LONG_AGO) is None

    async def test_a_second_try_with_its_key_ends_at_the_first_message(self, stage):
        """By the key where the platform honours it, else by looking first, as whoever delivers does."""
        first = await stage.platform.post(stage.room, message("Once"), "key-1")
        known = None
        if not stage.platform.honours_keys_for:
            known = await stage.platform.find(stage.room, "key-1", LONG_AGO)
        again = known or await stage.platform.post(stage.room, message("Once"), "key-1")

        assert again == first
        assert [shown.text for shown in await stage.sees("teacher")].count("Once") == 1

    async def test_an_edit_replaces_the_words(self, stage):
        ref = await stage.platform.post(stage.room, message("Before"), "key-1")
        await stage.platform.edit(ref, message("After"))

        shown = (await stage.sees("teacher"))[-1]
        assert (shown.text, shown.edited) == ("After", True)

    async def test_what_was_deleted_cannot_be_edited_and_says_so(self, stage):
        ref = await stage.platform.post(stage.room, message("Before"), "key-1")
        await stage.deletes(ref)

        with pytest.raises(Undeliverable) as gone:
            await stage.platform.edit(ref, message("After"))
        assert gone.value.gone

    async def test_removing_twice_is_no_error(self, stage):
        ref = await stage.platform.post(stage.room, message("Away with it"), "key-1")
        await stage.platform.remove(ref)
        await stage.platform.remove(ref)

        assert "Away with it" not in [shown.text for shown in await stage.sees("teacher")]

    async def test_a_thread_is_opened_once_and_spoken_in(self, stage):
        thread = await stage.platform.open_thread(stage.room, "Reading", message("We begin"), "key-1")
        again = await stage.platform.open_thread(stage.room, "Reading", message("We begin"), "key-1")
        await stage.platform.post(thread, message("In the thread"), "key-2")
        await stage.platform.close(thread)
        await stage.platform.close(thread)

        assert thread == again
        assert thread.thread is not None
        assert [shown.text for shown in await stage.sees("teacher", thread)][-1] == "In the thread"
        assert [shown.text for shown in await stage.sees("teacher")].count("We begin") == 1

    async def test_a_private_place_is_seen_by_its_person_alone(self, stage):
        place = await stage.platform.direct(stage.address("teacher"))
        await stage.platform.post(place, message("Between us"), "key-1")

        assert [shown.text for shown in await stage.sees("teacher", place)][-1] == "Between us"
        assert "Between us" not in [shown.text for shown in await stage.sees("principal")]

    async def test_a_place_that_is_gone_is_undeliverable(self, stage):
        nowhere = PlaceAddress(stage.room.platform, stage.room.space, "999999999999999999")

        with pytest.raises(Undeliverable):
            await stage.platform.post(nowhere, message("Hello?"), "key-1")

    async def test_a_person_can_be_looked_up(self, stage):
        found = await stage.platform.look_up(stage.address("teacher"))
        nobody = PersonAddress(stage.room.platform, stage.room.space, "999999999999999999")

        assert found is not None
        assert found.name
        assert await stage.platform.look_up(nobody) is None

    async def test_every_kind_of_block_and_control_is_taken(self, stage):
        note = File("note.txt", "text/plain", b"hello")
        await stage.platform.post(stage.room, message(*everything(), files=(note,)), "key-1")

        seen = await stage.sees("teacher")  # files may come as a message of their own
        assert {"Going", "Open"} <= {label for shown in seen for label in shown.labels}
        assert any("note.txt" in name for shown in seen for name in shown.files)
        assert any("the library" in shown.text for shown in seen)

    @pytest.mark.parametrize("text", HOSTILE)
    async def test_hostile_words_are_taken_and_mention_nobody(self, stage, text):
        await stage.platform.post(
            stage.room, message(text, Heading(text[:60]), Bullets((say(text),))), "key-1"
        )

        assert (await stage.sees("teacher"))[-1].pings == ()


class ConversationContract:
    """What people may rely on, whatever platform they talk on."""

    async def test_an_answer_is_private(self, stage):
        answer = await stage.types("teacher", "/events")

        assert answer.private
        assert "/event create" in answer.text
        assert answer.text not in [shown.text for shown in await stage.sees("principal")]

    async def test_an_event_is_previewed_posted_and_answered(self, stage):
        preview = await stage.types("teacher", "/event create Reading circle, when: in 3 days")
        assert preview.private
        assert "Post it" in preview.labels

        await stage.presses("teacher", "Post it")
        card = (await self._cards(stage, "principal"))[-1]
        assert "Reading circle" in card.text
        assert not card.private

        await stage.presses("principal", "Going")
        assert "1 going" in (await self._cards(stage, "teacher"))[-1].text

    async def test_a_button_outlives_a_restart(self, stage):
        await stage.types("teacher", "/event create Reading circle, when: in 3 days")
        await stage.presses("teacher", "Post it")
        await stage.restarts()
        await stage.presses("principal", "Going")

        assert "1 going" in (await self._cards(stage, "teacher"))[-1].text

    async def test_what_cannot_be_understood_is_told_with_what_works(self, stage):
        answer = await stage.types("teacher", "/event create Reading circle, when: the day of days")

        assert answer.private
        assert "the day of days" in answer.text
        assert "friday 5pm" in answer.text

    async def test_a_title_mentions_nobody(self, stage):
        await stage.types("teacher", "/event create @everyone <!channel> <@1>, when: in 3 days")
        await stage.presses("teacher", "Post it")

        assert [shown.pings for shown in await stage.sees("principal") if shown.pings] == []

    async def test_the_bot_does_not_hear_itself(self, stage):
        before = len(await stage.sees("teacher"))
        await stage.platform.post(stage.room, message("/events"), "key-1")
        await stage.types("principal", "/events")

        assert len(await stage.sees("teacher")) == before + 1

    async def _cards(self, stage: Stage, person: str) -> list[Shown]:
        return [shown for shown in await stage.sees(person) if "Going" in shown.labels]
