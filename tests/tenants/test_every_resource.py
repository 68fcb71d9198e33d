"""Resources, collections and requests of another community: nothing reaches or shows any of them."""

import pytest
from two_communities import CANARY, ELM, OAK, forms_of, words_of

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.storage.resources_store import ResourceRows

pytestmark = pytest.mark.slow

GROUPS = ("resource", "collection", "request")
TABLES = ("resource", "collection")
SELDOM = {"resource_checks", "resource_dismissed", "resource_feeds", "resource_links", "resource_needs"}
SELDOM |= {"resource_rooms", "resource_told"}
"""Tables in which Oak has nothing: their rows hang on others that it has, or on what is asked outside."""

SOUND = {"title": "Elm tea", "text": "An elm.", "note": "An elm.", "words": "An elm.", "reason": "An elm."}
SOUND |= {"happened": "Elms.", "again": "yes", "why": "broken", "name": "Elm shelf", "about": "Elms."}
SOUND |= {"link": "https://elm.example.org/tea", "tags": "#elms", "person": "Ann Lee", "right": "edit"}
RESOURCES = ("resource Kumquat strips", "resource Kumquat draft", "resource Kumquat advert")
NAMES = ("Kumq", "Kumquat shelf", "https://kumquat.example.org/strips")
LOOKED_FOR = {"resource", "collection", "request", "words", "tag", "link"}
TYPED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON}


def ids_of(two, *kinds):
    return [key for name, key in two.ids.items() if name.startswith(kinds)]


def verbs(two):
    return sorted(verb for verb in two.house.bot._collected.presses if verb.startswith(GROUPS))


async def tried(two, who, verb, own=""):
    """Press a verb with what is Oak's, alone and behind what is one's own, and send it as a form."""
    card = MessageRef(who.room, "1")
    (strips,) = ids_of(two, "resource Kumquat strips")
    others = ("request Kumquat games", "digest", "import preview")
    keys = ids_of(two, *RESOURCES, "collection", *(() if verb.startswith("collection") else others))
    pressed = [*((key,) for key in keys), (strips, "1"), (strips, *ids_of(two, "collection"))]
    pressed += [(*ids_of(two, "collection"), second) for second in (strips, *ids_of(two, "person Nils"))]
    pressed += [(own, key) for key in (strips, *ids_of(two, "collection", "resource Kumquat draft")) if own]
    told = [await who.acts(Action(verb, given), None, card) for given in pressed]
    told += [await who.acts(Action(verb, (own,) if own else ()), strips, card)]
    if not two.house.bot._collected.presses[verb].reads:
        told += [await who.sends(Action(verb, given), SOUND, card) for given in pressed]
    for form in dict.fromkeys(action for reply in told for action in forms_of(reply)):
        told.append(await who.sends(form, SOUND))
    return told


def leaks(verb, told):
    found = [words_of(reply) for reply in told]
    return [f"{verb} tells: {words[:300]}" for words in found if CANARY in words.casefold()]


async def changed(two, before):
    """What is another now in Oak, in words; nothing when all is well."""
    await two.house.relay.run_once()
    rows, seen = await two.everything_of(OAK)
    found = [f"{table}: {sorted(rows[table] ^ kept)[:2]}" for table, kept in before[0].items()]
    return [each for each in found if not each.endswith(": []")] + (["something shows"] * (seen != before[1]))


async def of_elm(two):
    """What Ann has: a resource that is shared, and a collection."""
    preview = await two.ann.types("/resource share https://elm.example.org/leaves, title: Elm leaves")
    await two.ann.presses(preview, "Share it")
    await two.ann.types("/collection create Elm shelf")
    (leaves,) = await two.house.units.read(
        lambda work: work.resources.named(ELM, "Elm", limit=1, person=None)
    )
    return leaves


async def asked_in_elm(two):
    """What Ann asks her own colleagues for."""
    await two.ann.presses(await two.ann.types("/resource ask elm games"), "Ask the room")
    (asked,) = await two.house.units.read(lambda work: work.requests.waiting(ELM, limit=1))
    return asked


async def test_oak_has_something_in_every_table_of_resources(lending):
    of_oak, elm = await lending.kept(OAK), await lending.kept(ELM)
    empty = {name for name, rows in of_oak.items() if name.startswith(TABLES) and not rows}

    assert empty <= SELDOM
    assert not any(rows for name, rows in elm.items() if name.startswith(TABLES))


@pytest.mark.promise("R37")
async def test_no_button_reaches_a_resource_of_another_community(lending):
    """Every verb there is, with Oak's keys alone, and behind what is Elm's own."""
    two = lending
    own, asked = await of_elm(two), await asked_in_elm(two)
    await two.passes(minutes=1)
    before, found = await two.everything_of(OAK), []
    for verb in verbs(two):
        theirs = asked.id if verb.startswith("request") else own.id
        found += leaks(verb, await tried(two, two.ann, verb, theirs))
        # both are there, whatever became of them
        await two.house.units.run(lambda work: work.resources.save(own))
        await two.house.units.run(lambda work: work.requests.save(asked))

    assert len(verbs(two)) > 80
    assert found == []
    assert await changed(two, before) == []


@pytest.mark.promise("R37")
async def test_no_command_reaches_a_resource_of_another_community(lending):
    """Every command, with Oak's keys in each parameter of words, its names where something is looked for."""
    two = lending
    await of_elm(two)
    before, found, offered, given = await two.everything_of(OAK), [], [], 0
    keys = ids_of(two, "resource Kumquat strips", "resource Kumquat draft", "collection", "request")
    for spec in two.house.bot.commands:
        if not spec.group.startswith(GROUPS):
            continue
        told = []
        for name in (each.name for each in spec.parameters if each.kind in TYPED):
            told += [await two.ann.gives(spec.name, **{name: key}) for key in keys]
            given += len(keys)
            offered += await two.suggested(two.ann, spec.name, name, "Kum")
            for named in NAMES if name in LOOKED_FOR else ():
                reply = await two.ann.gives(spec.name, **{name: named})
                if any(words in words_of(reply) for words in ("Kumquat strips", "Omar", "Nils")):
                    found.append(f"{spec.name} tells of {named}: {words_of(reply)[:300]}")
        for form in dict.fromkeys(action for reply in told for action in forms_of(reply)):
            told += [await two.ann.sends(form, SOUND)]
        found += leaks(spec.name, told)

    assert given > 150
    assert found == []
    assert [each for each in offered if "kumquat" in each.casefold()] == []
    assert await changed(two, before) == []


# The controls: each of these things can happen, and would be seen


async def test_in_oak_the_same_buttons_change_and_tell_something(lending):
    two = lending
    nils = two.somebody(OAK, "Nils Kumquat", administers=False)
    for verb in ("resource.untry", "resource.noted", "collection.take", "request.close"):
        before = await two.everything_of(OAK)
        told = await tried(two, nils, verb)
        assert await changed(two, before), verb
    assert leaks(verb, told)


async def test_without_the_filter_of_resources_much_would_be_told(lending, monkeypatch):
    two = lending
    whole = ResourceRows.get

    async def unfiltered(self, _community, resource, *, hold=False):
        return await whole(self, OAK, resource, hold=hold)

    monkeypatch.setattr(ResourceRows, "get", unfiltered)
    assert leaks("resource.view", await tried(two, two.ann, "resource.view"))
