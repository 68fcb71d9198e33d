"""How an answer reaches somebody when the usual way is closed, and what odd requests are answered with."""

import asyncio
from statistics import quantiles

import pytest
from twins import loom
from twins.loom.faults import LOSES, REFUSES, Fault

from adapters.slack.exchange import beside, corrections, options
from adapters.slack.inbound import pressed_spot
from adapters.slack.memo import memo, recalled
from communitybot.commands.spec import CommandSpec, Parameter
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Chosen
from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer
from tests.adapters.slacking import seated


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=29) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


async def planned(table, title="Reading circle"):
    shown = await (
        await table.priya.command(table.room, "/event", f"create {title}, when: friday 5pm")
    ).answer()
    await (await table.priya.press(shown, "Post it")).answer()
    await table.settled()
    return table.shared()[-1]


async def test_an_answer_whose_address_is_worn_out_comes_privately_all_the_same(table):
    card = await planned(table)
    table.twin.faults.always["response_url"] = Fault(LOSES)
    shown = await (await table.dana.press(card, "Details")).answer()

    assert "Reading circle" in shown.text
    assert shown.message.ephemeral
    assert table.twin.requests["chat.postEphemeral"] == 1


async def test_where_it_may_not_speak_it_answers_directly(table):
    card = await planned(table)
    table.twin.faults.always["response_url"] = Fault(LOSES)
    table.twin.faults.plan("chat.postEphemeral", Fault(REFUSES, error="not_in_channel"))
    await (await table.dana.press(card, "Details")).ack()
    await table.settled()

    direct = table.twin.seen(table.dana, table.twin.direct(table.dana))
    assert "Reading circle" in direct[-1].text


async def test_a_form_that_came_too_late_can_be_opened_by_a_button(table):
    table.twin.faults.plan("views.open", Fault(REFUSES, error="expired_trigger_id"))
    told = await (await table.priya.command(table.room, "/event", "create")).answer()
    form = await (await table.priya.press(told, "Open the form")).answer()

    assert "longer than Slack lets me" in told.text
    assert told.message.ephemeral
    assert form.kind == "modal"


async def test_a_private_preview_is_amended_in_its_place(table):
    shown = await (
        await table.priya.command(table.room, "/event", "create Reading circle, when: friday 5pm")
    ).answer()
    await (await table.priya.press(shown, "Discard")).ack()
    await table.settled()

    [after] = table.twin.seen(table.priya, table.room)
    assert after.edited
    assert (
        "Reading circle" not in after.text or "gone" in after.text.lower() or "discard" in after.text.lower()
    )


async def test_a_shared_message_amended_keeps_its_key(table, monkeypatch):
    card = await planned(table)

    async def press(_pressed):
        return Amend(message("Other words"))

    monkeypatch.setattr(table.house.bot, "press", press)
    await (await table.dana.press(card, "Details")).ack()
    await table.settled()

    [after] = table.shared()
    assert after.text == "Other words"
    assert after.metadata == card.metadata


async def test_the_home_tab_answers_its_buttons_directly_and_is_drawn_anew(table):
    await planned(table)
    await table.dana.opens_home()
    async with asyncio.timeout(5):
        while table.twin.home(table.dana) is None:
            await asyncio.sleep(0.02)
    await table.settled()
    home = table.twin.home(table.dana)
    drawn = table.twin.requests["views.publish"]
    await (await table.dana.forges(home, "event.rsvp:e1:going")).ack()  # as a button there would send it
    await table.settled()

    assert "Reading circle" in home.text
    assert table.twin.requests["views.publish"] == drawn + 1
    assert "no such event" in table.twin.seen(table.dana, table.twin.direct(table.dana))[-1].text
    assert table.twin.world.refused == []


async def test_a_message_shortcut_invokes_the_command_with_the_message(table, monkeypatch):
    parameter = Parameter(
        name="about", kind=FieldKind.MESSAGE, label="Message", description="Which", required=True
    )
    spec = CommandSpec(name="resource save", description="Save it", parameters=(parameter,))
    calls = []

    async def invoke(invoked):
        calls.append(invoked)
        return Answer(message("Saved."))

    monkeypatch.setattr(type(table.house.bot), "commands", (spec,))
    monkeypatch.setattr(table.house.bot, "invoke", invoke)
    await table.priya.types(table.room, "A page worth keeping: https://tiles.example/a_b?c=1&d=2")
    [words] = table.shared()
    shown = await (await table.dana.uses_shortcut(words, "resource save")).answer()

    assert shown.text == "Saved."
    assert shown.message.ephemeral
    team = table.twin.home_team.id
    assert calls[0].values == {
        "about": Chosen(
            ref=MessageRef(PlaceAddress("slack", team, table.room.id), words.ts),
            text="A page worth keeping: https://tiles.example/a_b?c=1&d=2",
            account=PersonAddress("slack", team, table.priya.id),
            name="Priya Raman",
        )
    }


