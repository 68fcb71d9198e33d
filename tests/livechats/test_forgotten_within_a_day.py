"""Where the words of a platform may not be kept, they live a day at most, however long a chat goes on."""

from datetime import timedelta

import pytest
from canary import CANARY, kept
from hall import START, away, back

from communitybot.conversation.inbound import Retold
from communitybot.livechats.model.chat import Form

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ana(hall):
    return hall.member("Ana Ruiz", "slack")


async def slow(hall, hana, *, wordless=True, **wishes):
    """A chat over five days, in a community on a platform whose words may not be kept."""
    if wordless:
        hall.house.wordless.add("slack")
    return await hall.planned(
        hana, archive=False, form=Form.SLOW, length=timedelta(days=5), guest="Dr. Rosa Lind", **wishes
    )


@pytest.mark.parametrize("wordless", [True, False])
async def test_words_live_a_day_at_most_while_a_slow_chat_goes_on(hall, hana, ana, wordless):
    """The control is the same chat where words may be kept until its end."""
    chat = await slow(hall, hana, wordless=wordless)
    await hall.until(START + 20 * MINUTE)
    await ana.says(f"The teachers of {CANARY}.", shown=(f"a map of {CANARY}",))
    await hall.chats.wonder(await ana.caller(), chat.id, f"Where is {CANARY}?")
    await hall.until(START + 21 * HOUR)
    young = await kept(hall)
    await hall.until(START + 24 * HOUR)
    old = await kept(hall)

    assert young == {"chat_lines", "chat_wonderings"}
    assert old == (set() if wordless else young)
    assert CANARY in hall.read("discord")  # what was posted is its platform's


async def test_what_is_younger_stays_for_those_who_read(hall, hana, ana):
    chat = await slow(hall, hana)
    await hall.until(START + 20 * MINUTE)
    await ana.says("The first day.")
    await hall.until(START + 19 * HOUR)
    await ana.says(f"The teachers of {CANARY}.")
    await hall.until(START + 30 * HOUR)

    assert [line.text for line in await hall.lines(chat, said=True)] == [f"The teachers of {CANARY}."]
    assert await kept(hall, "the first day") == set()


async def test_late_answers_live_a_day_at_most_as_well(hall, hana, ana):
    hall.house.wordless.add("slack")
    chat = await hall.planned(hana, archive=False, late=timedelta(days=7))
    await hall.until(START + timedelta(days=3))
    await ana.says(f"A2: The teachers of {CANARY}.")
    during = await kept(hall)
    await hall.later(days=1)

    assert (await hall.chat(chat)).takes_words(hall.clock.now())
    assert "chat_lines" in during
    assert await kept(hall) == set()


@pytest.mark.parametrize("wordless", [True, False])
async def test_no_message_outlives_the_log_while_it_waits_for_a_platform(hall, hana, ana, wordless):
    """A platform that was away for more than a day never shows what is blanked by then."""
    await slow(hall, hana, wordless=wordless)
    await hall.until(START + 20 * MINUTE)
    away(hall, "discord")
    await ana.says(f"The teachers of {CANARY}.")
    await hall.later(seconds=3)
    waits = await kept(hall)
    for minutes in (22 * 60, 22 * 60 + 40, 23 * 60 - 0.03, 23 * 60):  # at 22:40 it is just being tried
        hall.clock.set(START + minutes * MINUTE)
        await hall.house.relay.run_once()
    still = await kept(hall)
    back(hall, "discord")
    await hall.later(minutes=1)

    assert "outbox" in waits
    assert ("outbox" in still) is not wordless
    assert (CANARY in hall.read("discord")) is not wordless


@pytest.mark.parametrize("heard", [True, False])
async def test_whoever_takes_back_what_is_blanked_takes_its_copies_back(hall, hana, ana, heard):
    """Also while the bot is away, and sees only later that the message is gone."""
    await slow(hall, hana)
    await hall.until(START + 20 * MINUTE)
    ref = await ana.says(f"The teachers of {CANARY}.")
    await hall.until(START + 30 * HOUR)
    before = hall.read("discord")
    if heard:
        await ana.removes(ref)
    else:
        told = Retold(thread=hall.thread("slack"), since=START, until=hall.clock.now(), posts=())
        await hall.bot.retell(told)
    await hall.later(minutes=1)

    assert CANARY in before
    assert CANARY not in hall.read("discord")


async def test_nobody_looks_any_more_once_nothing_is_said(hall, hana, ana):
    hall.house.wordless.add("slack")
    chat = await hall.planned(hana, archive=False)
    await hall.until(START + 2 * HOUR)
    key = f"chat:{chat.id}:forget"
    state = await hall.units.read(lambda work: work.outbox.state("c1", key))

    assert state is not None
    assert state.value == "cancelled"
