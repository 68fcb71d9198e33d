"""A host takes one colleague's words away, the resource stays; its writer hears of it kindly, once."""

from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.resources.cards.clearing import clear_form, cleared_words, words_card
from communitybot.resources.cards.view import view_card
from communitybot.resources.clearing import PAGE, Clearing
from communitybot.resources.delivery.cards import REDRAWN
from communitybot.resources.delivery.telling import TELL
from communitybot.resources.model.judgement import Repeat, Why
from communitybot.resources.model.resource import Note
from tests.resources.judging.test_judging_cards_fit import faults
from tests.resources.sharing.school import NOON, wished, words


@pytest.fixture
async def written(school):
    """Ben tried what Ana shared, and named a student; Cleo wrote a note."""
    school.clearing = Clearing(school.units, school.clock)
    await school.trying.tell(
        school.ben, school.one.id, grade=None, words="Little Tim Fox cried.", repeat=Repeat.NO
    )
    school.later(minutes=1)
    await school.editing.note(school.cleo, school.one.id, "We cut them.")
    return school


def labels(card):
    return [each.label for each in card.controls if hasattr(each, "label")]


async def marks(school):
    return [word.mark for word in (await school.clearing.words(school.hana, school.one.id)).words]


async def told(school):
    return [(args["to"], args["words"]) for *_, args in await school.promised(TELL)]


async def test_a_host_takes_one_word_away_and_counts_card_and_its_writer_follow(written):
    school, one = written, written.one.id
    seen, _ = await school.viewing.look(school.hana, one)
    assert "Notes and tries" in labels(view_card(seen))
    seen, _ = await school.viewing.look(school.dev, one)
    assert "Notes and tries" not in labels(view_card(seen))
    note, tried = await marks(school)
    drawn = len(await school.promised(REDRAWN))

    found, word = await school.clearing.word(school.hana, one, tried)
    assert "the “I tried it” of Ben Okri" in clear_form(found, word).intro
    gone = await school.clearing.clear(school.hana, one, tried, "It names a student")
    assert "Taken away" in cleared_words(gone)
    assert (gone.page.resource.tries, gone.page.resource.notes) == (0, 1)
    assert len(await school.promised(REDRAWN)) == drawn + 1
    assert [word.mark for word in gone.page.words] == [note]
    ((to, said),) = await told(school)
    assert to == [school.ben.person]
    assert "what you told of using it. Why: It names a student. Nobody else is told" in said
    seen, _ = await school.viewing.look(school.dev, one)
    assert "Tim" not in words(view_card(seen))

    again = await school.clearing.clear(school.hana, one, tried)
    assert "gone already" in cleared_words(again)
    await school.clearing.clear(school.ivo, one, note)  # without a reason, by an administrator
    assert (await school.resource(one)).notes == 0
    assert len(await told(school)) == 2
    assert "A host here can say why." in (await told(school))[1][1]
    assert "Nobody has a note" in words(words_card(await school.clearing.words(school.hana, one)))


async def test_what_was_written_anew_since_it_was_read_stays(written):
    note, _ = await marks(written)
    written.later(minutes=1)
    await written.editing.note(written.cleo, written.one.id, "We cut and folded them.")

    assert (await written.clearing.word(written.hana, written.one.id, note))[1] is None
    assert (await written.clearing.clear(written.hana, written.one.id, note)).word is None
    assert (await written.resource(written.one.id)).notes == 1
    assert await told(written) == []


@pytest.mark.promise("R37")
async def test_nobody_else_takes_words_away(written):
    school, one = written, written.one.id
    note, tried = await marks(school)
    for who in (school.ana, school.ben):
        for asked in (school.clearing.words(who, one), school.clearing.clear(who, one, tried)):
            with pytest.raises(NotAllowed):
                await asked
    of_elm = await school.somebody("Eve Stone", community="c2", administers=True)
    for mark in (note, tried):
        with pytest.raises(NotFound):
            await school.clearing.word(of_elm, one, mark)
        with pytest.raises(NotFound):
            await school.clearing.clear(of_elm, one, mark)
    draft = await school.drafting.draft(school.hana, wished("https://a.example.org/b"))
    with pytest.raises(AlreadyDone):
        await school.clearing.words(school.hana, draft.resource.id)
    found = await school.resource(one)
    assert (found.notes, found.tries) == (1, 1)
    for forged in ("", "note", "try..", "note.c1-ben.1", "x.y.z"):
        assert (await school.clearing.clear(school.hana, one, forged)).word is None


async def test_pages_of_words_can_be_shown_and_hold_each_once(written):
    async def many(work):
        for at in range(PAGE):
            note = Note(person=f"c1-p{at}", name="<@everyone> `" * 9, text="*@here* " * 60, at=NOON)
            await work.resources.note("c1", written.one.id, note)

    await written.units.run(many)
    pages = [await written.clearing.words(written.hana, written.one.id, page) for page in (1, 2, 3)]
    assert [(len(each.words), each.more) for each in pages] == [(PAGE, True), (2, False), (0, False)]
    assert len({word.mark for each in pages for word in each.words}) == PAGE + 2
    assert faults([words_card(each, said="Taken away.") for each in pages]) == []


async def test_an_administrator_in_private_learns_where_to_check(written):
    """In private Discord does not say who administers: the press is answered with what works in a room."""
    school = written
    await school.reporting.report(school.ben, school.one.id, Why.STUDENT)
    in_private = replace(school.dev, rights_told=False)
    with pytest.raises(NotAllowed) as no:
        await school.reviewing.open(in_private, school.one.id)
    assert "Please use `/resource check` in a room" in no.value.trouble
    assert no.value.example == "/resource check"
    with pytest.raises(NotAllowed) as no:
        await school.reviewing.open(school.dev, school.one.id)  # who is told to be none
    assert "in a room" not in no.value.trouble
    assert (await school.reviewing.open(replace(school.hana, rights_told=False), school.one.id)).id
