"""The parameters commands about resources share, declared once, and what is suggested while one is typed."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, suggests
from communitybot.commands.tags import tag_of
from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import File
from communitybot.conversation.phrases import counted
from communitybot.ports import Units
from communitybot.resources.model.resource import (
    AUTHOR_MOST,
    MOST_TAGS,
    NOTE_MOST,
    TEXT_MOST,
    TITLE_MOST,
    Kind,
    Licence,
)
from communitybot.resources.reading import GRADES_EXAMPLE, subject_of
from communitybot.resources.repository import ResourcesWork

LIST_MOST = 300
LINK_MOST = 3_000
GRADES = ("K-2", "3-5", "6-8", "9-12", "college", "adults", "all")
"""What is suggested for a grade while nothing is typed."""

Link = Annotated[
    str | None,
    Param("A web address", label="Link", most=LINK_MOST, example="https://www.edutopia.org/article/x"),
]
Title = Annotated[str | None, Param("What it is called", most=TITLE_MOST, example="Fraction strips")]
About = Annotated[
    str | None,
    Param("What it is; without a link, all of it", kind=FieldKind.LONG_TEXT, most=TEXT_MOST),
]
Author = Annotated[str | None, Param("Who made it", label="Author", most=AUTHOR_MOST, example="Ana Ruiz")]
What = Annotated[Kind | None, Param("What kind of thing it is", label="Type")]
Grades = Annotated[
    str | None, Param("For whom", label="Grades", suggests=True, most=LIST_MOST, example=GRADES_EXAMPLE)
]
Subject = Annotated[
    str | None, Param("Up to four", label="Subjects", suggests=True, most=LIST_MOST, example="maths")
]
MayUse = Annotated[Licence | None, Param("What others may do with it", label="Licence")]
LogIn = Annotated[bool | None, Param("Whether it needs one", label="Needs a log-in")]
Tags = Annotated[
    str | None, Param("Up to eight words", suggests=True, most=LIST_MOST, example="#fractions #games")
]
HowUsed = Annotated[
    str | None,
    Param("How you used it", label="Your note", kind=FieldKind.LONG_TEXT, most=NOTE_MOST),
]
Attached = Annotated[File | None, Param("A document or picture of up to 4 MB", label="File")]


class Suggesting:
    """Suggests what is in use here: grades, subjects and tags, the last one of a list that is typed."""

    def __init__(self, units: Units[ResourcesWork]) -> None:
        self._units = units

    @suggests("grade")
    async def grades(self, caller: Caller, text: str) -> Sequence[Choice]:
        del caller
        typed = text.strip()
        own = (typed,) if typed else ()
        fits = [each for each in GRADES if each.casefold().startswith(typed.casefold())]
        return _choices("", dict.fromkeys((*own, *(fits or GRADES))))

    @suggests("subject")
    async def subjects(self, caller: Caller, text: str) -> Sequence[Choice]:
        before, last = _parted(text)
        begins = subject_of(last)
        most = limits.SUGGESTIONS
        found = await self._units.read(
            lambda work: work.resources.subjects(caller.community, begins, limit=most)
        )
        known = [subject_of(part) for part in before.split(",")]
        named = {each.name: counted(each.count, "resource") for each in found if each.name not in known}
        return _choices(before, {**({begins: ""} if begins else {}), **named})

    @suggests("tags")
    async def tags(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._tags(caller, text)

    @suggests("tag")
    async def tag(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._tags(caller, text)

    async def _tags(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Those that begin as the last tag does, each with what was typed before it."""
        before, last = _parted(text.replace("#", " ").replace(" ", ",") if "," not in text else text)
        begins = tag_of(last)
        most = limits.SUGGESTIONS
        found = await self._units.read(lambda work: work.resources.tags(caller.community, begins, limit=most))
        known = [tag_of(part) for part in before.split(",") if tag_of(part)]
        if len(known) >= MOST_TAGS:
            return ()
        named = {each.name: counted(each.count, "resource") for each in found if each.name not in known}
        return _choices(", ".join(known), {**({begins: ""} if begins else {}), **named})


def _parted(text: str) -> tuple[str, str]:
    """What was typed before the last part of a list, and that part."""
    before, _, last = text.rpartition(",")
    return before.strip(" ,"), last.strip()


def _choices(before: str, named: dict[str, str] | dict[str, None]) -> Sequence[Choice]:
    """Each name after what was typed before it; whole values that do not fit are left out."""
    made: dict[str, Choice] = {}
    for name, count in named.items():
        value = f"{before}, {name}" if before else name
        told = f"{value} ({count})" if count else value
        if len(value) <= limits.OPTION_VALUE and value.strip():
            made.setdefault(value.casefold(), Choice(value, limits.one_line(told, limits.OPTION_LABEL)))
    return tuple(made.values())[: limits.SUGGESTIONS]
