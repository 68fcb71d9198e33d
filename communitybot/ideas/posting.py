"""Posting an idea: a draft only its author sees, shown as others will see it, then sent or thrown away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.checklist import hints_of
from communitybot.ideas.delivery import reviewing
from communitybot.ideas.desk import Desk, community_of, demand_author, find, moderates, rooms_of
from communitybot.ideas.model.idea import MOST_WORDS, Author, Idea, Joining, Member, Role, Stage
from communitybot.ideas.model.wording import too_many, words_in
from communitybot.ideas.previews import Preview, Sent
from communitybot.ideas.publishing import publish
from communitybot.ideas.repository import IdeasWork
from communitybot.ideas.views import IdeaQuery, IdeaWish, Sort
from communitybot.ideas.waiting import Expected, expected
from communitybot.ids import new_id
from communitybot.people.administrators import moderators

MOST_DRAFTS = 20
SIMILAR = 3
WAITING = 100  # ideas in the queue that are counted one by one
UNSENT = frozenset({Stage.DRAFT, Stage.DECLINED})
"""Stages from which an idea can be sent."""

TEXTS = ("need", "approach", "benefits", "helps")
WORDED = ("title", *TEXTS, "roles", "category", "tags", "place", "anonymous")
"""What a wish can change of an idea, by the same names in both."""


class Posting(Desk):
    """From what somebody typed to an idea that moderators, or everybody, can read."""

    async def draft(
        self, caller: Caller, wish: IdeaWish, *, role: Role | None = None, notes: Sequence[str] = ()
    ) -> Preview:
        """Keep an idea as a draft; `role` is what its author brings to the team.

        Sent again by accident, the same form changes the draft it made. Nothing that was typed is lost:
        also an idea with too many words is kept.

        Raises:
            Misread: without a title, or with more drafts than are kept.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Idea:
            await work.people.get(caller.community, caller.person, hold=True)  # two forms at once wait here
            known = await _same(work, caller, wish)
            if known is not None:
                return await _reworded(work, known, wish, role, caller) if known.stage in UNSENT else known
            idea = worded(_blank(caller, now), wish)
            await work.ideas.add(idea)
            await _enrol(work, caller, idea, role or Role.TEACHER, now)
            return idea

        return await self.preview(caller, (await self._units.run(unit)).id, notes=notes)

    async def preview(self, caller: Caller, idea: str, *, notes: Sequence[str] = ()) -> Preview:
        """One's own idea with all there is to know before sending it."""

        async def look(work: IdeasWork) -> Preview:
            found = await find(work, caller, idea)
            demand_author(caller, found)
            house = await community_of(work, caller.community)
            members = await work.ideas.members(found.community, found.id)
            known = await moderators(work, house)
            return Preview(
                idea=found,
                settings=await work.ideas.settings(found.community),
                wait=await wait_of(work, found),
                role=next((one.role for one in members if one.person == caller.person), None),
                similar=await similar_to(work, found),
                cautions=cautions_of(found),
                hints=hints_of(found),
                notes=notes,
                moderators=len(known) or int(await moderates(work, caller)),
            )

        return await self._units.read(look)

    async def send(self, caller: Caller, idea: str, *, revision: int | None = None) -> Sent:
        """Hand an idea to the moderators, or publish it where none reads it first. Again does nothing.

        Raises:
            Misread: while it has too many words, or says no need.
            NotAllowed: while it is anonymous where ideas may not be, or there is no room for it.
            AlreadyDone: with a `revision` that it has no more.
        """
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Sent:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            wait = await wait_of(work, found)
            if found.stage not in UNSENT:
                return Sent(idea=found, now=False, wait=wait)
            if revision is not None and revision != found.revision:
                raise Outdated
            settings = await work.ideas.settings(found.community)
            _demand_ready(found, anonymous=settings.anonymous)
            house = await community_of(work, found.community)
            if not rooms_of(house):
                raise NotAllowed(
                    "There is no room for ideas yet, so nobody could discuss it. It is kept as a draft; an "
                    "administrator can choose a room.",
                    example="/community settings ideas: here",
                )
            if not settings.reviewed:
                return Sent(idea=await publish(work, found, now), now=True, wait=wait)
            waits = _submitted(found, now)
            await work.ideas.save(waits)
            told = await reviewing.tell_moderators(work, house, waits, now)
            known = told or int(await moderates(work, caller))
            return Sent(idea=waits, now=True, wait=wait, moderators=known)

        return await self._units.run(unit)

    async def discard(self, caller: Caller, idea: str) -> Idea:
        """Throw a draft away for good.

        Raises:
            AlreadyDone: when it was sent; then it can be withdrawn.
        """

        async def unit(work: IdeasWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            demand_author(caller, found)
            if found.stage is not Stage.DRAFT:
                raise AlreadyDone(
                    "This idea has been sent, so it is no draft any more. You can withdraw it.",
                    example="/idea withdraw",
                )
            await work.ideas.delete(found.community, found.id)
            return found

        return await self._units.run(unit)


class Outdated(AlreadyDone):
    """It has other words by now than those that were shown."""

    def __init__(self) -> None:
        super().__init__("It was changed since; this is how it is now.", example="/ideas")


def worded(idea: Idea, wish: IdeaWish) -> Idea:
    """The idea with what a wish names; the rest stays."""
    return replace(idea, **{name: given for name in WORDED if (given := getattr(wish, name)) is not None})


async def wait_of(work: IdeasWork, idea: Idea) -> Expected:
    """How long it may take until somebody reads it, and how many are read before it."""
    queue = [one.id for one in await work.ideas.waiting(idea.community, limit=WAITING)]
    ahead = queue.index(idea.id) if idea.id in queue else len(queue)
    return expected(await work.ideas.waits(idea.community), ahead)


async def similar_to(work: IdeasWork, idea: Idea) -> Sequence[Idea]:
    """Published ideas that share the most telling words with this one."""
    words = f"{idea.title}\n{idea.need}\n{idea.approach}"
    return await work.ideas.similar(idea.community, words, limit=SIMILAR, but=idea.id)


def _blank(caller: Caller, now: datetime) -> Idea:
    author = Author(caller.person, caller.name)
    return Idea(id=new_id(), community=caller.community, title="", authors=(author,), created=now)


def _submitted(idea: Idea, now: datetime) -> Idea:
    return replace(
        idea,
        stage=Stage.SUBMITTED,
        submitted=now,
        moved=now,
        said=now,
        reason="",
        revision=idea.revision + 1,
    )


def _demand_ready(idea: Idea, *, anonymous: bool) -> None:
    if over := too_many(idea):
        raise Misread(
            f"An idea has at most {MOST_WORDS} words. Yours has {words_in(idea)}, so {over} have to go. "
            "It is kept as a draft.",
            example="/idea edit",
        )
    if not idea.need:
        raise Misread(
            "An idea is more than a wish: say at least what the need is. It is kept as a draft.",
            example="/idea edit",
        )
    if idea.anonymous and not anonymous:
        raise NotAllowed(
            "Ideas here carry their author's name now. It is kept as a draft; change it if your name may "
            "stand there.",
            example="/idea edit",
        )


async def _enrol(work: IdeasWork, caller: Caller, idea: Idea, role: Role, now: datetime) -> None:
    member = Member(person=caller.person, name=caller.name, role=role, joining=Joining.MEMBER, at=now)
    await work.ideas.enrol(idea.community, idea.id, member)


async def _reworded(work: IdeasWork, known: Idea, wish: IdeaWish, role: Role | None, caller: Caller) -> Idea:
    """The draft an earlier form made, with what this one says more."""
    after = worded(known, wish)
    if after != known:
        after = replace(after, revision=known.revision + 1)
        await work.ideas.save(after)
    if role is not None:
        await _enrol(work, caller, after, role, known.created)
    return after


async def _same(work: IdeasWork, caller: Caller, wish: IdeaWish) -> Idea | None:
    """What the caller has written already in the same words: a form that was sent twice makes one idea.

    Of a draft, a text that only one of the two has does not tell them apart.
    """
    for stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.SEED):
        query = IdeaQuery(sort=Sort.MINE, stage=stage, person=caller.person, limit=MOST_DRAFTS)
        own = [
            one for one in (await work.ideas.listed(caller.community, query)).ideas if one.by(caller.person)
        ]
        for one in own:
            if _alike(one, wish):
                return await work.ideas.get(one.community, one.id, hold=True)
        if stage is Stage.DRAFT and len(own) >= MOST_DRAFTS:
            raise Misread(
                f"You have {MOST_DRAFTS} drafts already. Send one or discard one first.",
                example="/ideas sort: mine",
                field="title",
            )
    return None


def _alike(idea: Idea, wish: IdeaWish) -> bool:
    if fold(idea.title) != fold(wish.title or ""):
        return False
    pairs = [(getattr(idea, name), getattr(wish, name) or "") for name in TEXTS]
    if idea.stage is Stage.DRAFT:
        return all(one == other or not one or not other for one, other in pairs)
    return all(one == other for one, other in pairs)
