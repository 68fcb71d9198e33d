"""The words in which a community's settings are shown and changed."""

from communitybot.commands.words import listed
from communitybot.communities.lost_cards import why
from communitybot.communities.model import Community, CommunitySettings, Purpose, WhoHosts
from communitybot.communities.reading import (
    another_keeping,
    another_list,
    another_zone,
    spell_keeping,
    spell_names,
    spell_offsets,
    spell_zone,
)
from communitybot.communities.service import Shown
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button, Choice, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.message import Controls, Field, Fields, Heading, Message, message, small
from communitybot.conversation.text import Code, Link, Place, Text, Unsayable, say

CHANGE = "community.settings"
PLANNERS = {
    WhoHosts.EVERYONE: "Everyone here may plan events.",
    WhoHosts.HOSTS: "Hosts and administrators may plan events.",
}
ROOMS = (
    (Purpose.EVENTS, "room", "Events room", "Where events and their reminders are posted"),
    (Purpose.CHATS, "chats", "Room for live chats", "Where live chats open their threads"),
    (Purpose.IDEAS, "ideas", "Ideas room", "Where ideas are posted"),
    (Purpose.RESOURCES, "resources", "Resources room", "Where resources are posted"),
)
"""What each room is for, what its setting is called, and what people read of it."""
LOST = 3  # lost rooms that are named
LABELS = {WhoHosts.EVERYONE: "Everyone", WhoHosts.HOSTS: "Hosts and administrators"}


def settings_card(shown: Shown, page: str, *, may_change: bool, changed: bool = False) -> Message:
    """Every setting of a community on one card, with how to change each for those who may.

    `page` is the web address of its public page, told where that is on.
    """
    community = shown.community
    title = f"Saved: settings of {community.name}" if changed else f"Settings of {community.name}"
    heading = Heading(limits.shorten(title, limits.HEADING))
    fields = Fields(
        tuple(_line(name, value, how, told=may_change) for name, value, how in _lines(shown, page))
    )
    if not may_change:
        return message(
            heading, fields, small("Only administrators of this server or workspace change these.")
        )
    return message(
        heading,
        fields,
        Controls((Button("Change these", Action(CHANGE), Look.EXPECTED),)),
        small("Everyone may look. Only administrators change these."),
    )


def settings_form(shown: Shown) -> Form:
    """The same settings as a form, filled in as they are now; what is left empty stays as it is."""
    return Form(
        title="Community settings",
        action=Action("command.form", ("community+settings",)),
        submit="Save",
        fields=form_fields(shown),
    )


def form_fields(shown: Shown) -> tuple[FormField, ...]:
    """One field for each setting; without hosts nobody is asked which to remove."""
    community, settings = shown.community, shown.community.settings
    return (
        *(_room_field(community, *each) for each in ROOMS),
        FormField(
            name="zone",
            label="Time zone",
            hint="A city or a zone, such as Eastern",
            value=spell_zone(community.zone),
            suggests=True,
        ),
        FormField(
            name="reminders",
            label="Reminders before each event",
            hint="Such as 1 week, 1 day, 1 hour, start; or none",
            value=spell_offsets(settings.offsets),
        ),
        FormField(
            name="planners",
            label="Who may plan events",
            kind=FieldKind.ONE_OF,
            choices=tuple(Choice(who.value, LABELS[who]) for who in WhoHosts),
            value=settings.who_hosts.value,
        ),
        FormField(name="host", label="Add a host", kind=FieldKind.PERSON),
        *((FormField(name="remove", label="Remove a host", kind=FieldKind.PERSON),) if shown.hosts else ()),
        FormField(
            name="page",
            label="Public page of coming events",
            kind=FieldKind.YES_NO,
            hint="Anyone on the web can see it, with the names of hosts",
            value="yes" if settings.public_page else "no",
        ),
        FormField(
            name="archives",
            label="Archives of chats are kept for",
            hint="From 1 month to 10 years, such as 12 months",
            value=spell_keeping(settings.keeps_archives),
        ),
    )


def _room_field(community: Community, purpose: Purpose, name: str, label: str, hint: str) -> FormField:
    rooms = (room for room in community.open_rooms if purpose in room.purposes)
    room = next(rooms, None)  # not one that only stands in: saving the form would choose it
    value = None if room is None else str(room.address)
    return FormField(name=name, label=label, kind=FieldKind.PLACE, hint=hint, value=value)


