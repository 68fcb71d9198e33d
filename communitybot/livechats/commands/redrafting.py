"""A draft made anew from what was wished before and what is wished now."""

from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Reply
from communitybot.errors import Misread
from communitybot.livechats.commands.drafts import plan_of, refitted
from communitybot.livechats.commands.planning import Planning
from communitybot.livechats.commands.reading import (
    emptied,
    read_chat_hashtag,
    read_length,
    read_names,
    read_title,
)
from communitybot.livechats.commands.surroundings import Surroundings
from communitybot.livechats.model.chat import Chat, Form
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import ChatChanges, ChatPlan
from communitybot.moments import Reading, Unreadable, read, wall
from communitybot.ports import Clock


class Redrafting:
    """Puts a new draft in the place of one that is not posted yet, and shows it."""

    def __init__(self, chats: ChatService, clock: Clock, around: Surroundings, planning: Planning) -> None:
        self._chats = chats
        self._clock = clock
        self._around = around
        self._planning = planning

    async def redraft(
        self, caller: Caller, before: Chat, given: dict[str, str], changes: ChatChanges
    ) -> Reply:
        """`given` are words by parameter, of what belongs to the event; `changes` the rest."""
        known = plan_of(before, await self._chats.description(caller, before.id))
        plan, notes = self._timed(caller, before, given, _reformed(before, known, given, changes))
        if "hosts" in given:
            hosts, doubts = await self._around.hosts(caller, read_names(given["hosts"]))
            plan, notes = replace(plan, hosts=hosts), [*notes, *doubts]
        if "title" in given:
            plan = replace(plan, title=read_title(given["title"]))
        if "hashtag" in given:
            plan = replace(plan, hashtag=read_chat_hashtag(given["hashtag"]))
        if "description" in given:
            plan = replace(plan, description=emptied(given["description"]))
        draft = await self._chats.draft(caller, plan)
        await self._chats.discard(caller, before.id)
        said = "Changed. This is how I understand it now; nobody else has seen it yet."
        return await self._planning.shown(caller, draft, notes=notes, said=said)

    def _timed(
        self, caller: Caller, before: Chat, given: dict[str, str], plan: ChatPlan
    ) -> tuple[ChatPlan, list[str]]:
        start: datetime = before.start.astimezone(wall.zone_info(before.zone))
        notes: list[str] = []
        now = self._clock.now()
        if "when" in given:
            reading = _read(given["when"], now, caller.zone)
            if reading.zone_named or reading.start != before.start:  # a form sends it back as it was
                start = reading.start
                plan = replace(plan, starts=start.replace(tzinfo=None, fold=0), zone=reading.zone)
                notes = [note.text for note in reading.notes]
        if "ends" in given:
            length = read_length(given["ends"], start, now=now)
            if length != before.end - before.start:
                plan = replace(plan, length=length)
        return plan, notes


def _reformed(before: Chat, known: ChatPlan, given: dict[str, str], changes: ChatChanges) -> ChatPlan:
    """The old wish with what is not the event's as it is wished now; a form sends all of it back."""
    form = Form(given["form"]) if "form" in given else None
    pace = changes.pace if changes.pace is not before.pace else None
    introductions = changes.introductions if changes.introductions != before.introductions else None
    plan = refitted(known, form, pace)
    wished = {
        "questions": changes.questions,
        "ahead": changes.ahead,
        "introductions": introductions,
        "late": changes.late,
        "guest": changes.guest,
        "archive": changes.archive,
    }
    # each value was read for the field of its name
    return replace(plan, **{name: value for name, value in wished.items() if value is not None})  # type: ignore[arg-type]


def _read(words: str, now: datetime, zone: str) -> Reading:
    try:
        return read(words, now=now, zone=zone)
    except Unreadable as unreadable:
        raise Misread(unreadable.sentence, example=unreadable.example, field="when") from None
