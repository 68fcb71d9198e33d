"""No card of a chat or an idea says anything by an emoji, a picture or a colour alone, on either platform."""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

import communitybot.livechats.cards as package
from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.controls import Button, LinkButton, Look, Select
from communitybot.conversation.text import Place
from communitybot.livechats.cards.showing import showing_card, showing_everywhere_card
from communitybot.livechats.model.chat import Archiving, Pace, Question, Showing, Stage
from communitybot.livechats.model.log import Presence, Wondered
from communitybot.livechats.views import ChatLists, Cockpit, Found, Now, Removable, Removed, Speaker
from tests.adapters import idea_cards
from tests.adapters.card_drawers import drawers, emoji, parts, wordy
from tests.livechats.cards.made import START, TEXTS, THREAD, chat, line, live, words
from tests.livechats.cards.test_what_the_bot_says import BOT

ROOM = PlaceAddress("discord", "1", "2")
LINE = line(1, text="I begin with a story.")
SPOKEN = [line(2, kind=kind, text="Why?", question=1) for kind in BOT]
PICTURES = {"image", "accessory", 11, 12}  # of Slack's blocks, and Discord's thumbnails and galleries


def chats():
    """A chat at every stage, as rich as one is."""
    rich = {"guest": "Dr. Rosa Lind", "late": timedelta(days=3), "ahead": True}
    yield chat(**rich)
    yield chat(**rich, archiving=Archiving.WISHED)
    yield chat(stage=Stage.CANCELLED)
    yield from (live(number, **rich) for number in (0, 1, 3))
    yield live(2, **rich, pace=Pace.AT_ONCE)
    yield replace(live(2, **rich), run=replace(live(2).run, until=None, left=timedelta(minutes=4)))
    yield chat(**rich, stage=Stage.OVER, ended=START + timedelta(hours=1))
    yield chat(stage=Stage.OVER, ended=START, archiving=Archiving.OFF)


def wondered():
    return (Wondered(id="w1", person="p", name="Ana Ruiz", text="What would you fund?", at=START, votes=3),)


def given(one):
    """What a card may be asked to show, by the type of its parameter, else by its name."""
    asked = tuple(Question(text=text, asked=START) for text in TEXTS)
    now = Now(
        chat=one,
        position=2,
        number=3,
        left=timedelta(minutes=4),
        liked=(LINE,),
        missed=((1, TEXTS[0], 4),),
        threads=(THREAD,),
        mine=LINE,
        showing=Showing.INITIALS,
        wondering=wondered(),
        voted=frozenset({"w1"}),
    )
    cockpit = Cockpit(
        chat=one,
        left=timedelta(minutes=4),
        order=tuple((number, each.text, START) for number, each in enumerate(asked, 1)),
        following=(3, TEXTS[2]),
        present=(Presence(person="ana", name="Ana Ruiz", first=START, last=START),),
        alone=(LINE,),
        unsorted=(LINE,),
        wondering=wondered(),
        threads=(THREAD,),
        silent=(ROOM,),
    )
    other = replace(one, id="1123456789abcd")
    page = "https://bot.example/archives/1"
    speaker = Speaker(person="ana", name="Ana Ruiz", count=2)
    return {
        Cockpit: [cockpit],
        Now: [now],
        datetime: [START],
        int: [2],
        Removable: [Removable(chat=one, lines=(LINE,), people=(speaker,), removals=())],
        Removed: [Removed(chat=one, count=2, originals=(MessageRef(THREAD, "9"),))],
        ChatLists: [ChatLists(live=(one,), coming=(other,), over=(one,), archives={one.id: page})],
        Sequence[Found]: [[Found(chat=one, line=LINE, author="Ana Ruiz", address=page)]],
        "address": [page],
        "administers": [True, False],
        "again": [Action("chat.now")],
        "answered": [{1: LINE}],
        "archived": [page, None],
        "asked": [True, False],
        "changed": [True, False],
        "chat": [one],
        "chats": [[one, other]],
        "community_name": ["Oak Ridge"],
        "decides": [True, False],
        "description": ["Bring a colleague."],
        "left": [True, False],
        "line": [LINE],
        "lines": [[LINE, line(2, text="Me too.", answers=1)]],
        "links": [[("discord", page)]],
        "notes": [["Friday is a holiday."]],
        "places": [[Place(THREAD, "the thread")]],
        "rooms": [[Place(ROOM, "chats")]],
        "said": ["Done."],
        "showing": [*Showing],
        "whole": [True, False],
        "words": ["story"],
    }


