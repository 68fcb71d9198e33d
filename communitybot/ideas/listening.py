"""What is made of words that are said where ideas are discussed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller, Listening, Posted, Reacted
from communitybot.ideas.delivery.forgetting import Keeps, promise_forgetting
from communitybot.ideas.delivery.threads import IDEAS, goes_on
from communitybot.ideas.delivery.words import promise_words
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.log import Kind
from communitybot.ideas.repository import IdeasWork
from communitybot.ports import Clock
from communitybot.threads.hearing import Ear, kept_words
from communitybot.threads.log import Line, Thread
from communitybot.threads.meaning import meant

ON_ITS_WAY = timedelta(minutes=2)  # so long after the end words are heard that were said before it
BACK = timedelta(days=7)  # so far back a thread is read again after we were away, at most
CHANGED = timedelta(days=1)  # before the last word that was heard: those may have been changed since
MOST = 200  # threads of one platform that are read again: those people talked in last


class IdeaWords:
    """Keeps words in the log of their idea; satisfies `communitybot.threads.hearing.Sorting`."""

    def __init__(self, keeps: Keeps) -> None:
        self._keeps = keeps

    def listens(self, talk: Idea, now: datetime) -> bool:
        """While it goes on, and a little longer: what was said before may still be on its way."""
        ended = talk.moved if talk.published is not None else None
        return goes_on(talk) or (ended is not None and now < ended + ON_ITS_WAY)

    def takes_words(self, talk: Idea, at: datetime) -> bool:
        """While it goes on; of one that has ended, what was said before."""
        if goes_on(talk):
            return True
        return talk.published is not None and talk.moved is not None and talk.published <= at < talk.moved

    def heard_from(self, talk: Idea) -> tuple[datetime, datetime | None]:
        return talk.published or talk.created, None if goes_on(talk) else talk.moved

    async def listening(self, work: IdeasWork, platform: str, now: datetime) -> Sequence[Listening]:
        """From a day before the last word that was heard, since a discussion may go on for years."""
        found = await work.discussions.listened(platform, now - CHANGED, limit=MOST)
        return [
            Listening(thread=thread.place, since=self._since(thread, idea, now))
            for thread, idea in found
            if thread.place is not None
        ]

    def _since(self, thread: Thread, idea: Idea, now: datetime) -> datetime:
        began = idea.published or idea.created
        heard = began if thread.heard is None else thread.heard - CHANGED
        return max(began, heard, now - BACK)

    async def line_of(
        self, work: IdeasWork, talk: Idea, posted: Posted, by: Caller, *, later: bool = False
    ) -> Line:
        del later
        reply = None
        if posted.reply_to is not None:
            reply = await meant(IDEAS, work, talk, posted.reply_to)
        return Line(
            talk=talk.id,
            number=0,
            kind=Kind.SAID,
            at=posted.at,
            person=by.person,
            name=by.name,
            platform=posted.ref.place.platform,
            thread=posted.ref.place,
            ref=posted.ref,
            text=kept_words(posted.text),
            shown=posted.shown,
            answers=None if reply is None else reply.number,
        )

    def reworded(self, talk: Idea, line: Line, text: str, shown: tuple[str, ...]) -> Line:
        del talk
        return replace(line, text=text, shown=shown)

    async def said(self, work: IdeasWork, talk: Idea, line: Line, thread: Thread, now: datetime) -> None:
        """An idea people talk about is alive; whoever stands behind it hears of that once a day."""
        await work.discussions.heard(thread, line.at)
        if talk.said is None or talk.said < line.at:
            await work.ideas.save(replace(talk, said=line.at))
        await promise_words(work, talk, line, now)
        await promise_forgetting(work, talk, self._keeps, now)

    async def reacted(self, work: IdeasWork, talk: Idea, reacted: Reacted, by: Caller, now: datetime) -> None:
        """Nothing follows: whoever stands behind an idea presses Support."""

    async def retold(self, work: IdeasWork, talk: Idea, thread: Thread, until: datetime) -> None:
        del talk
        await work.discussions.heard(thread, until)

    async def missed(self, work: IdeasWork, talk: Idea) -> None:
        """Nothing follows: the gap is kept beside the log."""


def idea_ear(clock: Clock, keeps: Keeps) -> Ear[Idea, IdeasWork]:
    """Whoever hears the discussions of ideas; `keeps(platform)` says whether its words may be kept."""
    return Ear(IDEAS, IdeaWords(keeps), clock)
