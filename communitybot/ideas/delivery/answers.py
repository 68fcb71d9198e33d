"""What is due around the date a reply is asked for by: a reminder, a question, and silence noted exactly."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.cards.answering import ask_card
from communitybot.ideas.delivery.promises import entry, to_person
from communitybot.ideas.delivery.talking import news
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.delivery.threads import IDEAS
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.brief import Brief
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import day_words
from communitybot.ideas.surroundings import team_of
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads.holding import hold

DUE = "idea.brief_due"
ASK = "idea.brief_ask"
LET_GO = "idea.voice_let_go"
REMIND, ASKED, SILENCE = "remind", "ask", "silence"


def expected(idea: Idea, brief: Brief, now: datetime) -> list[NewEntry]:
    """Watch the date of a brief; what was watched before its date moved has no effect any more."""
    date = brief.reply_by.isoformat()
    steps = {REMIND: brief.reminded, ASKED: brief.asked, SILENCE: brief.silence}
    return [
        entry(idea, DUE, f"brief:{brief.id}:{step}:{date}", due, brief=brief.id, step=step, date=date)
        for step, due in steps.items()
        if step != REMIND or due > now
    ]


class Answers:
    """Sees to it that whoever follows an idea hears what became of its briefs, be it silence."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def due(self, entries: Sequence[Entry], work: BriefsWork) -> Sequence[Outcome]:
        """Remind the team, ask it, or note that there was no answer."""
        await hold(IDEAS, entries, work)
        return [await self._due(each, work) for each in entries]

    async def asks(self, entries: Sequence[Entry], work: BriefsWork) -> Sequence[Outcome]:
        """Draw the question for one of the team."""
        outcomes: list[Outcome] = []
        for each in entries:
            idea, brief = await _waiting(each, work)
            gone = idea is None or brief is None
            outcomes.append(_overtaken() if gone or idea is None or brief is None else ask_card(idea, brief))
        return outcomes

    async def lets_go(self, entries: Sequence[Entry], work: BriefsWork) -> Sequence[Outcome]:
        """Forget words that somebody wrote and never agreed to."""
        for each in entries:
            await work.briefs.let_go(each.community, each.args["voice"])
        return [Done() for _ in entries]

    async def _due(self, each: Entry, work: BriefsWork) -> Outcome:
        idea, brief = await _waiting(each, work, hold=True)
        if idea is None or brief is None:
            return _overtaken()
        match each.args["step"]:
            case step if step == REMIND:
                await self._remind(work, idea, brief)
            case step if step == ASKED:
                await self._ask(work, idea, brief)
            case _ if brief.silent is None:
                await self._silence(work, idea, brief)
        return Done()

    async def _remind(self, work: BriefsWork, idea: Idea, brief: Brief) -> None:
        words = (
            f"{brief.to_name} is asked for a reply by {day_words(brief.reply_by)}, and none is recorded yet. "
            "A short, kind reminder helps. When an answer comes, /idea reply keeps it."
        )
        key = f"brief:{brief.id}:{REMIND}:{brief.reply_by}"
        await tell(work, idea, self._clock.now(), key, words, to=await team_of(work, idea))

    async def _ask(self, work: BriefsWork, idea: Idea, brief: Brief) -> None:
        now = self._clock.now()
        zone = (await community_of(work, idea.community)).zone
        known = await work.people.many(idea.community, await team_of(work, idea))
        date = brief.reply_by.isoformat()
        given = {"brief": brief.id, "step": ASKED, "date": date}
        await work.outbox.put(
            [
                to_person(
                    idea,
                    ASK,
                    f"brief:{brief.id}:asked:{date}",
                    person,
                    person.quiet_until(now, zone) or now,
                    **given,
                )
                for person in known.values()
            ]
        )

    async def _silence(self, work: BriefsWork, idea: Idea, brief: Brief) -> None:
        now = self._clock.now()
        await work.briefs.save(replace(brief, silent=now, revision=brief.revision + 1))
        words = (
            f"No answer by {day_words(brief.reply_by)} to the brief for {brief.to_name}, {brief.to_role}. "
            "A late answer can still be recorded."
        )
        await news(work, idea, now, words)
        await tell(work, idea, now, f"brief:{brief.id}:{SILENCE}:{brief.reply_by}", words)


async def _waiting(each: Entry, work: BriefsWork, *, hold: bool = False) -> tuple[Idea | None, Brief | None]:
    """The brief an entry is about, while it still waits for an answer by that date."""
    idea = await work.ideas.get(each.community, each.args["idea"], hold=hold)
    brief = await work.briefs.get(each.community, each.args["brief"], hold=hold)
    if idea is None or not idea.stage.seen or brief is None or brief.shared is None:
        return None, None
    answered = await work.briefs.answers(each.community, [brief.id])
    if answered or brief.reply_by.isoformat() != each.args["date"]:
        return None, None
    return idea, brief


def _overtaken() -> Skip:
    return Skip("there is an answer, another date, or nobody is to see it", State.SUPERSEDED)
