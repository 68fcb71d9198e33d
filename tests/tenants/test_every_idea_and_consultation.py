"""Ideas and consultations of another community: no button, command or name of theirs reaches or shows any."""

from dataclasses import replace

import pytest
from two_communities import CANARY, ELM, OAK, forms_of, words_of

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.storage.ideas_store import IdeaRows

pytestmark = pytest.mark.slow

GROUPS = ("idea", "consult", "outcome")
SELDOM = {"idea_gaps", "idea_signings"}
SELDOM |= {
    "idea_digested",
    "idea_merge_authors",
    "idea_merge_places",
    "idea_nudges",
    "idea_prompts",
    "idea_weeks",
}
SELDOM |= {f"consultation_{table}" for table in ("copies", "gaps", "lines", "threads")}
SOUND = {"title": "Elm tea", "text": "An elm.", "reason": "An elm.", "note": "An elm.", "words": "An elm."}
SOUND |= {"role": "researcher", "near": "Elm", "closes": "friday 5pm", "by": "15 december", "owner": "me"}
SOUND |= {"what": "Plant an elm", "who": "Ann Lee", "why": "Elms.", "used": "Elms.", "questions": "Elms?"}
TYPED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON}


def ids_of(two, *kinds):
    return [key for name, key in two.ids.items() if name.startswith(kinds)]


def verbs(two):
    return sorted(verb for verb in two.house.bot._collected.presses if verb.startswith(GROUPS))


def seconds(two):
    return ids_of(two, "brief", "voice", "answer", "commitment", "person Nils")


async def tried(two, who, verb, first, others=()):
    """Press a verb with an idea and what may stand behind it, and send it as a form; gives all answers."""
    card = MessageRef(who.room, "1")
    behind = [(first, second) for second in seconds(two)]
    pressed = [(first,), (first, "on"), (first, *ids_of(two, "brief"), "on"), *((key,) for key in others)]
    told = [await who.acts(Action(verb, given), None, card) for given in (*pressed, *behind)]
    told += [await who.acts(Action(verb, (first,)), value, card) for value in seconds(two)[:2]]
    told.append(await who.acts(Action(verb), first, card))
    if not two.house.bot._collected.presses[verb].reads:
        told += [await who.sends(Action(verb, given), SOUND, card) for given in ((first,), *behind)]
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


async def an_idea_of_elm(two):
    await two.ann.types("/idea settings reviewed: no")
    preview = await two.ann.types("/idea post Elm hours, need: Teachers never see an elm.")
    await two.ann.presses(preview, "Send it")
    found = await two.house.units.read(lambda work: work.ideas.named(ELM, "Elm", limit=1, person=None))
    return found[0]


async def test_oak_has_something_in_every_table_of_ideas_and_consultations(thinking):
    of_oak, of_elm = await thinking.kept(OAK), await thinking.kept(ELM)
    empty = {name for name, rows in of_oak.items() if name.startswith(GROUPS) and not rows}

    assert empty <= SELDOM
    assert not any(rows for name, rows in of_elm.items() if name.startswith(GROUPS))
    assert {"brief", "voice", "answer", "commitment", "consultation open"} <= thinking.ids.keys()


@pytest.mark.promise("R37")
async def test_no_button_reaches_an_idea_or_a_consultation_of_another_community(thinking):
    """Every verb there is, with Oak's keys alone, and with an idea of Elm's own before them."""
    two = thinking
    own = await an_idea_of_elm(two)
    await two.passes(minutes=5)
    before, found = await two.everything_of(OAK), []
    others = ids_of(two, "idea Kumquat draft", "idea Kumquat seed", "consult", "event", "merge")
    (hours,) = ids_of(two, "idea Kumquat hours")
    for verb in verbs(two):
        found += leaks(verb, await tried(two, two.ann, verb, hours, others))
        await two.house.units.run(lambda work: work.ideas.save(own))  # it goes on, whatever became of it
        found += leaks(verb, await tried(two, two.ann, verb, own.id))

    assert len(verbs(two)) > 100
    assert found == []
    assert await changed(two, before) == []


@pytest.mark.promise("R37")
async def test_no_command_reaches_an_idea_or_a_consultation_of_another_community(thinking):
    """Every command, with Oak's keys and titles in each parameter that takes words; and what is suggested."""
    two = thinking
    before, found, offered, given = await two.everything_of(OAK), [], [], 0
    keys = [*ids_of(two, "idea Kumquat hours", "idea Kumquat waits", "consult", "brief"), "Kumq"]
    for spec in two.house.bot.commands:
        if not spec.group.startswith(GROUPS):
            continue
        required = {each.name: SOUND[each.name] for each in spec.parameters if each.required}
        told = [await two.ann.gives(spec.name, **required)]
        for name in (each.name for each in spec.parameters if each.kind in TYPED):
            told += [await two.ann.gives(spec.name, **(required | {name: key})) for key in keys]
            given += len(keys)
        for form in dict.fromkeys(action for reply in told for action in forms_of(reply)):
            told.append(await two.ann.sends(form, SOUND))
        found += leaks(spec.name, told)
        for each in spec.parameters:
            offered += await two.suggested(two.ann, spec.name, each.name, "Kumq")

    assert given > 200
    assert found == []
    assert [
        each for each in offered if CANARY in each.casefold()
    ] == []  # a draft of her own is "Kumq" by now
    assert await changed(two, before) == []


# The controls: each of these things can happen, and would be seen


async def test_in_oak_the_same_buttons_change_and_tell_something(thinking):
    two = thinking
    nils = two.somebody(OAK, "Nils Kumquat", administers=False)
    (hours,) = ids_of(two, "idea Kumquat hours")
    for verb in ("idea.support", "idea.voice_back", "idea.left"):
        before = await two.everything_of(OAK)
        told = await tried(two, nils, verb, hours)
        assert await changed(two, before), verb
    assert leaks(verb, told)


async def test_without_the_filter_of_ideas_or_of_who_is_asking_much_would_be_told_and_changed(
    thinking, monkeypatch
):
    two = thinking
    (hours,) = ids_of(two, "idea Kumquat hours")
    whole = IdeaRows.get

    async def unfiltered(self, _community, idea, *, hold=False):
        return await whole(self, OAK, idea, hold=hold)

    with monkeypatch.context() as broken:
        broken.setattr(IdeaRows, "get", unfiltered)
        assert leaks("idea.view", await tried(two, two.ann, "idea.view", hours))

    met = type(two.house.directory).caller

    async def mistaken(self, who, place):
        return replace(await met(self, who, place), community=OAK)

    monkeypatch.setattr(type(two.house.directory), "caller", mistaken)
    before = await two.everything_of(OAK)
    await tried(two, two.ann, "idea.support", hours)
    assert any("idea_votes" in each for each in await changed(two, before))
