"""What every adapter promises to whoever reads: their own hours, no stray pings, names and no numbers."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from communitybot.conversation import limits
from communitybot.conversation.message import (
    Bullets,
    Field,
    Fields,
    Heading,
    Quote,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import At, Emphasis, Link, Strong, Struck, say
from tests.adapters.contract import LATER
from tests.conversation.strategies import HOSTILE, fitted

PEOPLE = ("teacher", "principal")
SPAN = re.compile(r"(\d+:\d\d)[-–](?=\d+:\d\d ([AP]M))")  # "3:00-4:00 PM"


def spoken(moment, zone):
    """The hour of a moment as people say it in a zone: "1:00 PM"."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.hour % 12 or 12}:{there.minute:02} {'AM' if there.hour < 12 else 'PM'}"


def packed(texts, most):
    """The texts, several to a line as long as they weigh no more than `most`."""
    lines = [""]
    for text in texts:
        words = text.encode("utf-8", "replace").decode()  # half a letter can be sent nowhere
        if limits.weight(lines[-1] + words) > most:
            lines.append("")
        lines[-1] += f" {words}"
    return lines


def label(text, most):
    """As much of a text as may be a label."""
    cut = fitted(text, most)
    return cut if cut.strip() else "x"


def everywhere(text):
    """A text in every kind of block and span that people's words can stand in."""
    return message(
        Heading(label(text, limits.HEADING)),
        paragraph(text),
        paragraph(Strong(text), " ", Emphasis(text), " ", Struck(text)),
        Quote(say(text)),
        Bullets((say(text),)),
        Fields((Field(label(text, limits.FIELD_NAME), say(text)),)),
        paragraph(Link(label(text, 60), "https://example.org/")),
        small(text),
    )


class ReadingContract:
    """What people read; the stage says in which zone, and what stands before them."""

    async def test_a_time_is_each_readers_own(self, stage):
        hours = {person: spoken(LATER, stage.zone(person)) for person in PEOPLE}
        assert len(set(hours.values())) == len(PEOPLE)
        when = say("It is on ", At(LATER, "Asia/Kathmandu"), ".")
        await stage.platform.post(stage.room, message(when), "key-1")

        for person in PEOPLE:
            (other,) = set(hours) - {person}
            read = (await stage.reads(person))[-1]
            assert hours[person] in read
            assert hours[other] not in read
            assert spoken(LATER, "Asia/Kathmandu") in read

    async def test_an_hour_that_is_typed_is_the_typists_own_where_the_platform_knows_it(self, stage):
        """Discord does not tell where people are; there the community's zone counts until they say theirs."""
        for person in PEOPLE:
            typed_in = ZoneInfo(stage.zone_told(person) or "America/New_York")
            await stage.types(person, "/event create Tea, when: tomorrow 3pm")
            tomorrow = datetime.now(typed_in).date() + timedelta(days=1)
            three = datetime.combine(tomorrow, time(15), typed_in)

            read = SPAN.sub(r"\1 \2 to", (await stage.reads(person))[-1])
            assert spoken(three, stage.zone(person)) in read

    async def test_no_words_of_people_mention_anybody(self, stage):
        headings = [Heading(label(line, limits.HEADING)) for line in packed(HOSTILE, 0)]
        said = [everywhere(words) for words in packed(HOSTILE, 300)]
        said += [message(*headings[:15]), message(*headings[15:])]
        for number, words in enumerate(said):
            ref = await stage.platform.post(stage.room, words, f"key-{number}")
            await stage.platform.edit(ref, words)

        for person in PEOPLE:
            seen = await stage.sees(person)
            assert len(seen) == len(said)
            assert [shown.pings for shown in seen if shown.pings] == []

    async def test_a_mention_would_be_noticed(self, stage):
        """The control: what the proof above looks for can be seen."""
        assert await stage.notices_a_mention()

    async def test_nobody_who_is_mentioned_in_a_title_or_as_host_shows_as_a_number(self, stage):
        mention, name = stage.mention("principal"), stage.name("principal")
        preview = await stage.types(
            "teacher", f"/event create Tea with {mention}, when: in 3 days, hosts: {mention}"
        )
        await stage.presses("teacher", "Post it")
        card = [shown for shown in await stage.sees("principal") if "Going" in shown.labels][-1]

        for shown in (preview, card):
            assert f"Tea with @{name}" in shown.text
            assert f"Hosted by {name}" in shown.text
            assert shown.pings == ()
            assert stage.address("principal").person not in shown.text or mention == f"@{name}"

    async def test_private_views_lead_to_the_card_where_it_can_be_opened(self, stage):
        await stage.types("teacher", "/event create Tea, when: in 3 days")
        await stage.presses("teacher", "Post it")
        await stage.presses("principal", "Going")
        views = [
            await stage.types("principal", command) for command in ("/event show Tea", "/events show: mine")
        ]
        link = stage.platform.link(await stage.platform.post(stage.room, message("Hello"), "key-1"))

        for view in views:
            assert ("Open " in view.text) == (link is not None)
            room = (link or "").rpartition("/")[0]
            assert link is None or [address for address in view.links if address.startswith(room)] != []
