"""The words in which spaces are joined: a code, what would happen, and that it did."""

from communitybot.communities.joining import Offer, Union
from communitybot.communities.model import Community, Contents, Purpose
from communitybot.communities.reading import spell_zone
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Bullets, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Code, Emphasis, Place, say

JOIN = "community.join"
LEAVE = "community.join_not"
MOST_ROOMS = 5


def offer_card(offer: Offer) -> Message:
    """A code, what to do with it, and how long it is good."""
    line = f"/community link code: {offer.code}"
    return message(
        Heading("One community in several places"),
        paragraph("Your code is ", Code(offer.code), ". It works once, for 15 minutes."),
        paragraph(
            "Now go to the other server or workspace, where I have to be as well. "
            "An administrator or host there types ",
            Code(line),
            ".",
        ),
        paragraph(
            "I show them what would move first. Once they agree, everything of theirs becomes part of ",
            Emphasis(offer.name),
            ": events, people and answers. Your settings stay.",
        ),
        small("Give it only to somebody you trust with this community. Only you can see this."),
    )


def preview_card(union: Union, code: str) -> Message:
    """What would happen, and the choice."""
    home, joining, contents = union.home, union.joining, union.contents
    points = [
        say(
            "Each event is announced and reminded in the events rooms of both: ", *_rooms(home, joining), "."
        ),
        say(f"Time zone, reminders and who may plan are as in {home.name}: {spell_zone(home.zone)}."),
        say("Administrators and hosts of both run it together, and everybody sees all its events."),
    ]
    if contents.same_events:
        points.append(say(_same(contents)))
    return message(
        Heading(limits.shorten(f"Join {home.name}?", limits.HEADING)),
        paragraph(f"{joining.name} becomes part of {home.name} and brings {moving(contents)}."),
        Bullets(tuple(points)),
        paragraph("Nothing is lost, but the two cannot be taken apart again."),
        Controls((Button("Join", Action(JOIN, (code,)), Look.GRAVE), Button("Not now", Action(LEAVE)))),
        small("Nothing has changed yet. Only you can see this."),
    )


def joined_card(union: Union) -> Message:
    """That it happened."""
    return message(
        Heading(limits.shorten(f"Joined: {union.home.name}", limits.HEADING)),
        paragraph(f"{union.joining.name} is part of it now and brought {moving(union.contents)}."),
        paragraph("The next events are being posted in each other's events rooms."),
        paragraph(
            "People who use both can join their accounts with ",
            Code("/my link"),
            ", so that they count once.",
        ),
        small(Code("/community settings"), " shows how it works."),
    )


def moving(contents: Contents) -> str:
    """How much moves, in words: "12 events, 34 people and 1 programme"."""
    parts = [
        _count(contents.events, "event", "events"),
        _count(contents.people, "person", "people"),
        *([_count(contents.programmes, "programme", "programmes")] if contents.programmes else []),
    ]
    return ", ".join(parts[:-1]) + f" and {parts[-1]}"


def _same(contents: Contents) -> str:
    if contents.same_events == 1:
        return "One event came from the same calendar to both. It stays twice until you cancel one."
    number = f"{contents.same_events:,}"
    return f"{number} events came from the same calendar to both. They stay twice until you cancel some."


def _rooms(*sides: Community) -> list[str | Place]:
    rooms = [(side, address) for side in sides for address in side.rooms_for(Purpose.EVENTS)]
    words: list[str | Place] = []
    for side, address in rooms[:MOST_ROOMS]:
        room = side.room(address)
        named = Place(address, room.name if room else address.place)
        words += [", " if words else "", named, f" on {address.platform.title()}"]
    if len(rooms) > MOST_ROOMS:
        words.append(f" and {len(rooms) - MOST_ROOMS} more")
    return words or ["none yet"]


def _count(number: int, one: str, many: str) -> str:
    if not number:
        return f"no {many}"
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
