"""What people do with resources works with both platforms' own libraries, over a restart as well."""

import heapq
import re
from dataclasses import dataclass, field

import pytest

from adapters.slack.adapter import SlackAdapter
from tests.adapters import slack_rules
from tests.adapters.chats_on_both import broken_limits, well, within
from tests.adapters.resource_library import (
    asked,
    collected,
    filled,
    heard,
    judged,
    put_right,
    reported,
    returned,
    seen_by,
    shared,
)
from tests.adapters.test_chat_buttons_after_a_restart import controls_of
from tests.stories.three_platforms import three_platforms

pytestmark = pytest.mark.slow

WORDS = {"/resource", "/resources", "/collection", "/collections"}
GROUPS = ("resource", "collection", "request")
LAST = ("request.helped", "request.close", "collection.deleted", "resource.digest_stop", "resource.discard")
"""What ends something is pressed after everything else."""

OLDER = "older version"
"""What is said of a list that is gone since; each is chosen from before its message is another."""

FILES = ("resource.export", "resource.file")
"""What comes as a file, a moment after the answer."""

TURNING = ("resource.sort", "resource.dismiss", "resource.unsave", "collection.unlet")
"""Lists in messages with other lists, which they change."""

SENT_WITH_FORMS = {"collection.changed", "collection.created", "collection.let", "request.answers"}
SENT_WITH_FORMS |= {
    f"resource.{verb}"
    for verb in (
        *("digest_write", "edited", "fixed", "import_changed", "noted", "relinked"),
        *("reported", "set_aside", "tags_given", "tried_told", "withdrawn", "word_cleared"),
    )
}
ELSEWHERE = {
    "discord": set(),
    "slack": {f"resource.import_{verb}" for verb in ("change", "keep", "leave", "take", "undo")},
}
"""Verbs that nobody has before them on one platform here: on Slack, files come by forms alone."""

NUMBER = re.compile(r"\d+")


def in_turn(control):
    """Lists first, then what changes its own message, files, and what ends something."""
    turns = (control.option is None, control.verb in TURNING, control.verb in FILES, control.verb in LAST)
    return tuple(reversed(turns))


@dataclass
class Controls:
    """Every button and list that is before somebody, once by platform, verb and name, in turn."""

    found: dict = field(default_factory=dict)
    waiting: list = field(default_factory=list)

    def seen(self, guest, card):
        for each in controls_of(guest, card):
            which = (guest.platform, each.verb, NUMBER.sub("", each.label))
            if which not in self.found and each.verb.startswith(GROUPS):
                self.found[which] = each
                heapq.heappush(self.waiting, (in_turn(each), len(self.found), each))

    async def used(self, hall):
        """Use each, and what its answer shows; gives what did not go well."""
        bad = []
        while self.waiting:
            *_, each = heapq.heappop(self.waiting)
            await hall.house.bot.settle()
            answer = await each.used()
            if not well(answer.words) or OLDER in answer.words:
                bad.append((each.guest.name, each.label, each.verb, answer.words[:200]))
            self.seen(each.guest, answer)
        return bad

    def verbs(self, platform):
        return {verb for on, verb, _ in self.found if on == platform}


def said_in(command):
    """The characters of a command as Discord counts them: its names, descriptions and values."""
    own = [command[name] for name in ("name", "description", "value") if isinstance(command.get(name), str)]
    below = (*command.get("options", ()), *command.get("choices", ()))
    return sum(map(len, own)) + sum(map(said_in, below))


def assert_commands_fit(hall):
    """As Discord has them, and as Slack's manifest says them."""
    on_discord = [each for found in hall.discord.core.world.commands.values() for each in found]
    resource = next(each for each in on_discord if each["name"] == "resource")
    assert 20 < len(resource["options"]) <= 25
    assert all(len(each.get("options", ())) <= 25 for each in resource["options"])
    assert max(map(said_in, on_discord)) <= 8_000
    assert sum(each["type"] == 3 for each in on_discord) <= 5

    manifest = dict(SlackAdapter().manifest(hall.house.bot.commands, hall.house.settings))
    assert slack_rules.faults_of_manifest(manifest) == []
    words = {each["command"] for each in manifest["features"]["slash_commands"]}
    assert {each for each in words if each.startswith(("/res", "/coll"))} == WORDS
    assert 0 < len(manifest["features"]["shortcuts"]) <= 10


async def test_a_library_of_both_platforms_and_every_button_of_it_after_a_restart(tmp_path):
    async with three_platforms(tmp_path) as (hall, people):
        assert_commands_fit(hall)
        for done in (shared, judged, collected, asked, heard, returned, reported, filled):
            await done(hall, people)
        controls = Controls()
        for guest in (people.omar, people.lucia, people.wei, people.dana):
            for card in await seen_by(hall, guest):
                controls.seen(guest, card)
        before = hall.slack.sockets.connected
        await hall.closes()
        await hall.opens()
        await within(5.0, lambda: hall.slack.sockets.connected > before)
        await put_right(people)
        bad = await controls.used(hall)
        verbs = {verb for verb in hall.house.bot._collected.presses if verb.startswith(GROUPS)}
        for platform, elsewhere in ELSEWHERE.items():
            assert verbs - controls.verbs(platform) <= SENT_WITH_FORMS | elsewhere, platform
        assert bad == []
        assert broken_limits(hall) == []
