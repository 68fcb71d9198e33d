"""Two workspaces of one bot: what belongs to one is nothing to the other, however it is asked for."""

import json
from urllib.parse import urlencode

import pytest

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KEPT = (
    "communities",
    "spaces",
    "events",
    "event_changes",
    "occurrences",
    "rsvps",
    "reminder_offsets",
    "feeds",
)


class Two:
    """Oak Ridge with an event of Priya's, and Elm Street with Ann; the bot is in both."""

    def __init__(self, web):
        self.web, self.twin = web, web.twin

    async def settled(self):
        await self.web.house.bot.settle()
        await self.web.adapter.floor.tasks.idle()

    async def kept(self):
        """All that is kept of the first workspace's events and answers."""

        async def read(work):
            rows = {}
            for table in KEPT:
                found = await work.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2")
                rows[table] = [str(row) for row in found if self.community in str(row)]
            return rows

        return await self.web.house.units.read(read)

    def seen(self, person, room):
        return self.twin.seen(person, room)


@pytest.fixture
async def two(web, browser):
    twin, both = web.twin, Two(web)
    both.priya = twin.person("Priya Raman", admin=True)
    await web.installs(browser)
    both.elm = twin.workspace("Elm Street")
    both.ann = twin.person("Ann Lee", team=both.elm, admin=True)
    twin.world.installer = both.ann.id
    await web.installs(browser)
    both.oak_room = twin.channel("events", members=[both.priya])
    both.elm_room = twin.channel("staff", members=[both.ann], team=both.elm)
    text = "create Kumquat salon, when: friday 5pm"
    both.preview = await (await both.priya.command(both.oak_room, "/event", text)).answer()
    await (await both.priya.press(both.preview, "Post it")).answer()
    await both.settled()
    await (await both.ann.command(both.elm_room, "/event", "create Elm chess, when: friday 5pm")).answer()
    every = await web.house.units.read(lambda work: work.communities.every())
    both.community = next(
        each.id for each in every if twin.home_team.id in {one.space for one in each.spaces}
    )
    return both


def called(twin):
    """How often each of Slack's methods was called."""
    return {name: count for name, count in twin.requests.items() if name != "response_url"}


def tokens(seen):
    return [
        element["action_id"]
        for block in seen.blocks
        for element in block.get("elements", ())
        if element.get("type") in {"button", "static_select"} and "url" not in element
    ]


async def test_no_button_of_one_workspace_does_anything_in_the_other(two):
    [card] = [each for each in two.seen(two.priya, two.oak_room) if not each.ephemeral]
    own = [each for each in two.seen(two.ann, two.elm_room) if each.ephemeral][-1]
    before = await two.kept()
    foreign = {*tokens(card), *tokens(two.preview.message)}
    told = [(await (await two.ann.forges(own, token)).answer()).text for token in sorted(foreign)]
    await two.settled()

    assert len(foreign) >= 4
    assert all("Kumquat salon" not in each for each in told)
    assert await two.kept() == before
    assert [each.text for each in two.seen(two.ann, two.elm_room) if not each.ephemeral] == []
    await (await two.priya.press(card, "Going")).ack()  # the control: at home it does something
    assert await two.kept() != before


async def test_no_words_of_one_workspace_reach_an_event_of_the_other(two):
    before = await two.kept()
    told = [
        (await (await two.ann.command(two.elm_room, "/event", f"{verb} Kumquat salon")).answer()).text
        for verb in ("show", "cancel", "rsvp", "edit", "calendar")
    ]
    listed = (await (await two.ann.command(two.elm_room, "/events")).answer()).text

    assert not any("Friday" in each or "Dec 4" in each for each in told)
    assert "Kumquat salon" not in listed
    assert await two.kept() == before


async def said_for(two, body):
    """What the bot's server answers to a command that Slack signed."""
    told = urlencode(body).encode()
    return await two.twin.doors.send(two.twin.doors.addresses.commands, told, FORM)


def settings_by(team, user, room):
    return {
        "command": "/community",
        "text": "settings zone: Denver",
        "team_id": team,
        "user_id": user,
        "user_name": "somebody",
        "channel_id": room,
        "trigger_id": f"1.{team}.{user}",
        "response_url": "http://127.0.0.1:9/nobody",
    }


async def test_an_administrator_of_one_workspace_is_nobody_under_the_same_id_in_the_other(two):
    home = two.twin.home_team.id
    theirs = await said_for(two, settings_by(home, two.ann.id, two.oak_room.id))
    ours = await said_for(two, settings_by(home, two.priya.id, two.oak_room.id))

    assert "administrator" in json.dumps(theirs.body)
    assert "Saved" in json.dumps(ours.body)  # the control


async def test_a_workspace_whose_leave_was_lost_is_told_so_in_our_words(two):
    own = two.seen(two.ann, two.elm_room)[-1]
    await two.web.house.bot.installations.forget(two.elm.id)
    two.web.adapter.floor.workspaces.forget(two.elm.id)
    before, asked = await two.kept(), called(two.twin)
    typed = await (await two.ann.command(two.elm_room, "/event", "create Chess, when: friday 5pm")).answer()
    await (await two.ann.press(own, "Post it")).ack()
    await two.settled()
    events = await two.web.house.units.read(
        lambda work: work.connection.exec_driver_sql("SELECT count(*) FROM events")
    )

    assert "not in this workspace" in typed.text
    assert await two.kept() == before
    assert events.scalar() == 2  # Kumquat salon and Elm chess
    assert [each for each in two.seen(two.ann, two.elm_room) if not each.ephemeral] == []
    assert called(two.twin) == asked  # with nobody's token


GARBAGE = {
    "a hundred characters": "x" * 100,
    "two hundred and fifty-five": "~" * 255,
    "nothing": " ",
    "JSON": '{"verb": "event.cancel", "id": 1}',
    "a command": "event.cancel",
    "SQL": "event.rsvp:' OR 1=1 --:going",
    "a path": "../../etc/passwd",
    "control characters": "event.rsvp:\x00\x1b:going",
    "another answer than there is": "event.rsvp:{id}:always",
    "an unknown verb": "event.destroy:{id}",
    "a negative number": "event.rsvp:-1:going",
}


@pytest.mark.parametrize("token", GARBAGE.values(), ids=GARBAGE.keys())
async def test_garbage_in_a_button_changes_nothing_and_is_answered(two, token, capsys):
    [card] = [each for each in two.seen(two.priya, two.oak_room) if not each.ephemeral]
    event = next(each for each in tokens(card) if each.count(":") >= 2).split(":")[1]
    before = await two.kept()
    capsys.readouterr()
    told = await (await two.priya.forges(card, token.replace("{id}", event))).answer()
    await two.settled()
    said = capsys.readouterr()

    assert told.kind == "message"
    assert told.message.ephemeral
    assert await two.kept() == before
    assert "A handler failed" not in said.out + said.err  # no fault of ours, only a word to them
