"""What somebody has at hand answers: a draft they had before, and a link they sent twice."""

import pytest

from communitybot.errors import Misread
from communitybot.resources.answering import Given
from communitybot.resources.commands.answering import AnsweringRequests
from communitybot.resources.commands.choosing import Choosing
from communitybot.resources.model.resource import State
from communitybot.storage.resources import StoredResources
from tests.resources.finding.lincoln import said
from tests.resources.sharing.school import wished

LINK = "https://labs.example.org/density"


async def test_a_draft_somebody_had_before_becomes_the_answer_it_is_given_as(school, ana, ben):
    request = await school.asks(ana, "a lab on density")
    drafted = await school.drafting.draft(ben, wished(LINK, title="Density columns"))

    seen, new = await school.answering.answer(ben, request.id, drafted.resource.id)
    assert new
    assert [each.resource.title for each in seen.answers] == ["Density columns"]
    await school.delivers()
    assert "Density columns, from Ben Ito." in school.room()[0]
    (told,) = school.told(ana)
    assert "Ben Ito has an answer for you: Density columns." in said(told)


async def test_a_link_that_is_sent_twice_is_one_draft(school, ana, ben, hana):
    request = await school.asks(ana, "a lab on density")
    first = await school.answering.draft(ben, request.id, Given(link=LINK, title="Density"))
    again = await school.answering.draft(
        ben, request.id, Given(link=f"{LINK}?utm_source=x", title="Density lab")
    )
    other = await school.answering.draft(hana, request.id, Given(link=LINK, title="Density of hers"))

    assert (again.id, again.title, again.state) == (first.id, "Density lab", State.DRAFT)
    assert other.id != first.id
    drafts = (await school.drafting.drafts(ben, limit=9)).drafts
    assert [each.title for each in drafts] == ["Density lab"]


async def test_what_is_no_link_others_can_open_is_told_with_an_answer_that_works(school, ana, ben):
    await school.asks(ana, "a lab on density")
    desk = AnsweringRequests(school.answering, school.asking, Choosing(school.units))
    with pytest.raises(Misread) as no:
        await desk.answer(ben, request="density", resource="https://127.0.0.1/x")
    assert no.value.field == "resource"
    assert "share" not in no.value.example


async def test_a_link_answered_again_while_it_is_shared_stays_shared(school, ana, ben, monkeypatch):
    request = await school.asks(ana, "a lab on density")
    draft = await school.answering.draft(ben, request.id, Given(link=LINK, title="Density"))
    await school.answering.answer(ben, request.id, draft.id)

    async def a_moment_ago(*_, **__):
        return [draft]

    async def not_yet(*_):
        return None

    monkeypatch.setattr(StoredResources, "drafts", a_moment_ago)
    monkeypatch.setattr(StoredResources, "at", not_yet)
    await school.answering.draft(ben, request.id, Given(link=LINK, title="Density again"))

    assert (await school.resource(draft.id)).state is State.SHARED


async def test_one_link_for_two_requests_answers_both_though_another_shares_it_first(school, ana, ben, hana):
    requests = [await school.asks(ana, words) for words in ("a lab on density", "something with liquids")]
    drafts = [
        await school.answering.draft(ben, one.id, Given(link=LINK, title="Density")) for one in requests
    ]
    there = await school.puts("Density columns", hana, address=LINK)

    for request, draft in zip(requests, drafts, strict=True):
        seen, new = await school.answering.answer(ben, request.id, draft.id)
        assert ([each.resource.id for each in seen.answers], new) == ([there.id], True)
    assert await school.resource(drafts[0].id) is None  # nothing is left of it
