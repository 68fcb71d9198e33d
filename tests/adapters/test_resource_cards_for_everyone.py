"""No words in a card of resources, whoever wrote them, are more than words on either platform."""

import inspect
import re

import pytest
from hostile.lists import of

from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.conversation.controls import LinkButton, Select
from tests.adapters import discord_rules, resource_cards, slack_rules
from tests.adapters.card_drawers import drawers, emoji, parts, wordy
from tests.livechats.cards.made import words
from tests.resources.sharing.school import NOON

PLAIN = "Fraction strips"
HOSTILE = [*(each.text for each in of("S6")), *(each.text for each in of("S3"))]
LONG = "*_<&>`" * 400
TYPED = re.compile(r"<?https?://[^|]+$")
"""A word to somebody says addresses that were typed as they are, never under another name."""
SURE = re.compile(r"https://(videos\.example\.org|web\.archive\.org|youtu\.be|bot\.example)/")


def drawn_by():
    """Every function that draws a card, but for the one that only fits what others draw."""
    return [each for each in drawers(resource_cards.MODULES) if each[0] != "fitted"]


def cards(text):
    """Every card of resources with each thing it may show, all of it in some words."""
    known = resource_cards.given(text)
    for name, function, hints in drawn_by():
        ways = {}
        for parameter in inspect.signature(function).parameters:
            options = known.get(hints[parameter], known.get(parameter))
            assert options, f"say what {name}({parameter}) may be given: {hints[parameter]}"
            ways[parameter] = options
        for number in range(max(map(len, ways.values()), default=1)):
            yield name, function(**{each: options[number % len(options)] for each, options in ways.items()})


def drawn(text):
    """Every card as both platforms are sent it."""
    return [(name, on_slack(card, now=NOON), on_discord(card, now=NOON)) for name, card in cards(text)]


def test_every_card_of_resources_is_looked_at():
    there = [name for name, _, _ in drawn_by()]

    assert {name for name, _ in cards(PLAIN)} == set(there)
    assert len(there) > 50


def texts(body):
    """Every text of a drawn message that a platform reads mark-up in."""
    for part in parts(body):
        for key in ("text", "content"):
            if isinstance(part.get(key), str) and part.get("type") != "plain_text":
                yield part[key]


def leads(slack, discord):
    """Where links of a drawn card lead, and whom it calls."""
    pointers = [each for text in texts(slack) for each in slack_rules.pointers(text)]
    pointers += [each for text in texts(discord) for each in discord_rules.pointers(text)]
    return {
        each for each in pointers if not SURE.search(each) and not each.startswith(("<!date", "!date", "<t:"))
    }


@pytest.mark.parametrize("text", [PLAIN, *HOSTILE, LONG], ids=lambda text: re.sub(r"\W+", "-", text)[:30])
def test_whatever_stands_in_them_both_platforms_take_them_and_they_call_nobody(text):
    for name, slack, discord in drawn(text):
        assert slack_rules.faults_of_message(slack) == [], name
        assert discord_rules.faults_of_message(discord) == [], name
        found = leads(slack, discord)
        assert all(TYPED.match(each) for each in found) if name == "told_card" else not found, (name, found)


def test_they_say_in_words_what_can_be_pressed_and_apart():
    for name, card in cards(PLAIN):
        labels = [each.placeholder if isinstance(each, Select) else each.label for each in card.controls]
        meant = {}
        for each, label in zip(card.controls, labels, strict=True):
            assert wordy(label), (name, label)
            to = each.url if isinstance(each, LinkButton) else each.action
            assert meant.setdefault(label, to) == to, (name, label)
            assert all(wordy(one.label) for one in (each.options if isinstance(each, Select) else ())), name
        assert not any(emoji(text) and not wordy(text) for text in words(card).splitlines()), name
        assert wordy(on_slack(card, now=NOON)["text"]), name


def test_words_that_were_not_escaped_would_be_noticed():
    """The control: what is looked for above can be found."""
    raw = [text for text in HOSTILE if leads({"text": text}, {"content": ""})]

    assert raw
    assert leads({"text": ""}, {"content": "[https://our.site](http://evil)"})
    assert all(slack_rules.faults_of_message({"text": "x", "blocks": [section(text)]}) for text in raw)


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
