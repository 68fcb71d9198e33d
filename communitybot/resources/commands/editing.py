"""`/resource edit`, `/resource withdraw`, `/resource note`: changing a resource, saying how one used it."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Correct, Reply
from communitybot.errors import Misread, NotAllowed
from communitybot.resources.cards.preview import preview_card
from communitybot.resources.cards.view import changed_card, noted_card, withdrawn_card
from communitybot.resources.commands.asked import edit_form, note_form, withdraw_form
from communitybot.resources.commands.choosing import Choosing, WhichResource, resource_of
from communitybot.resources.commands.parameters import (
    About,
    Author,
    Grades,
    HowUsed,
    LogIn,
    MayUse,
    Subject,
    Tags,
    Title,
    What,
)
from communitybot.resources.commands.written import Written, from_form, mistakes, read
from communitybot.resources.drafting import Drafting
from communitybot.resources.editing import REASON_MOST, Editing, demand_shared, demand_there
from communitybot.resources.model.resource import NOTE_MOST, State
from communitybot.resources.previews import Changed
from communitybot.resources.reading import read_text
from communitybot.resources.viewing import Viewing
from communitybot.resources.views import Seen

CHANGED = "Changed. This is how others will see it; nobody else has seen it yet."
EXAMPLE = "/resource edit Fraction strips, grade: 3-5"


class EditingResources:
    """Changes, takes back and notes; whoever shared one may, and hosts may."""

    def __init__(self, editing: Editing, viewing: Viewing, drafting: Drafting, choosing: Choosing) -> None:
        self._editing = editing
        self._viewing = viewing
        self._drafting = drafting
        self._choosing = choosing

    @command(
        "resource edit",
        "Change what you shared; its card follows",
        title="Change a resource",
        examples=("/resource edit", EXAMPLE),
    )
    async def edit(
        self,
        caller: Caller,
        *,
        resource: WhichResource = None,
        title: Title = None,
        about: About = None,
        grade: Grades = None,
        subject: Subject = None,
        tags: Tags = None,
        kind: What = None,
        licence: MayUse = None,
        login: LogIn = None,
        author: Author = None,
    ) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.edit"), own=True)
        if isinstance(found, Message):
            return Answer(found)
        written = Written(
            title=title,
            about=about,
            grade=grade,
            subject=subject,
            tags=tags,
            kind=kind,
            licence=licence,
            login=login,
            author=author,
        )
        if written == Written():
            return await self._ask(caller, found.id)
        return await self._change(caller, found.id, written)

    @pressed("resource.edit", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of a resource, filled with it as it is now."""
        return await self._ask(caller, resource_of(press))

    @pressed("resource.edited")
    async def edited(self, caller: Caller, press: Press) -> Reply:
        if not press.values:
            return await self._ask(caller, resource_of(press))
        written = from_form(press.values)
        if wrong := mistakes(written):
            return Correct(wrong)
        try:
            return await self._change(caller, resource_of(press), written)
        except Misread as misread:
            return Correct({misread.field or "title": misread.trouble})

    @command(
        "resource withdraw",
        "Take back what you shared; you are asked first",
        title="Take a resource back",
        examples=("/resource withdraw", "/resource withdraw Fraction strips"),
    )
    async def withdraw(
        self,
        caller: Caller,
        *,
        resource: WhichResource = None,
        reason: Annotated[str | None, Param("Why, if you like", most=REASON_MOST)] = None,
    ) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.withdraw"), own=True)
        if isinstance(found, Message):
            return Answer(found)
        return await self._ask_first(caller, found.id, reason)

    @pressed("resource.withdraw", reads=True)
    async def ask_first(self, caller: Caller, press: Press) -> Reply:
        return await self._ask_first(caller, resource_of(press), None)

    @pressed("resource.withdrawn")
    async def withdrawn(self, caller: Caller, press: Press) -> Reply:
        reason = " ".join(text_of(press.values.get("reason")).split())
        gone, now = await self._editing.withdraw(caller, resource_of(press), reason)
        return Answer(withdrawn_card(gone, now=now))

    @command(
        "resource note",
        "Say how you used a resource; one note each, which you can change",
        title="Your note",
        examples=("/resource note", "/resource note Fraction strips, text: We cut them on Monday."),
    )
    async def note(self, caller: Caller, *, resource: WhichResource = None, text: HowUsed = None) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.note"))
        if isinstance(found, Message):
            return Answer(found)
        if text is None:
            seen, own = await self._viewing.own_note(caller, found.id)
            return Ask(note_form(seen.resource, own))
        words = read_text(text, NOTE_MOST, "text")
        return Answer(noted_card(await self._editing.note(caller, found.id, words)))

    @pressed("resource.note", reads=True)
    async def write(self, caller: Caller, press: Press) -> Reply:
        draft = _draft_of(press)
        seen, own = await self._viewing.own_note(caller, resource_of(press), draft)
        return Ask(note_form(seen.resource, own, draft))

    @pressed("resource.noted")
    async def noted(self, caller: Caller, press: Press) -> Reply:
        try:
            words = read_text(text_of(press.values.get("note")), NOTE_MOST, "note")
        except Misread as misread:
            return Correct({"note": misread.trouble})
        noted = await self._editing.note(caller, resource_of(press), words, draft=_draft_of(press))
        return Answer(noted_card(noted))

    async def _ask(self, caller: Caller, resource: str) -> Reply:
        seen, own = await self._viewing.own_note(caller, resource)
        _demand(seen)
        demand_there(seen.resource)
        return Ask(edit_form(seen.resource, own))

    async def _change(self, caller: Caller, resource: str, written: Written) -> Reply:
        understood = read(written)
        changed = await self._editing.change(caller, resource, understood.wish)
        if changed.resource.state is State.DRAFT:
            said = CHANGED if changed.resource != changed.before else None
            preview = await self._drafting.preview(caller, resource, told=understood.told)
            return Answer(preview_card(preview, said=said))
        told = Changed(
            before=changed.before,
            resource=changed.resource,
            told=understood.told,
            cautions=changed.cautions,
        )
        return Answer(changed_card(told))

    async def _ask_first(self, caller: Caller, resource: str, reason: str | None) -> Reply:
        seen, _ = await self._viewing.own_note(caller, resource)
        _demand(seen)
        if seen.resource.state is State.WITHDRAWN:
            return Answer(withdrawn_card(seen.resource, now=False))
        demand_shared(seen.resource)
        return Ask(withdraw_form(seen.resource, reason))


def _demand(seen: Seen) -> None:
    if not (seen.mine or seen.moderates):
        raise NotAllowed("Only whoever shared this and hosts can change it.", example="/resource note")


def _draft_of(press: Press) -> str:
    return press.arguments[1] if len(press.arguments) > 1 else ""
