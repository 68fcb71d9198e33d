"""The functions that draw the cards of a feature, and what is looked for in what they draw."""

import inspect
import unicodedata
from typing import get_type_hints

from communitybot.conversation.message import Message


def drawers(modules):
    """Every function of some modules that draws a card, by its name."""
    for loaded in modules:
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            hints = get_type_hints(function)
            own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and hints.get("return") in {Message, Message | None, tuple[Message, int]}:
                yield name, function, hints


def wordy(text):
    """Whether words stand in it: at least one of two letters, or a figure ("Q1", "+5 minutes")."""
    return any(sum(map(str.isalpha, word)) >= 2 or any(map(str.isdigit, word)) for word in text.split())


def emoji(text):
    return [sign for sign in text if unicodedata.category(sign) == "So"]


def parts(drawn):
    """Every object in what a platform is sent."""
    if isinstance(drawn, dict):
        yield drawn
        drawn = list(drawn.values())
    for each in drawn if isinstance(drawn, list) else ():
        yield from parts(each)
