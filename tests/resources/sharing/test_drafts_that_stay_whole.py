"""What somebody drafted is theirs until they share it, discard it or leave it: nothing takes its place."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.conversation.message import File
from communitybot.errors import Misread
from communitybot.resources import sharing
from communitybot.resources.cards.drafts import drafts_card
from communitybot.resources.cards.preview import kept_card, preview_card
from communitybot.resources.commands.asked import edit_form
from communitybot.resources.commands.written import LAST, UNSAID, Written, from_form, read
from communitybot.resources.delivery import heard
from communitybot.resources.delivery.cards import REMOVED
from communitybot.resources.delivery.heard import Saying, draft
from communitybot.resources.model.resource import SHOWN, Kind, Licence, Sharer, Source, State
from communitybot.resources.previews import Drafts, Known, Wished
from communitybot.resources.views import ResourceWish
from communitybot.storage.resources import StoredResources
from tests.resources.sharing.school import LOUNGE, PAGE, SHELF, resource, wished, words

SHORT = "https://bit.ly/strips"


async def test_a_form_sent_as_it_stands_changes_nothing_of_a_link_saved_from_a_message(school, ana):
    school.pages.told[PAGE.address] = PAGE
    saved = replace(wished(PAGE.address, title=None, text="Said by Ben Ito."), source=Source.MESSAGE)
    made = (await school.drafting.draft(ana, saved)).resource
    form = edit_form(made, "")
    sent = {field.name: field.value for field in form.fields if field.value is not None}

    changed = await school.editing.change(ana, made.id, read(from_form(sent)).wish)

    assert changed.resource == made
    assert (made.about, made.text) == ("Paper strips to compare fractions.", "Said by Ben Ito.")


async def test_what_is_taken_out_of_the_form_is_gone_and_what_was_not_seen_stays(school, ana):
    said = {"kind": Kind.LESSON, "licence": Licence.CC_BY, "login": True}
    made = (await school.drafting.draft(ana, wished(**said))).resource
    form = edit_form(made, "")
    sent = {field.name: field.value for field in form.fields if field.name not in {"kind", "licence"}}
    unseen = {name: value for name, value in sent.items() if name != LAST}

    kept = await school.editing.change(ana, made.id, read(from_form(unseen)).wish)
    gone = await school.editing.change(ana, made.id, read(from_form(sent | {LAST: UNSAID})).wish)

    assert kept.resource == made
    assert await school.promised(REMOVED) == await school.promised(SHOWN) == []  # nobody knows a draft
    assert (gone.resource.kind, gone.resource.licence, gone.resource.login) == (None, None, None)
    with pytest.raises(Misread, match="A title needs"):
        read(Written(title="none"))


@pytest.mark.parametrize("known", ["", "https://videos.example.org/strips"])
async def test_a_link_sent_twice_makes_one_draft_also_where_its_page_calls_itself_otherwise(
    school, ana, known
):
    school.pages.told[SHORT] = replace(PAGE, canonical=known)
    school.pages.told[PAGE.address] = PAGE

    first = await school.drafting.draft(ana, wished(SHORT))
    again = await school.drafting.draft(ana, wished(SHORT))
    page = await school.drafting.draft(ana, wished(known or SHORT))

    assert first.resource.id == again.resource.id == page.resource.id


async def test_the_page_drafted_first_and_then_its_short_link_are_one_draft(school, ana):
    school.pages.told[SHORT] = replace(PAGE, canonical=PAGE.address)

    first = await school.drafting.draft(ana, wished(PAGE.address))
    again = await school.drafting.draft(ana, wished(SHORT))

    assert first.resource.id == again.resource.id


async def test_what_is_typed_again_elsewhere_has_its_card_there(school, ana):
    rooms = []
    for place in (LOUNGE, SHELF, replace(LOUNGE, place="dm-ana")):
        draft = await school.drafting.draft(replace(ana, place=place), wished())
        rooms.append(draft.resource.room)

    assert rooms == [LOUNGE, SHELF, SHELF]  # said in private, it stays where it was to go
    assert len((await school.drafting.drafts(ana, limit=5)).drafts) == 1


async def test_what_is_sent_again_while_it_is_shared_stays_shared(school, ana, monkeypatch):
    draft = (await school.drafting.draft(ana, wished())).resource
    await school.drafting.send(ana, draft.id)

    async def a_moment_ago(*_, **__):
        return [draft]

    monkeypatch.setattr(StoredResources, "drafts", a_moment_ago)
    again = await school.drafting.draft(ana, wished(title="Other words", note="Cut on Monday."))

    assert isinstance(again, Known)
    assert (await school.resource(draft.id)).state is State.SHARED


async def test_two_pictures_of_one_name_are_two_drafts(school, ana):
    one, other = (File("image.png", "image/png", b"\x89PNG" + rest) for rest in (b"one", b"other"))
    title = ResourceWish(title="What we drew")

    first = (await school.drafting.draft(ana, Wished(wish=title, file=one))).resource
    second = (await school.drafting.draft(ana, Wished(wish=title, file=other))).resource
    again = (await school.drafting.draft(ana, Wished(wish=title, file=one))).resource

    assert first.id == again.id != second.id
    assert await school.viewing.file(ana, first.id) == one
    assert await school.viewing.file(ana, second.id) == other


async def test_links_somebody_says_take_the_place_of_none_they_drafted(school, ana, monkeypatch):
    for module in (sharing, heard):
        monkeypatch.setattr(module, "MOST_DRAFTS", 3)
    own = [(await school.drafting.draft(ana, wished(f"https://a.example/{at}"))).resource for at in range(2)]
    links = [f"https://b.example/{at}" for at in range(4)]
    said = Saying(
        community="c1",
        sharer=Sharer(ana.person, ana.name),
        links=links,
        source=Source.ROOM,
        room=LOUNGE,
    )

    await school.units.run(lambda work: draft(work, said, school.clock.now()))

    left = (await school.drafting.drafts(ana, limit=9)).drafts
    assert {one.id for one in own} < {one.id for one in left}
    assert len(left) == 3

    monkeypatch.setattr(heard, "MOST_HEARD", 2)
    monkeypatch.setattr(heard, "MOST_DRAFTS", 9)
    many = replace(said, links=[f"https://c.example/{at}" for at in range(5)], source=Source.CHAT, chat="x")
    made = await school.units.run(lambda work: draft(work, many, school.clock.now()))
    assert len(made) == 2  # of one chat, whatever somebody said in it

    worked_on = made[0].id
    await school.editing.change(ana, worked_on, ResourceWish(title="Number talks"))
    more = replace(many, links=[f"https://d.example/{at}" for at in range(5)], chat="y")
    await school.units.run(lambda work: draft(work, more, school.clock.now()))
    assert await school.resource(worked_on) is not None
    assert await school.resource(made[1].id) is None


async def test_what_a_page_told_wrongly_can_be_put_right_and_what_cannot_is_said(school, ana):
    school.pages.told[PAGE.address] = replace(PAGE, lasts=timedelta(minutes=4))
    preview = await school.drafting.draft(ana, wished(PAGE.address))
    form = edit_form(preview.resource, "")
    sent = {field.name: field.value for field in form.fields if field.value is not None}

    mended = await school.editing.change(
        ana, preview.resource.id, read(from_form(sent | {"author": "Bo\nLind"})).wish
    )

    assert mended.resource.author == "Bo Lind"
    told = "Its page told the description, author, duration, type and licence."
    assert f"{told} You can change that, but for the duration." in words(preview_card(preview))


def test_how_long_a_draft_waits_is_told_as_it_is():
    typed, said = resource(), resource(id="r0000000000002", source=Source.ROOM)
    card = drafts_card(Drafts(drafts=[typed, said], offset=0, more=False))

    assert "for 30 days" in words(kept_card(typed))
    assert "for two weeks" in words(kept_card(said))
    assert "links you posted after two weeks" in words(card)
