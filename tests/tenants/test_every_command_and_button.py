"""Whatever is asked for, pressed or sent with what belongs to another community reaches none of it."""

import itertools
from dataclasses import replace

import pytest
from two_communities import CANARY, ELM, NOBODYS, OAK, OF, forms_of, words_of

from communitybot.commands.form import FORM, action_for
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.replies import Ask
from communitybot.livechats.cards.archives import SURE
from communitybot.livechats.model.chat import Stage
from communitybot.storage.chats_store import ChatRows
from communitybot.storage.tables import everything

pytestmark = pytest.mark.slow

SOUND = {"title": "Elm tea", "when": "friday 5pm", "answer": "going", "name": "Elm month", "words": "tea"}
SOUND |= {"starts": "1 march", "ends": "31 march", "showing": "name"}
SECONDS = ("", "1", "on", "off", "publish", "ask", "aside", "name", "going", "this", "sure")
TYPED = {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PERSON, FieldKind.PLACE, FieldKind.MESSAGE}
SELDOM = {"attendance", "chat_gaps", "chat_reactions", "chat_votes", "event_changes", "former_slugs"}
SELDOM |= {"imports", "link_codes", "profiles"}
"""Tables in which Oak has nothing: their rows hang on others that it has."""

ELSEWHERE = ("idea", "consult", "outcome", "resource", "collection", "request")
"""Of which other pages tell, and tables of theirs."""
CHAT = "/chat schedule Elm talk, when: in 2 minutes, hashtag: #elm, guest: Ms Elm, archive: yes,"
QUESTIONS = " questions: Why elms? | Which elm? | How many?"


def ids_of(two, *kinds):
    return [key for name, key in two.ids.items() if name.startswith(kinds)]


def keys_for(two, spec):
    """The keys of Oak that a command could take for one of its own, and one of another kind."""
    chats = ids_of(two, "chat ", "question", "person Nils", "event of live")
    others = ids_of(two, "event o", "event d", "programme", "feed", "person Nils", "chat live")
    others += ids_of(two, "date of ")[:1]
    return chats if spec.name.startswith("chat") else others


def verbs(two):
    """Every verb but those of which other pages tell."""
    return sorted(verb for verb in two.house.bot._collected.presses if not verb.startswith(ELSEWHERE))


def specs(two):
    return [spec for spec in two.house.bot.commands if not spec.group.startswith(ELSEWHERE)]


def arguments(two, verb):
    """What a button of a verb could carry: Oak's keys, those of what goes on with more behind them."""
    chats = verb.startswith("chat.")
    keys = [*ids_of(two, "chat "), ""] if chats else list(two.ids.values())
    yield from ((key,) for key in keys)
    whole = ids_of(two, "chat live") if chats else ids_of(two, "event open", "programme")
    yield from itertools.product(whole, SECONDS[1:] if chats else ("1", "going", "sure"))
    for event in ids_of(two, "date of ") if not chats else ():
        yield (*event.split("@"), "going")
    yield from itertools.product(ids_of(two, "chat live", "chat over"), ids_of(two, "question"))
    for chat, who in itertools.product(ids_of(two, "chat live"), ids_of(two, "person")):
        yield from ((chat, "line", "1"), (chat, "person", who), (chat, "off", SURE))


def values(two, verb):
    """What could be chosen in a list of a verb."""
    if not verb.startswith("chat."):
        return ids_of(two, "date of ")[:1]
    return ("1", *ids_of(two, "chat live", "question", "person Nils"))


