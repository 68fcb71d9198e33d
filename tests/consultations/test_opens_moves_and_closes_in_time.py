"""The times of a consultation: planned, moved, given more time, kept though the bot was away."""

from datetime import timedelta

import pytest
from fakes import FakeClock
from hall import away, back
from town import NOON, SCHOOL_DAY, built

from communitybot.consultations.delivery import periods, promises
from communitybot.consultations.delivery.handlers import handlers
from communitybot.consultations.model.consultation import Stage
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, message

TO_COME = f"{SCHOOL_DAY}, opens: in 3 days"


def about(town, word, platform="slack"):
    return [each for each in town.read(platform) if word in each]


async def test_one_to_come_opens_by_itself_and_can_be_changed_or_called_off_before(town):
    hana = town.hana
    await hana.types(TO_COME)
    assert "It opens" in await hana.presses("Open it")
    assert "is coming already" in await hana.presses("Open it", await _old_preview(hana))
    await town.later(days=1)
    assert town.read("slack") == []
    ana = town.somebody("Ana Ruiz")
    assert "It is not open yet" in await ana.types("/consult answer School day")
    changed = await hana.types("/consult edit School day, title: A later day, opens: in 5 days")
    assert "Changed: A later day" in changed
    await town.later(days=3)
    assert town.read("slack") == []  # the old time is overtaken
    await town.later(days=3)
    assert len(about(town, "asks this community")) == 1
    assert "A later day" in town.read("discord")[0]

    await hana.types(TO_COME.replace("School day", "Another day").replace("14 days", "20 days"))
    await hana.presses("Open it")
    await hana.types("/consult close Another day")
    assert "Call off" in hana.words
    await hana.presses("Yes, call it off")
    await town.later(days=30)
    assert not about(town, "Another day")


async def _old_preview(hana):
    """The preview's message: its buttons outlive what they did."""
    one = await hana.town.only()
    return message("A preview.", Controls((Button("Open it", Action("consult.open", (one.id,))),)))


async def test_more_time_moves_its_end_and_its_reminders_and_less_is_refused(town):
    hana = await town.opens()
    assert "Only its end can be put later" in await hana.types("/consult edit School day, title: Other")
    assert "before the end people were told" in await hana.types(
        "/consult edit School day, closes: in 3 days"
    )
    assert "at most 90 days" in await hana.types("/consult edit School day, closes: in 100 days")
    await hana.types("/consult edit School day")
    assert [each.name for each in hana.reply.form.fields] == ["closes"]
    await town.later(days=12, hours=1)
    assert len(about(town, " closes ")) == 1
    await hana.types("/consult edit School day, closes: in 14 days")
    await town.later(days=3)
    assert len(about(town, " closes ")) == 1  # that for the old end, three hours before, never came
    assert (await town.only()).stage is Stage.OPEN
    await town.later(days=12)
    assert len(about(town, " closes ")) == 3
    assert len(about(town, "asked, and 0 people answered")) == 1


async def test_answers_end_with_its_time_also_where_nothing_has_closed_it_yet(town):
    await town.opens()
    card = town.cards("slack")[0]
    ana = town.somebody("Ana Ruiz")
    await ana.presses("Answer", card)
    town.hall.clock.advance(timedelta(days=15))  # and the relay has not run

    assert "It is closed" in await ana.sends(showing="name", q1="1")
    assert await town.people() == 0


async def test_a_bot_that_was_away_closes_late_skips_old_reminders_and_says_what_it_missed(sqlite_url):
    first = await built(sqlite_url)
    hana = await first.opens()
    await first.somebody("Ana Ruiz").answers(first.cards("slack")[0], q1="1")
    await hana.types(TO_COME.replace("School day", "Missed day"))
    await hana.presses("Open it")
    await first.hall.house.relay.stop()
    await first.hall.house.close()

    again = await built(sqlite_url, at=NOON + timedelta(days=15), anew=False)
    await again.later(hours=20)  # quiet hours are over by then
    shown = again.read("slack")
    assert not [each for each in shown if " closes " in each]
    assert len([each for each in shown if "asked, and 1 person answered" in each]) == 1
    hana.town = again
    assert any("I could not open Missed day" in each for each in hana.told)
    assert "Missed day" not in "".join(shown)
    await again.later(days=1)
    assert again.read("slack") == shown  # nothing comes twice
    await again.hall.house.relay.stop()
    await again.hall.house.close()


@pytest.mark.parametrize("guarded", [True, pytest.param(False, id="without the guard they would")])
async def test_words_taken_back_while_a_platform_is_away_never_reach_it(town, monkeypatch, guarded):
    if not guarded:
        monkeypatch.setattr(periods, "unsay", periods.redraw)
    hana = await town.opens()
    card = town.cards("slack")[0]
    ana, ben = town.somebody("Ana Ruiz"), town.somebody("Ben Okri")
    await ana.answers(card, q3="Ana's secret.")
    await ben.answers(card, q3="Ben's word.")
    away(town.hall, "discord")
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(seconds=20)
    assert "Ana's secret." in town.read("slack")[-1]
    await ana.types("/consult view")
    await ana.presses("Take my answers back")
    await ana.presses("Yes, take them back")
    back(town.hall, "discord")
    await town.later(minutes=1)

    posted = [each for each in town.hall.platforms["discord"].posted if each.place.place == "chats"]
    everything = [repr(each.message) + repr(each.edits) for each in posted]
    assert "Ben's word." in "".join(everything)
    assert ("secret" not in "".join(everything)) is guarded
    assert "secret" not in "".join(town.read("slack"))


def test_every_kind_of_entry_it_makes_is_handled():
    kinds = {
        value
        for name, value in vars(promises).items()
        if name.isupper() and str(value).startswith("consult.")
    }

    assert kinds <= handlers(FakeClock(), str, bool).keys()
