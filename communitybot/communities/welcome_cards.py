"""The words of a space's first day: what to set up, in three steps and one form."""

from communitybot.communities.cards import LABELS, form_fields
from communitybot.communities.model import Community, Purpose
from communitybot.communities.reading import spell_zone
from communitybot.communities.service import Shown
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import Form
from communitybot.conversation.message import Bullets, Controls, Heading, Message, message, paragraph, small
from communitybot.conversation.text import Code, Place, Strong, Text, say

SET_UP = "community.set_up"
FINE = "community.fine"
ASKED = ("zone", "room", "ideas", "resources", "planners")
TOLD = ((Purpose.EVENTS, "events"), (Purpose.IDEAS, "ideas"), (Purpose.RESOURCES, "resources"))


def welcome_card(community: Community) -> Message:
    """Three things to look at, as they are now, and one button for all of them."""
    return message(
        Heading(limits.shorten(f"Hello, {community.name}", limits.HEADING)),
        paragraph("I am here to plan events with you and to remind everybody of them. Three things help:"),
        Bullets(
            (
                say(Strong("1. Time zone"), f": {spell_zone(community.zone)}."),
                say(Strong("2. Rooms"), ": ", _rooms(community), "."),
                say(Strong("3. Who may plan events"), f": {LABELS[community.settings.who_hosts].lower()}."),
            )
        ),
        paragraph("Everything works already: ", Code("/event create"), f" {_until(community)}."),
        Controls(
            (Button("Set up", Action(SET_UP), Look.EXPECTED), Button("It is fine as it is", Action(FINE)))
        ),
        small(*_chats(community), "I ask this once. ", Code("/community settings"), " changes it all later."),
    )


def set_up_form(shown: Shown) -> Form:
    """The settings that matter on the first day, filled in as they are now."""
    fields = {field.name: field for field in form_fields(shown)}
    return Form(
        title="Set up",
        action=Action("command.form", ("community+settings",)),
        submit="Save",
        fields=tuple(fields[name] for name in ASKED),
    )


def fine_card() -> Message:
    return message(
        "Good, it stays as it is.", small(Code("/community settings"), " changes it whenever you like.")
    )


def _rooms(community: Community) -> Text:
    words: list[str | Place | Text] = []
    for purpose, name in TOLD:
        found = next(iter(community.rooms_for(purpose)), None)
        room = community.room(found) if found is not None else None
        words.append(", " if words else "")
        words += (
            [f"{name} nowhere yet"]
            if found is None or room is None
            else [
                f"{name} in ",
                Place(found, room.name),
            ]
        )
    return say(*words)


def _chats(community: Community) -> tuple[str | Place | Code, ...]:
    """One word on live chats, for those who want to hold them: it can be left for later, or for ever."""
    command = "/community settings chats: here"
    if not community.rooms_for(Purpose.CHATS):
        return ("If you want to hold live chats, ", Code(command), " gives them a room. ")
    words: list[str | Place | Code] = []
    for address in community.chat_rooms[:1]:
        room = community.room(address)
        words += ["Live chats open in ", Place(address, room.name if room else address.place), ". "]
    return tuple(words)


def _until(community: Community) -> str:
    if community.rooms_for(Purpose.EVENTS):
        return "posts where events go"
    return "posts where it is typed, until events have a room"
