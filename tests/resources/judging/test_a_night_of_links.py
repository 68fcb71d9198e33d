"""Night after night a whole bot asks the links that are due; what is broken is on the card, and told once."""

import asyncio

from communitybot.ports import Alive
from tests.resources.judging.test_a_teacher_tells_how_it_went import told
from tests.resources.sharing.school import PAGE
from tests.resources.sharing.test_a_teacher_shares_a_video import (
    LINK,
    Somebody,
    cards,
    delivered,
    house,
    read,
)

__all__ = ["house"]
DAY = 24 * 3_600


class Door:
    """A page that is there, then gone."""

    def __init__(self):
        self.answer, self.asked = Alive.YES, 0

    async def look(self, _address):
        return PAGE

    async def alive(self, _address):
        self.asked += 1
        return self.answer


async def nights(house, number):
    """Let nights pass, each with what falls due in it."""
    for _ in range(number):
        house.clock.advance(DAY)
        for _ in range(4):
            await house.relay.run_once()
            asking = [task for task in asyncio.all_tasks() if task.get_name() == "links"]
            if asking:
                await asyncio.wait(asking, timeout=5)
            house.clock.advance(30)


async def test_a_link_that_fails_for_a_week_is_broken_on_its_card_until_it_answers(house):
    house.looking.door = door = Door()
    ana, grace = Somebody(house, "Ana Ruiz"), Somebody(house, "Grace Lind", administers=True)
    await ana.presses(await ana.types(f"/resource share {LINK}"), "Share it")
    await delivered(house)

    await nights(house, 2)
    assert door.asked == 1
    door.answer = Alive.GONE
    await nights(house, 30)
    assert door.asked == 2
    assert "has not answered" not in cards(house)[0]
    await nights(house, 8)
    await delivered(house)
    assert door.asked == 3
    assert "Its link has not answered lately. A copy in the web archive:" in cards(house)[0]
    assert "https://web.archive.org/web/2014/https://videos.example.org/strips" in cards(house)[0]
    assert "Fraction strips" in read(await grace.types("/resource links"))
    await nights(house, 9)
    await delivered(house)
    assert len([words for words in told(house, "ana") if "has not answered for a week" in words]) == 1

    door.answer = Alive.YES
    await nights(house, 9)
    await delivered(house)
    assert "has not answered" not in cards(house)[0]
    assert "Every link answers" in read(await grace.types("/resource links"))
