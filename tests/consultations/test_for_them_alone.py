"""Whoever cannot be written to privately: a room does not hear in their place what they answered."""

from communitybot.ports import Undeliverable


def closed_to(town, platform, person):
    """From now on their direct messages are closed."""
    direct = town.hall.platforms[platform].direct

    async def refuse(address):
        if address.person == person:
            raise Undeliverable("their messages are closed")
        return await direct(address)

    town.hall.platforms[platform].direct = refuse


async def test_no_room_reads_that_somebody_answered_who_is_only_counted(town):
    closed_to(town, "slack", "ana")
    hana = await town.opens()
    await town.somebody("Ana Ruiz").answers(town.cards("slack")[0], showing="counted", q1="1")
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await hana.types("/consult view School day")
    await hana.presses("Say what you did with it")
    await hana.sends(words="From August on the day starts later.")
    await town.later(days=1)

    told = [words for words in town.read("slack") if "Ana Ruiz" in words]
    assert told == ["#Ana Ruiz: I have news for you and cannot write to you privately."]
