"""Moderators read ideas before others do, the longest waiting first, and each is answered once."""

from dataclasses import replace

import pytest
from ink import WISH

from communitybot.errors import Misread, NotAllowed, NotFound
from communitybot.ideas.delivery import reviewing
from communitybot.ideas.delivery.promises import LED
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.views import IdeaWish
from communitybot.people.model import Quiet


async def test_hosts_and_known_administrators_are_told_once_each_and_the_author_is_not(lincoln, hana):
    boss = await lincoln.somebody("Bo Lind", administers=True)
    omar = await lincoln.somebody("Omar Haddad")

    async def greeted(work):
        community = await work.communities.get("c1")
        await work.communities.save(replace(community, hosts=frozenset({hana.person, omar.person})))

    await lincoln.units.run(greeted)
    idea = await lincoln.sent(omar)  # himself a host

    told = await lincoln.promised(reviewing.WAITS)
    assert [row.args["person"] for row in told] == [hana.person]
    assert (await lincoln.moderating.queue(boss)).idea.id == idea.id


async def test_a_known_administrator_is_told(lincoln, ana, monkeypatch):
    boss = await lincoln.somebody("Bo Lind", administers=True)
    from communitybot.storage.communities import StoredCommunities

    async def greeted(self, space):
        return boss.person

    monkeypatch.setattr(StoredCommunities, "greeted", greeted)
    await lincoln.sent(ana)

    assert boss.person in {row.args["person"] for row in await lincoln.promised(reviewing.WAITS)}


async def test_quiet_hours_of_a_moderator_are_respected(lincoln, ana, hana):
    person = lincoln.known["c1", "hana"]
    asleep = replace(person, quiet=Quiet(), zone="America/New_York")
    await lincoln.units.run(lambda work: work.people.save(asleep))
    lincoln.later(hours=12)  # midnight

    await lincoln.sent(ana)

    (told,) = await lincoln.promised(reviewing.WAITS)
    assert asleep.quiet_until(lincoln.clock.now(), "America/New_York") is not None
    assert told.due > int(lincoln.clock.now().timestamp() * 1_000_000)


async def test_the_queue_is_read_from_the_longest_waiting_and_begins_again(lincoln, ana, hana):
    ideas = []
    for number in range(3):
        ideas.append((await lincoln.sent(ana, replace(WISH, title=f"Idea {number}"))).id)
        lincoln.later(hours=1)

    first = await lincoln.moderating.queue(hana)
    second = await lincoln.moderating.queue(hana, after=first.idea.id)
    last = await lincoln.moderating.queue(hana, after=ideas[2])
    at = await lincoln.moderating.queue(hana, at=ideas[2])

    assert [one.idea.id for one in (first, second, last, at)] == [ideas[0], ideas[1], ideas[0], ideas[2]]
    assert (at.place, at.waiting) == (3, 3)


async def test_publishing_makes_it_a_seed_opens_its_thread_and_tells_its_author(lincoln, ana, hana, talk):
    idea = await lincoln.sent(ana)
    lincoln.later(hours=5)

    decided = await lincoln.moderating.publish(hana, idea.id, revision=idea.revision)

    assert decided.now
    assert (decided.idea.stage, decided.idea.published) == (Stage.SEED, lincoln.clock.now())
    assert talk == [("published", "")]
    assert [row.args["person"] for row in await lincoln.promised(reviewing.PUBLISHED)] == [ana.person]
    assert [row.args["role"] for row in await lincoln.promised(LED)] == ["author"]
    (wait,) = await lincoln.units.read(lambda work: work.ideas.waits("c1"))
    assert wait.total_seconds() == 5 * 3600


@pytest.mark.promise("R16")
async def test_the_second_moderator_is_told_what_the_first_did_and_changes_nothing(lincoln, ana, hana):
    boss = await lincoln.somebody("Bo Lind", administers=True)
    idea = await lincoln.sent(ana)
    await lincoln.moderating.publish(hana, idea.id)
    promised = await lincoln.promised()

    again = await lincoln.moderating.publish(boss, idea.id)
    declined = await lincoln.moderating.decline(boss, idea.id, "Too late.")

    assert not again.now
    assert not declined.now
    assert (await lincoln.idea(idea.id)).stage is Stage.SEED
    assert await lincoln.promised() == promised


async def test_words_that_changed_while_they_were_read_are_not_published_unread(lincoln, ana, hana):
    idea = await lincoln.sent(ana)
    await lincoln.editing.change(ana, idea.id, IdeaWish(need="Something else entirely."))

    decided = await lincoln.moderating.publish(hana, idea.id, revision=idea.revision)

    assert decided.changed
    assert (await lincoln.idea(idea.id)).stage is Stage.SUBMITTED


async def test_declining_needs_a_reason_and_its_author_is_told_and_can_send_it_again(lincoln, ana, hana):
    idea = await lincoln.sent(ana)
    with pytest.raises(Misread) as refused:
        await lincoln.moderating.decline(hana, idea.id, " ... ")
    assert refused.value.field == "reason"

    await lincoln.moderating.decline(hana, idea.id, "It names a\nstudent.")
    aside = await lincoln.idea(idea.id)
    assert (aside.stage, aside.reason) == (Stage.DECLINED, "It names a student.")
    assert len(await lincoln.promised(reviewing.DECLINED)) == 1

    lincoln.later(hours=1)
    await lincoln.editing.change(ana, idea.id, IdeaWish(need="New teachers work alone."))
    sent = await lincoln.posting.send(ana, idea.id)
    assert (sent.now, sent.idea.stage, sent.idea.reason) == (True, Stage.SUBMITTED, "")
    assert len(await lincoln.promised(reviewing.WAITS)) == 2  # the host is told again: it is sent again


async def test_only_moderators_read_and_decide_and_where_rights_are_not_told_it_is_said(lincoln, ana):
    idea = await lincoln.sent(ana)
    nils = await lincoln.somebody("Nils Berg")
    private = await lincoln.somebody("Dana Park", rights_told=False)

    for anybody, said in ((nils, "Only hosts and administrators"), (private, "From here I cannot see")):
        with pytest.raises(NotAllowed, match=said):
            await lincoln.moderating.queue(anybody)
        with pytest.raises(NotAllowed, match=said):
            await lincoln.moderating.publish(anybody, idea.id)
        with pytest.raises(NotAllowed, match=said):
            await lincoln.moderating.decline(anybody, idea.id, "No.")
    assert (await lincoln.idea(idea.id)).stage is Stage.SUBMITTED


@pytest.mark.promise("R37")
async def test_a_moderator_of_another_community_reaches_nothing(lincoln, ana, hana):
    idea = await lincoln.sent(ana)
    elm = await lincoln.somebody("Eva Elm", administers=True, community="c2")

    assert (await lincoln.moderating.queue(elm)).idea is None
    for reach in (
        lincoln.moderating.publish(elm, idea.id),
        lincoln.moderating.decline(elm, idea.id, "No."),
        lincoln.moderating.open(elm, idea.id),
        lincoln.posting.send(elm, idea.id),
        lincoln.editing.change(elm, idea.id, IdeaWish(title="Mine")),
        lincoln.editing.withdraw(elm, idea.id),
    ):
        with pytest.raises(NotFound):
            await reach
    assert await lincoln.idea(idea.id) == idea
    assert (await lincoln.moderating.publish(hana, idea.id)).now  # its own host can
