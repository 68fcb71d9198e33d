"""The words in which an administrator hears that events, or live chats, have lost their room."""

from communitybot.communities.model import Community, Room
from communitybot.conversation.inbound import Away
from communitybot.conversation.message import Message, message, paragraph, small
from communitybot.conversation.text import Code, Place, Strong, Text, say

WHY = {
    Away.DELETED: "was deleted",
    Away.ARCHIVED: "was archived",
    Away.LEFT: "no longer has me in it",
    Away.CLOSED: "no longer lets me post",
}
"""What became of a room, after its name."""
BACK = {
    Away.ARCHIVED: " If it is unarchived, I go back to it by myself.",
    Away.LEFT: " If I am invited again, I go back to it by myself.",
    Away.CLOSED: " If I may see it and post in it again, I go back to it by myself.",
}


def lost_card(community: Community, lost: Room) -> Message:
    """What happened, where events go meanwhile, and how another room is chosen."""
    return message(
        paragraph(
            Strong(f"#{lost.name}"), f" of {community.name} {why(lost)}, so I cannot post events there."
        ),
        paragraph(_meanwhile(community, lost)),
        paragraph(
            "To choose another room, type ",
            Code(f"/community settings room: {_another(community, lost)}"),
            f" in any room.{BACK.get(lost.away or Away.DELETED, '')}",
        ),
        small("I tell you this once. Your events stay as they are planned."),
    )


def lost_chats_card(community: Community, lost: Room) -> Message:
    """What happened to the room of live chats, where they open meanwhile, and how another is chosen."""
    here = [room for room in community.chat_rooms if room.in_space == lost.address.in_space]
    meanwhile = say("Until you choose another, no live chat opens here.")
    if here:
        known = community.room(here[0])
        name = known.name if known is not None else here[0].place
        meanwhile = say("Until you choose another, live chats open in ", Place(here[0], name), ".")
    return message(
        paragraph(
            Strong(f"#{lost.name}"), f" of {community.name} {why(lost)}, so I cannot open live chats there."
        ),
        paragraph(meanwhile),
        paragraph(
            "To choose another room, type ",
            Code("/community settings chats: here"),
            f" in that room.{BACK.get(lost.away or Away.DELETED, '')}",
        ),
        small("I tell you this once. Your live chats stay as they are planned."),
    )


def why(room: Room) -> str:
    """What became of a room, to stand after its name."""
    return WHY.get(room.away or Away.DELETED, "is gone")


def instead(community: Community, lost: Room) -> Text | None:
    """The room that stands in for a lost one, said by name; None when there is none."""
    room = community.stand_in(lost.address.in_space)
    return None if room is None else say(Place(room.address, room.name))


def _meanwhile(community: Community, lost: Room) -> Text:
    room = instead(community, lost)
    if room is not None:
        return say("Until you choose another, events and reminders go to ", room, ".")
    return say(
        "Until you choose another, new events are posted where they are planned. ",
        "Whoever said they would come is still reminded privately.",
    )


def _another(community: Community, lost: Room) -> str:
    """A room one can choose: the one that stands in, else the first of the space, else a usual name."""
    space = lost.address.in_space
    near = [room for room in community.open_rooms if room.address.in_space == space]
    found = community.stand_in(space) or next(iter(near), None)
    return found.name if found is not None else "events"
