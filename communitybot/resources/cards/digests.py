"""Digests: before they begin, as they come, and the list of those somebody has."""

from collections.abc import Sequence

from communitybot.communities.hours import spell_day, spell_hour
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.phrases import capital, joined
from communitybot.conversation.text import At, Code, Strong, Text, Words, say
from communitybot.resources.cards.fitting import lines_with_why
from communitybot.resources.cards.words import grades_in_words, title_of
from communitybot.resources.digest_views import ShownDigest, ShownDigests
from communitybot.resources.model.digest import MOST, Cadence, Digest, Rhythm, Wanted
from communitybot.resources.model.resource import Resource

VIEW, BEGIN = "resource.digest_view", "resource.digest_begin"
PAUSE, STOP = "resource.digest_pause", "resource.digest_stop"
CHANGE, WRITE = "resource.digest_change", "resource.digest_write"
NEW = "new"
WANTED = 160


def edition_card(digest: Digest, items: Sequence[tuple[Resource, str]], more: int) -> Message:
    """One coming of a digest: resources with why each is told, and what can be done with the digest."""
    blocks: list[Block] = [Heading(one_line(f"New: {wanted_words(digest.wanted)}", limits.HEADING))]
    blocks += _told(items, more, digest.wanted)
    whose = "this room" if digest.room is not None else "you"
    return message(
        *blocks,
        _row(digest),
        small(f"A {digest.rhythm.cadence.value} digest for {whose}. Nothing comes twice."),
    )


def digest_card(shown: ShownDigest) -> Message:
    """A digest before it begins, or as it stands: what it holds, when it comes, what it would tell now."""
    digest = shown.digest
    begun = digest.begun is not None
    blocks: list[Block] = [Heading("Your digest" if digest.room is None else "A digest for a room")]
    if shown.said:
        blocks.append(paragraph(shown.said))
    blocks.append(paragraph(Strong(capital(one_line(wanted_words(digest.wanted), WANTED)))))
    blocks.append(paragraph(*_when(shown)))
    if shown.items:
        blocks.append(paragraph(Strong("Not told yet" if begun else "It would hold now")))
        blocks += _told(shown.items, shown.more, digest.wanted)
    else:
        blocks.append(paragraph("Nothing new fits right now. It comes only when there is something to tell."))
    return message(*blocks, _row(digest), *_foot(digest))


def rests_card(digest: Digest, room: str) -> Message:
    """Tell whoever set a room's digest up that nothing can be posted there any more."""
    where = f"#{one_line(room, 80)}" if room else "its room"
    what = one_line(wanted_words(digest.wanted), WANTED)
    return message(
        paragraph(Strong(f"The digest for {where} rests"), f" ({what}): I can post nothing there any more."),
        _row(digest),
        small("Once I can post there again, let it come again. It tells nothing twice."),
    )


def digests_card(shown: ShownDigests) -> Message:
    """All digests somebody may look after, and how to have one."""
    blocks: list[Block] = [Heading("Digests of resources")]
    if shown.said:
        blocks.append(paragraph(shown.said))
    if shown.mine:
        blocks += [paragraph(Strong("Yours")), Bullets(tuple(_line(each) for each in shown.mine))]
    else:
        blocks.append(
            paragraph("You have none. A digest brings you what is new on your tags, subjects and grades.")
        )
    rooms = list(shown.rooms)[: limits.OPTIONS - MOST]
    if rooms:
        blocks += [paragraph(Strong("In rooms")), *_fitting([_line(each) for each in rooms])]
    options = tuple(
        Choice(each.digest.id, one_line(_called(each), limits.OPTION_LABEL)) for each in [*shown.mine, *rooms]
    )
    if options:
        blocks.append(Controls((Select("Look at one of them", Action(VIEW), options),)))
    row = Controls((Button("New digest", Action(CHANGE, (NEW,)), Look.EXPECTED),))
    return message(*blocks, row, small(*_how(hosts=shown.hosts)))


def wanted_words(wanted: Wanted) -> str:
    """What a digest holds: "tags fractions; grades 3 to 5; videos"; "all resources" where that is all."""
    parts = (
        f"tags {joined(wanted.tags)}" if wanted.tags else "",
        ", ".join(wanted.subjects),
        grades_in_words(wanted.grades),
        ", ".join(f"{kind.value}s" for kind in wanted.kinds),
    )
    return "; ".join(part for part in parts if part) or "all resources"


