"""Ideas like a text are found by its telling words, whatever their endings; unlike ones are not shown."""

from dataclasses import replace

from ideas_told import LIKE, TOLD, UNLIKE, told
from sqlalchemy import func, select
from stored_ideas import AT, OAK, idea, ids_of, keep

from communitybot.ideas.model.idea import Stage
from communitybot.storage import ideas_search
from communitybot.storage.ideas_search import alike, rarity
from communitybot.storage.ideas_words import telling, weights
from communitybot.storage.saying_little import COMMON, STOP
from communitybot.storage.tables.ideas import idea_terms, idea_vectors, idea_words


async def test_the_same_put_otherwise_is_found_first_and_something_else_is_not(units):
    await keep(units, *told())

    async def unit(work):
        for name, texts in LIKE.items():
            for text in texts:
                found = await ids_of(work.ideas.similar(OAK, text, limit=3))
                assert (text, found[:1]) == (text, [name])
        for text in UNLIKE:
            assert (text, await ids_of(work.ideas.similar(OAK, text, limit=3))) == (text, [])

    await units.read(unit)


async def test_an_idea_is_like_itself_but_may_be_left_out(units):
    await keep(units, *told())
    words = " ".join(TOLD["peer"])

    async def unit(work):
        assert (await ids_of(work.ideas.similar(OAK, words, limit=3)))[0] == "peer"
        assert "peer" not in await ids_of(work.ideas.similar(OAK, words, limit=3, but="peer"))

    await units.read(unit)


async def test_words_of_the_title_count_more(units):
    body = {"need": "Orchards, ponds and beehives for the yard", "title": "A plan"}
    await keep(units, idea("body", **body), idea("title", title="Orchards and ponds", need="For the yard"))

    found = await units.read(lambda work: ids_of(work.ideas.similar(OAK, "orchards and ponds", limit=3)))

    assert found == ["title", "body"]


async def test_of_words_that_many_ideas_have_those_are_read_in_which_they_weigh_most(units, monkeypatch):
    monkeypatch.setattr(ideas_search, "MOST_OF_ONE", 2)
    common = "Orchards, ponds and beehives for the yard"
    await keep(units, idea("title", title=common), *(idea(f"i{n}", need=common) for n in range(6)))

    found = await units.read(lambda work: ids_of(work.ideas.similar(OAK, common, limit=1)))

    assert found == ["title"]


async def test_only_what_everybody_may_see_is_found_and_by_its_words_of_now(units):
    await keep(units, idea("one", stage=Stage.DRAFT, title="Beehives in the yard"))

    async def unit(work):
        async def finds(text):
            return await ids_of(work.ideas.similar(OAK, text, limit=3))

        held = await work.ideas.get(OAK, "one")
        assert await finds("beehives yard") == []
        await work.ideas.save(replace(held, stage=Stage.SEED, published=AT))
        assert await finds("beehives yard") == ["one"]
        await work.ideas.save(replace(held, stage=Stage.PARKED, published=AT, title="Orchards and ponds"))
        assert await finds("beehives yard") == []
        assert await finds("orchard pond") == ["one"]
        await work.ideas.save(replace(held, stage=Stage.WITHDRAWN, published=AT))
        assert await finds("orchard pond") == []

    await units.run(unit)


async def test_in_how_many_ideas_a_word_is_follows_every_change(units):
    await keep(units, *told())

    async def unit(work):
        async def counted(word):
            asked = select(idea_terms.c.ideas).where(idea_terms.c.word == word)
            return await work.connection.scalar(asked)

        assert (await counted(""), await counted("physic"), await counted("exam")) == (12, 1, 1)
        for name in TOLD:
            held = await work.ideas.get(OAK, name)
            await work.ideas.save(replace(held, title="Physics", need="Physics", revision=held.revision + 1))
        assert (await counted(""), await counted("physic"), await counted("exam")) == (12, 12, 0)
        for name in TOLD:
            await work.ideas.delete(OAK, name)
        assert await work.connection.scalar(select(func.sum(idea_terms.c.ideas))) == 0
        for table in (idea_words, idea_vectors):
            assert await work.connection.scalar(select(func.count()).select_from(table)) == 0

    await units.run(unit)


def test_rare_words_tell_more_and_what_is_said_everywhere_tells_little():
    assert rarity("orchard", 1, 100) > rarity("orchard", 10, 100) > rarity("orchard", 100, 100)
    assert rarity("teach", 1, 100) == rarity("orchard", 50, 100)
    assert not STOP & COMMON


def test_likeness_is_symmetric_in_words_and_never_more_than_one():
    rare = {"orchard": 3.0, "pond": 2.0, "yard": 1.0}
    one, other = weights(telling("orchards ponds")), weights(telling("orchard pond yard"))

    assert 0 < alike(one, other, rare) <= 1
    assert alike(one, one, rare) > 0.999
    assert alike(weights(telling("yard")), one, rare) == 0
