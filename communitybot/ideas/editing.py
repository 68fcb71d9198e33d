"""Changing an idea in its author's words, and taking it back."""

from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.conversation.phrases import name_words
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.delivery import talking
from communitybot.ideas.delivery.promises import of_withdrawal, subject_of_pictures
from communitybot.ideas.delivery.telling import tell
from communitybot.ideas.desk import Desk, demand_author, find
from communitybot.ideas.model.idea import MOST_WORDS, Idea, Member, Role, Stage
from communitybot.ideas.model.wording import too_many, words_in
from communitybot.ideas.posting import worded
from communitybot.ideas.previews import Changed
from communitybot.ideas.repository import IdeasWork
from communitybot.ideas.views import IdeaWish

ENDED = frozenset({Stage.MERGED, Stage.WITHDRAWN})
TOLD = {"title": "its title", "need": "the need", "approach": "the approach"}
"""What is worth a line of news when it changes, as the news calls it."""


class Editing(Desk):
    """What authors do with an idea once it is written."""

    async def change(self, caller: Caller, idea: str, wish: IdeaWish, *, role: Role | None = None) -> Changed:
        """Change what a wish names; where others read it, its card follows, and news is told of what counts.

        A draft may have too many words while it is one; `role` is what the caller brings to the team.

        Raises:
            NotAllowed: when it is not the caller's, or may not be anonymous.
            AlreadyDone: when it has ended.
            Misread: when others would read more words than an idea has; nothing is changed then.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Changed:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            demand_changeable(found)
            settings = await work.ideas.settings(found.community)
            if wish.anonymous and not found.anonymous and not settings.anonymous:
                raise NotAllowed("Ideas here carry their author's name.", example="/idea settings")
            _demand_named(found, wish)
            if role is not None:
                await _bring(work, caller, found, role, now)
            after = worded(found, wish)
            if after == found:
                return Changed(before=found, idea=found)
            if found.stage not in {Stage.DRAFT, Stage.DECLINED}:
                _demand_short(after)
            after = await self._kept(work, caller, found, after, now)
            return Changed(before=found, idea=after)

        return await self._units.run(unit)

    async def _kept(self, work: IdeasWork, caller: Caller, before: Idea, after: Idea, now: datetime) -> Idea:
        changed = [name for name in TOLD if getattr(before, name) != getattr(after, name)]
        after = replace(after, revision=before.revision + 1)
        if not before.stage.seen:
            await work.ideas.save(after)
            return after
        after = replace(after, said=now, reworded=now if changed else before.reworded)
        await work.ideas.save(after)
        await talking.changed(work, after, now)
        if changed:
            await talking.news(work, after, now, _news(caller, before, after, changed))
        return after

    async def withdraw(self, caller: Caller, idea: str, reason: str = "") -> tuple[Idea, bool]:
        """Take an idea back: its threads are closed, whoever follows is told, support is kept.

        Returns it, and whether this did it. A draft is not withdrawn but discarded.

        Raises:
            NotAllowed: when it is not the caller's.
            AlreadyDone: for a draft, and for what was merged.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> tuple[Idea, bool]:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            if found.stage is Stage.WITHDRAWN:
                return found, False
            demand_withdrawable(found)
            gone = replace(
                found,
                stage=Stage.WITHDRAWN,
                reason=reason.strip(),
                moved=now,
                said=now,
                revision=found.revision + 1,
            )
            await work.ideas.save(gone)
            if found.stage.seen:
                await talking.changed(work, gone, now)
                await talking.closed(work, gone, now)
                await work.outbox.put([of_withdrawal(gone, now)])
                await work.outbox.cancel(
                    gone.community, subject_of_pictures(gone), reason="the idea was withdrawn"
                )
                await tell(work, gone, now, "withdrawn", _withdrawn(caller, gone), but=[caller.person])
            return gone, True

        return await self._units.run(unit)


def demand_changeable(idea: Idea) -> None:
    if idea.stage in ENDED:
        raise AlreadyDone(f"This idea is {idea.stage.value}, so it stays as it is.", example="/ideas")


def demand_withdrawable(idea: Idea) -> None:
    if idea.stage is Stage.DRAFT:
        raise AlreadyDone(
            f"“{title_of(idea, 60)}” is a draft: nobody has seen it. Press Discard under its preview.",
            example="/idea edit",
        )
    if idea.stage is Stage.MERGED:
        raise AlreadyDone("This idea is part of another one now.", example="/ideas")


def _demand_short(idea: Idea) -> None:
    if over := too_many(idea):
        raise Misread(
            f"An idea has at most {MOST_WORDS} words. With this change it has {words_in(idea)}; {over} have "
            "to go. Nothing was changed yet.",
            example="/idea edit",
        )


def _demand_named(idea: Idea, wish: IdeaWish) -> None:
    """Whoever hid their name keeps it hidden also where their idea goes on in that of somebody else."""
    if wish.anonymous is not False or not idea.anonymous or len(idea.authors) < 2:
        return
    raise NotAllowed(
        "Several people wrote this idea, and one hides their name, so all names stay hidden.",
        example="/idea edit",
    )


async def _bring(work: IdeasWork, caller: Caller, idea: Idea, role: Role, now: datetime) -> None:
    """Keep what an author brings; who left the team is not put back into it."""
    members = await work.ideas.members(idea.community, idea.id)
    mine = next((one for one in members if one.person == caller.person), None)
    if mine is not None and mine.role is not role:
        member = Member(person=mine.person, name=mine.name, role=role, note=mine.note, at=mine.at or now)
        await work.ideas.enrol(idea.community, idea.id, member)


def _news(caller: Caller, before: Idea, after: Idea, changed: list[str]) -> str:
    named = [TOLD[name] for name in changed]
    what = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    who = _who(caller, after)
    renamed = f" It was “{title_of(before)}”." if "title" in changed else ""
    return f"{who} changed {what}.{renamed}"


def _withdrawn(caller: Caller, idea: Idea) -> str:
    who = _who(caller, idea)
    why = f" Why: {idea.reason}" if idea.reason else ""
    return f"{who} withdrew this idea, so its threads are closed.{why}"


def _who(caller: Caller, idea: Idea) -> str:
    return "Its author" if idea.anonymous else name_words(caller.name)
