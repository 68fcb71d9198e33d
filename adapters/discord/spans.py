"""A long history in spans, so that telling it never takes the database, or a thread, for long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from communitybot.conversation.inbound import Posted

MOST = 250  # ours: posts told in one go


@dataclass(frozen=True, slots=True)
class Span:
    """All that was said from `since` to `until`; no post lies on the border of two spans."""

    since: datetime
    until: datetime
    posts: tuple[Posted, ...]


def spans(posts: Sequence[Posted], since: datetime, before: datetime, most: int = MOST) -> Iterator[Span]:
    """Give spans of posts, oldest first, that end before a moment; the last posts are left for later."""
    first = 0
    for last in range(len(posts) - 1):
        this, following = posts[last].at, posts[last + 1].at
        if following >= before:
            return
        if last + 1 - first >= most and following > this:
            until = this + (following - this) / 2
            if this < until < following:
                yield Span(since, until, tuple(posts[first : last + 1]))
                first, since = last + 1, until
