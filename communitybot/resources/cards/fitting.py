"""Resources as the lines of one list, each with why it is there; links go where they would not fit."""

from collections.abc import Sequence

from communitybot.conversation import limits
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Bullets
from communitybot.conversation.text import Link, Strong, Text, say
from communitybot.resources.cards.words import linked_title, title_of, what_words
from communitybot.resources.model.resource import Resource

TITLE, WHAT, WHY = 60, 60, 110
LONGEST_LINK = 300
MOST = limits.PARAGRAPH - 100


def lines_with_why(items: Sequence[tuple[Resource, str]]) -> Bullets:
    """Ten lines at most: title, what it is, and why."""
    lines = [_line(resource, why, linked=True) for resource, why in items]
    if sum(line.weight + 3 for line in lines) > MOST:
        lines = [_line(resource, why, linked=False) for resource, why in items]
    return Bullets(tuple(lines))


def _line(resource: Resource, why: str, *, linked: bool) -> Text:
    title = linked_title(resource, TITLE) if linked else Strong(title_of(resource, TITLE))
    if isinstance(title, Link) and say(title).weight > LONGEST_LINK:
        title = Strong(title.label)
    what = one_line(what_words(resource, author=False), WHAT)
    return say(title, f": {what} ({one_line(why, WHY)})")
