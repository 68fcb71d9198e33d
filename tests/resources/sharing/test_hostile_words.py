"""Hostile words stay words in the card of a resource on both platforms, whichever field they come by."""

import re

import pytest
from hostile.lists import of

from adapters.discord.reply import draw_message as on_discord
from adapters.slack.reply import draw_message as on_slack
from communitybot.errors import Misread
from communitybot.ports import LinkPreview
from communitybot.resources.cards.card import resource_card
from communitybot.resources.commands.written import Written, read
from communitybot.resources.model.resource import Note, Sharer
from communitybot.resources.prefilling import filled
from communitybot.resources.wording import worded
from tests.adapters import discord_rules, slack_rules
from tests.resources.sharing.school import NOON, resource

ZONE = "America/New_York"
HOSTILE = (*of("S3"), *of("S6"))
PLAIN = resource_card(resource(), zone=ZONE)
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def typed(text):
    """A resource somebody typed hostile words into, field by field; those that are refused stay out."""
    made = resource(sharer=Sharer("c1-ana", text), site=text, author=text)
    for name in ("title", "about", "tags", "subject"):
        try:
            made = worded(made, read(Written(**{name: text})).wish)
        except Misread:
            continue
    return made


def paged(text):
    """A resource whose page says hostile words of itself."""
    bare = resource(title="", about="", kind=None, licence=None)
    page = LinkPreview(
        address=bare.address,
        canonical=text,
        title=text,
        description=text,
        site=text,
        author=text,
        kind=text,
        licence=text,
        image=text,
    )
    return filled(bare, page)[0]


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
def test_hostile_words_are_words_in_the_card_of_both_platforms(hostile):
    for one in (typed(hostile.text), paged(hostile.text)):
        note = Note(person="c1-ben", name=hostile.text, text=hostile.text, at=NOON)
        card = resource_card(one, [note], zone=ZONE)
        slack, discord = on_slack(card, now=NOON), on_discord(card, now=NOON)

        assert slack_rules.faults_of_message(slack) == []
        assert discord_rules.faults_of_message(discord) == []
        assert one.canonical == resource().canonical  # no page renames itself into something else
        assert _links(slack) == _links(on_slack(PLAIN, now=NOON))
        assert _addresses(discord) <= _addresses(on_discord(PLAIN, now=NOON))
        assert discord["allowed_mentions"] == {"parse": []}
        assert not TURNS.search(repr(_texts(slack)) + repr(_texts(discord)))


def test_without_escaping_the_same_look_finds_them():
    """The control: raw words in the same places are found out."""
    raw = [hostile for hostile in of("S6") if slack_rules.pointers(hostile.text)]

    assert raw
    assert all(_links({"blocks": [{"text": hostile.text}]}) != set() for hostile in raw)


def _texts(body):
    """Every text of a drawn message."""
    if isinstance(body, dict):
        return [text for value in body.values() for text in _texts(value)]
    if isinstance(body, list | tuple):
        return [text for value in body for text in _texts(value)]
    return [body] if isinstance(body, str) else []


def _links(slack):
    """What Slack makes pointers of: links, people, rooms; the moment a card was shared aside."""
    return {
        pointer.partition("|")[0].rstrip(">")
        for text in _texts(slack)
        for pointer in slack_rules.pointers(text)
        if not pointer.startswith(("!date", "<!date"))
    }


def _addresses(discord):
    """The addresses that Discord would make links of."""
    return {
        address for text in _texts(discord) for address in re.findall(r"(?<!\\)\]\((https?://[^)]+)\)", text)
    }
