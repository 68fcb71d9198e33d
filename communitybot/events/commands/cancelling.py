"""`/event cancel`: asks with the name and who will be told, then strikes the event through."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import AlreadyDone
from communitybot.events.cards.asking import cancel_question, was_cancelled
from communitybot.events.cards.words import title_of
from communitybot.events.commands.buttons import argument, stale
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.meant import demand_to_come, scopes
from communitybot.events.commands.parameters import Reason, WhichEvent, WhichOnes
from communitybot.events.commands.pending import Pending
from communitybot.events.commands.wishes import changed
from communitybot.events.model import Scope, Status
from communitybot.events.service import Events
from communitybot.events.views import Changes, Listed
from communitybot.ports import Clock


class Cancelling:
    """Cancels events after asking; nothing is deleted, and everybody who answered is told once."""

    def __init__(self, events: Events, clock: Clock, choosing: Choosing, pending: Pending) -> None:
        self._events = events
        self._clock = clock
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
        meant = Scope(scope)
        foreseen = (await self._events.foresee_cancelled(caller, key, [meant]))[meant]
        occurrence = await self._events.cancel(caller, key, Scope(scope), reason)
        if draft:
            await self._pending.leave(caller, draft)
        return Amend(was_cancelled(occurrence, foreseen))

    async def _ask(self, caller: Caller, listed: Listed, reason: str, which: Scope | None) -> Reply:
        occurrence = listed.occurrence
        title = title_of(occurrence.details)
        demand_to_come(occurrence, self._clock.now(), "cancelled")
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
        foreseen = await self._events.foresee_cancelled(
            caller, occurrence.key, [scope for _, scope in choices]
        )
        return Answer(
            cancel_question(
                occurrence,
                confirm=tuple(
                    (label, Action("event.cancel", (occurrence.key, scope.value, *kept)))
                    for label, scope in choices
                ),
                foreseen=foreseen,
                reason=reason,
                leave=Action("event.leave", kept),
            )
        )
