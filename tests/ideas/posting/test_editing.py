"""Authors change what others read, and take ideas back; those who should know hear of it once."""

from dataclasses import replace

import pytest
from ink import WISH

from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.delivery.telling import TELL
from communitybot.ideas.model.idea import Role, Stage
from communitybot.ideas.views import IdeaWish


def said(talk, name):
    """The words of everything of one kind that was asked to be said."""
    return [words for what, words in talk if what == name]


async def test_the_card_follows_and_news_is_told_of_what_counts(lincoln, ana, hana, talk):
    idea = await lincoln.published(ana, hana)
    lincoln.later(days=1)
    await lincoln.editing.change(ana, idea.id, IdeaWish(place="Ohio"))
    assert [what for what, _ in talk] == ["published", "changed"]
    assert (await lincoln.idea(idea.id)).reworded is None

    lincoln.later(days=1)
    wish = IdeaWish(title="Peer observation day", approach="A day a term.")
    after = (await lincoln.editing.change(ana, idea.id, wish)).idea

    assert (after.stage, after.reworded) == (Stage.SEED, lincoln.clock.now())  # no new review
    assert talk[2:] == [
        ("changed", ""),
        ("news", "Ana Ruiz changed its title and the approach. It was “Peer observation hour”."),
    ]


async def test_the_same_words_again_change_nothing(lincoln, ana, hana, talk):
    idea = await lincoln.published(ana, hana)
    talk.clear()

    changed = await lincoln.editing.change(ana, idea.id, WISH)

    assert changed.idea == changed.before == idea
    assert talk == []


async def test_news_of_an_anonymous_idea_names_nobody(lincoln, ana, hana, talk):
    await lincoln.set(anonymous=True)
    idea = await lincoln.published(ana, hana, replace(WISH, anonymous=True))

    await lincoln.editing.change(ana, idea.id, IdeaWish(need="Another need."))
    await lincoln.editing.withdraw(ana, idea.id)

    (news,) = said(talk, "news")
    (told,) = await lincoln.promised(TELL)
    assert news.startswith("Its author changed the need")
    assert "Ana" not in told.args["words"]


async def test_others_never_read_more_than_three_hundred_words(lincoln, ana, hana):
    for idea in (await lincoln.sent(ana), await lincoln.published(hana, hana)):
        by = ana if idea.by(ana.person) else hana
        with pytest.raises(Misread, match="Nothing was changed yet"):
            await lincoln.editing.change(by, idea.id, IdeaWish(benefits="word " * 300))
        assert await lincoln.idea(idea.id) == idea


async def test_nobody_but_an_author_changes_or_withdraws_it(lincoln, ana, hana):
    idea = await lincoln.published(ana, hana)

    with pytest.raises(NotAllowed):
        await lincoln.editing.change(hana, idea.id, IdeaWish(title="Mine"))
    with pytest.raises(NotAllowed):
        await lincoln.editing.withdraw(hana, idea.id)


async def test_an_author_brings_another_role_to_the_team(lincoln, ana, hana):
    idea = await lincoln.published(ana, hana)
    await lincoln.editing.change(ana, idea.id, IdeaWish(), role=Role.PRINCIPAL)

    (member,) = await lincoln.units.read(lambda work: work.ideas.members("c1", idea.id))
    assert member.role is Role.PRINCIPAL


async def test_a_hidden_name_is_a_matter_of_the_settings(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, WISH)).idea

    with pytest.raises(NotAllowed):
        await lincoln.editing.change(ana, draft.id, IdeaWish(anonymous=True))
    await lincoln.set(anonymous=True)
    assert (await lincoln.editing.change(ana, draft.id, IdeaWish(anonymous=True))).idea.anonymous


async def test_withdrawing_closes_its_threads_tells_once_and_keeps_its_votes(lincoln, ana, hana, talk):
    idea = await lincoln.published(ana, hana)
    now = lincoln.clock.now()
    await lincoln.units.run(lambda work: work.ideas.vote("c1", idea.id, hana.person, on=True, at=now))

    gone, did = await lincoln.editing.withdraw(ana, idea.id, "We do it already.")
    again = await lincoln.editing.withdraw(ana, idea.id, "Another reason.")

    assert did
    assert again == (gone, False)
    kept = await lincoln.idea(idea.id)
    assert (kept.stage, kept.reason, kept.votes) == (Stage.WITHDRAWN, "We do it already.", 1)
    assert [what for what, _ in talk] == ["published", "changed", "closed"]
    (told,) = await lincoln.promised(TELL)
    assert told.args["but"] == [ana.person]
    assert told.args["words"].endswith("Why: We do it already.")
    with pytest.raises(AlreadyDone):
        await lincoln.editing.change(ana, idea.id, IdeaWish(title="Back"))


async def test_withdrawn_before_it_was_read_nobody_hears_of_it(lincoln, ana, hana, talk):
    idea = await lincoln.sent(ana)
    await lincoln.editing.withdraw(ana, idea.id)

    assert (await lincoln.moderating.queue(hana)).idea is None
    assert talk == []
    assert await lincoln.promised(TELL) == []


async def test_a_draft_is_not_withdrawn_but_discarded(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, WISH)).idea

    with pytest.raises(AlreadyDone, match="Press Discard"):
        await lincoln.editing.withdraw(ana, draft.id)
