"""How resources work in a community, on one card for everybody, with the presses that change it."""

from collections.abc import Sequence

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import (
    Block,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import counted
from communitybot.conversation.text import Code, Place, Strong, Text, Words, say
from communitybot.resources.settling import ShownSettings

SET = "resource.set"
ROOMS = 6
ROOM_TYPED = "/resource settings add: #general"


def settings_card(shown: ShownSettings, *, said: Sequence[str] = ()) -> Message:
    """Every setting of resources; those who may change them get a press for each."""
    settings = shown.settings
    blocks: list[Block] = [
        Heading("How resources work here"),
        *([paragraph(Strong("Saved."), *(f" {sentence}" for sentence in said))] if said else []),
        Fields(
            (
                Field("Links said in rooms", _drafted(shown)),
                Field("Links said in live chats", say(_chats(shown))),
                *_mine(shown),
                Field("Reports", say(_reports(settings.reports))),
                Field("Library on the web", say(_public(shown))),
                Field("Cards are posted in", _rooms(shown, shown.rooms, "no room yet")),
            )
        ),
        *_deaf(shown),
    ]
    own = _own(shown)
    if not shown.may_change:
        row = [Controls(own)] if own else []
        return message(*blocks, *row, small("Everybody may look. Only administrators change these."))
    return message(*blocks, Controls((*_row(shown), *own)), small("Also typed: ", Code(ROOM_TYPED), "."))


def _row(shown: ShownSettings) -> tuple[Button, ...]:
    settings = shown.settings
    here = [_switch("here", shown.here in settings.drafted, "Not this room", "This room too")]
    return (
        *(here if shown.here is not None else []),
        _switch("chats", settings.chats, "Leave out live chats", "Live chats too"),
        _switch("public", settings.public, "Close the web page", "Open the web page"),
    )


def _switch(name: str, now: bool, off: str, on: str) -> Button:  # noqa: FBT001 - a setting's own value
    """The press that makes a setting the other of what it is; pressed again it changes nothing."""
    return Button(off if now else on, Action(SET, (name, "off" if now else "on")), Look.PLAIN)


def _drafted(shown: ShownSettings) -> Text:
    if not shown.settings.drafted:
        return say("Left alone everywhere.")
    asked = ": whoever posts one is asked in private whether to keep it. I keep nothing else that is said."
    return say(_rooms(shown, shown.settings.drafted, ""), asked)


def _own(shown: ShownSettings) -> tuple[Button, ...]:
    """The one setting that is everybody's own, where there is anything to be asked about."""
    if shown.asked and not (shown.settings.drafted or shown.settings.chats):
        return ()
    return (_switch("mine", shown.asked, "Do not ask me", "Ask me about mine"),)


def _mine(shown: ShownSettings) -> tuple[Field, ...]:
    words = "I ask you in private." if shown.asked else "I leave them alone, as you wished."
    return (Field("Links you post", say(words)),) if _own(shown) else ()


def _chats(shown: ShownSettings) -> str:
    if shown.settings.chats:
        return "After a chat, each who posted links is asked in private which to keep."
    return "Left alone."


def _reports(count: int) -> str:
    if count == 1:
        return "One report hides a resource until a host has checked it."
    return f"{counted(count, 'report')} hide a resource until a host has checked it."


def _public(shown: ShownSettings) -> str:
    if shown.settings.public:
        return "On: anybody on the web may read the library and follow its feeds."
    return "Off: only members see the library."


def _deaf(shown: ShownSettings) -> list[Block]:
    if not shown.deaf:
        return []
    where = _rooms(shown, shown.deaf, "")
    return [
        paragraph(
            "I do not hear what people say in ",
            where,
            ": whoever runs me decides that. Links there are kept with Save as resource in a message's menu.",
        )
    ]


def _rooms(shown: ShownSettings, rooms: Sequence[PlaceAddress], none: str) -> Text:
    words: list[Words] = []
    for room in rooms[:ROOMS]:
        words += [", " if words else "", Place(room, shown.names.get(room, "a room"))]
    more = f" and {len(rooms) - ROOMS} more" if len(rooms) > ROOMS else ""
    return say(*words, more) if rooms else say(none)
