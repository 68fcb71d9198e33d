"""What people made of resources stays theirs when two accounts, or two communities, become one."""

from dataclasses import replace

from judged import collection, item, keep, report, tried
from shelf import AT, resource

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress
from communitybot.people.model import Person
from communitybot.resources.model.collection import Helper, Right


async def test_of_two_accounts_of_one_person_one_judgement_stays(units):
    from communitybot.storage import judging_uniting

    await keep(
        units,
        resource("one", person="ana"),
        resource("own", person="kept", canonical="https://own.example"),
    )
    kept, gone = (
        Person(id=key, community="c1", name=key.title(), accounts=(PersonAddress("fake", "s", key),))
        for key in ("kept", "gone")
    )

    async def unit(work):
        judging = work.judging
        for who in ("kept", "gone"):
            await judging.tell_try("c1", "one", tried(who))
            await judging.put_saved("c1", "one", who, on=True, at=AT)
            await judging.report("c1", "one", report(who))
        await judging.tell_try("c1", "own", tried("gone"))
        await judging.add_collection(collection("theirs", "gone"))
        for key in ("col", "both"):
            await judging.add_collection(collection(key, "ana"))
        rights = (("both", "kept", Right.ADD), ("both", "gone", Right.EDIT), ("theirs", "kept", Right.ADD))
        for key, who, right in rights:
            await judging.let("c1", key, Helper(person=who, name=who, right=right, at=AT))
        before = [await work.resources.get("c1", key) for key in ("one", "own")]
        for _ in range(2):  # repeated, it gives what came late, and nothing else
            await judging_uniting.hand_over(work.connection, kept, gone)
        after = [await work.resources.get("c1", key) for key in ("one", "own")]
        assert [(one.tries, one.saves, one.reports) for one in before] == [(2, 2, 2), (1, 0, 0)]
        assert [(one.tries, one.saves, one.reports) for one in after] == [(1, 1, 1), (0, 0, 0)]
        assert [(one.person, one.right) for one in await judging.people("c1", "both")] == [
            ("kept", Right.EDIT)
        ]
        assert [one.id for one in await judging.owned("c1", "kept")] == ["theirs"]
        assert await judging.people("c1", "theirs") == []

    await units.run(unit)


async def test_a_link_both_communities_shared_keeps_what_people_made_of_it(units):
    one = resource("one", canonical="https://x.example/a")

    async def unit(work):
        for key in ("c1", "c2"):
            await work.communities.add(Community(id=key, name=key, slug=key, zone="UTC"))
        await work.resources.add(one)
        await work.resources.add(replace(one, id="other", community="c2"))
        for community, key, who in (("c1", "one", "ben"), ("c2", "other", "cy"), ("c2", "other", "di")):
            await work.judging.tell_try(community, key, tried(who))
            await work.judging.put_saved(community, key, who, on=True, at=AT)
        await work.judging.add_collection(collection("col", "cy", community="c2"))
        await work.judging.put_item("c2", "col", item("other", "cy"))
        from communitybot.storage.joining import join

        await join(work.connection, "c2", "c1")
        stays = await work.resources.get("c1", "one")
        assert (stays.tries, stays.saves) == (3, 3)
        assert [each.resource for each in await work.judging.items("c1", "col", limit=9)] == ["one"]
        assert (await work.resources.get("c1", "other")).tries == 0

    await units.run(unit)
