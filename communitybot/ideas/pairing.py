"""Two ideas side by side, and who may do what with them before and after they are one."""

from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.conversation.plain import at_words
from communitybot.conversation.text import At, AtStyle
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.delivery.merging import team_of_both
from communitybot.ideas.desk import community_of, find, moderates
from communitybot.ideas.merge_repository import MergesWork
from communitybot.ideas.merge_views import Pair
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.merge import ANSWER, MergeState
from communitybot.people.rights import refusal

EXAMPLE = "/idea merge"
MOST_ASKED = 3  # questions of one person that wait


async def pair_of(work: MergesWork, caller: Caller, one: str, other: str, *, hold: bool) -> Pair:
    """Both ideas, held in the order of their ids, so that no two units wait for each other."""
    found: dict[str, Idea] = {}
    for idea in sorted({one, other}):
        found[idea] = await find(work, caller, idea, hold=hold)
    return Pair(
        one=found[one],
        other=found[other],
        team=await team_of_both(work, found[one], found[other]),
        mine=frozenset(idea.id for idea in found.values() if idea.by(caller.person)),
        moderates=await moderates(work, caller),
        zone=(await community_of(work, caller.community)).zone,
        merge=await work.merges.between(caller.community, one, other),
    )


async def demand_pair(
    work: MergesWork, caller: Caller, one: str, other: str, now: datetime, *, hold: bool
) -> Pair:
    if one == other:
        raise Misread("Both are the same idea; name another one for it to go on in.", example=EXAMPLE)
    pair = await pair_of(work, caller, one, other, hold=hold)
    demand_either(pair)
    merge = pair.merge
    if merge is not None and merge.state is MergeState.MERGED and pair.one.into == other:
        return pair
    for idea in (pair.one, pair.other):
        demand_goes_on(idea)
    if merge is not None and merge.state is MergeState.APART and merge.ended_by != caller.person:
        until = (merge.done or merge.asked) + ANSWER
        if now < until:
            raise AlreadyDone(
                "Whoever wrote one of them would like to keep them apart. You can ask again from "
                f"{_day(until, pair.zone, now)} on.",
                example="/ideas",
            )
    return pair


def demand_either(pair: Pair) -> None:
    if not pair.mine and not pair.moderates:
        raise NotAllowed("Only whoever wrote one of the two, or a moderator, can do that.", example="/ideas")


async def demand_few(work: MergesWork, caller: Caller, pair: Pair, now: datetime) -> None:
    """Nobody but a moderator asks many authors at once."""
    if pair.moderates or len(pair.mine) == 2:
        return
    if await work.merges.asked_by(caller.community, caller.person, now - ANSWER) >= MOST_ASKED:
        raise AlreadyDone(
            f"{MOST_ASKED} of your questions wait for an answer. Please let their authors answer first.",
            example="/ideas",
        )


async def demand_part(work: MergesWork, caller: Caller, idea: Idea) -> None:
    if not idea.by(caller.person) and not await moderates(work, caller):
        raise refusal(caller, "Only whoever wrote this idea, or a moderator, can merge it.", example="/ideas")


def demand_goes_on(idea: Idea) -> None:
    """Refuse for an idea that cannot be merged as it stands, and say what could be done."""
    title = title_of(idea, 60)
    if idea.stage is Stage.MERGED:
        raise AlreadyDone(f"“{title}” is part of another idea already; look there.", example="/idea view")
    if idea.stage is Stage.PARKED:
        raise AlreadyDone(f"“{title}” rests. Let it go on first.", example="/idea advance")
    if idea.stage is Stage.REPORTED:
        raise AlreadyDone(f"The outcome of “{title}” is told, so it stays as it is.", example="/outcomes")
    if not idea.stage.open:
        raise AlreadyDone(f"“{title}” is {idea.stage.value}, so it cannot be merged.", example="/ideas")


async def demand_undoable(work: MergesWork, caller: Caller, idea: str, now: datetime, *, hold: bool) -> Pair:
    found = await find(work, caller, idea)
    merge = await work.merges.of(caller.community, found.id)
    if merge is None:
        raise not_merged(found)
    pair = await pair_of(work, caller, merge.one, merge.other, hold=hold)
    merge = pair.merge or merge
    demand_either(pair)
    if pair.one.stage is not Stage.MERGED or pair.one.into != merge.other:
        raise not_merged(pair.one)
    if not merge.undoable(now):
        since = _day(merge.done or merge.asked, pair.zone, now)
        raise AlreadyDone(
            f"“{title_of(pair.one, 60)}” and “{title_of(pair.other, 60)}” became one on {since}. After seven "
            "days that stays so.",
            example="/idea post",
        )
    if pair.other.stage is Stage.MERGED:
        raise AlreadyDone(
            f"“{title_of(pair.other, 60)}” has joined another idea since. That has to be undone first.",
            example="/idea view",
        )
    return pair


def not_merged(idea: Idea) -> AlreadyDone:
    return AlreadyDone(f"“{title_of(idea, 60)}” is on its own already.", example="/idea view")


def _day(moment: datetime, zone: str, now: datetime) -> str:
    return at_words(At(moment, zone, style=AtStyle.DATE), zone=zone, now=now)
