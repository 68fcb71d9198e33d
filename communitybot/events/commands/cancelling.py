"""`/event cancel`: asks with the name and who will be told, then strikes the event through."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import message, paragraph
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import AlreadyDone
from communitybot.events.cards.preview import cancel_question
from communitybot.events.cards.words import name_of, one_line, title_of, when_of
from communitybot.events.commands.buttons import argument, stale
from communitybot.events.commands.changing import scopes
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.parameters import Reason, WhichEvent, WhichOnes
from communitybot.events.commands.pending import Pending
from communitybot.events.commands.wishes import changed
from communitybot.events.model import Scope, Status
from communitybot.events.service import Events
from communitybot.events.views import Changes, Listed


class Cancelling:
    """Cancels events after asking; nothing is deleted, and everybody who answered is told once."""

    def __init__(self, events: Events, choosing: Choosing, pending: Pending) -> None:
        self._events = events
        self._choosing = choosing
        self._pending = pending

    @command(
        "event cancel",
        "Cancel an event you host; you are asked first",
        title="Cancel an event",
        examples=(
            "/event cancel Reading circle",
            "/event cancel Reading circle, reason: The library is closed, which: this",
        ),
    )
    async def cancel(
        self, caller: Caller, *, event: WhichEvent, reason: Reason = None, which: WhichOnes = None
    ) -> Reply:
        listed = await self._choosing.one(caller, event, editable=True)
        return await self._ask(caller, listed, one_line(reason or "", 10_000), which)

    @pressed("event.cancel")
    async def pressed_cancel(self, caller: Caller, press: Press) -> Reply:
        """Without a scope it asks; with one it cancels, for the reason that waits in a draft."""
        key = argument(press)
        if len(press.arguments) < 2:
            return await self._ask(caller, await self._events.show(caller, key), "", None)
        scope = argument(press, 1)
        if scope not in set(Scope):
            raise stale()
        draft = press.arguments[2] if len(press.arguments) > 2 else ""
        reason = await self._pending.words(caller, draft) if draft else ""
        occurrence = await self._events.cancel(caller, key, Scope(scope), reason)
        if draft:
            await self._pending.leave(caller, draft)
        return Amend(
            message(
                paragraph("Cancelled: ", name_of(occurrence), ", ", when_of(occurrence), "."),
                paragraph("Those who answered are told, its reminders are gone, and its card says so."),
            )
        )

    async def _ask(self, caller: Caller, listed: Listed, reason: str, which: Scope | None) -> Reply:
        occurrence = listed.occurrence
        title = title_of(occurrence.details)
        if occurrence.status is Status.CANCELLED:
            raise AlreadyDone(f"{title} is cancelled already.", understood=title, example="/events")
        if occurrence.status is Status.DRAFT:
            raise AlreadyDone(
                f"{title} is not posted yet: nobody has seen it. Press Discard under its preview.",
                understood=title,
                example="/events",
            )
        kept: tuple[str, ...] = ()
        if reason:
            wish = Changes(description=reason)
            waiting = await self._pending.keep(caller, changed(occurrence, wish), wish)
            kept = (waiting.draft,)
        choices = scopes(occurrence, which, single=f"Cancel {one_line(title, 40)}")
        tally = listed.tally
        return Answer(
            cancel_question(
                occurrence,
                confirm=tuple(
                    (label, Action("event.cancel", (occurrence.key, scope.value, *kept)))
                    for label, scope in choices
                ),
                told=tally.going + tally.maybe + tally.waiting,
                reason=reason,
                leave=Action("event.leave", kept),
            )
        )
