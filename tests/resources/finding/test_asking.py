"""Colleagues are asked for what is missing; who answers, asks or needs the same hears what they should."""

from dataclasses import replace

import pytest

from communitybot.communities.model import Room
from communitybot.conversation.addresses import PlaceAddress
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ports import LinkPreview
from communitybot.resources.answering import Given, Untitled
from communitybot.resources.cards.asked import view_card
from communitybot.resources.cards.wish import preview_card
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.request import Ending, Stage
from communitybot.resources.model.resource import Source, State
from communitybot.resources.wished import Wish
from tests.events.reading_cards import labels
from tests.resources.finding.lincoln import said
from tests.resources.sharing.school import LOUNGE, SHELF

LAB = "a lab on density for grade 6, no log-in"
LINK = "https://labs.example.org/density"
STAFF = PlaceAddress("fake", "school", "staff")


async def held(school, request):
    return await school.units.read(lambda work: work.requests.get("c1", request.id))


async def test_a_request_is_seen_by_its_asker_alone_until_it_is_sent(school, ana, ben):
    await school.puts("Density in a lab jar", ben, grades=(Grade.SIXTH,))
    await school.puts("Density lab for college", ben, grades=(Grade.COLLEGE,))
    first = await school.asking.draft(ana, Wish(words="density"))
    preview = await school.asking.draft(ana, Wish(words=LAB, grades=(Grade.SIXTH,), login=False))

    assert preview.request.id == first.request.id  # one draft a person
    assert preview.room == "lounge"
    assert [each.title for each in preview.here] == ["Density in a lab jar"]
    with pytest.raises(NotFound):
        await school.asking.look(ben, preview.request.id)
    await school.delivers()
    assert school.room() == []

    # the words were changed after the first preview: its button shows them instead of sending
    again = await school.asking.send(ana, first.request.id, first.request.revision)
    assert again.request.words == LAB
    sent = await school.asking.send(ana, preview.request.id, preview.request.revision)
    assert (sent.stage, sent.room) == (Stage.OPEN, LOUNGE)
    assert await school.asking.send(ana, sent.id, 0) == await held(school, sent)  # pressed once more
    with pytest.raises(AlreadyDone):
        await school.asking.discard(ana, sent.id)


async def test_a_request_goes_where_its_asker_is_or_to_a_room_that_is_for_something(school, ana):
    async def opens_another(work):
        house = await work.communities.get("c1")
        await work.communities.save(replace(house, rooms=(*house.rooms, Room(STAFF, "staff"))))

    await school.units.run(opens_another)
    with pytest.raises(NotAllowed) as no:
        await school.asking.draft(ana, Wish(words=LAB), STAFF)
    assert no.value.field == "room"
    for room, name in ((SHELF, "shelf"), (LOUNGE, "lounge")):
        assert (await school.asking.draft(ana, Wish(words=LAB), room)).room == name


async def test_what_may_tell_who_a_student_is_is_pointed_out_before_the_room_reads_it(school, ana):
    warned = preview_card(await school.asking.draft(ana, Wish(words="help for my student, born 3/4/2015")))
    assert "I may have found a date of birth in your request" in said(warned)
    calm = preview_card(await school.asking.draft(ana, Wish(words=LAB)))
    assert "I may have found" not in said(calm)


