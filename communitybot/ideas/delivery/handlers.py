"""Which part of ideas handles which kind of outbox entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from communitybot.ideas.calendar import Calendar
from communitybot.ideas.delivery import (
    answers,
    asking,
    friendship,
    hosting,
    inviting,
    merging,
    nudges,
    promised,
    reviewing,
    rooms,
)
from communitybot.ideas.delivery import weekly as weeks
from communitybot.ideas.delivery.forgetting import FORGET, Forgetting, Keeps
from communitybot.ideas.delivery.promises import LED, WITHDRAWN
from communitybot.ideas.delivery.telling import TELL, TOLD, Telling
from communitybot.ideas.delivery.threads import Threads
from communitybot.ideas.delivery.words import WORDS, Words
from communitybot.outbox.entry import Done, Entry, Handler, Outcome
from communitybot.ports import Clock


def handlers(clock: Clock, calendar: Calendar, keeps: Keeps) -> Mapping[str, Handler]:
    """Every kind of entry that ideas make; `keeps(platform)` says whether its words may be kept."""
    telling, joining = Telling(clock), asking.Asking(clock)
    friends = friendship.Friendship(clock)
    labs = hosting.Hosting(clock, calendar)
    made: dict[str, Any] = {LED: _noted, TELL: telling.tells, TOLD: telling.told}
    made |= {**Threads(clock).handlers(), WORDS: Words(clock).words}
    made |= {FORGET: Forgetting(clock, keeps).forgets}
    made |= {asking.ASK: joining.asks, asking.ASKED: joining.asked}
    moderated = reviewing.Reviewing(clock)
    made |= {reviewing.WAITS: moderated.waits, reviewing.PUBLISHED: moderated.published}
    made |= {reviewing.DECLINED: moderated.declined}
    made |= {friendship.ASK: friends.asks, friendship.WAIT: friends.waits}
    merges = merging.Merging(clock)
    made |= {merging.ASK: merges.asks, merging.ASKED: merges.asked}
    made |= {merging.LAPSE: merges.lapses, merging.SETTLE: merges.settles}
    commitments = promised.Promised(clock)
    made |= {promised.ASK: commitments.asks, promised.WAIT: commitments.waits}
    made |= {promised.FOLLOW: commitments.follows, promised.QUESTION: commitments.questions}
    made |= {promised.REACHED: commitments.reached}
    answered = answers.Answers(clock)
    made |= {answers.DUE: answered.due, answers.ASK: answered.asks, answers.LET_GO: answered.lets_go}
    made |= {hosting.REVISED: labs.revised, hosting.HELD: labs.held}
    made |= {WITHDRAWN: labs.withdrawn}
    made |= {inviting.INVITE: inviting.invites}
    later = rooms.OpeningLater(clock)
    made |= {rooms.ROOMS: later.rooms, rooms.ROOM: later.opens}
    reminding, weekly = nudges.Reminding(clock), weeks.Weekly(clock)
    made |= {nudges.LOOK: reminding.looks, nudges.NUDGE: reminding.nudges}
    made |= {weeks.WEEK: weekly.weeks, weeks.WEEKLY: weekly.weekly, weeks.RESTS: weekly.rests}
    return made


async def _noted(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:  # noqa: ARG001
    """A role that was taken is a fact others may build on; here nothing more follows from it."""
    return [Done() for _ in entries]
