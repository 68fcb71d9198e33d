"""The list of weekly questions: hosts add to it, change it, take out of it, and say what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.ideas.delivery.planning import plan
from communitybot.ideas.desk import Desk, demand_moderating
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.model.meeting import Prompt
from communitybot.ideas.model.questions import QUESTIONS
from communitybot.ports import Clock, Units

EXAMPLE = "/idea prompts"
MOST = 100  # questions in a list
LONGEST = 400  # characters of one
NEW = 0
"""The number of a question that is not in the list yet."""

Change = Callable[[list[Prompt]], tuple[list[Prompt], str]]


@dataclass(frozen=True, slots=True)
class Prompts:
    """The questions in the order they come, and when they do."""

    asked: Sequence[Prompt]
    settings: IdeaSettings
    said: str = ""


class Prompting(Desk):
    """What hosts and administrators do with the list; each change made again changes nothing."""

    def __init__(self, units: Units[MeetingWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._meeting = units

    async def listed(self, caller: Caller) -> Prompts:
        """Raises `NotAllowed` for anybody else."""

        async def look(work: MeetingWork) -> Prompts:
            await demand_moderating(work, caller)
            return await _shown(work, caller, await kept(work, caller.community))

        return await self._meeting.read(look)

    async def prompt(self, caller: Caller, number: int) -> Prompt:
        """One question of the list."""
        return _of(list((await self.listed(caller)).asked), number)

    async def write(self, caller: Caller, number: int, text: str) -> Prompts:
        """Add a question (`NEW`), or say one in other words.

        Raises:
            Misread: for none, one that is too long, or one the list has already.
        """
        words = _words(text)

        def change(there: list[Prompt]) -> tuple[list[Prompt], str]:
            if number == NEW:
                return _added(there, words)
            return _reworded(there, _of(there, number), words)

        return await self._changed(caller, change)

    async def take_out(self, caller: Caller, number: int) -> Prompts:
        def change(there: list[Prompt]) -> tuple[list[Prompt], str]:
            one = next((one for one in there if one.number == number), None)
            if one is None:
                raise _unknown(number)
            if one.out:
                raise AlreadyDone(f"Question {number} is out of the list already.", example=EXAMPLE)
            return _with(there, replace(one, out=True)), f"Question {number} is out of the list."

        return await self._changed(caller, change)

    async def put_first(self, caller: Caller, number: int) -> Prompts:
        """Let a question come next."""

        def change(there: list[Prompt]) -> tuple[list[Prompt], str]:
            one = _of(there, number)
            asked = [each for each in there if not each.out]
            first = min(each.rank for each in asked)
            said = f"Question {number} comes next."
            return (there, said) if asked[0] == one else (_with(there, replace(one, rank=first - 1)), said)

        return await self._changed(caller, change)

    async def _changed(self, caller: Caller, change: Change) -> Prompts:
        now = self._clock.now()

        async def unit(work: MeetingWork) -> Prompts:
            await demand_moderating(work, caller)
            await work.communities.get(caller.community, hold=True)
            before = await kept(work, caller.community)
            after, said = change(list(before))
            if after != list(before):
                await work.meeting.keep_prompts(caller.community, after)
            await plan(work, caller.community, now)
            return await _shown(work, caller, after, said)

        return await self._meeting.run(unit)


async def kept(work: MeetingWork, community: str) -> Sequence[Prompt]:
    """A community's own list, next first; those it begins with where it has none."""
    own = await work.meeting.prompts(community)
    return own or [
        Prompt(number=number, words=words, rank=number) for number, words in enumerate(QUESTIONS, start=1)
    ]


async def turned(work: MeetingWork, community: str) -> Prompt | None:
    """The question that comes now; from then on it is the last. The community is held."""
    there = list(await kept(work, community))
    first = next((one for one in there if not one.out), None)
    if first is not None:
        last = max(one.rank for one in there)
        await work.meeting.keep_prompts(community, _with(there, replace(first, rank=last + 1)))
    return first


async def _shown(work: MeetingWork, caller: Caller, there: Sequence[Prompt], said: str = "") -> Prompts:
    settings = await work.ideas.settings(caller.community)
    return Prompts([one for one in there if not one.out], settings, said)


def _with(there: list[Prompt], one: Prompt) -> list[Prompt]:
    """The list with one question as it is now, in its order."""
    rest = [each for each in there if each.number != one.number]
    return sorted([*rest, one], key=lambda each: (each.out, each.rank, each.number))


def _added(there: list[Prompt], words: str) -> tuple[list[Prompt], str]:
    same = _same(there, words)
    if same is not None and not same.out:
        raise AlreadyDone(f"That question is in the list already, as number {same.number}.", example=EXAMPLE)
    last = max((one.rank for one in there), default=0)
    if same is not None:
        back = replace(same, words=words, out=False, rank=last + 1)
        return _with(there, back), f"Question {same.number} is in the list again."
    if sum(not one.out for one in there) >= MOST or len(there) >= 5 * MOST:
        raise Misread(f"The list has {MOST} questions; take one out first.", example=EXAMPLE)
    number = max((one.number for one in there), default=0) + 1
    return _with(there, Prompt(number=number, words=words, rank=last + 1)), f"Added as number {number}."


def _reworded(there: list[Prompt], one: Prompt, words: str) -> tuple[list[Prompt], str]:
    same = _same(there, words)
    if same is not None and same.number != one.number and not same.out:
        raise AlreadyDone(f"That question is in the list already, as number {same.number}.", example=EXAMPLE)
    return _with(there, replace(one, words=words)), f"Question {one.number} reads so from now on."


def _same(there: Sequence[Prompt], words: str) -> Prompt | None:
    return next((one for one in there if fold(one.words) == fold(words)), None)


def _of(there: Sequence[Prompt], number: int) -> Prompt:
    found = next((one for one in there if one.number == number and not one.out), None)
    if found is None:
        raise _unknown(number)
    return found


def _unknown(number: int) -> NotFound:
    return NotFound(f"The list has no question {number}.", example=EXAMPLE)


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not any(letter.isalnum() for letter in words):
        raise Misread("A question needs words.", example="What would you change first?", field="words")
    if len(words) > LONGEST:
        raise Misread(
            f"That is {len(words)} characters; {LONGEST} fit.",
            understood=words[:80],
            example="What would you change first?",
            field="words",
        )
    return words
