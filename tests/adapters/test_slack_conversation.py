"""A whole bot in a Slack workspace: what people type, press and fill in, and what they then see."""

import asyncio

import pytest
from twins import loom
from twins.loom.faults import DROPS, Fault

from tests.adapters.slacking import people_of, seated


@pytest.fixture(params=["socket", "http"])
async def table(request, tmp_path):
    """Once over Socket Mode, once over signed HTTP: the same words either way."""
    over_http = request.param == "http"
    async with (
        loom.Twin.open(seed=3) as twin,
        seated(twin, tmp_path / "bot.db", socket=not over_http, http=over_http) as seats,
    ):
        yield seats


async def test_events_are_listed_for_the_person_alone(table):
    shown = await (await table.priya.command(table.room, "/events")).answer()

    assert shown.kind == "message"
    assert "/event create" in shown.text
    assert shown.message.ephemeral
    assert table.twin.seen(table.dana, table.room) == []


async def test_an_event_is_planned_in_one_line_posted_and_seen_by_all(table):
    preview = await (
        await table.priya.command(table.room, "/event", "create Reading circle, when: friday 5pm")
    ).answer()
    posted = await (await table.priya.press(preview, "Post it")).answer()
    await table.settled()

    assert "Reading circle" in preview.text
    assert preview.message.ephemeral
    assert "Posted" in posted.text
    [card] = table.shared()
    assert "Reading circle" in card.text
    assert "5:00-6:00 PM EST (Dec 4, 2026 4:00 PM for you)" in card.text
    assert card.metadata["event_payload"].keys() == {"key"}


async def test_what_is_missing_is_asked_for_in_a_form(table):
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    wrong = await (await table.priya.fill(form, {"title": "Reading circle", "when": "friday 25:00"})).answer()
    stays = table.twin.modal(table.priya)
    again = await table.priya.fill(form, {"title": "Reading circle", "when": "friday 5pm"})
    await again.ack()
    await table.settled()

    assert form.kind == "modal"
    assert set(wrong.errors) == {"when"}
    assert stays is not None
    assert table.twin.modal(table.priya) is None
    [preview] = table.twin.seen(table.priya, table.room)
    assert "Reading circle" in preview.text
    assert preview.ephemeral


async def posted(table, title="Reading circle", when="friday 5pm"):
    preview = await (
        await table.priya.command(table.room, "/event", f"create {title}, when: {when}")
    ).answer()
    await (await table.priya.press(preview, "Post it")).answer()
    await table.settled()
    return table.shared()[-1]


async def test_an_answer_to_an_event_shows_on_its_card(table):
    card = await posted(table)
    await (await table.dana.press(card, "Going")).ack()
    await table.settled()

    [after] = table.shared(table.priya)
    assert "1 going" in after.text
    assert after.edited


async def test_suggestions_offer_what_was_typed_and_what_fits(table):
    await posted(table)
    form = await (await table.dana.command(table.room, "/event", "show")).answer()
    block = next(each["block_id"] for each in form.modal.blocks if each["type"] == "input")
    offered = await (await table.dana.suggest(form, block, "read")).answer()

    words = [each["text"]["text"] for each in offered.options]
    assert words[0] == "read"
    assert any("Reading circle" in each for each in words[1:])


async def test_a_forged_button_gets_a_kind_word_and_changes_nothing(table):
    card = await posted(table)
    for token in ("event.rsvp:nowhere:going", "rm -rf /", "x" * 255, "command.form:~~"):
        told = await (await table.dana.forges(card, token)).answer()
        assert "Nothing was changed" in told.text or "no such event" in told.text
        assert told.message.ephemeral
    await table.settled()

    assert [each.edited for each in table.shared()] == [False]


async def test_nothing_anybody_writes_mentions_anybody(table):
    hostile = "<!channel> <!here> @everyone <@U0001> read"
    await posted(table, title=f'"{hostile}"')

    assert all(not each.pings for each in table.twin.seen(table.dana, table.room))


