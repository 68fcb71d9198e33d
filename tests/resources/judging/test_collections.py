"""Collections keep what several people put in, in their order, and are seen by whom they are for."""

import asyncio
import random

import pytest

from communitybot.conversation.addresses import PersonAddress
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.resources import filling
from communitybot.resources.cards.collecting import collections_card, people_card, view_card
from communitybot.resources.cards.saving import saved_card, saved_list
from communitybot.resources.delivery import collecting as cards
from communitybot.resources.model.collection import MOST_COLLECTIONS, MOST_PEOPLE, Right, Sharing
from tests.resources.sharing.school import words


def account(caller):
    return PersonAddress("fake", "school", caller.account.person)


async def ids(school, collection, caller=None):
    seen = await school.collecting.view(caller or school.ana, collection)
    return [item.resource for item in seen.items]


@pytest.mark.promise("R16")
async def test_a_press_saves_however_often_and_any_mix_of_presses_keeps_the_count_true(school):
    saved = await school.saving.save(school.ben, school.one.id)
    assert "Saved: “Fraction strips”. Only you see" in words(saved_card(saved))
    assert "Fraction strips" in words(saved_list(await school.saving.listing(school.ben)))
    assert (await school.saving.save(school.ben, school.one.id)).on
    assert (await school.resource(school.one.id)).saves == 1
    assert not (await school.saving.save(school.ben, school.one.id, on=False)).on
    people, last = [school.ben, school.cleo, school.dev, school.hana], {}
    dice = random.Random(16)
    for _ in range(40):
        who, on = dice.choice(people), dice.random() < 0.5
        await asyncio.gather(*(school.saving.save(who, school.one.id, on=on) for _ in range(2)))
        last[who.person] = on
    assert (await school.resource(school.one.id)).saves == sum(last.values())
    with pytest.raises(NotFound):
        await school.saving.save(school.eve, school.one.id)
    await school.saving.save(school.ben, school.one.id, on=True)
    await school.editing.withdraw(school.ana, school.one.id)
    left = words(saved_list(await school.saving.listing(school.ben)))
    assert "1 resource here: taken back, or being checked." in left
    assert "Fraction strips" not in left


