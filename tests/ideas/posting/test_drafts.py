"""An idea is a draft until its author sends it: nothing typed is lost, nobody else sees it."""

from dataclasses import replace

import pytest
from ink import WISH, school

from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.ideas.delivery import reviewing
from communitybot.ideas.model.idea import Role, Stage
from communitybot.ideas.model.wording import too_many, words_in
from communitybot.ideas.posting import MOST_DRAFTS, Outdated
from communitybot.ideas.views import IdeaQuery, IdeaWish, Sort

LONG = "word " * 342


async def mine(lincoln, caller):
    query = IdeaQuery(sort=Sort.MINE, person=caller.person, limit=50)
    return (await lincoln.units.read(lambda work: work.ideas.listed("c1", query))).ideas


async def test_a_draft_is_its_authors_alone_and_found_among_their_ideas(lincoln, ana, hana):
    preview = await lincoln.posting.draft(ana, WISH, role=Role.COACH)

    idea = preview.idea
    assert (idea.stage, idea.author.name, idea.published) == (Stage.DRAFT, "Ana Ruiz", None)
    assert preview.role is Role.COACH
    assert [one.id for one in await mine(lincoln, ana)] == [idea.id]
    for anybody in (hana, await lincoln.somebody("Omar Haddad", administers=True)):
        for reached in (lincoln.posting.preview, lincoln.posting.send, lincoln.posting.discard):
            with pytest.raises(NotFound):
                await reached(anybody, idea.id)
    assert await lincoln.promised() == []


async def test_too_many_words_are_kept_and_cannot_be_sent(lincoln, ana):
    wish = replace(WISH, need=LONG, approach="two words")
    draft = (await lincoln.posting.draft(ana, wish)).idea

    assert (words_in(draft), too_many(draft)) == (344, 44)
    with pytest.raises(Misread, match="Yours has 344, so 44 have to go"):
        await lincoln.posting.send(ana, draft.id)
    assert (await lincoln.idea(draft.id)).need == LONG


async def test_exactly_three_hundred_words_are_sent(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, replace(WISH, need="word " * 298, approach="two words"))).idea

    assert (await lincoln.posting.send(ana, draft.id)).now


async def test_the_same_form_twice_is_one_draft_with_all_that_either_said(lincoln, ana):
    first = (await lincoln.posting.draft(ana, WISH)).idea
    again = (await lincoln.posting.draft(ana, WISH)).idea
    more = (await lincoln.posting.draft(ana, replace(WISH, benefits="New teachers"))).idea
    other = (await lincoln.posting.draft(ana, replace(WISH, need="Another need altogether."))).idea

    assert first.id == again.id == more.id != other.id
    assert (again.revision, more.benefits) == (first.revision, "New teachers")
    assert len(await mine(lincoln, ana)) == 2


async def test_what_was_sent_already_is_not_written_again(lincoln, ana):
    sent = await lincoln.sent(ana)

    again = (await lincoln.posting.draft(ana, WISH)).idea

    assert (again.id, again.stage) == (sent.id, Stage.SUBMITTED)
    assert len(await mine(lincoln, ana)) == 1


async def test_another_member_may_write_the_same_words(lincoln, ana, hana):
    first = (await lincoln.posting.draft(ana, WISH)).idea

    assert (await lincoln.posting.draft(hana, WISH)).idea.id != first.id


async def test_drafts_are_bounded_and_it_is_said_how_to_go_on(lincoln, ana):
    for number in range(MOST_DRAFTS):
        await lincoln.posting.draft(ana, IdeaWish(title=f"Idea {number}"))

    with pytest.raises(Misread, match=f"{MOST_DRAFTS} drafts already"):
        await lincoln.posting.draft(ana, IdeaWish(title="One more"))


async def test_a_draft_is_discarded_for_good_and_what_was_sent_is_not(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, WISH)).idea
    await lincoln.posting.discard(ana, draft.id)

    assert await lincoln.idea(draft.id) is None
    with pytest.raises(NotFound):
        await lincoln.posting.discard(ana, draft.id)
    sent = await lincoln.sent(ana)
    with pytest.raises(AlreadyDone, match="withdraw"):
        await lincoln.posting.discard(ana, sent.id)


async def test_a_preview_shows_similar_ideas_that_are_out_and_none_that_wait(lincoln, ana, hana):
    out = await lincoln.published(hana, hana)
    await lincoln.sent(hana, replace(WISH, title="Peer observation day", need="Nobody sees a colleague."))

    similar = (await lincoln.posting.draft(ana, replace(WISH, title="Observation by peers"))).similar

    assert [one.id for one in similar] == [out.id]


@pytest.mark.promise("R16")
async def test_sending_twice_sends_once(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, WISH)).idea

    first = await lincoln.posting.send(ana, draft.id, revision=draft.revision)
    again = await lincoln.posting.send(ana, draft.id, revision=draft.revision)

    assert (first.now, again.now, again.idea.stage) == (True, False, Stage.SUBMITTED)
    assert len(await lincoln.promised(reviewing.WAITS)) == 1  # Hana, once


async def test_a_preview_that_is_outdated_sends_nothing(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, WISH)).idea
    await lincoln.editing.change(ana, draft.id, IdeaWish(need="Another need."))

    with pytest.raises(Outdated):
        await lincoln.posting.send(ana, draft.id, revision=draft.revision)
    assert (await lincoln.idea(draft.id)).stage is Stage.DRAFT


async def test_a_wish_without_a_need_is_kept_and_not_sent(lincoln, ana):
    draft = (await lincoln.posting.draft(ana, IdeaWish(title="More time"))).idea

    with pytest.raises(Misread, match="more than a wish"):
        await lincoln.posting.send(ana, draft.id)


async def test_where_nobody_reads_first_an_idea_is_published_at_once(lincoln, ana, talk):
    await lincoln.set(reviewed=False)

    sent = await lincoln.sent(ana)

    assert (sent.stage, sent.published) == (Stage.SEED, lincoln.clock.now())
    kinds = [row.kind for row in await lincoln.promised()]
    assert talk == [("published", "")]
    assert reviewing.PUBLISHED in kinds
    assert reviewing.WAITS not in kinds
    assert await lincoln.units.read(lambda work: work.ideas.waits("c1")) == []  # it waited for nobody


async def test_a_name_is_not_shown_without_its_owners_leave_when_hiding_ends(lincoln, ana):
    await lincoln.set(anonymous=True)
    draft = (await lincoln.posting.draft(ana, replace(WISH, anonymous=True))).idea
    await lincoln.set(anonymous=False)

    with pytest.raises(NotAllowed, match="author's name"):
        await lincoln.posting.send(ana, draft.id)
    await lincoln.editing.change(ana, draft.id, IdeaWish(anonymous=False))
    assert (await lincoln.posting.send(ana, draft.id)).now


async def test_without_a_room_it_stays_a_draft_and_it_is_said_who_helps(sqlite_units):
    roomless = await school(sqlite_units, rooms=False)
    ana = await roomless.somebody("Ana Ruiz")
    draft = (await roomless.posting.draft(ana, WISH)).idea

    with pytest.raises(NotAllowed, match="no room for ideas"):
        await roomless.posting.send(ana, draft.id)
    assert (await roomless.idea(draft.id)).stage is Stage.DRAFT