async def tried_as_buttons(two, who, verb):
    """Press a verb in every way, and send it as a form; gives all that was answered."""
    told = []
    card = MessageRef(two.thread(OAK), "1")
    live = ids_of(two, "chat live")[0]
    whole = {live, *ids_of(two, "event open")}
    for given in dict.fromkeys(arguments(two, verb)):
        told.append(await who.acts(Action(verb, given), None, card))
        if given[0] in whole and given[1:] in {(), ("1",), ("ask",)}:
            told += [await who.acts(Action(verb, given), value, card) for value in values(two, verb)]
        if given[1:] in {(), ("1",)} or len(given) > 2:
            sent = {"text": "An elm.", "chat": live, "question": "1"}
            told.append(await who.sends(Action(verb, given), sent | {"reason": "An elm."}, card))
    for form in dict.fromkeys(action for reply in told for action in forms_of(reply)):
        told.append(await who.sends(form, SOUND | {"text": "An elm."}))
    return told


def leaked(told):
    """The answers in which something of Oak stands."""
    return [words_of(reply)[:400] for reply in told if CANARY in words_of(reply).casefold()]


async def breach(two, verb, told, before):
    """What went wrong, in words; nothing when all is well."""
    found = [f"{verb} tells: {words}" for words in leaked(told)]
    after, seen = await two.everything_of(OAK)
    for table, rows in after.items():
        if rows != before[0][table]:
            found.append(f"{verb} changed {table}: {sorted(rows ^ before[0][table])[:2]}")
    if seen != before[1]:
        found.append(f"{verb} shows something in Oak")
    return found


def test_every_table_is_of_a_community_or_of_nobody():
    named = {table.name for table in everything().sorted_tables}

    assert named > NOBODYS
    for table in everything().sorted_tables:
        owned = "community" in table.columns or table.foreign_keys or table.name == "communities"
        assert bool(owned or table.name in OF) != (table.name in NOBODYS), table.name


async def test_oak_has_something_in_every_table_that_can_be_reached(two):
    kept = await two.kept(OAK)
    empty = {name for name, rows in kept.items() if not rows and not name.startswith(ELSEWHERE)}

    assert empty <= SELDOM
    assert {f"chat {stage}" for stage in ("draft", "coming", "live", "over")} <= two.ids.keys()
    elm = await two.kept(ELM)
    assert not any(elm[name] for name in ("chats", "events", "people"))


@pytest.mark.promise("R37")
@pytest.mark.slow
async def test_no_button_reaches_another_community(two):
    """Every verb there is, with every key of Oak, pressed and sent by an administrator of Elm."""
    await two.house.relay.run_once()
    found, before = [], await two.everything_of(OAK)
    for verb in verbs(two):
        told = await tried_as_buttons(two, two.ann, verb)
        await two.house.relay.run_once()
        found += await breach(two, verb, told, before)

    assert len(verbs(two)) > 60
    assert found == []


@pytest.mark.promise("R37")
@pytest.mark.slow
async def test_no_command_reaches_another_community(two):
    """Every command there is, with a key of Oak in each parameter that takes words."""
    found, tried, before = [], 0, await two.everything_of(OAK)
    for spec in specs(two):
        told = []
        required = {each.name: SOUND.get(each.name, "Elm tea") for each in spec.parameters if each.required}
        taking = [each.name for each in spec.parameters if each.kind in TYPED]
        keys = keys_for(two, spec)
        for name, key in itertools.product(taking, keys):
            reply = await two.ann.gives(spec.name, **(required | {name: key}))
            told.append(reply)
            if isinstance(reply, Ask) and reply.form.action.verb != FORM:
                told.append(await two.ann.sends(reply.form.action, {"text": "An elm."}))
            elif key == keys[0]:
                told.append(await two.ann.acts(action_for(spec, {name: key})))
            tried += 1
        told.append(await two.ann.gives(spec.name, **required))
        await two.house.relay.run_once()
        found += await breach(two, f"/{spec.name}", told, before)

    assert tried > 400
    assert found == []


