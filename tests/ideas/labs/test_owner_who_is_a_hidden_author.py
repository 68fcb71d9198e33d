"""Whoever was named for something may turn out to be the author whose name is hidden."""

from dataclasses import replace

from tests.ideas.discussing.made import member
from tests.ideas.labs.bench import IDEA


async def test_after_two_accounts_became_one_no_word_names_the_hidden_author(bench):
    async def hidden(work):
        one = await work.ideas.get("c1", IDEA)
        await work.ideas.save(replace(one, anonymous=True))

    await bench.units.run(hidden)
    ben = member("ben", "Ben Okri")
    await bench.units.run(lambda work: work.ideas.enrol("c1", IDEA, ben))
    for what in ("Ask the board", "Find a room", "Count the hours"):
        await bench.types("ben", "idea commit", what=what, owner="Cleo Diaz", by="15 february")

    async def unite(work):
        await work.links.unite(await work.people.get("c1", "ana"), await work.people.get("c1", "cleo"))

    await bench.units.run(unite)
    first, second, _ = await bench.units.read(lambda work: work.labs.commitments("c1", IDEA, limit=9))
    await bench.presses("ana", "idea.take_on", IDEA, first.id)
    await bench.presses("ana", "idea.refused", IDEA, second.id, word="Not in May.")
    await bench.passes(days=16)

    told = [words for words in bench.heard("ben") if "“" in words]
    assert len(told) == 3  # taken on, refused, not answered
    assert not [words for words in told if "Ana" in words]
    assert f"A member took on “{first.what}”" in " ".join(told)
