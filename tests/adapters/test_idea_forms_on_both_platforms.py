"""An idea is written in a form on both platforms: too long first, then changed, with one thing emptied."""

import pytest
from twins import loom

from tests.adapters.discording import scene
from tests.adapters.slacking import seated

pytestmark = pytest.mark.slow

LONG = "word " * 301


async def test_in_steps_on_discord(tmp_path):
    async with scene(tmp_path) as there, there.bot():
        teacher = there.teacher
        first = await (await teacher.command(there.events, "idea post")).answer()
        assert first.title.endswith("(1/2)")
        between = await (await teacher.fill(first, {"Title": "Peer hour", "The need": LONG})).answer()
        second = await (await teacher.press(between, "Continue")).answer()
        preview = await (await teacher.fill(second, {"Tags": "#time", "Place": "Ohio"})).answer()
        assert "1 too many" in preview.text
        assert "Send it" not in preview.labels

        first = await (await teacher.press(preview, "Change it")).answer()
        assert first.field("The need").value == LONG.strip()
        between = await (await teacher.fill(first, {"The need": "Teachers work alone."})).answer()
        second = await (await teacher.press(between, "Continue")).answer()
        preview = await (await teacher.fill(second, {"Tags": ""})).answer()
        assert "Teachers work alone." in preview.text
        assert "#time" not in preview.text
        assert "Ohio" in preview.text
        assert preview.ephemeral
        sent = await (await teacher.press(preview, "Send it")).answer()
        assert "A moderator reads it first." in sent.text


async def answered(table, form, values):
    """Send a form; what stands before Priya alone then."""
    await (await table.priya.fill(form, values)).ack()
    await table.settled()
    return table.twin.seen(table.priya, table.room)[-1]


async def test_in_one_form_on_slack(tmp_path):
    async with loom.Twin.open(seed=31) as twin, seated(twin, tmp_path / "bot.db") as table:
        priya = table.priya
        form = await (await priya.command(table.room, "/idea", "post")).answer()
        values = {"title": "Peer hour", "need": LONG, "tags": "#time", "place": "Ohio", "me": "Researcher"}
        preview = await answered(table, form, values)
        assert "1 too many" in preview.text

        form = await (await priya.press(preview, "Change it")).answer()
        again = {"title": "Peer hour", "need": "Teachers work alone.", "tags": ""}
        told = await (await priya.fill(form, again | {"title": "???"})).answer()
        assert told.errors == {"title": "An idea needs a title."}
        preview = await answered(table, form, again)
        assert "Teachers work alone." in preview.text
        assert "#time" not in preview.text
        assert "Ohio" in preview.text
        sent = await (await priya.press(preview, "Send it")).answer()
        assert "A moderator reads it first." in sent.text

        form = await (await priya.press(sent, "Withdraw")).answer()
        gone = await answered(table, form, {})  # no reason: the field is left out
        assert "Withdrawn" in gone.text
        assert twin.check_shapes() == []
