"""A draft is its maker's alone: made once however often it is sent, kept a while, thrown away for good."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.conversation.message import File
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.outbox.entry import Entry
from communitybot.resources import drafting, sharing
from communitybot.resources.cards.preview import preview_card
from communitybot.resources.delivery.forgetting import forgets
from communitybot.resources.model.resource import Kind, State
from communitybot.resources.previews import Wished
from communitybot.resources.sharing import FORGET
from communitybot.resources.views import ResourceWish
from tests.resources.sharing.school import LINK, LOUNGE, PAGE, SHELF, wished, words

SEEN = "https://videos.example.org/strips"


async def test_a_form_sent_twice_makes_one_draft_of_what_its_page_tells(school, ana):
    school.pages.told[SEEN] = PAGE

    first = await school.drafting.draft(ana, wished(title=None, note="Cut them on Monday."))
    again = await school.drafting.draft(ana, wished(title=None, note="Cut them on Monday."))

    assert school.pages.asked == [SEEN, SEEN]  # without its trackers
    assert first.resource.id == again.resource.id
    assert (await school.drafting.drafts(ana, limit=5)).drafts == [again.resource]
    assert (first.resource.title, first.resource.kind) == ("Fraction strips", Kind.VIDEO)
    assert again.resource.revision == first.resource.revision
    shown = words(preview_card(first))
    assert "Its page told the title, description, author, type and licence. You can change that." in shown
    assert "Cut them on Monday." in shown
    assert "Colleagues find it sooner with grades, a subject and tags." in shown
    assert "Its card goes to #lounge." in shown


async def test_without_a_page_a_title_is_asked_for_before_it_can_be_shared(school, ana):
    preview = await school.drafting.draft(ana, wished(title=None))

    labels = [control.label for control in preview_card(preview).controls]
    assert labels[0] == "Give it a title"
    assert "Share it" not in labels
    school.pages.told[SEEN] = PAGE
    looked = await school.drafting.look_again(ana, preview.resource.id)
    assert looked.resource.title == "Fraction strips"
    assert "Share it" in [control.label for control in preview_card(looked).controls]


async def test_tags_in_use_that_fit_are_offered_and_student_data_is_warned_of(school, ana, ben):
    await school.shared(ben, "https://a.example/1", tags=("fractions", "exit-tickets", "number-line"))
    preview = await school.drafting.draft(
        ana,
        wished(
            title="Fractions on a number line", note="Ask a@school.example", about="For my student Ana Lee"
        ),
    )

    assert set(preview.fitting) == {"fractions", "number-line"}
    assert "the name of a student in what it is about" in words(preview_card(preview))
    assert "an e-mail address in your note" in words(preview_card(preview))
    tagged = await school.drafting.add_tag(ana, preview.resource.id, "fractions")
    once = await school.drafting.add_tag(ana, preview.resource.id, "fractions")
    assert tagged.resource.tags == once.resource.tags == ("fractions",)
    assert once.fitting == ("number-line",)


async def test_nobody_else_reaches_a_draft_not_even_in_another_community(school, ana, ben):
    draft = (await school.drafting.draft(ana, wished())).resource
    boss = await school.somebody("Bo Lind", administers=True)
    elsewhere = await school.somebody("Ana Ruiz", community="c2", administers=True)

    for other in (ben, boss, elsewhere):
        for act in (
            school.drafting.send,
            school.drafting.preview,
            school.drafting.discard,
            school.drafting.look_again,
            school.viewing.look,
            school.viewing.file,
            school.viewing.own_note,
            school.editing.withdraw,
        ):
            with pytest.raises(NotFound):
                await act(other, draft.id)
        with pytest.raises(NotFound):
            await school.drafting.add_tag(other, draft.id, "games")
        with pytest.raises(NotFound):
            await school.editing.change(other, draft.id, ResourceWish(title="Mine"))
        with pytest.raises(NotFound):
            await school.editing.note(other, draft.id, "Mine")
    assert await school.resource(draft.id) == draft


async def test_a_file_and_words_alone_are_drafts_as_well(school, ana):
    file = File("strips.pdf", "application/pdf", b"%PDF-1.7")
    kept = Wished(wish=ResourceWish(title="Strips to print"), file=file)
    written = Wished(wish=ResourceWish(title="A warm-up", text="Ask which fraction is larger."))

    draft = (await school.drafting.draft(ana, kept)).resource
    assert (await school.drafting.draft(ana, kept)).resource.id == draft.id
    alone = (await school.drafting.draft(ana, written)).resource
    assert (await school.drafting.draft(ana, written)).resource.id == alone.id

    assert await school.viewing.file(ana, draft.id) == file
    with pytest.raises(NotFound, match="No file"):
        await school.viewing.file(ana, alone.id)
    assert (await school.drafting.discard(ana, draft.id)).file == "strips.pdf"
    with pytest.raises(NotFound):
        await school.viewing.file(ana, draft.id)


async def test_one_person_has_only_so_many_files_and_a_taken_back_one_is_not_kept(school, ana, monkeypatch):
    monkeypatch.setattr(drafting, "MOST_FILES", 1)
    kept = [
        Wished(wish=ResourceWish(title=name), file=File(name, "text/plain", b"x"))
        for name in ("a.txt", "b.txt")
    ]
    draft = (await school.drafting.draft(ana, kept[0])).resource

    with pytest.raises(NotAllowed, match="1 files"):
        await school.drafting.draft(ana, kept[1])
    await school.drafting.send(ana, draft.id)
    await school.editing.withdraw(ana, draft.id)
    with pytest.raises(NotFound):
        await school.viewing.file(ana, draft.id)
    assert await school.drafting.draft(ana, kept[1])


async def test_its_card_goes_where_one_is_or_to_a_room_for_something(school, ana):
    chosen = await school.drafting.draft(ana, replace(wished(), room=SHELF))
    alone = replace(ana, place=replace(LOUNGE, place="dm-ana"))
    elsewhere = await school.drafting.draft(alone, wished("https://a.example/2"))

    assert (chosen.resource.room, chosen.room) == (SHELF, "shelf")
    assert elsewhere.resource.room == SHELF  # said in private, it goes to the room for resources
    with pytest.raises(NotAllowed, match="Cards go to the room you are in"):
        await school.drafting.draft(alone, replace(wished("https://a.example/3"), room=LOUNGE))


async def test_drafts_are_forgotten_after_thirty_days_and_what_was_shared_is_not(school, ana):
    draft = (await school.drafting.draft(ana, wished())).resource
    shared = await school.shared(ana, "https://a.example/4")
    promised = await school.promised(FORGET)
    entries = [
        Entry(n, key, "c1", FORGET, school.clock.now(), None, "", args, 0, 0, 0)
        for n, (key, _, _, args) in enumerate(promised)
    ]

    assert len(entries) == 2
    assert (await _due(school, FORGET)) == [school.clock.now() + timedelta(days=30)] * 2
    for _ in range(2):
        await school.units.run(lambda work: forgets(entries, work))
    assert await school.resource(draft.id) is None
    assert (await school.resource(shared.id)).state is State.SHARED


async def test_the_oldest_draft_gives_way_where_there_are_too_many(school, ana, monkeypatch):
    for module in (drafting, sharing):
        monkeypatch.setattr(module, "MOST_DRAFTS", 4)
    for number in range(6):
        school.clock.advance(timedelta(minutes=1))
        await school.drafting.draft(ana, wished(f"https://a.example/{number}", title=f"Number {number}"))

    kept = (await school.drafting.drafts(ana, limit=100)).drafts
    assert [one.title for one in kept] == [f"Number {n}" for n in (5, 4, 3, 2)]


async def test_what_was_shared_is_no_draft_any_more(school, ana):
    shared = await school.shared(ana, LINK)

    with pytest.raises(AlreadyDone):
        await school.drafting.discard(ana, shared.id)
    with pytest.raises(AlreadyDone):
        await school.drafting.preview(ana, shared.id)


async def _due(school, kind):
    from datetime import UTC, datetime

    from sqlalchemy import select

    from communitybot.storage.tables.outbox import outbox

    async def look(work):
        rows = await work.connection.execute(select(outbox.c.due).where(outbox.c.kind == kind))
        return [datetime.fromtimestamp(row.due / 1e6, UTC) for row in rows]

    return await school.units.read(look)
