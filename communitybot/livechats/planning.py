"""Planning a live chat: a draft only its maker sees, posted with its event, changed, or called off."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ids import new_id
from communitybot.livechats import run
from communitybot.livechats.calendar import Dated
from communitybot.livechats.dates import as_dated
from communitybot.livechats.delivery import opening, promises
from communitybot.livechats.delivery.talking import redraw_cards
from communitybot.livechats.delivery.wishing import pass_on
from communitybot.livechats.desk import Desk, community_of, demand_conducting, find, rooms_of
from communitybot.livechats.model.chat import Archiving, Chat, Form, Pace, Question, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.views import ChatChanges, ChatPlan

LENGTHS = {Form.HOUR: timedelta(hours=1), Form.SPARK: timedelta(minutes=15), Form.SLOW: timedelta(days=5)}
INTRODUCTIONS = {Form.HOUR: timedelta(minutes=5), Form.SPARK: timedelta(minutes=1), Form.SLOW: timedelta()}
LONGEST = 500  # characters of a question
MOST = 20  # questions
LATEST = timedelta(days=31)  # for which late answers may be taken
_MINUTES = re.compile(r"\[\s*(\d{1,3})(?:\s*min(?:utes)?)?\s*\]\s*")
_NUMBER = re.compile(r"[Qq]?\d{1,2}\s*[.:)]\s+")


class Planning(Desk):
    """From a wish to a chat that is announced."""

    async def draft(self, caller: Caller, plan: ChatPlan) -> Chat:
        """Keep a plan, with its event, as drafts; nobody else sees them, and nothing is sent.

        Raises:
            NotAllowed: when the caller may not plan events here.
            AlreadyDone: for a time that has passed.
            Misread: for words that cannot be kept.
        """
        now = self._clock.now()
        questions = read_questions(plan.questions)
        full = replace(plan, length=plan.length or LENGTHS[plan.form])

        async def unit(work: ChatsWork) -> Chat:
            house = await community_of(work, caller.community)
            archiving = self._archiving(caller, house, wished=plan.archive)
            dated = await self._calendar.draft(work, caller, replace(full, archive=archiving.on))
            chat = replace(self._chat(caller, full, dated, questions, now), archiving=archiving)
            await work.chats.add(chat)
            return chat

        return await self._units.run(unit)

    def _chat(
        self, caller: Caller, plan: ChatPlan, dated: Dated, questions: tuple[Question, ...], now: datetime
    ) -> Chat:
        usual = Pace.DAILY if plan.form is Form.SLOW else Pace.EVENLY
        chat = Chat(
            id=new_id(),
            community=caller.community,
            event=dated.event,
            original=dated.original,
            title=dated.title,
            zone=dated.zone,
            start=dated.start,
            end=dated.end,
            form=plan.form,
            pace=plan.pace or usual,
            questions=questions,
            ahead=plan.ahead,
            introductions=INTRODUCTIONS[plan.form] if plan.introductions is None else plan.introductions,
            late=_late(plan.late),
            guest=" ".join(plan.guest.split())[:100],
            created_by=caller.person,
            created_at=now,
        )
        return as_dated(chat, dated)

    def _archiving(self, caller: Caller, community: Community, *, wished: bool) -> Archiving:
        """An administrator's word counts; anybody else's is a wish.

        Raises:
            NotAllowed: where the words of one of the community's platforms may not be kept.
        """
        if not wished:
            return Archiving.OFF
        if not all(self._keeps(space.platform) for space in community.spaces):
            raise NotAllowed(
                "Chats cannot be archived here: whoever runs this bot has not allowed it.",
                field="archive",
                example="/chats",
            )
        return Archiving.ON if caller.administers else Archiving.WISHED

    async def post(self, caller: Caller, chat: str) -> Chat:
        """Make a draft a chat to come: its event is posted, its hour is promised. Again does nothing."""

        async def unit(work: ChatsWork) -> Chat:
            found = await find(work, caller, chat, hold=True)
            if found.stage is not Stage.DRAFT:
                return found
            house = await community_of(work, caller.community)
            _demand_rooms(house)
            dated = await self._calendar.post(work, caller, found.event)
            coming = replace(as_dated(found, dated), stage=Stage.COMING)
            await work.chats.save(coming)
            await work.outbox.put(promises.of_coming(coming))
            await pass_on(work, house, coming, self._clock.now())
            return coming

        return await self._units.run(unit)

    async def description(self, caller: Caller, chat: str) -> str:
        """What was written about a chat; its event keeps it."""

        async def unit(work: ChatsWork) -> str:
            found = await find(work, caller, chat)
            dated = await self._calendar.dated(work, found.community, found.event, found.original)
            return "" if dated is None else dated.description

        return await self._units.read(unit)

    async def discard(self, caller: Caller, chat: str) -> None:
        """Throw a draft away with its event.

        Raises:
            AlreadyDone: when it has been posted; then it can be cancelled.
        """

        async def unit(work: ChatsWork) -> None:
            found = await find(work, caller, chat, hold=True)
            if found.stage is not Stage.DRAFT:
                raise AlreadyDone("This chat has been posted. You can cancel it.", example="/chat cancel")
            await work.chats.delete(found.community, found.id)
            await self._calendar.discard(work, caller, found.event)

        await self._units.run(unit)

    async def change(self, caller: Caller, chat: str, changes: ChatChanges) -> Chat:
        """Change what a wish names and leave the rest; questions that were asked stay as they were.

        Raises:
            NotAllowed, AlreadyDone, Misread: with the field's name where there is one.
        """
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Chat:
            found = await find(work, caller, chat, hold=True)
            demand_conducting(caller, found)
            house = await community_of(work, caller.community)
            after = self._changed(caller, house, found, changes)
            if after == found:
                return found
            after = run.hastened(found, replace(after, revision=found.revision + 1), now)
            if after.stage is Stage.LIVE:
                await opening.follow(work, found, after, now)
            else:
                await work.chats.save(after)
                await pass_on(work, house, after, now)
            if after.archiving.on is not found.archiving.on:
                date = (after.event, after.original)
                await self._calendar.tell(work, caller, date, archived=after.archiving.on)
            if after.stage is Stage.OVER:
                await redraw_cards(work, after, now)
            if after.stage is Stage.OVER and after.archiving is not found.archiving:
                await self._archive_late(work, after, now)
            return after

        return await self._units.run(unit)

    def _changed(self, caller: Caller, community: Community, chat: Chat, wish: ChatChanges) -> Chat:
        after = chat
        if wish.questions is not None:
            after = replace(after, questions=merged(chat, read_questions(wish.questions)))
        if wish.archive is not None:
            _demand_archive_right(caller, chat, on=wish.archive)
            after = replace(after, archiving=self._archiving(caller, community, wished=wish.archive))
        plain = {
            name: value
            for name in ("ahead", "introductions", "pace", "published", "listed")
            if (value := getattr(wish, name)) is not None
        }
        if plain and chat.stage is Stage.OVER and plain.keys() - {"published", "listed"}:
            raise AlreadyDone(f"{chat.name} is over.", example="/chat archive")
        if wish.late is not None:
            plain["late"] = _late(wish.late)
        if wish.guest is not None:
            plain["guest"] = " ".join(wish.guest.split())[:100]
        return replace(after, **plain)

    async def _archive_late(self, work: ChatsWork, chat: Chat, now: datetime) -> None:
        """Have the archive made, or, once it is turned off, its words blanked."""
        key = f"archive:again:{chat.revision}"
        await work.outbox.put([promises.entry(chat, promises.ARCHIVE, key, now)])

    async def cancel(self, caller: Caller, chat: str, reason: str = "") -> Chat:
        """Call a chat off that has not begun, with its date: those who answered are told once."""

        async def unit(work: ChatsWork) -> Chat:
            found = await find(work, caller, chat, hold=True)
            demand_conducting(caller, found)
            if found.stage is Stage.CANCELLED:
                return found
            if found.stage is not Stage.COMING:
                raise AlreadyDone(f"{found.name} has begun already. You can end it.", example="/chat end")
            await self._calendar.cancel(work, caller, (found.event, found.original), reason)
            gone = replace(found, stage=Stage.CANCELLED)
            await work.chats.save(gone)
            await work.outbox.cancel(
                gone.community, gone.subject, reason="the chat was cancelled", below=True
            )
            return gone

        return await self._units.run(unit)


def read_questions(texts: Sequence[str]) -> tuple[Question, ...]:
    """Read questions as people list them: "Q1: ...", "2. ...", "[7] ..." for seven minutes."""
    found = []
    for text in texts:
        words = " ".join(text.split())
        words = _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words
        minutes = _MINUTES.match(words)
        words = words[minutes.end() :] if minutes else words
        words = _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words
        if not words:
            continue
        if len(words) > LONGEST:
            raise Misread(
                f"A question has at most {LONGEST} characters; this one has {len(words)}.",
                understood=words[:80],
                field="questions",
                example="How do you begin a lesson?",
            )
        if minutes and not 1 <= int(minutes[1]) <= 240:
            raise Misread(
                "A question is open for 1 to 240 minutes.",
                understood=minutes[0].strip(),
                field="questions",
                example="[7] How do you begin a lesson?",
            )
        found.append(Question(text=words, minutes=int(minutes[1]) if minutes else None))
    if len(found) > MOST:
        raise Misread(
            f"A chat has at most {MOST} questions; these are {len(found)}.",
            field="questions",
            example="five to ten questions, one a line",
        )
    return tuple(found)


def merged(chat: Chat, wished: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions as wished, those that were asked first and as they were."""
    asked = tuple(chat.questions[: chat.run.question])
    if asked and len(wished) >= len(asked):
        return asked + wished[len(asked) :]
    return asked or wished


def _late(late: timedelta) -> timedelta:
    if not timedelta() <= late <= LATEST:
        raise Misread("Late answers are taken for up to 31 days.", field="late", example="7 days")
    return late


def _demand_archive_right(caller: Caller, chat: Chat, *, on: bool) -> None:
    if chat.archiving.on and not on and not caller.administers:
        raise NotAllowed("Only administrators turn the archive off once it is on.", example="/chat archive")
    if on and not chat.archiving.on and chat.stage in {Stage.LIVE, Stage.OVER}:
        raise AlreadyDone(
            "People were told at the start that this chat is not archived, so it stays so.",
            field="archive",
            example="/chat schedule",
        )


def _demand_rooms(community: Community) -> None:
    if not rooms_of(community):
        raise NotAllowed(
            "No room for live chats is set, so there is nowhere to open a thread. "
            "An administrator can choose one.",
            example="/community settings chats: here",
        )
