"""The words about an event that was planned where its card cannot be posted yet."""

from communitybot.communities.model import Room
from communitybot.conversation.inbound import Away
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph, small
from communitybot.conversation.text import Code, Place, Text, say
from communitybot.events.cards import actions
from communitybot.events.cards.words import name_of, short_name, when_of
from communitybot.events.model import Occurrence


def waiting_card(posted: Occurrence, room: Room) -> Message:
    """Say that the event stands, why nobody reads of it in the room, and what to do about that."""
    key = posted.key
    return message(
        paragraph("Planned: ", name_of(posted), ", for ", when_of(posted), "."),
        paragraph(_why(room)),
        Controls((actions.remind(key), actions.calendar(key), actions.edit(key), actions.cancel(key))),
        small(
            "An administrator can choose another room: ",
            Code("/community settings room: events"),
            ". Its short name for commands: ",
            Code(short_name(posted.event)),
        ),
    )


def _why(room: Room) -> Text:
    named = Place(room.address, one_line(room.name, 40) or "this room")
    match room.away:
        case Away.LEFT:
            invite = Code("/invite @communitybot")
            return say("I am not in ", named, ", so its card waits. Type ", invite, " there, and I post it.")
        case Away.ARCHIVED:
            return say(named, " is archived, so its card waits. Once it is unarchived, I post it.")
        case Away.CLOSED:
            return say("I may not post in ", named, ", so its card waits. Once I may, I post it by myself.")
    return say(named, " was deleted, so its card waits. Once events have a room, I post it there.")