def _lines(shown: Shown, page: str) -> list[tuple[str, Text, str]]:
    """Each setting: its name, what it is, and how to make it something else."""
    community, settings = shown.community, shown.community.settings
    others = [each for each in WhoHosts if each is not settings.who_hosts]
    public = say("On: anyone on the web can see coming events at ", linked(page), ".")
    return [
        ("Events room", _rooms(community), f"room: {_another_room(community)}"),
        ("Live chats", _chat_rooms(community), f"chats: {_another_room(community, Purpose.CHATS)}"),
        *_other_rooms(community),
        ("Time zone", say(f"{spell_zone(community.zone)}."), f"zone: {another_zone(community.zone)}"),
        (
            "Reminders before each event",
            _reminders(community),
            f"reminders: {another_list(settings.offsets)}",
        ),
        ("Who may plan events", say(PLANNERS[settings.who_hosts]), f"planners: {others[0].value}"),
        ("Hosts", _hosts(shown), "host: @their name"),
        ("Public page", public if settings.public_page else say("Off."), f"page: {_opposite(settings)}"),
        (
            "Archives",
            say(f"Archives of chats are kept for {spell_keeping(settings.keeps_archives)}."),
            f"archives: {another_keeping(settings.keeps_archives)}",
        ),
    ]


def _other_rooms(community: Community) -> list[tuple[str, Text, str]]:
    """The rooms for what is no event, where there are any: what nobody uses yet takes no line."""
    found = []
    for purpose, name, label, _ in ROOMS[2:]:
        how = f"{name}: {_another_room(community)}"
        lost = [room for space in community.spaces for room in community.lost(purpose, space)]
        if addresses := community.rooms_for(purpose):
            found.append((label, _named(community, addresses), how))
        elif lost:
            found.append((label, say(f"None now: #{lost[-1].name} {why(lost[-1])}."), how))
    return found


def _opposite(settings: CommunitySettings) -> str:
    return "no" if settings.public_page else "yes"


def _another_room(community: Community, purpose: Purpose = Purpose.EVENTS) -> str:
    """A room that is not the one for a purpose now, to show how another is chosen."""
    now = community.chat_rooms if purpose is Purpose.CHATS else community.rooms_for(purpose)
    others = (room.name for room in community.open_rooms if room.address not in now)
    return next(others, "here" if purpose is Purpose.CHATS else purpose.value)


def linked(address: str) -> Link | str:
    """The address as a link, where it can be one."""
    try:
        return Link(address, address)
    except Unsayable:
        return address


def _line(name: str, value: Text, how: str, *, told: bool) -> Field:
    if not told:
        return Field(name, value)
    return Field(name, say(value, " To change: ", Code(f"/community settings {how}")))


def _rooms(community: Community) -> Text:
    addresses = community.rooms_for(Purpose.EVENTS)
    lost = [room for space in community.spaces for room in community.lost(Purpose.EVENTS, space)]
    if not lost:
        none = say("None yet, so events are posted where they are planned.")
        return _named(community, addresses) if addresses else none
    gone = listed([f"#{room.name} {why(room)}" for room in lost[:LOST]], "and")
    if not addresses:
        return say(f"None now: {gone}. New events are posted where they are planned.")
    return say(_named(community, addresses), f" {gone}, so please choose another.")


def _chat_rooms(community: Community) -> Text:
    """Where live chats open, and why there, where no room of their own is left or was chosen."""
    addresses = community.chat_rooms
    if not addresses:
        return say("No room yet, so none can open.")
    lost = [room for space in community.spaces for room in community.lost(Purpose.CHATS, space)]
    if lost:
        gone = listed([f"#{room.name} {why(room)}" for room in lost[:LOST]], "and")
        return say("They open in ", _named(community, addresses), f" {gone}, so please choose another.")
    named = say("They open in ", _named(community, addresses))
    return named if community.rooms_for(Purpose.CHATS) else say(named, " They have no room of their own.")


def _named(community: Community, addresses: tuple[PlaceAddress, ...]) -> Text:
    words: list[str | Place] = []
    several = len({space.platform for space in community.spaces}) > 1
    for address in addresses[:5]:
        room = community.room(address)
        where = f" on {address.platform.title()}" if several else ""
        words += [", " if words else "", Place(address, room.name if room else address.place), where]
    return say(*words, f" and {len(addresses) - 5} more." if len(addresses) > 5 else ".")


def _reminders(community: Community) -> Text:
    offsets = community.settings.offsets
    if not offsets:
        return say("None.")
    return say(f"{spell_offsets(offsets)}. People can choose their own.")


def _hosts(shown: Shown) -> Text:
    if not shown.hosts:
        return say("None named yet.")
    return say(limits.shorten(spell_names(shown.hosts), limits.FIELD_VALUE // 2), ".")
