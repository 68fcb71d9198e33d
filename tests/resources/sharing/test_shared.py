"""What is shared has one card, is known by its address, and follows whoever keeps it."""

import asyncio
from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.resources.cards.preview import known_card, sent_card
from communitybot.resources.delivery.cards import CARD, REDRAWN, REMOVED
from communitybot.resources.delivery.promises import SHARED
from communitybot.resources.delivery.telling import TELL
from communitybot.resources.drafting import Outdated
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import State
from communitybot.resources.previews import Known, Preview
from communitybot.resources.views import ResourceWish
from tests.resources.sharing.school import LINK, LOUNGE, PAGE, wished, words

MOBILE = "https://videos.example.org/strips?utm_campaign=x#top"


async def test_it_is_shared_once_with_one_card_and_one_fact(school, ana):
    draft = (await school.drafting.draft(ana, wished())).resource

    first, again = await asyncio.gather(*(school.drafting.send(ana, draft.id) for _ in range(2)))

    assert {first.now, again.now} == {True, False}
    ((key, _, room, _),) = await school.promised(CARD)
    assert (key, room) == (f"resource:{draft.id}:card:{LOUNGE}", str(LOUNGE))
    ((_, _, _, fact),) = await school.promised(SHARED)
    assert fact["person"] == ana.person
    assert "Thank you! Shared" in words(sent_card(first if first.now else again))


async def test_the_same_link_again_shows_who_shared_it_and_asks_for_a_note(school, ana, ben):
    shared = await school.shared(ana, LINK)

    known = await school.drafting.draft(ben, wished(MOBILE))
    noting = await school.drafting.draft(ben, wished(MOBILE, note="Mine folded them."))

    assert isinstance(known, Known)
    assert known.resource.id == shared.id
    assert not known.draft
    assert "Already shared by Ana Ruiz" in words(known_card(known))
    own = await school.drafting.draft(ana, wished(MOBILE))
    assert "You shared this already" in words(known_card(own))
    _, prefilled = await school.viewing.own_note(ben, shared.id, noting.draft)
    assert prefilled == "Mine folded them."
    await school.editing.note(ben, shared.id, "Mine folded them twice.", draft=noting.draft)
    assert (await school.drafting.drafts(ben, limit=5)).drafts == []  # its note has moved on
    assert (await school.resource(shared.id)).notes == 1


async def test_a_page_that_names_its_own_address_is_the_same_under_another(school, ana, ben):
    own = "https://videos.example.org/watch"
    school.pages.told["https://videos.example.org/strips"] = replace(PAGE, canonical=own)
    school.pages.told["https://m.videos.example.org/s"] = replace(PAGE, canonical=own)
    shared = await school.shared(ana, LINK)

    known = await school.drafting.draft(ben, wished("https://m.videos.example.org/s"))

    assert isinstance(known, Known)
    assert known.resource.id == shared.id


async def test_two_who_share_one_link_at_once_share_it_once(school, ana, ben):
    drafts = [(who, (await school.drafting.draft(who, wished())).resource) for who in (ana, ben)]

    ends = await asyncio.gather(*(school.drafting.send(who, draft.id) for who, draft in drafts))

    (known,) = [end for end in ends if isinstance(end, Known)]
    (sent,) = [end for end in ends if not isinstance(end, Known)]
    assert known.resource.id == sent.resource.id
    assert known.draft
    assert len(await school.promised(CARD)) == 1


async def test_one_that_is_being_checked_tells_nothing_of_itself(school, ana, ben):
    shared = await school.shared(ana, LINK)
    await school.hides(shared)

    known = await school.drafting.draft(ben, wished(note="Mine."))

    assert isinstance(known, Known)
    card = known_card(known)
    assert "is being checked" in words(card)
    assert "Ana" not in words(card)
    assert card.controls == ()
    await school.editing.withdraw(await school.somebody("Hana Oda"), shared.id, "An advert")
    assert isinstance(await school.drafting.draft(ben, wished()), Preview)  # its address is free again


async def test_other_words_than_those_that_were_shown_are_not_shared(school, ana):
    draft = (await school.drafting.draft(ana, wished())).resource
    await school.editing.change(ana, draft.id, ResourceWish(title="Other words"))

    with pytest.raises(Outdated):
        await school.drafting.send(ana, draft.id, revision=draft.revision)
    assert (await school.drafting.send(ana, draft.id, revision=draft.revision + 1)).now


async def test_only_what_is_given_changes_and_the_card_follows(school, ana, ben):
    shared = await school.shared(ana, LINK, tags=("fractions",), note="Cut them.")
    hana = await school.somebody("Hana Oda")  # a host

    with pytest.raises(NotAllowed):
        await school.editing.change(ben, shared.id, ResourceWish(title="Mine"))
    changed = await school.editing.change(ana, shared.id, ResourceWish(grades=(Grade.FOURTH,)))
    same = await school.editing.change(ana, shared.id, ResourceWish(grades=(Grade.FOURTH,)))
    emptied = await school.editing.change(hana, shared.id, ResourceWish(tags=()))

    assert changed.resource == replace(
        await school.resource(shared.id), tags=("fractions",), revision=shared.revision + 1
    )
    assert same.resource == same.before
    assert emptied.resource.tags == ()
    redrawn = await school.promised(REDRAWN)
    assert [state for _, state, _, _ in redrawn] == ["superseded", "planned"]  # drawn once, as it is now


async def test_taken_back_its_card_goes_and_its_address_is_free(school, ana, ben):
    shared = await school.shared(ana, LINK)

    with pytest.raises(NotAllowed):
        await school.editing.withdraw(ben, shared.id)
    gone, now = await school.editing.withdraw(ana, shared.id, "It moved\u202e away")
    _, again = await school.editing.withdraw(ana, shared.id)

    assert (now, again) == (True, False)
    assert (gone.state, gone.reason) == (State.WITHDRAWN, "It moved away")
    assert len(await school.promised(REMOVED)) == 1
    assert await school.promised(TELL) == []  # its sharer knows
    with pytest.raises(AlreadyDone):
        await school.editing.change(ana, shared.id, ResourceWish(title="Again"))
    assert (await school.shared(ben, LINK)).sharer.name == "Ben Ito"


async def test_a_host_who_puts_it_aside_tells_its_sharer_why(school, ana):
    shared = await school.shared(ana, LINK)

    await school.editing.withdraw(await school.somebody("Hana Oda"), shared.id, "It is an advert")

    ((_, _, _, told),) = await school.promised(TELL)
    assert told["to"] == [ana.person]
    assert "Why: It is an advert" in told["words"]


async def test_everybody_has_one_note_which_can_be_changed_and_taken_away(school, ana, ben):
    shared = await school.shared(ana, LINK)

    for text in ("We cut them.", "We cut them.", "We folded them."):
        await school.editing.note(ben, shared.id, text)
    await school.editing.note(ana, shared.id, "On paper.")
    seen, _ = await school.viewing.look(ana, shared.id)
    assert {(note.name, note.text) for note in seen.notes} == {
        ("Ben Ito", "We folded them."),
        ("Ana Ruiz", "On paper."),
    }
    assert seen.resource.notes == 2
    await school.editing.note(ben, shared.id, "")
    assert (await school.resource(shared.id)).notes == 1
    await school.hides(shared)
    with pytest.raises(AlreadyDone):
        await school.editing.note(ana, shared.id, "Still here")
