"""Recording what those who decide answered, and telling whoever follows an idea."""

from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import shorten
from communitybot.conversation.times import zone_info
from communitybot.conversation.urls import BadUrl, ascii_url
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.brief_views import AnswerWish, Desktop, Recorded
from communitybot.ideas.briefing import brief_of, desktop
from communitybot.ideas.delivery.talking import news
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_team, find
from communitybot.ideas.model.brief import MOST_ANSWERS, Brief, BriefAnswer
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import day_words
from communitybot.ids import new_id
from communitybot.ports import Clock, Units

EXAMPLE = "/idea reply"
TOLD = 400  # weight of an answer's words in the news; all of them are on the page


class Replies(Desk):
    """The answers to briefs; the team records them."""

    def __init__(self, units: Units[BriefsWork], clock: Clock) -> None:
        self._units: Units[BriefsWork] = units
        self._clock = clock

    async def waiting(self, caller: Caller, idea: str) -> Desktop:
        """The briefs of an idea for its team, to choose the one that was answered."""

        async def look(work: BriefsWork) -> Desktop:
            await demand_team(work, caller, await find(work, caller, idea))
            return await desktop(work, caller, idea)

        return await self._units.read(look)

    async def record(self, caller: Caller, idea: str, brief: str, wish: AnswerWish) -> Recorded:
        """Keep an answer and tell it; the same one again changes nothing.

        Raises:
            Misread: for a date to come, or a link that leads nowhere.
            AlreadyDone: for a brief nobody has seen yet.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> Recorded:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            asked = await brief_of(work, caller, found, brief, hold=True)
            if asked.shared is None:
                raise AlreadyDone("This brief is a draft, so nobody can have answered it.", example=EXAMPLE)
            answer = _answer(asked, wish, caller, now)
            there = (await work.briefs.answers(caller.community, [brief])).get(brief, ())
            same = next((each for each in there if _alike(each, answer)), None)
            if same is not None:
                return Recorded(brief=asked, idea=found, answer=same, new=False)
            if len(there) >= MOST_ANSWERS:
                raise AlreadyDone(f"A brief has at most {MOST_ANSWERS} answers.", example=EXAMPLE)
            await work.briefs.record(caller.community, answer)
            await work.ideas.save(replace(found, said=now))
            words = answer_words(asked, answer)
            await news(work, found, now, words)
            await tell(work, found, now, f"answer:{answer.id}", words, but={caller.person})
            return Recorded(brief=asked, idea=found, answer=answer, new=True)

        return await self._units.run(unit)

    async def take_back(self, caller: Caller, idea: str, answer: str) -> Idea:
        """Forget an answer that was recorded by mistake, and say so where it was told."""
        now = self._clock.now()

        async def unit(work: BriefsWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            briefs = {each.id for each in await work.briefs.of_idea(caller.community, idea)}
            kept = await work.briefs.answers(caller.community, list(briefs))
            if all(each.id != answer for some in kept.values() for each in some):
                raise NotFound("That answer is taken back already.", example=EXAMPLE)
            gone = await work.briefs.unrecord(caller.community, answer)
            if gone is not None:
                await news(
                    work, found, now, f"The answer of {gone.by} was recorded by mistake and is taken back."
                )
            return found

        return await self._units.run(unit)


def answer_words(brief: Brief, answer: BriefAnswer) -> str:
    """An answer as news."""
    late = " (late)" if answer.on > brief.reply_by else ""
    words = " ".join(answer.words.split())
    quoted = f" “{shorten(words, TOLD)}”" if words else ""
    return f"An answer to the brief{late}. {answer.by}: {answer.kind.value}, {day_words(answer.on)}.{quoted}"


def _answer(brief: Brief, wish: AnswerWish, caller: Caller, now: datetime) -> BriefAnswer:
    today = now.astimezone(zone_info(brief.zone)).date()
    on = wish.on or today
    if on > today:
        raise Misread(f"{day_words(on)} is still to come.", example="today", field="on")
    if brief.shared is not None and on < brief.shared.astimezone(zone_info(brief.zone)).date():
        shared = day_words(brief.shared.astimezone(zone_info(brief.zone)).date())
        raise Misread(
            f"The brief was shared on {shared}, so it was answered later.", example="today", field="on"
        )
    return BriefAnswer(
        id=new_id(),
        brief=brief.id,
        kind=wish.kind,
        by=wish.by or brief.to_name,
        on=on,
        words=wish.words,
        link=_link(wish.link),
        recorded_by=caller.person,
        at=now,
    )


def _link(typed: str) -> str:
    if not typed:
        return ""
    try:
        return ascii_url(typed if "://" in typed else f"https://{typed}")
    except BadUrl as problem:
        raise Misread(
            "I cannot read that link.",
            understood=shorten(typed, 60),
            example="https://example.org/letter",
            field="link",
        ) from problem


def _alike(one: BriefAnswer, other: BriefAnswer) -> bool:
    same = ("kind", "on", "words", "link")
    return fold(one.by) == fold(other.by) and all(getattr(one, name) == getattr(other, name) for name in same)
