"""Keeps chats to their dates: an event that is moved, renamed or cancelled takes its chat along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.livechats.calendar import Calendar
from communitybot.livechats.dates import as_dated
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.talking import redraw_cards
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, Outcome
from communitybot.ports import Clock


class Following:
    """Handles the fact that an event was revised."""

    def __init__(self, clock: Clock, calendar: Calendar) -> None:
        self._clock = clock
        self._calendar = calendar

    async def revised(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        for entry in entries:
            for event in {entry.args["event"], entry.args["was"]}:
                for chat in await work.chats.of_event(entry.community, event):
                    await self._follow(work, chat)
        return [Done() for _ in entries]

    async def _follow(self, work: ChatsWork, seen: Chat) -> None:
        now = self._clock.now()
        chat = await work.chats.get(seen.community, seen.id, hold=True)
        if chat is None or chat.stage in {Stage.OVER, Stage.CANCELLED}:
            return
        dated = await self._calendar.dated(work, chat.community, chat.event, chat.original)
        gone = dated is None or dated.cancelled  # what is no chat now may be one again at its hour
        if chat.stage is Stage.LIVE:
            if dated is not None and not gone:
                named = replace(chat, title=dated.title, hashtag=dated.hashtag, hosts=dated.hosts)
                await self._keep(work, chat, named, now)
            return
        if dated is None or gone:
            await work.chats.save(replace(chat, stage=Stage.CANCELLED))
            await work.outbox.cancel(
                chat.community, chat.subject, reason="its date was cancelled", below=True
            )
            return
        after = as_dated(chat, dated)
        if after == chat:
            return
        await work.chats.save(after)
        if after.stage is Stage.COMING:
            await work.outbox.put(promises.of_coming(after))

    async def _keep(self, work: ChatsWork, before: Chat, after: Chat, now: datetime) -> None:
        if after != before:
            renamed = replace(after, revision=before.revision + 1)
            await work.chats.save(renamed)
            await redraw_cards(work, renamed, now)
