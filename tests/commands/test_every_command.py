"""Every command people have, walked over: described, with examples that work, in forms and help that fit."""

from commands.catalogue import breaches
from commands.circle import NOW, teacher

from communitybot.commands.help import with_help
from communitybot.communities.commands import CommunityCommands
from communitybot.events.commands import event_features
from communitybot.people.commands import MySettings

# Only what is declared is read here, so nothing stands behind the features.
COLLECTED = with_help(
    # only their declarations are read: what they work with is never touched
    *event_features(None, None, None, None),  # type: ignore[arg-type]
    MySettings(None, None),  # type: ignore[arg-type]
    CommunityCommands(None, None),  # type: ignore[arg-type]
)


async def test_every_command_keeps_what_its_help_promises():
    assert await breaches(COLLECTED, caller=teacher(), now=NOW) == []


def test_the_plural_shows_and_the_singular_acts():
    names = {spec.name for spec in COLLECTED.specs}

    assert {"events", "event create", "event edit", "event cancel", "event show", "event remind"} <= names
    assert {"event rsvp", "event follow", "event attendance", "event calendar"} <= names
    assert {"my settings", "community settings", "communitybot"} <= names


def test_a_command_that_changes_something_is_remembered_in_the_inbox():
    reading = {spec.name for spec in COLLECTED.specs if spec.reads}

    assert not reading & {"event create", "event edit", "event cancel", "event rsvp", "my settings"}
