"""`/idea edit` and `/idea withdraw`: an author changes an idea, or takes it back after being asked."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.changed import changed_card, withdrawn_card
from communitybot.ideas.cards.preview import preview_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.commands.drafting import idea_form
from communitybot.ideas.commands.parameters import Approach, Benefits, Helps, Need, Roles, Tags, Title, Where
from communitybot.ideas.commands.written import Written, from_form, read
from communitybot.ideas.editing import Editing, demand_changeable, demand_withdrawable
from communitybot.ideas.model.idea import GROWING, Idea, Role, Stage
from communitybot.ideas.posting import Posting
from communitybot.ideas.previews import Changed

REASON_MOST = 300
EDITABLE = (Stage.DRAFT, Stage.SUBMITTED, Stage.DECLINED, *GROWING, Stage.PARKED)
WITHDRAWABLE = (Stage.SUBMITTED, Stage.DECLINED, *GROWING, Stage.PARKED)
PREVIEWED = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.DECLINED})
CHANGED = "Changed. This is how others will see it; nobody else has seen it yet."


class EditingIdeas:
    """Changes and withdraws ideas; only whoever wrote one may."""

    def __init__(self, editing: Editing, posting: Posting, choosing: Choosing) -> None:
        self._editing = editing
        self._posting = posting
        self._choosing = choosing

    @command(
        "idea edit",
        "Change an idea you wrote, also a draft; its card follows",
        title="Change an idea",
        examples=("/idea edit", "/idea edit Peer observation hour, place: Ohio"),
    )
    async def edit(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        title: Title = None,
        need: Need = None,
        approach: Approach = None,
        benefits: Benefits = None,
        helps: Helps = None,
        roles: Roles = None,
        tags: Tags = None,
        place: Where = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.edit"), stages=EDITABLE, own=True)
        if isinstance(found, Message):
            return Answer(found)
        written = Written(
            title=title,
            need=need,
            approach=approach,
            benefits=benefits,
            helps=helps,
            roles=roles,
            tags=tags,
            place=place,
        )
        if written == Written():
            return Ask(await self._form(caller, found.id))
        return await self._change(caller, found.id, written)

    @pressed("idea.edit", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of an idea, filled with it as it is now."""
        return Ask(await self._form(caller, idea_of(press)))

    @pressed("idea.edited")
    async def edited(self, caller: Caller, press: Press) -> Reply:
        if "title" not in press.values:  # nothing was sent: the title is asked for in any case
            return Ask(await self._form(caller, idea_of(press)))
        written, role = from_form(press.values)
        try:
            return await self._change(caller, idea_of(press), written, role)
        except Misread as misread:
            return Correct({misread.field or "need": misread.trouble})

    @command(
        "idea withdraw",
        "Take back an idea you wrote; you are asked first",
        title="Withdraw an idea",
        examples=("/idea withdraw", "/idea withdraw Peer observation hour, reason: We do it already"),
    )
    async def withdraw(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        reason: Annotated[
            str | None, Param("Why; people see it", most=REASON_MOST, example="We do it already")
        ] = None,
    ) -> Reply:
        again = Action("idea.withdraw")
        found = await self._choosing.one(caller, idea, again, stages=WITHDRAWABLE, own=True)
        if isinstance(found, Message):
            return Answer(found)
        return await self._ask(caller, found.id, reason)

    @pressed("idea.withdraw", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:
        return await self._ask(caller, idea_of(press), None)

    @pressed("idea.withdrawn")
    async def withdrawn(self, caller: Caller, press: Press) -> Reply:
        reason = " ".join(text_of(press.values.get("reason")).split())[:REASON_MOST]
        gone, now = await self._editing.withdraw(caller, idea_of(press), reason)
        return Answer(withdrawn_card(gone, now=now))

    async def _form(self, caller: Caller, idea: str) -> Form:
        preview = await self._posting.preview(caller, idea)
        demand_changeable(preview.idea)
        action = Action("idea.edited", (preview.idea.id,))
        return idea_form(action, anonymous=preview.settings.anonymous, preview=preview)

    async def _change(self, caller: Caller, idea: str, written: Written, role: Role | None = None) -> Reply:
        wished = read(written)
        changed = await self._editing.change(caller, idea, wished.wish, role=role)
        if changed.idea.stage not in PREVIEWED:
            return Answer(changed_card(Changed(before=changed.before, idea=changed.idea, notes=wished.notes)))
        preview = await self._posting.preview(caller, idea, notes=wished.notes)
        said = CHANGED if changed.idea.stage is Stage.DRAFT and changed.idea != changed.before else None
        return Answer(preview_card(preview, said=said))

    async def _ask(self, caller: Caller, idea: str, reason: str | None) -> Reply:
        found = (await self._posting.preview(caller, idea)).idea
        demand_withdrawable(found)
        if found.stage is Stage.WITHDRAWN:
            return Answer(withdrawn_card(found, now=False))
        return Ask(_withdraw_form(found, reason))


def _withdraw_form(idea: Idea, reason: str | None) -> Form:
    why = FormField(
        name="reason",
        label="Reason",
        hint="Why, if you like; people see it",
        value=one_line(reason or "", REASON_MOST) or None,
    )
    told = (
        "Its threads are closed, and whoever follows it is told once."
        if idea.stage.seen
        else "Nobody but moderators has seen it."
    )
    return Form(
        title="Withdraw the idea?",
        action=Action("idea.withdrawn", (idea.id,)),
        fields=(why,),
        submit="Withdraw it",
        intro=f"“{title_of(idea)}” will not go on. {told} This cannot be undone.",
    )