@pytest.mark.promise("R37")
async def test_no_name_of_anothers_thing_finds_it(two):
    """What is called by its name, or suggested while one types, is one's own."""
    before, told, offered = await two.everything_of(OAK), [], []
    for spec in specs(two):
        required = {each.name: SOUND.get(each.name, "Elm tea") for each in spec.parameters if each.required}
        for name in ("chat", "event", "programme", "words"):
            if spec.parameter(name) is not None:
                for called in ("Kumq", "#livek"):
                    told.append((called, await two.ann.gives(spec.name, **(required | {name: called}))))
                    offered += await two.suggested(two.ann, spec.name, name, called)

    assert len(told) > 40
    assert offered == []
    for called, reply in told:
        assert "kumquat" not in words_of(reply).casefold(), (called, words_of(reply)[:300])
    after = await two.everything_of(OAK)
    assert after == before


@pytest.mark.promise("R37")
@pytest.mark.slow
async def test_with_ones_own_chat_nothing_of_anothers_can_be_meant(two):
    """Ann hosts a live chat herself: its buttons with lines, questions and people of Oak reach nothing."""
    found, own = [], ""
    for verb in (each for each in verbs(two) if each.startswith("chat.")):
        if not await goes_on(two, own):
            own = await a_live_chat(two)
            before = await two.everything_of(OAK)  # time has passed in Oak, too
        told = []
        for second in (*SECONDS, *ids_of(two, "question", "chat live", "person")):
            pressed, sent = Action(verb, (own, second)), {"text": "An elm.", "question": "1"}
            chosen = values(two, verb) if second in SECONDS[:2] else (None,)
            told += [await two.ann.acts(pressed, value) for value in chosen]
            told.append(await two.ann.sends(pressed, sent))
        await two.house.relay.run_once()
        found += await breach(two, verb, told, before)

    assert found == []


async def goes_on(two, chat):
    """Whether a chat of Elm is live still, and rests not: most buttons leave it so."""
    found = await two.house.units.read(lambda work: work.chats.get(ELM, chat))
    return found is not None and found.stage is Stage.LIVE and not found.run.paused


async def a_live_chat(two):
    posted = await two.ann.presses(await two.ann.types(CHAT + QUESTIONS), "Post it")
    chat = next(each.action.arguments[0] for each in posted.message.controls if each.label == "Host cockpit")
    await two.passes(minutes=8)
    return chat


# The controls: each of these things can happen, and would be seen


async def test_in_oak_the_same_buttons_change_something(two):
    moved = set()
    for verb in ("chat.answered", "chat.asked", "chat.vote", "chat.pause", "chat.removed", "event.rsvp"):
        before = await two.everything_of(OAK)
        told = await tried_as_buttons(two, two.omar, verb)
        changed = [each for each in await breach(two, verb, told, before) if " changed " in each]
        moved |= {verb} if changed else set()

    assert moved == {"chat.answered", "chat.asked", "chat.vote", "chat.pause", "chat.removed", "event.rsvp"}


async def test_without_the_filter_that_finds_a_chat_much_would_be_told(two, monkeypatch):
    whole = ChatRows.get

    async def unfiltered(self, _community, chat, *, hold=False):
        found = await self.addressed(chat)
        return found if found is None else await whole(self, found.community, chat, hold=hold)

    monkeypatch.setattr(ChatRows, "get", unfiltered)
    before, found = await two.everything_of(OAK), []
    for verb in ("chat.now", "chat.cockpit", "chat.answer", "chat.asked"):
        told = await tried_as_buttons(two, two.ann, verb)
        found += await breach(two, verb, told, before)

    assert any("chat.now tells" in each for each in found)


async def test_somebody_who_is_taken_for_one_of_oak_changes_much(two, monkeypatch):
    directory = two.house.directory
    whole = type(directory).caller

    async def mistaken(self, who, place):
        return replace(await whole(self, who, place), community=OAK)

    monkeypatch.setattr(type(directory), "caller", mistaken)
    before, found = await two.everything_of(OAK), []
    for verb in ("event.rsvp", "chat.answered", "chat.pause"):
        told = await tried_as_buttons(two, two.ann, verb)
        found += await breach(two, verb, told, before)

    changed = {each.split()[0] for each in found if "changed" in each}
    assert changed == {"event.rsvp", "chat.answered", "chat.pause"}
