"""`/resource answer`: answering what a colleague asked for, and saying that one needs the same."""

import re
from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread, NotFound
from communitybot.resources.addresses import links_in, read_address
from communitybot.resources.answering import Answering, Given, Untitled
from communitybot.resources.asking import Asking
from communitybot.resources.cards.answered import answer_form, answer_preview, which_request
from communitybot.resources.cards.asked import view_card
from communitybot.resources.commands.asking import request_of
from communitybot.resources.commands.choosing import KEY, Choosing, WhichResource, stale
from communitybot.resources.model.request import Request
from communitybot.resources.model.resource import State

LOOKED_THROUGH = 200  # open requests whose words are compared with what was typed
A_LINK = "https://example.org/density"
ANSWERED = "Thank you! Whoever asked, and whoever needs it too, hears of it."
ALREADY = "That was an answer to this already."

WhichRequest = Annotated[
    str | None,
    Param("Words of it", label="Request", suggests=True, most=300, example="a lab on density"),
]


class AnsweringRequests:
    """Finds the request and the resource that are meant, and lets one answer the other."""

    def __init__(self, answering: Answering, asking: Asking, choosing: Choosing) -> None:
        self._answering = answering
        self._asking = asking
        self._choosing = choosing

    @command(
        "resource answer",
        "Answer what a colleague asked for",
        title="Answer a request",
        examples=("/resource answer", "/resource answer density, resource: https://example.org/density"),
    )
    async def answer(
        self, caller: Caller, *, request: WhichRequest = None, resource: WhichResource = None
    ) -> Reply:
        found = await self._meant(caller, request)
        if len(found) > 1:
            return Answer(which_request(found, "request.answer"))
        if not (resource or "").strip():
            return Ask(answer_form(found[0]))
        reply = await self._with(caller, found[0], resource or "", title="", about="")
        if not isinstance(reply, Untitled):
            return Answer(reply)
        raise Misread(
            "I could not read the title of that page. /resource share takes the link with a title of yours.",
            example=f"/resource share {reply.address}, title: What it is called",
            field="resource",
        )

    @pressed("request.answer", reads=True)
    async def have_one(self, caller: Caller, press: Press) -> Reply:
        seen = await self._asking.look(caller, request_of(press))
        return Ask(answer_form(seen.request))

    @pressed("request.answers")
    async def answers(self, caller: Caller, press: Press) -> Reply:
        """The form was sent: a link that is new is previewed, what is here is the answer."""
        request = (await self._asking.look(caller, press.argument(0))).request
        typed, title, about = (
            text_of(press.values.get(name)).strip() for name in ("resource", "title", "about")
        )
        try:
            reply = await self._with(caller, request, typed, title=title, about=about)
        except Misread as misread:
            return Correct(
                {misread.field if misread.field in {"title", "about"} else "resource": str(misread)}
            )
        except NotFound as unknown:
            return Correct({"resource": unknown.trouble})
        if isinstance(reply, Untitled):
            return Correct({"title": "Its page did not tell me its title. What is it called?"})
        return Answer(reply)

    @pressed("request.share")
    async def share(self, caller: Caller, press: Press) -> Reply:
        """Answer with a draft that was previewed, or with one that was chosen."""
        if len(press.arguments) > 1:
            return Amend(await self._given(caller, press.argument(0), press.argument(1)))
        if not press.value:
            raise stale()
        request = (await self._asking.look(caller, press.argument(0))).request
        return Amend(await self._chosen(caller, request, press.value))

    @pressed("request.need")
    async def need(self, caller: Caller, press: Press) -> Reply:
        seen, new = await self._answering.need(caller, press.argument(0), on=True)
        said = "Noted. You hear in private when somebody answers." if new else "You said so already."
        return Answer(view_card(seen, said))

    @pressed("request.need_not")
    async def need_not(self, caller: Caller, press: Press) -> Reply:
        seen, _ = await self._answering.need(caller, press.argument(0), on=False)
        return Amend(view_card(seen, "You do not wait for it any more."))

    @pressed("request.helped")
    async def helped(self, caller: Caller, press: Press) -> Reply:
        resource = press.arguments[1] if len(press.arguments) > 1 else press.value
        if not resource:
            raise stale()
        seen = await self._answering.helped(caller, press.argument(0), resource)
        return Answer(view_card(seen, "Good to hear! I thank whoever answered, and close the request."))

    @suggests("request")
    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Open requests, those that wait longest first, with these words in them."""
        found = await self._open(caller)
        wanted = fold(text)
        return tuple(
            Choice(each.id, one_line(each.words, limits.OPTION_LABEL) or "A request")
            for each in found
            if wanted in fold(each.words)
        )[: limits.SUGGESTIONS]

    async def _with(
        self, caller: Caller, request: Request, typed: str, *, title: str, about: str
    ) -> Message | Untitled:
        """Answer with what was typed: a link, or words of a title."""
        if not _is_link(typed):
            return await self._chosen(caller, request, typed)
        links = links_in(typed)
        link = links[0] if links else typed
        try:
            read_address(link)
        except Misread as no:
            raise Misread(no.trouble, example=A_LINK, field="resource") from None
        given = Given(link=link, title=title, about=about)
        drafted = await self._answering.draft(caller, request.id, given)
        if isinstance(drafted, Untitled):
            return drafted
        if drafted.state is State.DRAFT:
            return answer_preview(request, drafted)
        return await self._given(caller, request.id, drafted.id)

    async def _chosen(self, caller: Caller, request: Request, named: str) -> Message:
        """Answer with what is here; a draft of the caller's own is shown before it is shared."""
        chosen = await self._choosing.one(caller, named, Action("request.share", (request.id,)))
        if isinstance(chosen, Message):
            return chosen
        if chosen.state is State.DRAFT:
            return answer_preview(request, chosen)
        return await self._given(caller, request.id, chosen.id)

    async def _given(self, caller: Caller, request: str, resource: str) -> Message:
        seen, new = await self._answering.answer(caller, request, resource)
        return view_card(seen, ANSWERED if new else ALREADY)

    async def _meant(self, caller: Caller, typed: str | None) -> Sequence[Request]:
        """The open requests that are meant; without words all that wait."""
        words = (typed or "").strip()
        if KEY.fullmatch(words):
            try:
                return [(await self._asking.look(caller, words)).request]
            except NotFound:
                pass
        waiting = await self._open(caller)
        found = [each for each in waiting if fold(words) in fold(each.words)]
        if found:
            return found
        if not waiting:
            raise NotFound("There is no open request to answer just now.", example="/resource requests")
        named = "; ".join(one_line(each.words, 60) for each in waiting[:3])
        raise NotFound(
            f"I know no open request with “{one_line(words, 60)}”. There are: {named}.",
            understood=one_line(words, 60),
            example="/resource requests",
            field="request",
        )

    async def _open(self, caller: Caller) -> Sequence[Request]:
        return await self._asking.waiting(caller, limit=LOOKED_THROUGH)


def _is_link(typed: str) -> bool:
    """Whether somebody means a web address, and not words."""
    if re.search(r"https?://", typed, re.IGNORECASE):
        return True
    if " " in typed.strip():
        return False
    try:
        read_address(typed)
    except Misread:
        return False
    return True
