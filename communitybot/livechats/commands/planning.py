"""`/chat schedule`: a private preview first, then one press and the chat is announced."""

from datetime import timedelta

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Strong
from communitybot.errors import NotFound
from communitybot.livechats.cards.preview import posted_card, preview_card
from communitybot.livechats.cards.words import name_of
from communitybot.livechats.commands.parameters import (
    Ahead,
    Archive,
    Description,
    Ends,
    FormOf,
    Guest,
    Hashtag,
    Hosts,
    Introductions,
    Late,
    Pacing,
    Questions,
    Title,
    When,
)
from communitybot.livechats.commands.pressing import chat_of
from communitybot.livechats.commands.reading import (
    emptied,
    given_length,
    read_chat_hashtag,
    read_names,
    read_questions,
    read_title,
)
from communitybot.livechats.commands.surroundings import Surroundings
from communitybot.livechats.model.chat import Chat, Form, Stage
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import ChatPlan
from communitybot.ports import Clock

EXAMPLE = "/chat schedule Beginning again, when: tuesday 7pm ET, hashtag: #ce14"


class Planning:
    """Plans new chats: reads what was typed, keeps a draft, and posts it when the planner says so."""

    def __init__(self, chats: ChatService, clock: Clock, around: Surroundings) -> None:
        self._chats = chats
        self._clock = clock
        self._around = around

    @command(
        "chat schedule",
        "Plan a live chat; you see a preview before anyone else does",
        title="Plan a live chat",
        examples=(
            EXAMPLE,
            "/chat schedule One question, when: friday 3pm, form: spark, questions: What worked this week?",
        ),
    )
    async def schedule(
        self,
        caller: Caller,
        *,
        title: Title,
        when: When,
        ends: Ends = None,
        hashtag: Hashtag = None,
        hosts: Hosts = None,
        questions: Questions = None,
        ahead: Ahead = None,
        pacing: Pacing = None,
        form: FormOf = None,
        introductions: Introductions = None,
        late: Late = None,
        guest: Guest = None,
        archive: Archive = None,
        description: Description = None,
    ) -> Reply:
        found, doubts = await self._around.hosts(caller, read_names(hosts))
        plan = ChatPlan(
            title=read_title(title),
            starts=when.start.replace(tzinfo=None, fold=0),
            zone=when.zone,
            length=given_length(when, ends, now=self._clock.now()),
            hashtag=read_chat_hashtag(hashtag),
            description=(description or "").strip(),
            form=form or Form.HOUR,
            pace=pacing,
            hosts=found,
            questions=read_questions(questions),
            ahead=bool(ahead),
            introductions=introductions,
            late=late or timedelta(),
            guest=emptied(guest),
            archive=bool(archive),
        )
        notes = [*(note.text for note in when.notes), *doubts]
        return await self.shown(caller, await self._chats.draft(caller, plan), notes=notes)

    async def shown(
        self, caller: Caller, draft: Chat, *, notes: list[str] | None = None, said: str | None = None
    ) -> Answer:
        """The preview of a draft."""
        return Answer(
            preview_card(
                draft,
                rooms=await self._around.rooms(caller),
                description=await self._chats.description(caller, draft.id),
                notes=notes or (),
                said=said,
            )
        )

    @pressed("chat.post")
    async def post(self, caller: Caller, press: Press) -> Reply:
        try:
            draft = await self._chats.get(caller, chat_of(press))
        except NotFound:
            raise _gone() from None
        if draft.stage is Stage.CANCELLED:
            return Answer(message(paragraph(Strong(name_of(draft)), " was posted and then cancelled.")))
        if draft.stage is not Stage.DRAFT:
            return Answer(message(paragraph(Strong(name_of(draft)), " is posted already.")))
        posted = await self._chats.post(caller, draft.id)
        return Answer(posted_card(posted, await self._around.rooms(caller)))

    @pressed("chat.discard")
    async def discard(self, caller: Caller, press: Press) -> Reply:
        try:
            draft = await self._chats.get(caller, chat_of(press))
        except NotFound:
            return Amend(message("That draft is gone already. Nobody else saw it."))
        await self._chats.discard(caller, draft.id)
        return Amend(
            message(
                paragraph("Discarded ", Strong(name_of(draft)), ". Nobody else saw it."),
                small(Code("/chat schedule"), " starts another one."),
            )
        )


def _gone() -> NotFound:
    return NotFound(
        "That draft is gone: it was discarded or replaced by a newer preview.",
        example=EXAMPLE,
    )
