"""The buttons under cards about events, each with the one name it has everywhere."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Controls

GOING, MAYBE, CANT, NONE = "going", "maybe", "cant", "none"


def going(key: str) -> Button:
    return Button("Going", Action("event.rsvp", (key, GOING)), Look.EXPECTED)


def maybe(key: str) -> Button:
    return Button("Maybe", Action("event.rsvp", (key, MAYBE)))


def cant(key: str) -> Button:
    return Button("Can't", Action("event.rsvp", (key, CANT)))


def take_back(key: str) -> Button:
    return Button("Take my answer back", Action("event.rsvp", (key, NONE)))


def here(key: str, look: Look = Look.PLAIN) -> Button:
    return Button("I'm here", Action("event.here", (key,)), look)


def details(key: str) -> Button:
    return Button("Details", Action("event.more", (key,)))


def remind(key: str) -> Button:
    return Button("Remind me", Action("event.remind", (key,)))


def calendar(key: str) -> Button:
    return Button("Add to calendar", Action("event.calendar", (key,)))


def edit(key: str) -> Button:
    return Button("Edit", Action("event.edit", (key,)))


def cancel(key: str) -> Button:
    return Button("Cancel event", Action("event.cancel", (key,)), Look.GRAVE)


def answers(key: str, *more: Button) -> Controls:
    """The row under every card: the three answers, the expected one first, and at most two more."""
    return Controls((going(key), maybe(key), cant(key), *more))
