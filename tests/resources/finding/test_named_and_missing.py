"""Whoever names what is not here reads of it beside every other mistake, with an example that works."""

from communitybot.resources.commands import choosing, choosing_collections
from tests.resources.sharing.test_a_teacher_shares_a_video import LINK, Somebody, house, read

__all__ = ["house"]


async def test_every_mistake_is_told_at_once_with_an_example_of_what_is_here(house):
    ana = Somebody(house, "Ana Ruiz")
    await ana.presses(await ana.types(f"/resource share {LINK}, title: Fraction games"), "Share it")
    await ana.types("/collection create Rainy days")

    both = read(await ana.types("/resource tried wombats, again: perhaps"))
    assert "I know no resource named “wombats”" in both
    assert "perhaps" in both
    assert "This works: /resource tried Fraction games" in both
    lists = read(await ana.types("/collection add wombats, resource: wombats too"))
    assert "I know no collection named “wombats”" in lists
    assert "I know no resource named “wombats too”" in lists
    assert "This works: /collection add Rainy days, resource: Fraction games" in lists

    # Each command that takes one by name is checked so; an answer to a request may be a link that is new.
    commands = house.bot.commands
    taking = {
        name: {each.name for each in commands if each.parameter(name) is not None}
        for name in ("resource", "collection")
    }
    assert taking["resource"] - {"resource answer"} == set(choosing.NAMED_BY)
    assert taking["collection"] - {"resource save"} == set(choosing_collections.NAMED_BY)
