"""Which idea is meant: by words of its title, by where one is, or by there being only one of the caller's."""

import re
from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, checks, suggests
from communitybot.commands.guard import Press
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.errors import NotFound
from communitybot.ideas.cards.which import choice_of, which_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.desk import find, moderates
from communitybot.ideas.model.idea import GROWING, Idea, Stage
from communitybot.ideas.repository import IdeasWork
from communitybot.ideas.views import IdeaQuery, Sort
from communitybot.ports import Units

KEY = re.compile(r"[0-9a-z]{14}")
MOST = limits.OPTIONS  # as many as a list can offer
NAMED_BY = (
    "idea view",
    "idea support",
    "idea follow",
    "idea join",
    "idea team",
    "idea edit",
    "idea withdraw",
    "idea advance",
    "idea park",
    "idea match",
    "idea merge",
    "idea model",
    "idea friends",
    "idea notes",
    "idea lab",
    "idea commit",
    "idea commitments",
    "idea brief",
    "idea voice",
    "idea reply",
    "idea outcome",
)

WhichIdea = Annotated[
    str | None,
    Param(
        "A few words of its title; your own if empty",
        label="Idea",
        suggests=True,
        most=200,
        example="Mentor hours",
    ),
]


class Choosing:
    """Finds the one idea a person means, or asks which of several."""

    def __init__(self, units: Units[IdeasWork]) -> None:
        self._units = units

    async def one(
        self,
        caller: Caller,
        text: str | None,
        again: Action,
        *,
        stages: Sequence[Stage] | None = None,
        own: bool = False,
        others: bool = False,
    ) -> Idea | Message:
        """The idea, or a question which is meant, whose answer presses `again`: see `idea_of`.

        `stages` are those at which it would do, `own` says that it is one the caller wrote or works on,
        `others` that it is not. Words may name one that does not fit: whoever acts on it says why not.
        Without words it is the one of the thread one is in, else the only one that fits; what the caller
        wrote or works on comes first.

        Raises:
            NotFound: when there is none; it says what there is.
        """

        async def look(work: IdeasWork) -> Sequence[Idea]:
            if text and text.strip():
                return await _named(work, caller, text.strip(), stages)
            here = await _here(work, caller)
            if here is not None:
                return [here]
            return await _around(work, caller, stages, own=own, others=others)

        found = await self._units.read(look)
        return found[0] if len(found) == 1 else which_card(found, again)

    @suggests("idea")
    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Titles while one is typed: those whose words begin so, or the caller's own and what is hot."""

        async def look(work: IdeasWork) -> Sequence[Idea]:
            if text.strip():
                return await _titled(work, caller, text.strip())
            mine = await _listed(work, caller, Sort.MINE)
            return [*mine, *(idea for idea in await _listed(work, caller, Sort.HOT) if idea not in mine)]

        found = await self._units.read(look)
        return tuple(choice_of(idea) for idea in found[: limits.SUGGESTIONS])

    @checks("idea", *NAMED_BY)
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words name an idea, whatever its stage."""
        return await self.one(caller, text, Action("idea.view"))


def idea_of(press: Press) -> str:
    """The idea a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else ""
    if not (named or press.value):
        raise stale()
    return named or press.value or ""


def stale() -> NotFound:
    return NotFound("That button is from an older version of this message.", example="/ideas")


async def _named(
    work: IdeasWork, caller: Caller, typed: str, stages: Sequence[Stage] | None
) -> Sequence[Idea]:
    if KEY.fullmatch(typed):
        try:
            return [await find(work, caller, typed)]
        except NotFound:
            pass
    found = await _titled(work, caller, typed)
    fitting = [idea for idea in found if stages is None or idea.stage in stages] or found
    exact = [idea for idea in fitting if fold(idea.title) == fold(typed)]
    if exact or fitting:
        return exact or fitting
    raise _unknown(typed, await _listed(work, caller, Sort.HOT, 3))


async def _titled(work: IdeasWork, caller: Caller, typed: str) -> Sequence[Idea]:
    """Ideas whose title begins some words so; for moderators also those that wait to be read."""
    found = list(await work.ideas.named(caller.community, typed, limit=MOST, person=caller.person))
    if not found and await moderates(work, caller):
        waiting = await work.ideas.waiting(caller.community, limit=200)
        wanted = fold(typed)
        found = [idea for idea in waiting if wanted in fold(idea.title)][:MOST]
    return found


async def _here(work: IdeasWork, caller: Caller) -> Idea | None:
    """The idea that is discussed in the thread one is in."""
    if caller.place.thread is None:
        return None
    thread = await work.discussions.thread_at(caller.place)
    if thread is None or thread.community != caller.community:
        return None
    try:
        return await find(work, caller, thread.talk)
    except NotFound:
        return None


async def _around(
    work: IdeasWork, caller: Caller, stages: Sequence[Stage] | None, *, own: bool, others: bool
) -> Sequence[Idea]:
    works_on = {idea.id for idea, _ in await work.ideas.held_by(caller.community, caller.person)}
    mine = [
        idea
        for idea in await _listed(work, caller, Sort.MINE)
        if idea.by(caller.person) or idea.id in works_on
    ]
    fits = [idea for idea in mine if idea.stage in (stages or GROWING)]
    if own:
        fits = fits or ([] if stages else mine)
        if not fits:
            raise _none_of_yours(mine)
        return fits
    if fits and not others:
        return fits
    known = {idea.id for idea in mine}
    hot = [idea for idea in await _listed(work, caller, Sort.HOT) if stages is None or idea.stage in stages]
    found = [idea for idea in hot if not (others and idea.id in known)]
    if not found:
        raise NotFound("There is no such idea here yet. You could post one.", example="/idea post")
    return found


async def _listed(work: IdeasWork, caller: Caller, sort: Sort, limit: int = MOST) -> Sequence[Idea]:
    query = IdeaQuery(sort=sort, person=caller.person if sort is Sort.MINE else None, limit=limit)
    return (await work.ideas.listed(caller.community, query)).ideas


def _none_of_yours(mine: Sequence[Idea]) -> NotFound:
    if not mine:
        return NotFound("You have no idea here yet. You could post one.", example="/idea post")
    stands = f"“{title_of(mine[0], 60)}” is {mine[0].stage.value}" if len(mine) == 1 else "None of yours fits"
    return NotFound(f"{stands}, so that cannot be done now.", example="/ideas")


def _unknown(typed: str, there: Sequence[Idea]) -> NotFound:
    short = one_line(typed, 60)
    if not there:
        return NotFound(
            f"I know no idea named “{short}”. There is none here yet; you could post one.",
            understood=short,
            example="/ideas",
            field="idea",
        )
    names = "; ".join(title_of(idea, 60) for idea in there)
    return NotFound(
        f"I know no idea named “{short}”. There are: {names}.",
        understood=short,
        example=title_of(there[0]),
        field="idea",
    )
