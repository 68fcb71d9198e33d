"""How ideas work in a community, on one card for everybody, with the presses that change it."""

from collections.abc import Sequence

from communitybot.communities.hours import spell_day, spell_hour
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
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
from communitybot.ideas.settings import ShownSettings

SET = "idea.set"
ROOMS = 4


def settings_card(shown: ShownSettings, *, said: Sequence[str] = ()) -> Message:
    """Every setting of ideas; those who may change them get a press for each."""
    settings = shown.settings
    blocks: list[Block] = [
        Heading("How ideas work here"),
        *([paragraph(Strong("Saved."), *(f" {sentence}" for sentence in said))] if said else []),
        Fields(
            (
                Field("Reading first", say(_reviewed(shown))),
                Field("Names", say(_names(shown))),
                Field("Page of outcomes", say(_outcomes(shown))),
                Field("Weekly question", say(_prompts(shown))),
                Field("Rooms", _rooms(shown)),
            )
        ),
    ]
    if not shown.may_change:
        return message(*blocks, small("Everybody may look. Only administrators change these."))
    row = (
        _switch("reviewed", settings.reviewed, "Publish at once", "Read ideas first"),
        _switch("anonymous", settings.anonymous, "Ask for names", "Allow hidden names"),
        _switch("outcomes", settings.outcomes_public, "Close the outcomes page", "Open the outcomes page"),
        _switch("prompts", settings.prompts, "Stop the weekly question", "Ask a weekly question"),
        Button("Day and hour", Action("idea.weekly")),
    )
    return message(
        *blocks, Controls(row), small("Also typed: ", Code("/idea settings day: monday, hour: 3 pm"), ".")
    )


def when_form(shown: ShownSettings) -> Form:
    """Ask on which day and at which hour the weekly question comes."""
    settings = shown.settings
    return Form(
        title="Weekly question",
        action=Action("idea.weekly_set"),
        fields=(
            FormField(name="day", label="Day", required=True, value=spell_day(settings.weekday)),
            FormField(
                name="hour",
                label="Hour",
                kind=FieldKind.TEXT,
                required=True,
                hint=f"A full hour, such as 3 pm, in {shown.zone.replace('_', ' ')}",
                value=spell_hour(settings.hour),
            ),
        ),
        submit="Save",
    )


def _switch(name: str, now: bool, off: str, on: str) -> Button:  # noqa: FBT001 - a setting's own value
    """The press that makes a setting the other of what it is; pressed again it changes nothing."""
    return Button(off if now else on, Action(SET, (name, "off" if now else "on")), Look.PLAIN)


def _reviewed(shown: ShownSettings) -> str:
    waiting = f" {counted(shown.waiting, 'idea')} wait now." if shown.waiting > 1 else ""
    waiting = " 1 idea waits now." if shown.waiting == 1 else waiting
    if shown.settings.reviewed:
        return f"Hosts and administrators read each idea before others do.{waiting}"
    return f"Ideas are published as soon as they are sent.{waiting}"


def _names(shown: ShownSettings) -> str:
    if shown.settings.anonymous:
        return "Authors may hide their name from members. Moderators see it."
    return "Ideas carry their author's name."


def _outcomes(shown: ShownSettings) -> str:
    if shown.settings.outcomes_public:
        return "On: anybody on the web may read what came of ideas."
    return "Off: only members read what came of ideas."


def _prompts(shown: ShownSettings) -> str:
    settings = shown.settings
    if not settings.prompts:
        return "Off."
    when = f"{spell_day(settings.weekday)}s at {spell_hour(settings.hour)}"
    return f"{when}, by the clocks of {shown.zone.replace('_', ' ')}."


def _rooms(shown: ShownSettings) -> Text:
    if not shown.rooms:
        return say("None yet: ", Code("/community settings ideas: here"), " chooses one.")
    words: list[Words] = []
    for room in shown.rooms[:ROOMS]:
        words += [", " if words else "", Place(room, shown.names.get(room, "a room"))]
    more = f" and {len(shown.rooms) - ROOMS} more" if len(shown.rooms) > ROOMS else ""
    return say(*words, f"{more}.")
