"""A link that nothing can be made of keeps no other from being asked."""

from communitybot.ports import Alive


class Door:
    """Breaks down over one address."""

    def __init__(self):
        self.asked = []

    async def look(self, _address, **_):
        return None

    async def alive(self, address):
        self.asked.append(address)
        if "bad" in address:
            raise RuntimeError("no answer was ever like this")
        return Alive.YES


async def test_one_that_breaks_down_keeps_no_other_waiting(school, capsys):
    school.looking.door = door = Door()
    await school.shared(school.ana, "https://bad.example.org/1", title="Bad")
    await school.shared(school.ana, "https://bad.example.org/2", title="Bad too")
    await school.shared(school.ana, "https://good.example.org/", title="Good")

    assert await school.checks.ask("c1") == 2  # this one, and the one there was
    assert len(door.asked) == 4
    assert "bad.example" not in capsys.readouterr().out
