"""Each week's question with the news of the week: once in every room, whatever restarts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.ideas.cards.weekly import resting_card, weekly_card
from communitybot.ideas.delivery.planning import WEEK, monday_of, plan, turn_of
from communitybot.ideas.desk import rooms_of
from communitybot.ideas.digests import gathered
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.meeting import Week
from communitybot.ideas.prompting import turned
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip
from communitybot.ports import Clock

WEEKLY = "idea.weekly"
RESTS = "idea.week_rests"
LATE = timedelta(days=1)  # a week whose hour is longer ago is left out
UNUSED = timedelta(days=60)

__all__ = ["RESTS", "WEEK", "WEEKLY", "Weekly"]


class Weekly:
    """What the outbox does about weekly questions: an entry a week plans the next one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def weeks(self, entries: Sequence[Entry], work: MeetingWork) -> Sequence[Outcome]:
        """Choose the question of the week and gather its news, where its hour has come."""
        for each in entries:
            now = self._clock.now()
            house = await work.communities.get(each.community, hold=True)
            settings = await work.ideas.settings(each.community)
            if house is None or not settings.prompts:
                continue
            monday = monday_of(now, house.zone)
            turn = turn_of(monday, settings, house.zone)
            if turn <= now < turn + LATE:
                await self._week(work, house, f"{monday.isoformat()}", now)
            await plan(work, house.id, now)
        return [Done() for _ in entries]

    async def _week(self, work: MeetingWork, house: Community, week: str, now: datetime) -> None:
        subject, rooms = f"ideas:{house.id}", rooms_of(house)
        keys = {room: f"{subject}:prompt:{week}:{room}" for room in rooms}
        kept = await work.meeting.week(house.id) or Week(begun=now, told=now - timedelta(days=7))
        if not rooms or kept.asked == week:
            return
        kept = replace(kept, asked=week)
        if now - max(await work.meeting.used(house.id) or kept.begun, kept.begun) > UNUSED:
            if kept.quiet is None:
                await work.outbox.put(
                    [_entry(house, key, RESTS, now, str(room)) for room, key in keys.items()]
                )
            await work.meeting.keep_week(house.id, replace(kept, quiet=kept.quiet or now))
            return
        digest = await gathered(work, house.id, kept.told, now)
        await work.meeting.digest(house.id, [item.key for item in digest.items])
        await work.meeting.keep_week(house.id, replace(kept, told=now, quiet=None))
        question = await turned(work, house.id)
        if question is None and not digest.items:
            return
        args = {
            "question": question.words if question else None,
            "items": [[item.kind, item.idea, item.about[:300]] for item in digest.items],
            "more": digest.more,
        }
        await work.outbox.put(
            [_entry(house, key, WEEKLY, now, str(room), args=args) for room, key in keys.items()]
        )

    async def weekly(self, entries: Sequence[Entry], work: MeetingWork) -> Sequence[Outcome]:
        """Draw question and news with the ideas as they are now; what nobody may see any more is left out."""
        return [await self._drawn(each, work) for each in entries]

    async def _drawn(self, each: Entry, work: MeetingWork) -> Outcome:
        if self._clock.now() - each.due > LATE:
            return Skip("its week has begun without it")
        told = each.args["items"]
        found = await work.ideas.many(each.community, list(dict.fromkeys(idea for _, idea, _ in told)))
        ideas = {idea.id: idea for idea in found if idea.stage.open}
        shown = [(kind, ideas[idea], about) for kind, idea, about in told if idea in ideas]
        card = weekly_card(each.args["question"], shown, each.args["more"])
        return card if card is not None else Skip("there is nothing left to tell")

    async def rests(self, entries: Sequence[Entry], work: MeetingWork) -> Sequence[Outcome]:  # noqa: ARG002
        """Say that the questions rest."""
        return [resting_card() for _ in entries]


def _entry(
    house: Community,
    key: str,
    kind: str,
    due: datetime,
    destination: str | None = None,
    *,
    args: Mapping[str, object] | None = None,
) -> NewEntry:
    return NewEntry(
        key=key,
        community=house.id,
        kind=kind,
        due=due,
        subject=f"ideas:{house.id}",
        destination=destination,
        args=args or {},
    )
