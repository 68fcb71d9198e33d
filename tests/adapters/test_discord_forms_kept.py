"""A form in steps outlives a restart between any two of them, for a day."""

from datetime import UTC, datetime, timedelta

import pytest
from twins.chord.modal import Modal

from adapters.discord import kept_drafts
from adapters.discord.drafts import Draft, key_of
from adapters.discord.kept_drafts import read, written
from communitybot.clocks import MovableClock
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.notes import Notes
from tests.adapters.discording import scene

ACTION = Action("command.form", ("event+create",))
FIELDS = (
    FormField(name="title", label="Title", required=True, value="Circle", hint="What it is called"),
    FormField(name="kind", label="Kind", kind=FieldKind.ONE_OF, choices=(Choice("a", "A"), Choice("b", "B"))),
    FormField(name="room", label="Room", kind=FieldKind.PLACE),
    FormField(name="sheet", label="Sheet", kind=FieldKind.FILE),
    FormField(name="more", label="More", suggests=True),
    FormField(name="last", label="Last"),
)


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock():
    return MovableClock(datetime(2026, 12, 1, 12, tzinfo=UTC))


async def opened(there):
    """The first step of the longest form there is."""
    given = await there.principal.command(there.events, "community settings")
    return await (await there.principal.press(await given.answer(), "Change these")).answer()


async def half_filled_in(there):
    """What stands between the first step, in which Chicago was chosen, and the second."""
    return await (await there.principal.fill(await opened(there), {"zone": "Chicago"})).answer()


async def told(there):
    return (await (await there.principal.command(there.events, "community settings")).answer()).text


async def test_a_restart_between_two_steps_takes_no_answer_away(there):
    async with there.bot():
        between = await half_filled_in(there)
    async with there.bot():
        second = await (await there.principal.press(between, "Continue")).answer()
        assert second.title.endswith("(2/2)")
        await (await there.principal.fill(second, {"page": "Yes"})).acknowledged()
        after = await told(there)

    assert "Central" in after
    assert "On: anyone on the web" in after


async def test_so_does_one_while_the_second_step_is_open(there):
    async with there.bot():
        between = await half_filled_in(there)
        second = await (await there.principal.press(between, "Continue")).answer()
    async with there.bot():
        await (await there.principal.fill(second, {})).acknowledged()
        after = await told(there)

    assert "Central" in after


async def test_and_the_rest_can_still_be_left_out(there):
    async with there.bot():
        between = await half_filled_in(there)
    async with there.bot():
        await (await there.principal.press(between, "That's all")).acknowledged()
        after = await told(there)

    assert "Central" in after


async def test_control_without_notes_it_begins_anew_and_says_so(there, monkeypatch):
    async def nothing(*_args, **_more):
        """As it was: memory alone."""

    monkeypatch.setattr(Notes, "keep", nothing)
    async with there.bot():
        between = await half_filled_in(there)
    async with there.bot():
        again = await (await there.principal.press(between, "Continue")).answer()

    assert isinstance(again, Modal)
    assert again.title.endswith("(1/3)")  # it is asked as from the command, a host to remove too
    assert "no longer have the first answers" in again.text


async def test_after_a_day_it_begins_anew(there, clock):
    async with there.bot(clock):
        between = await half_filled_in(there)
    clock.move_to(clock.now() + timedelta(days=1))
    async with there.bot(clock):
        again = await (await there.principal.press(between, "Continue")).answer()

    assert "no longer have the first answers" in again.text


async def test_opened_anew_the_earlier_answers_are_forgotten(there):
    async with there.bot():
        await half_filled_in(there)
        modal = await opened(there)
    async with there.bot():
        between = await (await there.principal.fill(modal, {"zone": "Lima"})).answer()
        await (await there.principal.press(between, "That's all")).acknowledged()
        after = await told(there)

    assert "Lima" in after


async def test_what_is_sent_is_kept_no_longer(there):
    async with there.bot() as running:
        between = await half_filled_in(there)
        key = key_of(str(there.address(there.principal)), Action("command.form", ("community+settings",)))
        assert await running.house.bot.notes.find(f"discord.draft:{key}") is not None
        await (await there.principal.press(between, "That's all")).acknowledged()
        await told(there)

        assert await running.house.bot.notes.find(f"discord.draft:{key}") is None


def draft(**answers):
    form = Form(title="Plan", action=ACTION, fields=FIELDS, submit="Save", intro="A word first")
    return Draft(key="abc", form=form, owner="discord:1@2", answers=answers, seen={0})


def test_a_draft_reads_back_as_it_was():
    kept = draft(title="x", kind=None, room="discord:1:2", more=True, sheet=("a.csv", b"\x00\xff"))

    assert read("abc", written(kept)) == kept


def test_the_step_of_a_large_file_is_asked_for_again(monkeypatch):
    monkeypatch.setattr(kept_drafts, "MOST_BYTES", 10)
    again = read("abc", written(draft(title="x", sheet=("a.csv", b"x" * 11))))

    assert again.answers == {"title": "x"}
    assert again.next == 0


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", "null", '{"owner": "a", "form": {}, "answers": {}, "seen": []}']
)
def test_what_another_version_kept_is_no_draft(words):
    assert read("abc", words) is None


async def test_nobody_else_gets_on_with_it(units, clock):
    from communitybot.sealing import Seal

    notes = kept_drafts.KeptDrafts(Notes(units, Seal(b"k" * 40, "notes"), clock))
    await notes.keep(draft())

    assert await notes.find("discord:1@2", "abc") == draft()
    assert await notes.find("discord:1@3", "abc") is None
