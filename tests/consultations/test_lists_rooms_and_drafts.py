"""Where a consultation is shown, what lists show of it, and what becomes of drafts."""

from dataclasses import replace
from pathlib import Path

from town import SCHOOL_DAY

from communitybot.communities.model import Room
from communitybot.conversation.addresses import PlaceAddress

STAFF = [PlaceAddress(platform, "school", "staff") for platform in ("discord", "slack")]


async def with_staff_rooms(town):
    async def unit(work):
        school = await work.communities.get("c1")
        rooms = (*school.rooms, *(Room(address, "Staff room") for address in STAFF))
        await work.communities.save(replace(school, rooms=rooms))

    await town.units.run(unit)


async def test_a_draft_is_its_makers_alone_is_changed_by_a_form_and_can_be_discarded(town):
    hana, omar = town.hana, town.somebody("Omar Haddad", administers=True)
    await hana.types(SCHOOL_DAY)
    preview = hana.reply.message
    assert "Your drafts\nSchool day" in await hana.types("/consults")
    assert "School day" not in await omar.types("/consults")
    assert "I know no consultation named" in await omar.types("/consult view School day")

    await hana.presses("Change it", preview)
    assert {each.name for each in hana.reply.form.fields} >= {
        "title",
        "questions",
        "closes",
        "rooms",
        "least",
    }
    changed = await hana.sends(title="School hours", questions="Later? [yes | no]", least="7")
    assert "School hours" in changed
    assert "Counts are shown: from 7 answers on" in changed
    assert "1. Later? (yes / no)" in changed
    assert "Discarded School hours" in await hana.presses("Discard")
    assert "gone already" in await hana.presses("Discard", preview)
    assert "That draft is gone" in await hana.presses("Open it", preview)
    assert town.read("slack") == []


async def test_lists_show_what_is_open_with_my_part_in_it_and_turn_pages_of_closed_ones(town):
    hana = town.hana
    for number in range(7):
        await hana.types(SCHOOL_DAY.replace("School day", f"Day {number}"))
        await hana.presses("Open it")
        await town.later(seconds=5)
        if number < 6:
            await hana.types(f"/consult close Day {number}")
            await hana.presses("Yes, close it now")
            await town.later(minutes=1)
    ana = town.somebody("Ana Ruiz")
    card = next(each for each in reversed(town.cards("slack")) if "Day 6" in repr(each))
    await ana.answers(card, q1="1")
    shown = await ana.types("/consults")
    assert "Open now\nDay 6" in shown
    assert "1 person answered, you answered" in shown
    assert "/consult open" not in shown
    assert [number for number in range(7) if f"Day {number}," in shown.partition("Closed")[2]] == [
        1,
        2,
        3,
        4,
        5,
    ]
    earlier = await ana.presses("Earlier ones")
    assert "Day 0," in earlier
    assert "Earlier ones" not in ana.buttons
    assert "Day 5," in await ana.presses("Later ones")
    (chosen, _), *_ = ana.choices("Look at one")
    assert "Day 6" in await ana.presses("Look at one", value=chosen)


async def test_it_is_shown_in_the_rooms_that_are_named_on_every_platform(town):
    await with_staff_rooms(town)
    hana = town.hana
    assert "#Staff room, #Staff room on Slack" in await hana.types(f"{SCHOOL_DAY}, rooms: staff room")
    await hana.presses("Open it")
    await town.later(seconds=5)
    assert town.read("slack") == town.read("discord") == []
    shown = [each for platform in ("slack", "discord") for each in town.seen(platform) if each.place in STAFF]
    assert len(shown) == 2
    assert "I can see no room of that name" in await hana.types(f"{SCHOOL_DAY}, rooms: boiler room")


async def test_whoever_answers_is_told_how_to_name_one_of_several(town):
    hana = await town.opens()
    await hana.types(SCHOOL_DAY.replace("School day", "School year"))
    await hana.presses("Open it")
    ana = town.somebody("Ana Ruiz")
    assert "Which consultation do you mean?" in await ana.types("/consult answer")
    year = next(value for value, label in ana.choices("Choose one") if "year" in label)
    assert "School year" in await ana.presses("Choose one", value=year)
    assert "School day" in await ana.types("/consult answer school day")
    assert "There are: School day; School year" in await ana.types("/consult answer autumn")


async def test_every_example_that_help_and_the_guide_show_works(town):
    hana = town.hana
    guide = (Path(__file__).parents[2] / "docs" / "consultations.md").read_text(encoding="utf-8")
    (shown,) = [line.strip("`") for line in guide.splitlines() if line.startswith("`/consult open")]
    assert "Nobody else has seen it yet" in await hana.types(shown)
    await hana.presses("Open it")
    examples = [each for spec in town.bot.commands if "consult" in spec.name for each in spec.examples]
    for line in (*examples, "/consult reply", "/consults"):
        hana.reply = None
        await hana.types(line)
        shown = hana.reply.form.title if hasattr(hana.reply, "form") else hana.words
        assert shown
        assert "Try " not in shown or line == "/consult reply", (line, shown)  # none is closed yet