def cards(modules, ones, given):
    """Every card with everything it may be given, but for whoever asks several things at once."""
    for name, function, hints in drawers(modules):
        for one in ones:
            known = given(one)
            ways = []
            for parameter in inspect.signature(function).parameters:
                options = known.get(hints[parameter], known.get(parameter))
                if name == "line_card" and parameter == "line":
                    options = SPOKEN
                assert options is not None, f"say what {name}({parameter}) may be given"
                ways.append([(parameter, option) for option in options])
            for way in itertools.product(*ways):
                drawn = function(**dict(way))
                if drawn is not None:
                    yield name, drawn[0] if isinstance(drawn, tuple) else drawn


ROOMS = [
    importlib.import_module(f"{package.__name__}.{module.name}")
    for module in pkgutil.iter_modules(package.__path__)
]
OF_CHATS = [*cards(ROOMS, [*chats()], given)]
OF_IDEAS = [*cards(idea_cards.MODULES, [*idea_cards.ideas()], idea_cards.given)]
EVERY = OF_CHATS + OF_IDEAS


def test_every_card_of_live_chats_and_of_ideas_is_looked_at():
    assert len({name for name, _ in OF_CHATS}) == len([*drawers(ROOMS)]) >= 25
    assert len({name for name, _ in OF_IDEAS}) == len([*drawers(idea_cards.MODULES)]) >= 16
    assert len(OF_CHATS) > 250


def test_no_emoji_stands_without_words():
    for name, card in EVERY:
        for text in words(card).splitlines():
            assert wordy(text) or not emoji(text), (name, text)


def test_what_can_be_pressed_or_chosen_is_named_in_words_and_apart():
    for name, card in EVERY:
        labels = [each.placeholder if isinstance(each, Select) else each.label for each in card.controls]
        assert all(map(wordy, labels)), (name, labels)
        meant = {}
        for each, label in zip(card.controls, labels, strict=True):
            to = each.url if isinstance(each, LinkButton) else each.action
            assert meant.setdefault(label, to) == to, (name, label)
            for choice in each.options if isinstance(each, Select) else ():
                assert wordy(choice.label), (name, choice)


def test_what_destroys_says_so_in_its_words_and_not_by_its_colour():
    """Without their colours the buttons of a message are still told apart."""
    grave = {each.label for _, card in EVERY for each in card.controls if grave_one(each)}
    said = {"End", "Cancel", "Delete", "Remove", "Discard", "Left out", "Leave", "Withdraw", "Step back"}

    assert {label for label in grave if not label.startswith(tuple(said))} == set()
    assert len(grave) >= 4


def grave_one(each):
    return isinstance(each, Button) and each.look is Look.GRAVE


def test_how_one_appears_is_said_and_not_only_coloured():
    for draw in (lambda showing: showing_card(live(), showing), showing_everywhere_card):
        told = [words(draw(showing)) for showing in (None, *Showing)]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("draw", [on_discord, on_slack], ids=["discord", "slack"])
def test_no_picture_needs_words_it_does_not_have_and_no_frame_is_coloured(draw):
    for name, card in EVERY:
        for part in parts(draw(card, now=START)):
            assert part.get("type") not in PICTURES or part.get("alt_text") or part.get("description"), name
            assert "accent_color" not in part, name
            assert "color" not in part, name


def test_slack_has_words_of_every_card_for_notifications_and_screen_readers():
    for name, card in EVERY:
        text = on_slack(card, now=START)["text"]
        assert wordy(text), name


def test_a_lone_emoji_would_be_noticed():
    """The control: what is looked for above can be found."""
    assert emoji("\N{BELL}")
    assert not wordy("\N{BELL} !")
    assert wordy("\N{BELL} Bell")
