"""One person brings so many cards into rooms in a day, and no more; what waits is kept as a draft."""

from dataclasses import replace

import pytest

from communitybot.errors import NotAllowed
from communitybot.resources import sharing
from communitybot.resources.delivery.cards import CARD
from communitybot.resources.model.resource import Source, State
from tests.resources.sharing.school import resource, wished


async def test_the_next_card_waits_a_day_as_a_draft(school, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_A_DAY", 2)
    imported = resource(id="r0000000000009", canonical="i", source=Source.IMPORT, room=None)
    await school.units.run(lambda work: work.resources.add(imported))
    ana, ben = await school.somebody("Ana Ruiz"), await school.somebody("Ben Okri")
    first = await school.shared(ana, "https://x1.example.org/a")
    await school.editing.withdraw(ana, first.id)  # its card was posted all the same
    await school.shared(ana, "https://x2.example.org/a")
    draft = (await school.drafting.draft(ana, wished("https://x3.example.org/a"))).resource

    with pytest.raises(NotAllowed) as no:
        await school.drafting.send(ana, draft.id)
    assert "You have shared 2 resources since this time yesterday, thank you!" in no.value.trouble
    assert (await school.resource(draft.id)).state is State.DRAFT
    assert len(await school.promised(CARD)) == 2
    await school.shared(ben, "https://x4.example.org/a")  # anybody else may

    school.clock.advance(24 * 3_600)
    assert (await school.drafting.send(ana, draft.id)).resource.seen


async def test_what_has_no_card_is_not_bounded(school, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_A_DAY", 0)
    found = replace(resource(state=State.DRAFT, shared=None), room=None)
    await school.units.run(lambda work: work.resources.add(found))
    now = school.clock.now()

    shared = await school.units.run(lambda work: sharing.share(work, found, now))
    assert shared is not None
    with_card = replace(found, id="r0000000000002", canonical="b", room=resource().room)
    await school.units.run(lambda work: work.resources.add(with_card))
    with pytest.raises(NotAllowed):
        await school.units.run(lambda work: sharing.share(work, with_card, now))