@pytest.mark.parametrize("private", [True, False])
async def test_who_sees_an_answer_is_what_the_command_says(table, monkeypatch, private):
    spec = CommandSpec(name="wave hello", description="Wave to everybody", private=private)

    async def invoke(invoked):
        return Answer(message(f"{invoked.who.name} waves."))

    monkeypatch.setattr(type(table.house.bot), "commands", (spec,))
    monkeypatch.setattr(table.house.bot, "invoke", invoke)
    table.twin.world.commands = None
    await (await table.dana.command(table.room, "/wave", "hello, all")).answer()

    assert bool(table.twin.seen(table.priya, table.room)) is not private
    assert len(table.twin.seen(table.dana, table.room)) == 1


async def test_an_unknown_shortcut_is_answered(table):
    await table.priya.types(table.room, "Hello")
    shown = await (await table.dana.uses_shortcut(table.shared()[0], "of_an_older_version")).answer()

    assert "try once more" in shown.text


async def test_somebody_of_another_organisation_is_answered_in_the_community_of_the_room(tmp_path):
    async with loom.Twin.open(seed=29) as twin, seated(twin, tmp_path / "bot.db") as table:
        elm = twin.workspace("Elm Street")
        ann = twin.person("Ann Lee", team=elm, admin=True)
        shared = twin.channel("both", members=[ann, table.priya], shared_with=[elm])
        shown = await (await ann.command(shared, "/community", "settings zone: Denver")).answer()
        communities = await table.house.units.read(lambda work: work.communities.every())

    assert len(communities) == 1
    assert "administrator" in shown.text.lower()  # their power is of another place


async def test_slack_leaving_out_events_is_acknowledged(table):
    ack = await table.twin.happens.limits_events(table.twin.home_team)

    assert ack.error is None


@pytest.mark.alone
async def test_fifty_interactions_a_second_are_acknowledged_at_once(table):
    table.twin.limits.on = False
    card = await planned(table)
    doings = []
    for _ in range(150):
        doings.append(await table.dana.press(card, "Details"))
        await asyncio.sleep(0.02)
    acks = await asyncio.gather(*(doing.ack() for doing in doings))
    await table.settled()

    assert all(ack.error is None for ack in acks)
    assert quantiles([ack.seconds for ack in acks], n=100)[98] <= 1.0


# What a form remembers

ME = PersonAddress("slack", "T1", "U1")


def spot(also=None, **more):
    body = {
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "1.2", "channel_id": "C1", **more},
        "response_url": "https://hooks.slack.com/actions/T1/1/abc",
        "trigger_id": "1.2.3",
        "message": {"blocks": [{"type": "actions", "elements": [{"action_id": "event.rsvp:1:going"}]}]},
        "actions": [{"action_id": "event.rsvp:1:going"}],
    }
    return pressed_spot(body | (also or {}), "T1")


def test_a_button_that_does_not_stand_in_a_message_does_not_replace_it():
    assert spot().can_replace
    assert not spot({"actions": [{"action_id": "event.discard:1"}]}).can_replace


@pytest.mark.parametrize("more", [{}, {"is_ephemeral": True}, {"thread_ts": "1.0"}])
def test_a_form_remembers_where_it_was_opened(more):
    before = spot(**more)
    after = recalled(memo(before), ME, "9.9.9")

    assert (after.place, after.message, after.response_url) == (
        before.place,
        before.message,
        before.response_url,
    )
    assert (after.pressed, after.private, after.trigger) == (True, before.private, "9.9.9")
    assert len(memo(before)) < 3_000


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        '{"place": 5}',
        '{"place": "slack:T2/C1"}',
        '{"place": "slack:T1/C1", "message": "slack:T2/C1#1"}',
    ],
)
def test_a_forged_memory_leads_nowhere_but_to_its_person(forged):
    found = recalled(forged, ME, None)

    assert (found.place.space, found.place.place) == ("T1", "U1")
    assert found.message is None
    assert found.response_url is None


# What stands beside fields, and in lists


def test_a_reason_stands_beside_its_field_or_the_first_there_is():
    view = {
        "blocks": [
            {"type": "section"},
            {"type": "input", "block_id": "title"},
            {"type": "input", "block_id": "when"},
        ]
    }

    assert beside({"when": "No."}, view) == {"when": "No."}
    assert beside({"place": "Where?", "title": "What?"}, view) == {"title": "Where? What?"}


def test_reasons_without_their_form_are_a_message():
    assert "No day has an hour 25." in str(corrections({"when": "No day has an hour 25."}))


def test_what_was_typed_is_offered_first_unless_it_is_there_or_too_long():
    found = [Choice("e1", "Reading circle"), Choice("e2", "Huddle")]

    assert [each["value"] for each in options("read", found)] == ["read", "e1", "e2"]
    assert [each["value"] for each in options("Huddle", found)] == ["e1", "e2"]
    assert [each["value"] for each in options(" ", found)] == ["e1", "e2"]
    assert [each["value"] for each in options("x" * 76, found)] == ["e1", "e2"]
    assert len(options("x", [Choice(str(n), str(n)) for n in range(200)])) == 100
