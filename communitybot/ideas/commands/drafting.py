"""What is pressed under the preview of an idea: send it, keep it, discard it, look at it again."""

from collections.abc import Mapping
from dataclasses import replace

from communitybot.commands.declare import pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import Misread, NotFound
from communitybot.ideas.cards.preview import discarded_card, kept_card, preview_card, sent_card
from communitybot.ideas.commands.choosing import idea_of, stale
from communitybot.ideas.commands.parameters import (
    About,
    Approach,
    Benefits,
    Helps,
    Hidden,
    Mine,
    Need,
    Roles,
    Tags,
    Title,
    Where,
)
from communitybot.ideas.commands.written import typed
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.posting import Outdated, Posting
from communitybot.ideas.previews import Preview

NEEDED = frozenset({"title", "need"})
GONE = "That draft is gone already. Nobody else saw it."


class Drafting:
    """Answers the buttons of previews; nobody but its author reaches a draft."""

    def __init__(self, posting: Posting) -> None:
        self._posting = posting

    @pressed("idea.preview", reads=True)
    async def show(self, caller: Caller, press: Press) -> Reply:
        return Answer(preview_card(await self._posting.preview(caller, idea_of(press))))

    @pressed("idea.send")
    async def send(self, caller: Caller, press: Press) -> Reply:
        idea = idea_of(press)
        try:
            sent = await self._posting.send(caller, idea, revision=revision_of(press))
        except Outdated as changed:
            return Answer(await self.preview(caller, idea, said=changed.trouble))
        except Misread as unready:
            return Answer(await self.preview(caller, idea, said=unready.trouble))
        return Answer(sent_card(sent))

    @pressed("idea.keep", reads=True)
    async def keep(self, caller: Caller, press: Press) -> Reply:
        """It is kept in any case: this says so, and how to find it."""
        kept = (await self._posting.preview(caller, idea_of(press))).idea
        return Amend(kept_card(kept) if kept.stage is Stage.DRAFT else message("It is no draft any more."))

    @pressed("idea.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        try:
            gone = await self._posting.discard(caller, idea_of(press))
        except NotFound:
            return Amend(message(GONE))
        return Amend(discarded_card(gone))

    async def preview(self, caller: Caller, idea: str, *, said: str | None = None) -> Message:
        return preview_card(await self._posting.preview(caller, idea), said=said)


def revision_of(press: Press) -> int | None:
    """The words a button was shown with; None on one that does not say."""
    if len(press.arguments) < 2:
        return None
    text = press.arguments[1]
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise stale()
    return int(text)


async def asked(
    caller: Caller,
    *,
    title: Title = None,
    need: Need = None,
    approach: Approach = None,
    benefits: Benefits = None,
    helps: Helps = None,
    roles: Roles = None,
    category: About = None,
    tags: Tags = None,
    place: Where = None,
    anonymous: Hidden = None,
    me: Mine = None,
) -> None:
    """What a form asks about an idea; its signature is read, it is never called."""


def idea_form(
    action: Action,
    *,
    anonymous: bool,
    preview: Preview | None = None,
    values: Mapping[str, Value] | None = None,
) -> Form:
    """The form of an idea, filled with it as it is, or with the `values` that were typed.

    Whether to hide a name is asked only where one may.
    """
    parameters, _ = parameters_of(asked)
    spec = CommandSpec(name="idea post", description="An idea", parameters=parameters)
    idea = preview.idea if preview is not None else None
    shown = anonymous or (idea is not None and idea.anonymous)
    form = form_for(
        spec,
        typed(idea, preview.role) if idea is not None and preview is not None else values,
        title="An idea" if idea is None else "Change the idea",
        only=[each.name for each in parameters if each.name != "anonymous" or shown],
        submit="Show it to me" if idea is None or idea.stage is Stage.DRAFT else "Change it",
    )
    fields = tuple(replace(field, required=field.name in NEEDED) for field in form.fields)
    return replace(form, action=action, fields=fields)