async def test_somebody_mentioned_in_a_title_is_named_and_not_called(table):
    await posted(table, title=f"Tea with {table.dana.mention}")

    [card] = table.shared()
    assert "Tea with @Dana Whitfield" in card.text
    assert not card.pings


async def test_somebody_mentioned_as_host_is_known(table):
    await (await table.dana.command(table.room, "/events")).answer()  # the bot has met her
    shown = await (
        await table.priya.command(
            table.room, "/event", f"create Tea, when: friday 5pm, hosts: {table.dana.mention}, me"
        )
    ).answer()

    assert "Hosted by Dana Whitfield and Priya Raman" in shown.text


async def test_a_file_comes_by_direct_message(table):
    await posted(table)
    await (await table.dana.command(table.room, "/event", "calendar Reading circle")).answer()
    await table.settled()

    direct = table.twin.direct(table.dana)
    assert [name for each in table.twin.seen(table.dana, direct) for name in each.files]
    assert not table.twin.seen(table.priya, direct)


async def test_the_home_tab_shows_what_is_coming_up(table):
    await posted(table)
    await table.dana.opens_home()
    for _ in range(100):
        if table.twin.home(table.dana) is not None:
            break
        await table.twin.world.next_news(0.05)

    assert table.twin.home(table.dana) is not None


async def test_buttons_outlive_a_restart(tmp_path):
    async with loom.Twin.open(seed=3) as twin:
        twin.limits.on = False  # a second connection within a minute
        people = people_of(twin)
        async with seated(twin, tmp_path / "bot.db", people=people) as before:
            card = await posted(before)
        async with seated(twin, tmp_path / "bot.db", people=people) as after:
            await (await after.dana.press(card, "Going")).ack()
            await after.settled()

            assert "1 going" in after.shared()[0].text


async def test_a_reminder_is_posted_in_the_room(tmp_path):
    async with loom.Twin.open(seed=3) as twin, seated(twin, tmp_path / "bot.db") as table:
        await posted(table, when="tomorrow 5pm")
        await table.house.bot.advance(26 * 3600)
        await table.settled()

        assert any("Reading circle" in each.text for each in table.shared()[1:])


@pytest.mark.promise("R2")
async def test_a_card_whose_answer_was_lost_stands_once(tmp_path):
    async with loom.Twin.open(seed=3) as twin, seated(twin, tmp_path / "bot.db") as table:
        relay = table.house.relay
        relay._sending._settle = relay._doubts._settle = 300_000  # microseconds, in place of 25 s
        twin.faults.plan("chat.postMessage", Fault(DROPS))
        await posted(table)
        async with asyncio.timeout(15):
            while not relay.tally.counts.get("doubts_found_total"):
                await asyncio.sleep(0.1)
        await (await table.dana.press(table.shared()[0], "Going")).ack()
        await table.settled()

        [card] = table.shared()
        assert "1 going" in card.text  # and the bot knows which message it is


@pytest.mark.promise("R2")
async def test_without_its_key_it_would_stand_twice(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.slack.history.EVENT_TYPE", "somebody_elses")  # the control
    async with loom.Twin.open(seed=3) as twin, seated(twin, tmp_path / "bot.db") as table:
        relay = table.house.relay
        relay._sending._settle = relay._doubts._settle = 300_000
        twin.faults.plan("chat.postMessage", Fault(DROPS))
        await posted(table)
        async with asyncio.timeout(15):
            while len(table.shared()) < 2:
                await asyncio.sleep(0.1)


async def test_commands_may_carry_a_prefix(tmp_path):
    async with (
        loom.Twin.open(seed=3) as twin,
        seated(twin, tmp_path / "bot.db", SLACK_COMMAND_PREFIX="cb-") as table,
    ):
        shown = await (await table.priya.command(table.room, "/cb-events")).answer()

        assert "/event create" in shown.text


async def test_slack_refused_nothing_of_all_this(table):
    await posted(table)
    await (await table.dana.command(table.room, "/events")).answer()
    await (await table.dana.command(table.room, "/communitybot")).answer()
    await (await table.dana.command(table.room, "/my", "settings")).answer()
    await table.settled()

    assert table.twin.world.refused == []
