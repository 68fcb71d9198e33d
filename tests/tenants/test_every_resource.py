"""Resources, collections and requests of another community: nothing reaches or shows any of them."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

import pytest
from two_communities import CANARY, ELM, OAK, forms_of, words_of

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.storage.digests import StoredDigests
from communitybot.storage.judging_collections import CollectionRows
from communitybot.storage.resources_imports import StoredImports
from communitybot.storage.resources_lists import ListedResources
from communitybot.storage.resources_requests import StoredRequests
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
NAMES = ("Kumq", "Kumquat shelf", "https://kumquat.example.org/strips")
LOOKED_FOR = {"resource", "collection", "request", "words", "tag", "link"}
TYPED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON}


def ids_of(two, *kinds):
    return [key for name, key in two.ids.items() if name.startswith(kinds)]


def verbs(two):
    return sorted(verb for verb in two.house.bot._collected.presses if verb.startswith(GROUPS))


def keys_of(two, verb):
    """Oak's keys of what a verb is about, the fullest first, and of what may stand behind one."""
    strips, draft = (two.ids[f"resource Kumquat {name}"] for name in ("strips", "draft"))
    shelf, nils = *ids_of(two, "collection"), *ids_of(two, "person Nils")
    if verb.startswith("collection"):
        return [shelf, strips], [strips, draft, shelf, nils]
    if verb.startswith("request"):
        return ids_of(two, "request"), [strips, draft]
    for kind in ("digest", "import"):
        if verb.startswith(f"resource.{kind}"):
            return ids_of(two, kind), ["on", "sure"]
    if verb.startswith("resource.word"):
        return [strips, draft], [*ids_of(two, "try", "note"), strips]
    return [strips, draft], [strips, shelf, *ids_of(two, "request Kumquat games")]


async def tried(two, who, verb, own=""):
    """Press a verb with what is Oak's: alone, chosen in a list, behind one's own; send it as a form."""
    card, (keys, behind) = MessageRef(who.room, "1"), keys_of(two, verb)
    pressed = [*((key,) for key in keys), *((keys[0], each) for each in behind)]
    pressed += [(own, each) for each in behind if own]
    told = [await who.acts(Action(verb, given), None, card) for given in (*pressed, (keys[0], "1"))]
    told.append(await who.acts(Action(verb), keys[0], card))
    told.append(await who.acts(Action(verb, (keys[0],)), behind[0], card))
    told += [await who.acts(Action(verb, (own,)), chosen, card) for chosen in behind if own]
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


@dataclass
class Elm:
    """What Ann has in Elm, and how it comes back when a button took it away."""

    two: Any
    leaves: Any
    asked: Any
    shelf: str = ""

    async def again(self):
        await self.two.house.units.run(lambda work: work.resources.save(self.leaves))
        await self.two.house.units.run(lambda work: work.requests.save(self.asked))
        if await self._owned() == []:
            await self.two.ann.types("/collection create Elm shelf")
            (made,) = await self._owned()
            self.shelf = made.id

    def own(self, verb):
        return {"collection": self.shelf, "request": self.asked.id}.get(verb.split(".")[0], self.leaves.id)

    async def _owned(self):
        person = await self.two.ann.person()
        return await self.two.house.units.read(lambda work: work.judging.owned(ELM, person))


async def of_elm(two):
    """A resource Ann has shared, a collection of hers, and what she asks her own colleagues for."""
    preview = await two.ann.types("/resource share https://elm.example.org/leaves, title: Elm leaves")
    await two.ann.presses(preview, "Share it")
    await two.ann.presses(await two.ann.types("/resource ask elm games"), "Ask the room")
    (leaves,) = await two.house.units.read(
        lambda work: work.resources.named(ELM, "Elm", limit=1, person=None)
    )
    (asked,) = await two.house.units.read(lambda work: work.requests.waiting(ELM, limit=1))
    elm = Elm(two, leaves, asked)
    await elm.again()
    return elm


async def test_oak_has_something_in_every_table_of_resources(lending):
    of_oak, elm = await lending.kept(OAK), await lending.kept(ELM)
    empty = {name for name, rows in of_oak.items() if name.startswith(TABLES) and not rows}

    assert empty <= SELDOM
    assert not any(rows for name, rows in elm.items() if name.startswith(TABLES))


@pytest.mark.promise("R37")
async def test_no_button_reaches_a_resource_of_another_community(lending):
    """Every verb there is, with Oak's keys alone, and behind what is Elm's own."""
    two = lending
    elm = await of_elm(two)
    await two.passes(minutes=1)
    before, found = await two.everything_of(OAK), []
    for verb in verbs(two):
        found += leaks(verb, await tried(two, two.ann, verb, elm.own(verb)))
        if not two.house.bot._collected.presses[verb].reads:
            await elm.again()

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
    before = await two.everything_of(OAK)
    await tried(two, two.omar, "resource.word_cleared")
    assert await changed(two, before)


FILTERS = (
    (ResourceRows, "get", "resource.view"),
    (StoredRequests, "get", "request.view"),
    (CollectionRows, "collection", "collection.view"),
    (StoredImports, "get", "resource.import_change"),
    (StoredDigests, "get", "resource.digest_pause"),
)
"""What holds communities apart in the store, and a button that would tell or change something without it."""


@pytest.mark.promise("R37")
async def test_without_any_one_of_its_filters_something_would_be_told_or_changed(lending, monkeypatch):
    two = lending
    for rows, name, verb in FILTERS:
        before = await two.everything_of(OAK)
        with monkeypatch.context() as broken:
            broken.setattr(rows, name, in_oak(getattr(rows, name)))
            told = leaks(verb, await tried(two, two.ann, verb))
        assert told or await changed(two, before), verb
        assert leaks(verb, await tried(two, two.ann, verb)) == []  # with it, nothing is
    monkeypatch.setattr(ListedResources, "named", in_oak(ListedResources.named))
    assert "Kumquat strips" in str(await two.suggested(two.ann, "resource view", "resource", "Kum"))


def in_oak(method):
    """The same method of a store, deaf to whose community is meant."""

    async def unfiltered(self, _community, *args, **given):
        return await method(self, OAK, *args, **given)

    return unfiltered


@pytest.mark.promise("R37")
async def test_no_address_of_the_web_tells_of_another_community(lending):
    """Pages, feeds and lists of feeds under both names, with either secret, whichever of them is public."""
    two, tells = lending, set()
    pages = two.house.bot.pages.library
    for who in (two.omar, two.ann):
        await who.types("/resource settings public: no")
    feeds = [words_of(await who.types("/resource feeds")) for who in (two.omar, two.ann)]
    of_oak, of_elm = (re.search(r"/library/[^/]+/([^/]+)/feed", each)[1] for each in feeds)
    for public in (None, OAK, ELM):
        for who in (two.omar, two.ann):
            await who.types(f"/resource settings public: {'yes' if who.space == public else 'no'}")
        for slug, proof in itertools.product((OAK, ELM), (None, of_oak, of_elm)):
            told = [await pages.feed(slug, proof, tag) for tag in ("", "kumquats")]
            told.append(await pages.feeds(slug, proof))
            told += [await pages.page(slug, query) for query in ({}, {"q": "kumquat"}, {"tag": "kumquats"})]
            if "Kumquat strips" in repr(told):
                tells.add((public, slug, proof))

    assert tells <= {(OAK, OAK, proof) for proof in (None, of_oak, of_elm)} | {
        (public, OAK, of_oak) for public in (None, ELM)
    }
    assert {(None, OAK, of_oak), (OAK, OAK, None)} <= tells