async def test_people_work_on_one_collection_each_with_their_right(school):
    made = (await school.collecting.create(school.ana, "Fractions", "What worked")).id
    sheets = await school.many(school.ana, 3)
    with pytest.raises(NotFound):
        await school.filling.add(school.ben, made, sheets[0])  # it is private
    seen, name = await school.helping.let(school.ana, made, account(school.ben), Right.ADD)
    assert (name, seen.collection.sharing) == ("Ben Okri", Sharing.PEOPLE)
    await school.helping.let(school.ana, made, account(school.cleo), Right.EDIT)
    ((_, _, to, _), _) = await school.promised(cards.LET)
    assert to == "fake:school@ben"

    for who, sheet in ((school.ana, 0), (school.ben, 1), (school.cleo, 2), (school.ben, 1)):
        put = await school.filling.add(who, made, sheets[sheet])
    assert not put.new
    await school.filling.move(school.cleo, made, sheets[2], "first")
    assert await ids(school, made) == [sheets[2], sheets[0], sheets[1]]
    for act in (
        school.filling.move(school.ben, made, sheets[1], "up"),
        school.filling.remove(school.ben, made, sheets[0]),  # Ana put that in
        school.collecting.change(school.ben, made, name="Mine"),
        school.collecting.change(school.cleo, made, sharing=Sharing.COMMUNITY),
        school.helping.let(school.cleo, made, account(school.dev), Right.ADD),
        school.collecting.delete(school.cleo, made),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert (await school.filling.remove(school.ben, made, sheets[1])).new
    assert not (await school.filling.remove(school.ben, made, sheets[1])).new
    seen = await school.collecting.change(school.cleo, made, name="Fractions, grade 4")
    assert seen.collection.name == "Fractions, grade 4"
    assert "can put resources in" in words(people_card(seen))
    assert await school.helping.unlet(school.ben, made, school.ben.person) is None  # Ben leaves
    for who in (school.ben, school.eve):
        with pytest.raises(NotFound):
            await school.collecting.view(who, made)


@pytest.mark.parametrize("holds", [True, pytest.param(False, id="control: unheld, one is lost or twice")])
async def test_what_several_put_in_at_once_is_all_there(school, monkeypatch, holds):
    made = (await school.collecting.create(school.ana, "Fractions")).id
    sheets = await school.many(school.ana, 6)
    monkeypatch.setattr(filling, "MOST_ITEMS", 4)
    if not holds:  # each looks how much is in before any has put something in
        seen = await school.units.read(lambda work: work.judging.collection("c1", made))

        async def unheld(*_args, **_given):
            return seen

        monkeypatch.setattr(filling, "find", unheld)

    async def add(sheet):
        return await school.filling.add(school.ana, made, sheet)

    done = await asyncio.gather(*(add(sheet) for sheet in sheets), return_exceptions=True)

    kept = await ids(school, made)
    assert len(kept) == len(set(kept)) == (4 if holds else 6)
    assert sum(isinstance(one, AlreadyDone) for one in done) == (2 if holds else 0)


async def test_names_and_numbers_are_bounded_and_nothing_is_made_twice(school, monkeypatch):
    await school.collecting.create(school.ana, "Fractions")
    with pytest.raises(AlreadyDone, match="already"):
        await school.collecting.create(school.ana, " fractions ")
    for name in ("", "\u200b", "x" * 81):
        with pytest.raises(Misread):
            await school.collecting.create(school.ana, name)
    with pytest.raises(NotFound):  # nothing is made for what is not there
        await school.filling.begin(school.eve, school.one.id, name="Eve", about="", sharing=Sharing.PRIVATE)
    assert (await school.collecting.listing(school.eve)).collections == []
    put, made = await school.filling.add_by_name(school.ana, "fractions", school.one.id)
    assert (put.new, made, put.collection.name) == (True, False, "Fractions")
    put, made = await school.filling.add_by_name(school.ben, "Fractions", school.one.id)
    assert (made, put.collection.owner) == (True, school.ben.person)
    monkeypatch.setattr("communitybot.resources.collecting.MOST_COLLECTIONS", 2)
    await school.collecting.create(school.ana, "Second")
    with pytest.raises(AlreadyDone, match="collections"):
        await school.collecting.create(school.ana, "Third")
    assert (MOST_COLLECTIONS, MOST_PEOPLE) == (100, 20)
    monkeypatch.setattr("communitybot.resources.helping.MOST_PEOPLE", 1)
    await school.helping.let(school.ben, put.collection.id, account(school.ana), Right.ADD)
    with pytest.raises(AlreadyDone, match="no room"):
        await school.helping.let(school.ben, put.collection.id, account(school.cleo), Right.ADD)


async def test_a_card_in_a_room_follows_and_what_was_taken_back_stays_as_a_line(school):
    made = (await school.collecting.create(school.ana, "Fractions")).id
    await school.filling.add(school.ana, made, school.one.id)
    with pytest.raises(NotFound):
        await school.collecting.post(school.ben, made)
    for _ in range(2):
        one, room = await school.collecting.post(school.ana, made)
    assert (one.sharing, room) == (Sharing.COMMUNITY, "lounge")
    assert len(await school.promised(cards.CARD)) == 1
    assert "1 resource, by Ana Ruiz" in words(collections_card(await school.collecting.listing(school.ben)))

    await school.editing.withdraw(school.ana, school.one.id)
    card = words(view_card(await school.collecting.view(school.ben, made)))
    assert "taken back" in card
    assert "Fraction strips" not in card
    with pytest.raises(NotAllowed):
        await school.collecting.delete(school.ben, made)
    await school.collecting.delete(school.hana, made)  # a host may, since everybody sees it
    assert (await school.collecting.listing(school.ana)).collections == []
