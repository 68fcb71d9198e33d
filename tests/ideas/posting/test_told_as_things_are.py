"""What moderators and authors are told in private is drawn from the idea as it is when they read it."""

from datetime import timedelta

from ink import WISH
from reading_cards import labels, said

from communitybot.ideas.delivery import reviewing
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.views import IdeaWish
from communitybot.outbox.entry import Entry, Later, Skip


async def drawn(lincoln, kind):
    """Every promise of a kind as its handler draws it now."""
    handler = reviewing.Reviewing(lincoln.clock)
    draw = {
        reviewing.WAITS: handler.waits,
        reviewing.PUBLISHED: handler.published,
        reviewing.DECLINED: handler.declined,
    }[kind]
    entries = [
        Entry(number, "k", "c1", kind, lincoln.clock.now(), "fake:school@hana", "idea", one.args, 0, 0, 0)
        for number, one in enumerate(await lincoln.promised(kind))
    ]
    return await lincoln.units.read(lambda work: draw(entries, work))


async def test_a_moderator_is_shown_what_still_waits_and_nothing_that_was_answered(lincoln, ana, hana):
    idea = await lincoln.sent(ana)
    (card,) = await drawn(lincoln, reviewing.WAITS)
    assert "An idea waits to be read: Peer observation hour" in said(card)
    assert labels(card) == ["Review “Peer observation hour”"]

    await lincoln.moderating.decline(hana, idea.id, "It names a student.")
    (gone,) = await drawn(lincoln, reviewing.WAITS)
    assert isinstance(gone, Skip)
    lincoln.later(hours=1)
    await lincoln.posting.send(ana, idea.id)
    first, second = await drawn(lincoln, reviewing.WAITS)
    assert isinstance(first, Skip)  # of the first time it was sent
    assert "An idea waits to be read" in said(second)


async def test_an_author_who_changed_a_declined_idea_is_told_the_reason_still_and_then_not(
    lincoln, ana, hana
):
    idea = await lincoln.sent(ana)
    await lincoln.moderating.decline(hana, idea.id, "It names a student.")
    await lincoln.editing.change(ana, idea.id, IdeaWish(need="New teachers work alone."))
    (card,) = await drawn(lincoln, reviewing.DECLINED)
    assert "It names a student." in said(card)

    await lincoln.posting.send(ana, idea.id)
    (gone,) = await drawn(lincoln, reviewing.DECLINED)
    assert isinstance(gone, Skip)


async def test_an_author_waits_a_moment_for_the_thread_and_not_for_ever(lincoln, ana, hana, talk):
    idea = await lincoln.published(ana, hana, WISH)  # no thread opens: nothing is said here

    (waits,) = await drawn(lincoln, reviewing.PUBLISHED)
    assert isinstance(waits, Later)
    lincoln.clock.advance(reviewing.OPENING + timedelta(seconds=1))
    (card,) = await drawn(lincoln, reviewing.PUBLISHED)
    assert "Your idea is published" in said(card)
    assert labels(card) == ["View the idea"]
    await lincoln.editing.withdraw(ana, idea.id)
    (gone,) = await drawn(lincoln, reviewing.PUBLISHED)
    assert isinstance(gone, Skip)
    assert (await lincoln.idea(idea.id)).stage is Stage.WITHDRAWN
