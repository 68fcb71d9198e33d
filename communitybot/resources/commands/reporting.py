"""`/resource report`, `/resource check` and `/resource links`: what is wrong, and putting it right."""

from collections.abc import Callable
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import AlreadyDone, Misread
from communitybot.resources.cards.checking import broken_card, relinked_card
from communitybot.resources.cards.reviewing import (
    aside_form,
    decided_words,
    fix_form,
    queue_card,
    report_form,
    reported_card,
)
from communitybot.resources.checking import LinkChecks
from communitybot.resources.commands.choosing import Choosing, WhichResource, resource_of, stale
from communitybot.resources.commands.pressing import chosen, page_of, words
from communitybot.resources.judging_views import Decided
from communitybot.resources.model.judgement import REPORT_MOST, Why
from communitybot.resources.model.resource import Resource
from communitybot.resources.relinking import Relinking
from communitybot.resources.reporting import Reporting
from communitybot.resources.reviewing import Reviewing


class ReportCommands:
    """Takes reports in, in private."""

    def __init__(self, reporting: Reporting, choosing: Choosing) -> None:
        self._reporting = reporting
        self._choosing = choosing

    @command(
        "resource report",
        "Tell hosts in private that something is wrong",
        title="Report a resource",
        examples=("/resource report Fraction strips, why: broken link",),
    )
    async def report(
        self,
        caller: Caller,
        *,
        resource: WhichResource = None,
        why: Annotated[Why | None, Param("What is wrong")] = None,
        words: Annotated[str, Param("In a few words", most=REPORT_MOST)] = "",
    ) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.report"))
        if isinstance(found, Message):
            return Answer(found)
        if why is None:
            return Ask(report_form(await self._reporting.look(caller, found.id)))
        return Answer(reported_card(await self._reporting.report(caller, found.id, why, words)))

    @pressed("resource.report", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:
        return Ask(report_form(await self._reporting.look(caller, resource_of(press))))

    @pressed("resource.reported")
    async def reported(self, caller: Caller, press: Press) -> Reply:
        why = chosen(press, "why", Why)
        if why is None:
            raise stale()
        try:
            told = await self._reporting.report(caller, press.argument(0), why, words(press, "words"))
        except Misread as misread:
            return Correct({misread.field or "words": misread.trouble})
        return Answer(reported_card(told))


class CheckCommands:
    """Shows moderators what was reported and what is broken; the second is told what the first did."""

    def __init__(self, reviewing: Reviewing, relinking: Relinking, checks: LinkChecks) -> None:
        self._reviewing = reviewing
        self._relinking = relinking
        self._checks = checks

    @command(
        "resource check",
        "Check resources that were reported",
        examples=("/resource check",),
        reads=True,
        for_hosts=True,
    )
    async def check(self, caller: Caller) -> Reply:
        return Answer(await self._card(caller))

    @pressed("resource.check", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        found = await self._reviewing.open(caller, resource_of(press))
        return Answer(await self._card(caller, at=found.id))

    @pressed("resource.check_next", reads=True)
    async def next(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._card(caller, after=resource_of(press)))

    @pressed("resource.fine")
    async def fine(self, caller: Caller, press: Press) -> Reply:
        seen = press.arguments[1] if len(press.arguments) > 1 else None
        decided = await self._reviewing.fine(caller, resource_of(press), seen=seen)
        return Amend(await self._after(caller, decided))

    @pressed("resource.aside", reads=True)
    async def ask_why(self, caller: Caller, press: Press) -> Reply:
        return await self._form(caller, press, aside_form)

    @pressed("resource.set_aside")
    async def aside(self, caller: Caller, press: Press) -> Reply:
        try:
            decided = await self._reviewing.put_aside(caller, press.argument(0), words(press, "reason"))
        except Misread as misread:
            return Correct({"reason": misread.trouble})
        return Answer(await self._after(caller, decided))

    @pressed("resource.fix", reads=True)
    async def ask_link(self, caller: Caller, press: Press) -> Reply:
        return await self._form(caller, press, fix_form)

    @pressed("resource.fixed")
    async def fix(self, caller: Caller, press: Press) -> Reply:
        try:
            decided = await self._reviewing.fix(caller, press.argument(0), words(press, "link"))
        except (Misread, AlreadyDone) as no:
            return Correct({"link": no.trouble})
        return Answer(await self._after(caller, decided))

    @pressed("resource.relink", reads=True)
    async def ask_new(self, caller: Caller, press: Press) -> Reply:
        return Ask(fix_form(await self._relinking.open(caller, resource_of(press)), "resource.relinked"))

    @pressed("resource.relinked")
    async def relink(self, caller: Caller, press: Press) -> Reply:
        try:
            after = await self._relinking.relink(caller, press.argument(0), words(press, "link"))
        except (Misread, AlreadyDone) as no:
            return Correct({"link": no.trouble})
        return Answer(relinked_card(after))

    @command(
        "resource links",
        "See links that do not answer any more",
        examples=("/resource links",),
        reads=True,
        for_hosts=True,
    )
    async def links(self, caller: Caller) -> Reply:
        return Answer(broken_card(await self._checks.broken(caller)))

    @pressed("resource.links", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        return Amend(broken_card(await self._checks.broken(caller, page_of(press, 0))))

    async def _form(self, caller: Caller, press: Press, draw: Callable[[Resource], Form]) -> Reply:
        """The form, while it waits; else what became of it."""
        found = await self._reviewing.open(caller, resource_of(press))
        if found.reports:
            return Ask(draw(found))
        last = await self._reviewing.last(caller, found)
        return Answer(await self._after(caller, Decided(resource=found, check=last, now=False)))

    async def _after(self, caller: Caller, decided: Decided) -> Message:
        at = decided.resource.id if decided.changed else None
        return await self._card(caller, at=at, said=decided_words(decided))

    async def _card(
        self, caller: Caller, *, at: str | None = None, after: str | None = None, said: str | None = None
    ) -> Message:
        return queue_card(await self._reviewing.queue(caller, at=at, after=after), said=said)
