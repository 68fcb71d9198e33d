"""Where ideas are discussed: a thread in each room for ideas, with the idea's card at its head."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.ideas.cards import actions
from communitybot.ideas.cards.card import idea_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.log import Kind
from communitybot.ideas.repository import Discussions, IdeasWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.outbox.entry import Thread as OpenThread
from communitybot.ports import Clock
from communitybot.threads import closing, promises, talking
from communitybot.threads.handlers import shared, urgent
from communitybot.threads.holding import hold
from communitybot.threads.log import Line
from communitybot.threads.opening import Opened
from communitybot.threads.said import words_with_links

NAME = "idea"
OPEN = promises.kind(NAME, promises.OPEN)
OPENED = promises.kind(NAME, promises.OPENED)
CARD = "idea.changed"
NEWS = "idea.news"
REOPEN = "idea.reopen"
CLOSE = "idea.finish"

URGENT = urgent(NAME)
"""What is tried again within seconds: after an outage a discussion goes on as soon as its platform does."""

TITLE = 70  # weight of a thread's title: chat tools show threads in a narrow list
SENTENCE = 1_500  # weight of a piece of news
AT_ONCE = timedelta(seconds=5)  # within which a thread is usually open
CLOSED = timedelta(seconds=20)  # after its end a discussion is closed: the news of it is in by then


def goes_on(idea: Idea) -> bool:
    """Whether people talk about an idea: also while it rests, since that may wake it."""
    return idea.stage.open or idea.stage is Stage.PARKED


class IdeaTalks:
    """Ideas as talks; satisfies `communitybot.threads.talks.Talks`."""

    name = NAME

    def log(self, work: IdeasWork) -> Discussions:
        return work.discussions

    async def get(self, work: IdeasWork, community: str, talk: str, *, hold: bool = False) -> Idea | None:
        return await work.ideas.get(community, talk, hold=hold)

    def goes_on(self, talk: Idea) -> bool:
        return goes_on(talk)

    def expected(self, talk: Idea) -> datetime | None:
        return talk.published

    def shows(self, talk: Idea, line: Line, now: datetime) -> bool:
        """News tells what has come about, so it stays of use, also in a thread that opens late."""
        del talk, line, now
        return True

    def draw(self, talk: Idea, line: Line) -> Message:
        del talk
        if line.kind == Kind.LEADS:
            to, _, words = line.text.partition(" ")
            row = Controls((actions.view(to, "View that idea"),))
            return message(paragraph(words_with_links(words, SENTENCE) or "…"), row)
        return message(paragraph(words_with_links(line.text, SENTENCE) or "…"))


IDEAS = IdeaTalks()


class Threads:
    """Opens the threads of ideas, draws their heads, and closes them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._opened = Opened(IDEAS, clock)

    def handlers(self) -> Mapping[str, Any]:
        """Every kind of entry that threads of ideas make."""
        return {
            **shared(IDEAS, self._clock, self.head),
            OPEN: self.opens,
            OPENED: self.opened,
            CARD: self.changes,
            NEWS: self.news,
            REOPEN: self.reopens,
            CLOSE: self.finishes,
        }

    async def head(self, work: IdeasWork, idea: Idea) -> Message:
        house = await community_of(work, idea.community)
        members = await work.ideas.members(idea.community, idea.id)
        return idea_card(idea, members, zone=house.zone)

    async def _opening(self, work: IdeasWork, idea: Idea) -> OpenThread:
        """Unlike chats, ideas stay open for months, and a room takes few pins."""
        return OpenThread(title_of(idea, TITLE), await self.head(work, idea), pinned=False)

    async def opens(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for entry in entries:
            idea = await work.ideas.get(entry.community, entry.args[NAME])
            if idea is None or not goes_on(idea):
                outcomes.append(Skip("it does not go on", State.CANCELLED))
            else:
                outcomes.append(await self._opening(work, idea))
        return outcomes

    async def changes(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Promise that each card of an idea that has changed is drawn anew."""
        await hold(IDEAS, entries, work)
        for community, name in dict.fromkeys((one.community, one.args[NAME]) for one in entries):
            idea = await work.ideas.get(community, name, hold=True)
            if idea is not None:
                await self._redraw(work, idea)
        return [Done() for _ in entries]

    async def _redraw(self, work: IdeasWork, idea: Idea) -> None:
        await talking.redraw_cards(IDEAS, work, idea, str(idea.revision), self._clock.now())

    async def news(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Put news into the log; an idea that has no threads keeps it for those that may open."""
        await hold(IDEAS, entries, work)
        for one in entries:
            idea = await work.ideas.get(one.community, one.args[NAME], hold=True)
            if idea is not None:
                line = _line(idea, one)
                await talking.say(IDEAS, work, idea, [line], self._clock.now())
        return [Done() for _ in entries]

    async def reopens(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Take closed threads up again."""
        await hold(IDEAS, entries, work)
        for one in entries:
            idea = await work.ideas.get(one.community, one.args[NAME], hold=True)
            if idea is not None and goes_on(idea):
                key = f"{promises.AGAIN}:{one.due.timestamp():.6f}"
                await closing.reopen(IDEAS, work, idea, self._clock.now(), key=key)
        return [Done() for _ in entries]

    async def opened(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Look whether threads are open; the head of one that took its time may be out of date by now."""
        outcomes = await self._opened.opened(entries, work)
        for entry, outcome in zip(entries, outcomes, strict=True):
            idea = await work.ideas.get(entry.community, entry.args[NAME])
            late = idea is not None and self._clock.now() - (idea.published or idea.created) > AT_ONCE
            if idea is not None and late and isinstance(outcome, Done):
                await self._redraw(work, idea)
        return outcomes

    async def finishes(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        """Close the threads of ideas that have come to an end."""
        await hold(IDEAS, entries, work)
        return [await self._finish(entry, work) for entry in entries]

    async def _finish(self, entry: Entry, work: IdeasWork) -> Outcome:
        idea = await work.ideas.get(entry.community, entry.args[NAME], hold=True)
        if idea is None or goes_on(idea):
            return Skip("it is gone, or goes on again", State.SUPERSEDED)
        now = self._clock.now()
        since = datetime.fromisoformat(entry.args["since"])
        key = f"{promises.CLOSE}:{since.timestamp():.6f}"
        return await closing.finish(IDEAS, work, idea, since, now, key=key)


def _line(idea: Idea, news: Entry) -> Line:
    """What a piece of news says in the log; one that leads to another idea names it first."""
    words, to = news.args["words"], news.args.get("leads")
    kind, text = (Kind.LEADS, f"{to} {words}") if to else (Kind.NEWS, words)
    return Line(talk=idea.id, number=0, kind=kind, at=news.due, text=text)
