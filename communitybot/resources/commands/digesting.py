"""`/resource digest`: what is new on one's tags, subjects and grades comes by itself."""

from typing import Annotated

from communitybot.commands.declare import Param, checks, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.communities.hours import read_day, read_hour
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.resources.cards.digest_form import digest_form
from communitybot.resources.cards.digests import (
    BEGIN,
    CHANGE,
    NEW,
    PAUSE,
    STOP,
    VIEW,
    WRITE,
    digest_card,
    digests_card,
)
from communitybot.resources.commands.choosing import stale
from communitybot.resources.commands.parameters import Grades, Subject, Tags
from communitybot.resources.digest_reading import read_cadence, read_kinds
from communitybot.resources.digest_views import DigestWish
from communitybot.resources.digesting import Digesting
from communitybot.resources.model.digest import Cadence
from communitybot.resources.reading import read_grades, read_subjects, read_tags


class DigestCommands:
    """Everything from one line, from the form, and under each digest."""

    def __init__(self, digesting: Digesting) -> None:
        self._digesting = digesting

    @command(
        "resource digest",
        "What is new on your tags comes by itself: see, begin, change",
        title="Digests",
        examples=(
            "/resource digest",
            "/resource digest tags: fractions, every: weekly, day: friday, hour: 4 pm",
        ),
    )
    async def digest(
        self,
        caller: Caller,
        *,
        tags: Tags = None,
        subject: Subject = None,
        grade: Grades = None,
        kind: Annotated[str | None, Param("Such as videos, lessons", most=200, example="videos")] = None,
        every: Annotated[Cadence | None, Param("How often it comes")] = None,
        day: Annotated[str | None, Param("On which day", most=40, example="friday")] = None,
        hour: Annotated[str | None, Param("At which full hour", most=40, example="4 pm")] = None,
        room: Annotated[PlaceAddress | None, Param("Hosts: a room it comes to")] = None,
    ) -> Reply:
        wish = DigestWish(
            tags=None if tags is None else read_tags(tags),
            subjects=None if subject is None else read_subjects(subject),
            grades=None if grade is None else read_grades(grade),
            kinds=None if kind is None else read_kinds(kind),
            cadence=every,
            weekday=None if day is None else read_day(day),
            hour=None if hour is None else read_hour(hour),
        )
        if wish == DigestWish() and room is None:
            return Answer(digests_card(await self._digesting.listed(caller)))
        return Answer(digest_card(await self._digesting.propose(caller, wish, room=room)))

    @checks("day", "resource digest")
    async def check_day(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_day(text)

    @checks("hour", "resource digest")
    async def check_hour(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_hour(text)

    @checks("kind", "resource digest")
    async def check_kind(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_kinds(text)

    @pressed(VIEW, reads=True)
    async def view(self, caller: Caller, press: Press) -> Reply:
        return Answer(digest_card(await self._digesting.show(caller, _digest(press))))

    @pressed(BEGIN)
    async def begin(self, caller: Caller, press: Press) -> Reply:
        return Amend(digest_card(await self._digesting.begin(caller, _digest(press))))

    @pressed(PAUSE)
    async def pause(self, caller: Caller, press: Press) -> Reply:
        state = press.argument(1)
        if state not in {"on", "off"}:
            raise stale()
        return Answer(digest_card(await self._digesting.pause(caller, _digest(press), on=state == "on")))

    @pressed(STOP)
    async def stop(self, caller: Caller, press: Press) -> Reply:
        return Answer(digests_card(await self._digesting.stop(caller, _digest(press))))

    @pressed(CHANGE, reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:
        digest = _digest(press)
        if digest == NEW:
            return Ask(digest_form())
        return Ask(digest_form((await self._digesting.show(caller, digest)).digest))

    @pressed(WRITE)
    async def write(self, caller: Caller, press: Press) -> Reply:
        try:
            wish = _written(press)
        except Misread as misread:
            return Correct({misread.field or "tags": f"{misread.trouble} Try “{misread.example}”."})
        digest = _digest(press)
        if digest == NEW:
            return Answer(digest_card(await self._digesting.propose(caller, wish)))
        return Answer(digest_card(await self._digesting.change(caller, digest, wish)))


def _digest(press: Press) -> str:
    """The digest a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else press.value
    if not named:
        raise stale()
    return named


def _written(press: Press) -> DigestWish:
    """What a form says; what was emptied in it leaves nothing out any more."""
    said = {name: text_of(press.values.get(name)).strip() for name in ("tags", "subject", "grade", "kind")}
    when = {name: text_of(press.values.get(name)).strip() for name in ("every", "day", "hour")}
    return DigestWish(
        tags=read_tags(said["tags"]),
        subjects=read_subjects(said["subject"]),
        grades=read_grades(said["grade"]),
        kinds=read_kinds(said["kind"]),
        cadence=read_cadence(when["every"]) if when["every"] else None,
        weekday=read_day(when["day"]) if when["day"] else None,
        hour=read_hour(when["hour"]) if when["hour"] else None,
    )