def rhythm_words(rhythm: Rhythm) -> str:
    """When a digest comes: "weekly, on Monday at 4:00 PM"."""
    at = spell_hour(rhythm.hour)
    match rhythm.cadence:
        case Cadence.DAILY:
            return f"daily at {at}"
        case Cadence.WEEKLY:
            return f"weekly, on {spell_day(rhythm.weekday)} at {at}"
        case Cadence.MONTHLY:
            return f"monthly, on the first {spell_day(rhythm.weekday)} at {at}"


def _told(items: Sequence[tuple[Resource, str]], more: int, wanted: Wanted) -> list[Block]:
    blocks: list[Block] = [lines_with_why(items)]
    if more:
        blocks.append(paragraph(f"And {more:,} more: ", Code(_search(wanted))))
    options = tuple(Choice(each.id, title_of(each, limits.OPTION_LABEL)) for each, _ in items)
    return [*blocks, Controls((Select("Look at one of them", Action("resource.view"), options),))]


def _search(wanted: Wanted) -> str:
    """The search that shows all of it, as it is typed."""
    if wanted.tags:
        return f"/resources tag: {wanted.tags[0]}"
    if wanted.subjects:
        return f"/resources subject: {wanted.subjects[0]}"
    return "/resources"


def _when(shown: ShownDigest) -> tuple[Words, ...]:
    digest = shown.digest
    where = f" In #{one_line(shown.room, 80)}." if digest.room is not None and shown.room else ""
    said = f"It comes {rhythm_words(digest.rhythm)}.{where}"
    if digest.lost and digest.paused is not None:
        return (said, " It rests, since I could post nothing in its room.")
    if digest.paused is not None:
        return (said, " It rests.")
    if digest.next is not None:
        return (said, " Next: ", At(digest.next, shown.zone), ".")
    return (said,)


def _row(digest: Digest) -> Controls:
    stop = Button("Stop", Action(STOP, (digest.id,)), Look.GRAVE)
    change = Button("Change", Action(CHANGE, (digest.id,)))
    if digest.begun is None:
        begin = Button("Begin", Action(BEGIN, (digest.id,)), Look.EXPECTED)
        return Controls((begin, change, Button("Never mind", Action(STOP, (digest.id,)))))
    if digest.paused is not None:
        again = Button("Let it come again", Action(PAUSE, (digest.id, "off")), Look.EXPECTED)
        return Controls((again, change, stop))
    return Controls((Button("Pause", Action(PAUSE, (digest.id, "on"))), change, stop))


def _foot(digest: Digest) -> tuple[Block, ...]:
    if digest.begun is not None:
        return ()
    quiet = "" if digest.room is not None else " It waits for the end of your quiet hours."
    return (
        small(
            f"Nothing comes before you press Begin. It never comes empty, nor tells anything twice.{quiet}"
        ),
    )


def _line(shown: ShownDigest) -> Text:
    rests = " (rests)" if shown.digest.paused is not None else ""
    where = f" in #{one_line(shown.room, 60)}" if shown.room else ""
    what = capital(one_line(wanted_words(shown.digest.wanted), WANTED))
    return say(Strong(what), f": {rhythm_words(shown.digest.rhythm)}{where}{rests}")


def _called(shown: ShownDigest) -> str:
    where = f"#{shown.room}: " if shown.room else ""
    return f"{where}{wanted_words(shown.digest.wanted)}, {shown.digest.rhythm.cadence.value}"


def _fitting(lines: list[Text]) -> list[Block]:
    """As many lines as one list may hold; the rest stand in the choice below."""
    shown: list[Text] = []
    for line in lines:
        if sum(each.weight + 3 for each in shown) + line.weight > 1_200:
            break
        shown.append(line)
    return [Bullets(tuple(shown))] if shown else []


def _how(*, hosts: bool) -> tuple[Words, ...]:
    said: tuple[Words, ...] = (
        "In a line: ",
        Code("/resource digest tags: fractions, every: weekly, day: friday"),
    )
    return (*said, "; ", Code("room: #resources"), " makes one for a room.") if hosts else said
