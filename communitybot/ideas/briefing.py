"""Writing briefs to those who decide, sharing them, and who stands on them by name."""

from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotAllowed, NotFound
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.brief_views import BriefSeen, BriefWish, Desktop
from communitybot.ideas.brief_wording import EXAMPLE, alike, blank, demand_date, today, worded
from communitybot.ideas.delivery.answers import expected
from communitybot.ideas.delivery.talking import news
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, community_of, demand_author, demand_open, demand_team, find
from communitybot.ideas.model.brief import MOST_BRIEFS, Brief, Showing
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import built, day_words
from communitybot.ideas.papers.service import BriefAddresses
from communitybot.ideas.surroundings import team_of
from communitybot.ports import Clock, Units


class Briefing(Desk):
    """From an idea to one page that somebody who decides can answer."""

    def __init__(self, units: Units[BriefsWork], clock: Clock, addresses: BriefAddresses) -> None:
        self._units: Units[BriefsWork] = units
        self._clock = clock
        self._addresses = addresses

    async def desktop(self, caller: Caller, idea: str) -> Desktop:
        """The briefs of an idea; drafts are for its team."""
        return await self._units.read(lambda work: desktop(work, caller, idea))

    async def look(self, caller: Caller, idea: str, brief: str) -> BriefSeen:
        async def unit(work: BriefsWork) -> BriefSeen:
            found = await find(work, caller, idea)
            return await self._seen(work, caller, found, await brief_of(work, caller, found, brief))

        return await self._units.read(unit)

    async def write(self, caller: Caller, idea: str, wish: BriefWish) -> BriefSeen:
        """Keep a new brief as a draft; the same form sent again changes nothing.

        Raises:
            Misread: without whom it is for or what it asks, or with a date that is none to answer by.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> BriefSeen:
            found = await _teams(work, caller, idea)
            community = await community_of(work, caller.community)
            brief = worded(blank(found, caller, now, community.zone), wish, now)
            there = await work.briefs.of_idea(caller.community, idea)
            same = next((each for each in there if alike(each, brief)), None)
            if same is None:
                if len(there) >= MOST_BRIEFS:
                    raise AlreadyDone(f"An idea has at most {MOST_BRIEFS} briefs.", example=EXAMPLE)
                await work.briefs.add(brief)
                await work.ideas.save(replace(found, said=now))
            return await self._seen(work, caller, found, same or brief)

        return await self._units.run(unit)

    async def change(self, caller: Caller, idea: str, brief: str, wish: BriefWish) -> BriefSeen:
        """Word a brief anew; its page follows at once, and the date is watched as it is now.

        Raises:
            AlreadyDone: once it was answered, or silence was noted: it stays what that was about.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> BriefSeen:
            found = await _teams(work, caller, idea)
            before = await brief_of(work, caller, found, brief, hold=True)
            after = worded(before, wish, now)
            if after != before:
                await _demand_unanswered(work, before)
                after = replace(after, revision=before.revision + 1)
                await work.briefs.save(after)
                if after.shared is not None and after.reply_by != before.reply_by:
                    await work.outbox.put(expected(found, after, now))
            return await self._seen(work, caller, found, after)

        return await self._units.run(unit)

    async def share(self, caller: Caller, idea: str, brief: str) -> BriefSeen:
        """Let the community have it: news in the threads, a word to whoever follows, the date watched.

        Raises:
            AlreadyDone: when it is shared.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> BriefSeen:
            found = await _teams(work, caller, idea)
            before = await brief_of(work, caller, found, brief, hold=True)
            if before.shared is not None:
                raise AlreadyDone("This brief is shared already.", example=EXAMPLE)
            demand_date(before.reply_by, today(now, before.zone))
            after = replace(before, shared=now, revision=before.revision + 1)
            await work.briefs.save(after)
            await work.ideas.save(replace(found, said=now))
            said = (
                f"The team has written a policy brief to {after.to_name}, {after.to_role}. A reply is asked "
                f"for by {day_words(after.reply_by)}."
            )
            said = f"{said} Read it: {self._addresses.members(after.id)}"
            await news(work, found, now, said)
            team = await team_of(work, found)
            await tell(work, found, now, f"brief:{after.id}", said, but=team)
            shown = f"{said} You stand on it by your role until you choose: /idea brief, How I am shown."
            await tell(work, found, now, f"brief:{after.id}:team", shown, to=team, but={caller.person})
            await work.outbox.put(expected(found, after, now))
            return await self._seen(work, caller, found, after)

        return await self._units.run(unit)

    async def discard(self, caller: Caller, idea: str, brief: str) -> None:
        """Throw a draft away; what is gone already is as well."""

        async def unit(work: BriefsWork) -> None:
            await _teams(work, caller, idea)
            found = await work.briefs.get(caller.community, brief)
            if found is not None and found.idea == idea and found.shared is not None:
                raise AlreadyDone("This brief is shared, so it stays.", example=EXAMPLE)
            if found is not None and found.idea == idea:
                await work.briefs.discard(caller.community, brief)

        await self._units.run(unit)

    async def publish(self, caller: Caller, idea: str, brief: str, *, on: bool) -> BriefSeen:
        """Let everybody on the web read a brief, or members only; its authors decide."""

        async def unit(work: BriefsWork) -> BriefSeen:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            before = await brief_of(work, caller, found, brief, hold=True)
            if on and before.shared is None:
                raise NotAllowed("It is a draft. Share it with the community first.", example=EXAMPLE)
            after = replace(before, published=on)
            await work.briefs.save(after)
            return await self._seen(work, caller, found, after)

        return await self._units.run(unit)

    async def sign(self, caller: Caller, idea: str, showing: Showing) -> Idea:
        """Keep how the caller stands on the briefs of an idea.

        Raises:
            NotAllowed: by name, for the author of an anonymous idea; for whoever is not in its team.
        """
        now = self._clock.now()

        async def unit(work: BriefsWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            if showing is Showing.NAME and found.anonymous and found.by(caller.person):
                raise NotAllowed(
                    "Your idea is anonymous, so its briefs do not name you. You can stand there by role.",
                    example=EXAMPLE,
                )
            await work.briefs.sign(caller.community, idea, caller.person, showing, at=now)
            return found

        return await self._units.run(unit)

    async def _seen(self, work: BriefsWork, caller: Caller, idea: Idea, brief: Brief) -> BriefSeen:
        signings = await work.briefs.signings(caller.community, idea.id)
        return BriefSeen(
            brief=brief,
            idea=idea,
            page=await built(work, brief, idea),
            address=self._addresses.shown(brief),
            teams=await belongs(work, caller, idea),
            authors=idea.by(caller.person),
            showing=signings.get(caller.person),
        )


async def desktop(work: BriefsWork, caller: Caller, idea: str) -> Desktop:
    found = await find(work, caller, idea)
    teams = await belongs(work, caller, found)
    briefs = [
        each for each in await work.briefs.of_idea(caller.community, idea) if teams or each.shared is not None
    ]
    voices = await work.briefs.voices(caller.community, idea)
    return Desktop(
        idea=found,
        briefs=briefs,
        answers=dict(await work.briefs.answers(caller.community, [each.id for each in briefs])),
        teams=teams,
        voices=sum(1 for each in voices if not each.left_out),
        zone=(await community_of(work, caller.community)).zone,
    )


async def brief_of(work: BriefsWork, caller: Caller, idea: Idea, brief: str, *, hold: bool = False) -> Brief:
    """The brief of this idea of that id, if the caller may see it; else `NotFound`."""
    found = await work.briefs.get(caller.community, brief, hold=hold)
    here = found is not None and found.idea == idea.id
    if found is not None and here and (found.shared is not None or await belongs(work, caller, idea)):
        return found
    raise NotFound("I know no such brief here; it may have been thrown away.", example=EXAMPLE)


async def belongs(work: BriefsWork, caller: Caller, idea: Idea) -> bool:
    """Whether somebody carries an idea: wrote it, or works on it."""
    return caller.person in await team_of(work, idea)


async def _demand_unanswered(work: BriefsWork, brief: Brief) -> None:
    answers = await work.briefs.answers(brief.community, [brief.id])
    if answers or brief.silent is not None:
        what = "It was answered" if answers else "It is noted that no answer came"
        raise AlreadyDone(
            f"{what}, so it stays as {brief.to_name} had it. Another brief can ask anew.", example=EXAMPLE
        )


async def _teams(work: BriefsWork, caller: Caller, idea: str) -> Idea:
    found = await find(work, caller, idea, hold=True)
    await demand_team(work, caller, found)
    demand_open(found)
    return found
