"""Who may do what in Slack: power is Slack's to give, and it is asked for again after a minute."""

import time

import pytest
from twins import loom

from tests.adapters.slacking import seated

SETTINGS = "settings zone: Denver"


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=37) as twin, seated(twin, tmp_path / "bot.db") as seats:
        await (await seats.priya.command(seats.room, "/community", "settings zone: Chicago")).answer()
        yield seats


async def zone(table):
    [community] = await table.house.units.read(lambda work: work.communities.every())
    return community.zone


async def tried(person, room):
    return (await (await person.command(room, "/community", SETTINGS)).answer()).text


async def ordinary(table):
    return table.dana, table.room


async def guest(table):
    """A guest, though Slack's flags would make them an administrator as well."""
    guest = table.twin.person("Guest Speaker", guest=True, admin=True)
    table.room.channel.members.add(guest.id)
    return guest, table.room


async def of_another_organisation(table):
    elm = table.twin.workspace("Elm Street")
    ann = table.twin.person("Ann Lee", team=elm, admin=True, owner=True)
    return ann, table.twin.channel("both", members=[ann, table.priya], shared_with=[elm])


async def ordinary_in_private(table):
    return table.dana, table.twin.direct(table.dana)


async def a_minute_after_their_time(table):
    """An administrator who was seen as one, and is none any more."""
    table.priya.user.admin = False
    people = table.adapter.floor.people
    people._clock = lambda: time.monotonic() + 61
    return table.priya, table.room


async def in_private_after_their_time(table):
    priya, _ = await a_minute_after_their_time(table)
    return priya, table.twin.direct(priya)


@pytest.mark.parametrize(
    "somebody",
    [
        ordinary,
        guest,
        of_another_organisation,
        ordinary_in_private,
        a_minute_after_their_time,
        in_private_after_their_time,
    ],
)
async def test_only_who_runs_the_workspace_now_changes_its_settings(table, somebody):
    person, room = await somebody(table)
    told = await tried(person, room)

    assert "administrator" in told.lower()
    assert await zone(table) == "America/Chicago"


async def test_who_does_run_it_may_in_a_room_and_in_private(table):
    direct = await tried(table.priya, table.twin.direct(table.priya))

    assert "Saved" in direct
    assert await zone(table) == "America/Denver"


async def test_who_is_made_an_administrator_may_within_a_minute(table):
    refused = await tried(table.dana, table.room)
    table.dana.user.admin = True
    table.adapter.floor.people._clock = lambda: time.monotonic() + 61
    allowed = await tried(table.dana, table.room)

    assert "administrator" in refused.lower()
    assert "Saved" in allowed


async def test_nobody_has_power_while_slack_cannot_be_asked(table):
    table.twin.world.tokens[table.twin.bot_token].scopes -= {"users:read"}
    table.adapter.floor.people._known.clear()
    told = await tried(table.priya, table.room)

    assert "administrator" in told.lower()
    assert await zone(table) == "America/Chicago"


async def planned(table):
    text = "create Reading circle, when: friday 5pm"
    preview = await (await table.priya.command(table.room, "/event", text)).answer()
    await (await table.priya.press(preview, "Post it")).answer()
    await table.settled()
    return preview, table.shared()[-1]


def named(seen, verb):
    """The token of the first button of that verb."""
    return next(
        element["action_id"]
        for block in seen.blocks
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith(verb)
    )


async def test_nobody_else_edits_cancels_or_posts_an_event(table):
    _, card = await planned(table)
    words = [
        (await (await table.dana.command(table.room, "/event", typed)).answer()).text
        for typed in ("cancel Reading circle", "edit Reading circle, when: saturday 5pm")
    ]
    chess = "create Chess, when: friday 6pm"
    draft = await (await table.priya.command(table.room, "/event", chess)).answer()
    for verb in ("event.post", "event.change", "event.discard"):
        told = await (await table.dana.forges(card, named(draft.message, verb))).answer()
        words.append(told.text)
    await table.settled()

    assert all("Only the hosts" in each and "Ask Priya Raman" in each for each in words[:2]), words
    assert not any("Posted" in each or "Chess" in each for each in words[2:]), words  # not even its name
    assert [each.text for each in table.shared()] == [card.text]
    await (await table.priya.press(draft, "Post it")).ack()  # the control
    await table.settled()
    assert len(table.shared()) == 2


async def test_a_button_pressed_after_the_end_says_so_and_changes_nothing(table):
    preview, card = await planned(table)
    posted_again = named(preview.message, "event.post")
    sure = await (await table.priya.command(table.room, "/event", "cancel Reading circle")).answer()
    yes = named(sure.message, "event.")
    await (await table.priya.press(sure, "Cancel Reading circle")).ack()
    await table.settled()
    late = await (await table.dana.forges(card, named(card, "event.rsvp"))).answer()
    others = [(await (await table.priya.forges(card, token)).answer()).text for token in (posted_again, yes)]
    await table.settled()
    answers = await table.house.units.read(
        lambda work: work.connection.exec_driver_sql("SELECT count(*) FROM rsvps WHERE person <> ''")
    )

    assert "cancelled" in late.text.lower()
    assert late.message.ephemeral
    assert all("cancelled" in each.lower() or "Posted" in each for each in others), others
    [after] = table.shared()
    assert "cancelled" in after.text.lower()
    assert answers.scalar() <= 1  # the host's own, from when it was planned