async def test_an_answer_is_shared_told_to_all_who_wait_and_closes_when_it_helped(school, ana, ben, hana):
    school.pages.told[LINK] = LinkPreview(address=LINK, title="Density columns", description="Six liquids.")
    request = await school.asks(ana, LAB)
    await school.delivers()
    (card,) = school.room()
    assert "Who has a resource?" in card
    assert "Grade 6, no log-in needed." in card

    assert [(await school.answering.need(hana, request.id, on=True))[1] for _ in range(2)] == [True, False]
    with pytest.raises(AlreadyDone):
        await school.answering.need(ana, request.id, on=True)

    draft = await school.answering.draft(ben, request.id, Given(link=f"{LINK}?utm_source=x"))
    assert (draft.state, draft.title, draft.source) == (State.DRAFT, "Density columns", Source.ANSWER)
    await school.delivers()
    assert "answer:" not in school.room()[0]  # a draft is nobody's answer yet

    seen, new = await school.answering.answer(ben, request.id, draft.id)
    assert new
    assert [each.resource.title for each in seen.answers] == ["Density columns"]
    assert not (await school.answering.answer(ben, request.id, draft.id))[1]
    await school.delivers()
    assert "Density columns, from Ben Ito." in school.room()[0]
    assert "1 person needs it too" in school.room()[0]
    (to_ana,), (to_hana,) = school.told(ana), school.told(hana)
    assert "Ben Ito has an answer for you: Density columns." in said(to_ana)
    assert labels(to_ana) == ["Look at it", "That helped", "View the request"]
    assert labels(to_hana) == ["Look at it", "View the request"]
    assert school.told(ben) == []

    with pytest.raises(NotAllowed):
        await school.answering.helped(hana, request.id, draft.id)
    for _ in range(2):
        closed = (await school.answering.helped(ana, request.id, draft.id)).request
    assert (closed.stage, closed.ending) == (Stage.CLOSED, Ending.HELPED)
    await school.delivers()
    assert "This helped." in school.room()[0]
    assert "An answer helped; thank you!" in school.room()[0]
    (thanks,) = school.told(ben)
    assert "It helped Ana Ruiz" in said(thanks)
    with pytest.raises(AlreadyDone):
        await school.answering.answer(hana, request.id, draft.id)


async def test_what_is_here_already_answers_without_being_shared_again(school, ana, ben, hana):
    there = await school.puts("Density columns", hana, address=LINK)
    request = await school.asks(ana, LAB)

    same = await school.answering.draft(ben, request.id, Given(link=f"{LINK}#part"))
    assert same.id == there.id
    seen, new = await school.answering.answer(ben, request.id, there.id)
    assert new
    assert (await held(school, request)).answers == 1
    (reply,) = (each.reply for each in seen.answers)
    assert reply.by.name == "Ben Ito"

    await school.hides(there)
    assert (await school.asking.look(ana, request.id)).answers == []
    assert (await held(school, request)).answers == 0
    with pytest.raises(NotAllowed):
        await school.answering.draft(ben, request.id, Given(link=LINK))


async def test_two_who_answer_with_one_link_share_it_once(school, ana, ben, hana):
    request = await school.asks(ana, LAB)
    drafts = [
        await school.answering.draft(who, request.id, Given(link=LINK, title=f"Density lab of {who.name}"))
        for who in (ben, hana)
    ]
    told = [
        (await school.answering.answer(who, request.id, draft.id))[1]
        for who, draft in zip((ben, hana), drafts, strict=True)
    ]
    assert told == [True, False]
    assert (await held(school, request)).answers == 1
    assert await school.resource(drafts[1].id) is None  # nothing is left of the slower one
    await school.delivers()
    assert "Density lab of Ben Ito, from Ben Ito." in school.room()[0]
    assert len(school.told(ana)) == 1


async def test_an_answer_that_is_taken_back_leaves_the_card_of_the_request(school, ana, ben):
    request = await school.asks(ana, LAB)
    there = await school.puts("Density columns", ben)
    await school.answering.answer(ana, request.id, there.id)
    await school.delivers()
    assert "Density columns, from Ana Ruiz." in school.room()[0]

    await school.editing.withdraw(ben, there.id)
    await school.delivers()
    assert "Density columns" not in school.room()[0]


