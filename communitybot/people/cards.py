"""The words in which a person's own settings are shown and changed."""

from datetime import datetime

from communitybot.communities.reading import another_list, another_zone, spell_offsets, spell_zone
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.message import Controls, Field, Fields, Heading, Message, message, small
from communitybot.conversation.text import Code, Text, say
from communitybot.conversation.times import when_words
from communitybot.people.model import Quiet
from communitybot.people.quiet import EXAMPLE as QUIET_EXAMPLE
from communitybot.people.quiet import spell_quiet
from communitybot.people.service import Shown

CHANGE = "my.settings"


def settings_card(shown: Shown, *, now: datetime, changed: bool = False) -> Message:
    """Everything a person can set, as it is now, with how to change each and a button to change all."""
    person = shown.person
    lines = (
        ("Time zone", _zone(shown, now), f"zone: {another_zone(person.zone_or(shown.community.zone))}"),
        ("Quiet hours", _quiet(shown), f"quiet: {_other_hours(person.quiet)}"),
        ("Reminders before your events", _reminders(shown), f"reminders: {_other_reminders(shown)}"),
        ("In quiet hours", _holding(shown), _other_holding(person.quiet)),
    )
    fields = tuple(
        Field(name, say(value, " To change: ", Code(f"/my settings {how}")) if how else value)
        for name, value, how in lines
    )
    return message(
        Heading("Saved: your settings" if changed else "Your settings"),
        *([_follow()] if changed else []),
        Fields(fields),
        Controls((Button("Change these", Action(CHANGE), Look.EXPECTED),)),
        small("Only you can see and change these."),
    )


def _other_hours(quiet: Quiet) -> str:
    usual = Quiet()
    return "none" if (quiet.start, quiet.end) == (usual.start, usual.end) else QUIET_EXAMPLE


def _other_reminders(shown: Shown) -> str:
    mine = shown.person.offsets
    return another_list(shown.community.settings.offsets if mine is None else mine)


def _other_holding(quiet: Quiet) -> str:
    """How to change what waits; nothing where there are no hours to wait for."""
    if quiet.none:
        return ""
    return "hold: no" if quiet.holds_attending else "hold: yes"


def _follow() -> Text:
    return say("Reminders planned already follow these from now on.")


def _zone(shown: Shown, now: datetime) -> Text:
    zone = shown.person.zone_or(shown.community.zone)
    there = f"It is {when_words(now, None, zone, now=now)} there."
    if shown.person.zone is not None:
        return say(f"{spell_zone(zone)}. {there}")
    if shown.person.hint is not None:
        return say(f"{spell_zone(zone)}, as your profile says. {there}")
    return say(f"You have not set one, so I use this community's: {spell_zone(zone)}. {there}")


def _quiet(shown: Shown) -> Text:
    quiet = shown.person.quiet
    if quiet.none:
        return say("None: messages come at any hour.")
    return say(f"{spell_quiet(quiet.start, quiet.end)}.")


def _reminders(shown: Shown) -> Text:
    mine = shown.person.offsets
    if mine is None:
        return say(f"As usual here: {spell_offsets(shown.community.settings.offsets)}.")
    return say(f"{_capital(spell_offsets(mine))}." if mine else "None.")


def _holding(shown: Shown) -> Text:
    quiet = shown.person.quiet
    if quiet.none:
        return say("You have no quiet hours, so nothing waits.")
    if quiet.holds_attending:
        return say("Reminders of events you go to wait as well.")
    return say("Reminders of events you go to still come; the rest waits.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def settings_form(shown: Shown) -> Form:
    """The same settings as a form, filled in as they are now; what is left empty stays as it is."""
    person, quiet = shown.person, shown.person.quiet
    reminders = "usual" if person.offsets is None else spell_offsets(person.offsets)
    return Form(
        title="Your settings",
        action=Action("command.form", ("my+settings",)),
        submit="Save",
        fields=(
            FormField(
                name="zone",
                label="Time zone",
                hint="A city or a zone, such as Eastern; usual goes back to your community's",
                value=None if person.zone is None else spell_zone(person.zone),
                suggests=True,
            ),
            FormField(
                name="quiet",
                label="Quiet hours",
                hint="Such as 21:00-7:00, or none",
                value=spell_quiet(quiet.start, quiet.end),
            ),
            FormField(
                name="reminders",
                label="Reminders before an event",
                hint="Such as 1 day, 1 hour, start; usual follows your community; none is never",
                value=reminders,
            ),
            FormField(
                name="hold",
                label="Quiet hours hold events I go to as well",
                kind=FieldKind.YES_NO,
                value="yes" if quiet.holds_attending else "no",
            ),
        ),
    )
