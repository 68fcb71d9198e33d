"""What a tampered client, a former administrator or another server can do on Discord: nothing, politely."""

import pytest
from twins.chord import Sight
from twins.chord.permissions import ADMINISTRATOR
from twins.chord.typing_in import Unsendable

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, message
from tests.adapters.discording import scene

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


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def posted(there, title="Kumquat salon"):
    """An event of the principal's, and its preview and card."""
    asked = {"title": title, "when": "in 3 days"}
    given = await there.principal.command(there.events, "event create", asked)
    preview = await given.answer()
    await (await there.principal.press(preview, "Post it")).answer()

    def shown():
        return [
            each for each in there.teacher.sees(there.events) if title in each.text and not each.ephemeral
        ]

    await there.twin.until(shown)
    return preview, shown()[-1]


async def kept(running):
    async def read(work):
        rows = {}
        for table in KEPT:
            found = await work.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2")
            rows[table] = [str(row) for row in found]
        return rows

    await running.house.bot.settle()
    return await running.house.units.read(read)


def tokens(sight):
    return [each.custom_id for each in sight.controls if each.custom_id]


def named(sight, verb):
    return next(each for each in tokens(sight) if each.startswith(verb))


GARBAGE = {
    "a hundred characters": "x" * 100,
    "a hundred signs": "|~:@" * 25,
    "one space": " ",
    "JSON": '{"verb": "event.cancel", "id": 1}',
    "SQL": "event.rsvp:' OR 1=1 --:going",
    "a path": "../../etc/passwd",
    "control characters": "event.rsvp:\x01\x1b:going",
    "another answer than there is": "{rsvp}:always",
    "an unknown verb": "event.destroy:{id}",
    "a negative number": "event.rsvp:-1:going",
    "a server that is no number": "event.rsvp:{id}:going|abc",
    "two servers": "event.rsvp:{id}:going|1|2",
    "a form of no command": "command.form:eyJjIjoibm8ifQ",
}


async def test_garbage_in_a_button_changes_nothing_and_is_answered(there, capsys):
    async with there.bot() as running:
        _, card = await posted(there)
        rsvp = named(card, "event.rsvp").rpartition(":")[0]
        before = await kept(running)
        for name, token in GARBAGE.items():
            filled = token.replace("{rsvp}", rsvp).replace("{id}", rsvp.partition(":")[2])
            capsys.readouterr()
            answer = await (await there.teacher.forge(card, filled)).answer()
            said = capsys.readouterr()
            assert isinstance(answer, Sight), name
            assert answer.ephemeral, name
            assert "A handler failed" not in said.out + said.err, name
        assert await kept(running) == before
        assert [each.text for each in there.teacher.sees(there.events) if not each.ephemeral] == [card.text]


@pytest.fixture
async def elm(there):
    """Another server with the bot, whose owner is the teacher."""
    return there.twin.guild("Elm Street", owner=there.teacher, channels=["staff"])


async def test_no_button_of_one_server_does_anything_in_another(there, elm):
    async with there.bot() as running:
        preview, card = await posted(there)
        given = await there.teacher.command(
            elm["staff"], "event create", {"title": "Chess", "when": "in 2 days"}
        )
        own = await given.answer()
        before = await kept(running)
        told = [
            (await (await there.teacher.forge(own, token)).answer()).text
            for token in sorted({*tokens(card), *tokens(preview)})
        ]
        assert len(told) >= 4
        assert not any("Kumquat" in each for each in told)
        assert await kept(running) == before
        await (await there.teacher.press(card, "Going")).acknowledged()  # the control
        assert await kept(running) != before


async def test_no_words_of_one_server_reach_an_event_of_another(there, elm):
    async with there.bot() as running:
        await posted(there)
        before = await kept(running)
        told = [
            (
                await (
                    await there.teacher.command(elm["staff"], f"event {verb}", {"event": "Kumquat salon"})
                ).answer()
            )
            for verb in ("show", "cancel")
        ]
        offered = await there.teacher.complete("event show", "event", "kum", place=elm["staff"])
        assert not any("Hosted by" in each.text for each in told)
        assert not any("Kumquat" in each["name"] for each in await offered.answer() if each["value"] != "kum")
        after = await kept(running)
        assert (after["events"], after["rsvps"]) == (before["events"], before["rsvps"])


async def test_a_private_button_with_another_servers_number_reaches_nothing_of_either(there, elm):
    async with there.bot() as running:
        _, card = await posted(there)
        rsvp = Action.parse(named(card, "event.rsvp"))
        direct = await running.platform.direct(there.address(there.teacher))
        await running.platform.post(
            direct, message("Will you come?", Controls((Button("Yes", rsvp),))), "key-1"
        )
        [asked] = there.teacher.sees(there.teacher.direct)
        token, _, server = named(asked, "event.rsvp").partition("|")
        before = await kept(running)
        for other in (elm.guild.id, "1", "", f"{server}0"):
            answer = await (await there.teacher.forge(asked, f"{token}|{other}")).answer()
            assert isinstance(answer, Sight), other
            assert "Kumquat" not in answer.text, other
            after = await kept(running)
            assert (after["events"], after["rsvps"]) == (before["events"], before["rsvps"]), other
        await (await there.teacher.press(asked, "Yes")).acknowledged()  # the control
        assert (await kept(running))["rsvps"] != before["rsvps"]


async def test_a_button_pressed_after_the_end_says_so_and_changes_nothing(there):
    async with there.bot() as running:
        preview, card = await posted(there)
        asked = await there.principal.command(there.events, "event cancel", {"event": "Kumquat salon"})
        sure = await asked.answer()
        await (await there.principal.press(sure, "Cancel Kumquat salon")).answer()
        before = await kept(running)
        late = await (await there.teacher.forge(card, named(card, "event.rsvp"))).answer()
        again = await (await there.principal.forge(preview, named(preview, "event.post"))).answer()
        assert "cancelled" in late.text.lower()
        assert late.ephemeral
        assert isinstance(again, Sight)
        assert await kept(running) == before
        shared = [each for each in there.teacher.sees(there.events) if not each.ephemeral]
        assert len(shared) == 1


# Power


SETTINGS = {"zone": "Denver"}


async def zone(running):
    [community] = await running.house.units.read(lambda work: work.communities.every())
    return community.zone


async def test_only_who_runs_the_server_now_changes_its_settings(there):
    runs = there.guild.role("Organisers", ADMINISTRATOR)
    former = there.twin.person("Ida Former")
    there.guild.join(former, runs)
    async with there.bot() as running:
        await (await former.command(there.events, "community settings", {"zone": "Chicago"})).answer()
        assert await zone(running) == "America/Chicago"  # the control
        there.guild.change_role(runs, 0)
        for person in (former, there.teacher):
            told = await (await person.command(there.events, "community settings", SETTINGS)).answer()
            assert "administrator" in told.text.lower()
            assert await zone(running) == "America/Chicago"
            with pytest.raises(Unsendable):  # where Discord does not tell who runs what, it is not offered
                await person.command(person.direct, "community settings", SETTINGS)


async def test_who_runs_one_server_is_nobody_in_another(there, elm):
    async with there.bot() as running:
        mine = await (await there.teacher.command(elm["staff"], "community settings", SETTINGS)).answer()
        theirs = await (await there.teacher.command(there.events, "community settings", SETTINGS)).answer()
        communities = await running.house.units.read(lambda work: work.communities.every())

    assert "Saved" in mine.text
    assert "administrator" in theirs.text.lower()
    assert sorted(each.zone for each in communities) == ["America/Denver", "America/New_York"]