async def test_a_page_that_tells_no_title_is_named_by_whoever_answers(school, ana, ben):
    request = await school.asks(ana, LAB)

    assert isinstance(await school.answering.draft(ben, request.id, Given(link=LINK)), Untitled)
    named = await school.answering.draft(ben, request.id, Given(link=LINK, title="Density lab"))
    assert named.title == "Density lab"
    # shared from the list of drafts, it answers all the same
    await school.drafting.send(ben, named.id)
    await school.delivers()
    assert "Density lab, from Ben Ito." in school.room()[0]
    assert len(school.told(ana)) == 1


async def test_something_shared_later_that_fits_is_told_once_to_whoever_asked(school, ana, ben):
    request = await school.asks(ana, LAB)
    await school.puts("Density columns", ben, grades=(Grade.SIXTH,))  # not a lab
    await school.puts("Density lab", ben, grades=(Grade.COLLEGE,))
    await school.puts("Lab: density of liquids", ben, grades=(Grade.SIXTH,), login=True)
    await school.puts("My density lab", ana)
    await school.delivers()
    assert school.told(ana) == []  # each of them lacks something, and one's own is no news

    fits = await school.puts("Lab: the density of eggs", ben, grades=(Grade.FIFTH, Grade.SIXTH))
    await school.delivers()
    await school.delivers()
    (told,) = school.told(ana)
    assert "Ben Ito has shared Lab: the density of eggs." in said(told)
    assert "answer:" not in school.room()[0]  # it is offered, and nobody's answer

    seen = await school.answering.helped(ana, request.id, fits.id)
    assert [each.resource.id for each in seen.answers] == [fits.id]
    assert seen.request.ending is Ending.HELPED


async def test_many_things_that_fit_are_not_all_told(school, ana, ben):
    await school.asks(ana, LAB)
    for number in range(8):
        await school.puts(f"Density lab {number}", ben)
    await school.delivers()
    assert len(school.told(ana)) == 5


async def test_a_request_closes_by_itself_with_a_kind_word_and_can_be_asked_again(school, ana, ben):
    request = await school.asks(ana, LAB)
    await school.later(days=29)
    assert (await held(school, request)).stage is Stage.OPEN
    await school.later(days=1)

    after = await held(school, request)
    assert (after.stage, after.ending) == (Stage.CLOSED, Ending.LAPSED)
    (told,) = school.told(ana)
    assert "was open for 30 days; I closed it." in said(told)
    assert "Closed after 30 days." in school.room()[0]
    again = await school.asking.again(ana, request.id)
    assert (again.request.words, again.request.stage) == (LAB, Stage.DRAFT)
    with pytest.raises(NotAllowed):
        await school.asking.close(ben, request.id)
    assert (await held(school, request)).ending is Ending.LAPSED  # its end stays what it was


async def test_a_host_may_close_a_request_and_whoever_asked_is_told(school, ana, ben, hana):
    request = await school.asks(ana, LAB)
    await school.delivers()
    assert "density" in school.room()[0]
    with pytest.raises(NotAllowed):
        await school.asking.close(ben, request.id)
    for _ in range(2):
        assert (await school.asking.close(hana, request.id)).request.ending is Ending.PUT_ASIDE
    await school.delivers()
    (told,) = school.told(ana)
    assert "A host closed your request “a lab on density for grade 6, no log-in”." in said(told)
    assert "density" not in school.room()[0]  # what a host closes may be somebody's name
    mine = await school.asks(ana, "rivers and glaciers")
    await school.delivers()
    assert "rivers" in school.room()[1]
    assert (await school.asking.close(ana, mine.id)).request.ending is Ending.TAKEN_BACK
    await school.delivers()
    assert "rivers" not in school.room()[1]
    with pytest.raises(NotAllowed):  # a forged press brings them back to nobody
        await school.asking.again(ben, mine.id)
    for who, words in ((ana, True), (ben, False)):
        shown = said(view_card(await school.asking.look(who, mine.id)))
        assert ("rivers" in shown) is words
        assert ("its words are not shown" in shown) is not words
    assert len(school.told(ana)) == 1  # one's own doing is no news
