"""Writing into a logic model: what was typed is read, and over somebody else's words nobody writes unseen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import one_line
from communitybot.errors import Misread
from communitybot.ideas.delivery import talking
from communitybot.ideas.growth_repository import GrowthWork
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.logic import LINE_MOST, LINES_MOST, LogicModel, Part

COMPLETE = "The logic model of this idea is written: /idea model shows it."
_MARK = re.compile(r"^(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to stand in a field, and the number of what stood there when they began."""

    part: Part
    text: str
    known: int


def read_lines(wish: Wish) -> tuple[str, ...]:
    """The things typed into a field, one a line, without the marks people put before them.

    Raises:
        Misread: for too many of them, or one too long.
    """
    folded = (one_line(line) for line in wish.text.splitlines())
    lines = tuple(words for line in folded if (words := _MARK.sub("", line).strip()))
    if len(lines) > LINES_MOST:
        raise Misread(
            f"{wish.part.called} has {len(lines)} lines; {LINES_MOST} fit. Name what matters most.",
            example=lines[0][:80],
            field=wish.part.value,
        )
    for line in lines:
        if len(line) > LINE_MOST:
            raise Misread(
                f"A line under {wish.part.called} has {len(line)} characters; {LINE_MOST} fit.",
                understood=line[:80],
                example="Two release hours a week for each mentor",
                field=wish.part.value,
            )
    return lines


@dataclass(frozen=True, slots=True)
class Pen:
    """Somebody writing into the model of an idea, inside a unit that holds it."""

    work: GrowthWork
    caller: Caller
    idea: Idea
    now: datetime

    async def written(self, model: LogicModel, wish: Wish, lines: tuple[str, ...]) -> bool:
        """Keep one field as it is wished, or put it aside; whether that changed what stands there."""
        if lines == model.lines(wish.part):
            return False
        stands = model.parts.get(wish.part)
        if stands is None or stands.number == wish.known:
            await self.put(wish.part, lines)
            return True
        if lines == await self._stood(wish):
            return False
        waiting = await self.work.growth.waiting(self.idea.community, self.idea.id, self.caller.person)
        if all((one.part, one.lines) != (wish.part, lines) for one in waiting):
            await self.put(wish.part, lines, aside=True)
        return False

    async def put(self, part: Part, lines: Sequence[str], *, aside: bool = False) -> None:
        await self.work.growth.write(
            self.idea.community,
            self.idea.id,
            part,
            lines,
            person=self.caller.person,
            name=self.caller.name,
            at=self.now,
            aside=aside,
        )

    async def kept(self, before: LogicModel) -> Idea:
        """The idea with its model changed; the threads hear when the last empty field was written."""
        after = replace(self.idea, said=self.now, revision=self.idea.revision + 1)
        await self.work.ideas.save(after)
        model = await self.work.growth.model(after.community, after.id)
        if before.missing and not model.missing:
            await talking.news(self.work, after, self.now, COMPLETE)
        return after

    async def _stood(self, wish: Wish) -> tuple[str, ...]:
        """What stood in the field when its writer began; nothing if that is unknown."""
        stood = await self.work.growth.writing(self.idea.community, self.idea.id, wish.known)
        return stood.lines if stood is not None and stood.part is wish.part else ()
