"""Two people's rows become one person's: everything, and what both said is counted once."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from communitybot.conversation.addresses import PersonAddress
from communitybot.people.model import Person
from communitybot.storage import uniting
from communitybot.storage.tables import everything
from communitybot.storage.tables.events import attendance, events, follows, reminder_offsets, rsvps
from communitybot.storage.tables.outbox import outbox
from communitybot.storage.tables.people import accounts, people
from tests.storage.rows import AT, WALL, counts, fill, naming, row

HOME = "home000000home"
EVENT = f"events-id-{HOME}"
FIRST, SECOND = PersonAddress("discord", "1", "ada"), PersonAddress("slack", "T1", "U1")
KEPT = Person(id="kept0000000001", community=HOME, name="Ada Lee", accounts=(FIRST,))
GONE = Person(id="gone0000000002", community=HOME, name="ada.lee", accounts=(SECOND,))
NAMING_PEOPLE = {"person", "created_by", "corrected_by", "greeted", "chair"}
DETAILS = json.dumps({"title": "A", "hosts": [["Ada Lee", KEPT.id], ["ada.lee", GONE.id], ["Guest", None]]})


async def filled(units):
    """Both people, and a row in every table that names the second wherever a person can be named."""

    async def unit(work):
        await fill(work.connection, HOME)
        for person in (KEPT, GONE):
            await work.people.add(person)
        for table in everything().sorted_tables:
            named = [column.name for column in table.c if column.name in NAMING_PEOPLE]
            if table is accounts:
                continue
            if named:
                await work.connection.execute(table.update().values(dict.fromkeys(named, GONE.id)))
            if "details" in table.c:
                await work.connection.execute(table.update().values(details=DETAILS))
        labels = text("UPDATE occurrence_labels SET kind = 'person', value = :gone")
        await work.connection.execute(labels, {"gone": GONE.id})
        promised = {"begun_at": None, "args": json.dumps({"person": GONE.id}), "key": f"reminder:{GONE.id}"}
        promised |= {"destination": str(SECOND), "subject": f"person:{GONE.id}"}
        await work.connection.execute(outbox.update().values(promised))

    await units.run(unit)


async def united(units):
    return await units.run(lambda work: work.links.unite(KEPT, GONE))


async def test_the_second_person_is_named_nowhere_any_more(units):
    await filled(units)
    before = await units.read(lambda work: counts(work.connection))
    assert ("rsvps", "person") in await units.read(lambda work: naming(work.connection, GONE.id))
    await united(units)

    assert await units.read(lambda work: naming(work.connection, GONE.id)) == set()
    after = await units.read(lambda work: counts(work.connection))
    searched = {"resource_words": after["resource_words"]}  # counted anew from the words of what they shared
    own = {"people": before["people"] - 1, "resource_needs": 0}  # nobody needs their own request as well
    assert after == before | own | searched


@pytest.mark.parametrize("forgotten", ["_one_host", "_hand_over"])
async def test_what_is_forgotten_would_be_noticed(units, monkeypatch, forgotten):
    async def nothing(*_args, **_more):
        pass

    monkeypatch.setattr(uniting, forgotten, nothing)
    await filled(units)
    await united(units)

    assert await units.read(lambda work: naming(work.connection, GONE.id))


async def test_both_accounts_are_one_persons(units):
    await filled(units)
    await united(units)
    found = await units.read(lambda work: work.people.by_account(HOME, SECOND))

    assert (found.id, found.accounts) == (KEPT.id, (FIRST, SECOND))
    assert await units.read(lambda work: work.people.get(HOME, GONE.id)) is None


async def test_who_hosted_under_both_names_hosts_once(units):
    await filled(units)
    await united(units)
    held = await units.read(lambda work: work.connection.scalar(select(events.c.details)))

    assert json.loads(held)["hosts"] == [["Ada Lee", KEPT.id], ["Guest", None]]


async def answered(units, kept, gone):
    """Both answer one date: (answer, minutes after noon) each."""

    async def unit(work):
        await fill(work.connection, HOME)
        for person in (KEPT, GONE):
            await work.people.add(person)
        await work.connection.execute(rsvps.delete())
        for line, (person, said) in enumerate(((KEPT, kept), (GONE, gone)), start=1):
            if said is not None:
                values = {"event": EVENT, "original": WALL, "community": HOME, "name": person.name}
                values |= {"person": person.id, "answer": said[0], "at": AT + timedelta(minutes=said[1])}
                await work.connection.execute(insert(rsvps), values | {"line": line})

    await units.run(unit)
    dates = await united(units)
    rows = await units.read(lambda work: work.connection.execute(select(rsvps)))
    return list(dates), [(each.person, each.name, each.answer) for each in rows]


@pytest.mark.parametrize(
    ("kept", "gone", "stands"),
    [
        pytest.param(("going", 1), ("cant", 2), "cant", id="the later answer stands"),
        pytest.param(("cant", 3), ("going", 2), "cant", id="the later answer stands, whoever gave it"),
        pytest.param(("going", 1), ("waiting", 2), "going", id="who has a place does not wait"),
        pytest.param(("waiting", 2), ("going", 1), "going", id="whichever account has the place"),
        pytest.param(("waiting", 1), ("cant", 2), "cant", id="who waited and cannot come does not wait"),
        pytest.param(("maybe", 1), ("going", 1), "maybe", id="of answers of one moment, the first person's"),
    ],
)
async def test_two_answers_to_one_date_become_one(units, kept, gone, stands):
    dates, rows = await answered(units, kept, gone)

    assert rows == [(KEPT.id, KEPT.name, stands)]
    assert dates == [(EVENT, WALL)]


async def test_an_answer_of_the_second_alone_is_kept_under_the_firsts_name(units):
    dates, rows = await answered(units, None, ("going", 1))

    assert rows == [(KEPT.id, KEPT.name, "going")]
    assert dates == []


async def test_how_many_answers_would_become_one_is_told_before(units):
    async def unit(work):
        await fill(work.connection, HOME)
        for person in (KEPT, GONE):
            values = {**row(rsvps, HOME), "person": person.id}
            await work.connection.execute(insert(rsvps), values)

    await units.run(unit)

    assert await units.read(lambda work: work.links.shared(HOME, KEPT.id, GONE.id)) == (1, 1)
    assert await units.read(lambda work: work.links.shared(HOME, KEPT.id, "nobody")) == (0, 0)


async def test_follows_wishes_and_presence_of_both_are_kept_once(units):
    async def unit(work):
        await fill(work.connection, HOME)
        for person in (KEPT, GONE):
            await work.people.add(person)
            for table in (follows, reminder_offsets, attendance):
                values = {**row(table, HOME), "person": person.id}
                if table is reminder_offsets:
                    values["offsets"] = [60] if person is KEPT else [120]
                if table is attendance:
                    values["present"] = person is GONE
                await work.connection.execute(insert(table), values)

    await units.run(unit)
    await united(units)

    async def theirs(table, column):
        asked = select(table.c[column]).where(table.c.person == KEPT.id)
        return list((await units.read(lambda work: work.connection.execute(asked))).scalars())

    assert await theirs(follows, "kind") == [f"follows-kind-{HOME}"]
    assert await theirs(reminder_offsets, "offsets") == [[60]]  # the first person's wish
    assert await theirs(attendance, "present") == [True]  # there with one account is there
    assert await units.read(lambda work: naming(work.connection, GONE.id)) == set()


async def promised(units, *rows):
    async def unit(work):
        await fill(work.connection, HOME)
        await work.connection.execute(outbox.delete())
        for person in (KEPT, GONE):
            await work.people.add(person)
        for key, state, person in rows:
            values = row(outbox, HOME) | {"key": key, "state": state, "begun_at": None}
            values |= {"args": json.dumps({"person": person.id}), "destination": str(person.direct)}
            await work.connection.execute(insert(outbox), values)

    await units.run(unit)
    await united(units)
    found = await units.read(lambda work: work.connection.execute(select(outbox).order_by(outbox.c.id)))
    return [(each.key, each.state, each.destination) for each in found]


async def test_a_reminder_planned_for_both_comes_once(units):
    rows = await promised(units, (f"r:{KEPT.id}", "planned", KEPT), (f"r:{GONE.id}", "planned", GONE))

    assert [state for _, state, _ in rows] == ["planned", "cancelled"]
    assert rows[0][0] == f"r:{KEPT.id}"


async def test_a_reminder_the_second_account_had_already_does_not_come_again(units):
    rows = await promised(units, (f"r:{GONE.id}", "sent", GONE), (f"r:{KEPT.id}", "planned", KEPT))

    assert [state for _, state, _ in rows] == ["sent", "cancelled"]


async def test_a_reminder_planned_for_the_second_alone_goes_to_the_account_used_last(units):
    rows = await promised(units, (f"r:{GONE.id}", "claimed", GONE))

    assert rows == [(f"r:{KEPT.id}", "planned", str(FIRST))]


async def test_everybody_else_keeps_what_is_theirs(units):
    await filled(units)
    other = Person(
        id="other000000003", community=HOME, name="Ben", accounts=(PersonAddress("slack", "T1", "U2"),)
    )
    await units.run(lambda work: work.people.add(other))
    await united(units)

    kept = await units.read(lambda work: work.connection.execute(select(people.c.id).order_by(people.c.id)))
    assert other.id in list(kept.scalars())
    assert await units.read(lambda work: work.people.get(HOME, other.id)) == other
