"""`/idea post`: a form, or a line, and a private preview before anybody else sees the idea."""

from communitybot.commands.declare import command
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller, Value
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.ideas.cards.preview import preview_card
from communitybot.ideas.commands.drafting import idea_form
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
from communitybot.ideas.commands.written import Written, read
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.posting import Posting
from communitybot.ideas.settings import Settling

FORM = Action("command.form", ("idea+post",))
EXAMPLE = "/idea post Peer observation hour, need: New teachers never see a colleague teach."
AGAIN = "You wrote this before; here it is."
NAMED = "Ideas here carry their author's name, so yours stands there."


class PostingIdeas:
    """Reads what was typed, keeps it as a draft, and shows it to its author."""

    def __init__(self, posting: Posting, settling: Settling) -> None:
        self._posting = posting
        self._settling = settling

    @command(
        "idea post",
        "Write an idea of up to 300 words; you see a preview before anyone else",
        title="An idea",
        examples=("/idea post", EXAMPLE),
    )
    async def post(
        self,
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
    ) -> Reply:
        hides = (await self._settling.show(caller)).settings.anonymous
        words = {"need": need, "approach": approach, "benefits": benefits, "helps": helps}
        words |= {"roles": roles, "tags": tags, "place": place}
        if title is None:
            given: dict[str, Value] = {**words, "category": category, "anonymous": anonymous, "me": me}
            return Ask(idea_form(FORM, anonymous=hides, values=given))
        written = Written(title=title, category=category, anonymous=anonymous and hides, **words)
        wished = read(written)
        notes = (*wished.notes, NAMED) if anonymous and not hides else wished.notes
        preview = await self._posting.draft(caller, wished.wish, role=me, notes=notes)
        said = None if preview.idea.stage is Stage.DRAFT else AGAIN
        return Answer(preview_card(preview, said=said))
