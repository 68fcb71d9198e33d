"""One attempt at one row: what the platform is asked, and what its answer means."""

import random
import time
from collections.abc import Callable, Container, Mapping
from datetime import datetime, timedelta

from communitybot.conversation.addresses import (
    MessageRef,
    PlaceAddress,
    parse_destination,
)
from communitybot.conversation.frozen import thaw
from communitybot.outbox import acts
from communitybot.outbox.entry import Remove, State
from communitybot.outbox.held import Held, Settled
from communitybot.outbox.keys import delivery_key
from communitybot.outbox.ledger import real, stamp
from communitybot.outbox.retry import LONGEST, LONGEST_URGENT, MOST_BUGS, back_off
from communitybot.outbox.tally import Tally
from communitybot.ports import Platform, TryLater, Unauthorised, Undeliverable

POSTPONED = timedelta(minutes=5)  # until a row nobody here can handle is looked at again
MOST_KNOWN = 10_000  # destinations remembered
MOST_ROOMS = 3  # attempts after which a room that cannot be posted in is a failure, whoever knows of it


class Sending:
    """Attempts rows on the platforms there are. `settle` is how long the slowest acceptance may take.

    `drawn` are the kinds that can be drawn anew, `urgent` those that are tried again within seconds.
    """

    def __init__(
        self,
        *,
        platforms: Mapping[str, Platform],
        now: Callable[[], datetime],
        settle: timedelta,
        tally: Tally,
        drawn: Container[str] = (),
        urgent: Container[str] = (),
    ) -> None:
        self._urgent = urgent
        self._drawn = drawn
        self._platforms = platforms
        self._now = now
        self._settle = settle // timedelta(microseconds=1)
        self._tally = tally
        self._places: dict[str | None, PlaceAddress] = {}

    def platform(self, held: Held) -> Platform | None:
        """Where a row goes; None when this process does not know the platform."""
        address = held.edit or held.destination or ""
        return self._platforms.get(address.partition(":")[0])

    def postponed(self, held: Held) -> Settled:
        """Nobody here can handle it: it stays, is reported once, and is looked at again in a while."""
        return Settled(
            held,
            State.PLANNED,
            due=stamp(self._now() + POSTPONED),
            unknown=held.begun_at is not None and held.begun_at != held.started_at,
        )

    def unreadable(self, held: Held) -> Settled:
        """Another version of this program froze it: it stays for that, and is reported once."""
        self._tally.once(held.kind, "Nobody here can read what is to be done.", action="outbox.unknown_act")
        return self.postponed(held)

    async def attempt(self, held: Held) -> str | Settled:
        """Post, edit or act once; returns the message's ref, or how it ended. Raises only cancellation."""
        place = None if held.edit is not None else self._places.get(held.destination)
        platform = self.platform(held) if place is None else self._platforms.get(place.platform)
        if platform is None or held.payload is None:
            about = (held.edit or held.destination or "no destination").partition(":")[0]
            self._tally.once(about, "Nobody here sends to this platform.", action="outbox.unknown_platform")
            return self.postponed(held)
        if held.begun_at != held.started_at and not (young(held, platform) or acts.repeats(held)):
            # it may have arrived long ago, and the platform has forgotten its key: look before anything else
            return Settled(held, State.IN_DOUBT, look_at=real() + self._settle, unknown=True)
        try:
            if held.payload[0] == acts.MARK:
                return str(await self._act(held, platform))
            message = thaw(held.payload)
            if held.edit is not None:
                await platform.edit(MessageRef.parse(held.edit), message)
                return held.edit
            place = place or await self.place(held, platform)
            return str(await platform.post(place, message, delivery_key(held.key)))
        except Exception as problem:  # noqa: BLE001 - every kind has its row in the table below
            return self._ended(held, platform, problem)

    async def _act(self, held: Held, platform: Platform) -> MessageRef:
        act = acts.thaw_act(held)
        place = act.ref.place if isinstance(act, Remove) else await self.place(held, platform)
        return await acts.do(act, platform, place, delivery_key(held.key))

    async def place(self, held: Held, platform: Platform) -> PlaceAddress:
        """Where exactly: a person's private place is asked for once."""
        address = held.destination or ""
        if len(self._places) > MOST_KNOWN:
            self._places.clear()
        known = self._places.get(address)
        if known is None:
            target = parse_destination(address)
            known = target if isinstance(target, PlaceAddress) else await platform.direct(target)
            self._places[address] = known
        return known

    def _ended(self, held: Held, platform: Platform, problem: Exception) -> Settled:
        earlier = held.begun_at != held.started_at
        match problem:
            case acts.UnknownAct():
                return self.unreadable(held)
            case TryLater(unsure=False):
                # of a thread the opening may stand already; where keys are honoured, asking again finds it
                halfway = acts.opens(held) and bool(platform.honours_keys_for)
                return self.later(held, after=problem.after, unknown=earlier or halfway)
            case TryLater():
                return self.doubtful(held, platform, after=problem.after)
            case Undeliverable(room=True) | Unauthorised(room=True) if self._can_be_said_elsewhere(held):
                # the bot knows that the room is lost: whoever draws it now says where it goes instead
                return Settled(held, State.PLANNED, str(problem), redraw=True)
            case Undeliverable(gone=True) if held.edit is not None and held.destination is not None:
                return Settled(held, State.PLANNED, "its message was deleted: posted anew", anew=True)
            case Undeliverable():
                to_somebody = held.edit is None and "@" in (held.destination or "")
                return Settled(held, State.FAILED, problem.reason, unreached=to_somebody)
            case Unauthorised():
                self._tally.once(
                    f"{held.destination}: {problem.need}",
                    "We may not send there.",
                    action="outbox.unauthorised",
                )
                return Settled(held, State.FAILED, str(problem))
            case _:
                return self._bug(held, platform, problem)

    def draws(self, held: Held) -> bool:
        """Whether its words can be found again."""
        return held.kind in self._drawn

    def _can_be_said_elsewhere(self, held: Held) -> bool:
        """Nothing of it can have arrived, and its words can be found again.

        An opening may stand by now, but a thread nobody can write in serves nobody.
        """
        nothing_stands = held.begun_at == held.started_at or acts.opens(held)
        return self.draws(held) and held.attempts < MOST_ROOMS and nothing_stands

    def _bug(self, held: Held, platform: Platform, problem: Exception) -> Settled:
        self._tally.bug(
            "An adapter raised what it may not.", problem, action="outbox.adapter_bug", kind=held.kind
        )
        if held.attempts >= MOST_BUGS:
            return Settled(
                held, State.FAILED, f"sending failed {held.attempts} times: {type(problem).__name__}"
            )
        return self.doubtful(held, platform, after=timedelta(0))

    def later(self, held: Held, *, after: timedelta, unknown: bool) -> Settled:
        """It was surely not taken: again later. What carries others is drawn anew, since they may change."""
        longest = LONGEST_URGENT if held.kind in self._urgent else LONGEST
        wait = back_off(held.attempts, random.random(), asked=after, longest=longest)  # noqa: S311 - jitter
        return Settled(
            held,
            State.PLANNED,
            due=stamp(self._now() + wait),
            unknown=unknown,
            redraw=held.merge == 2 and not unknown,
        )

    def doubtful(self, held: Held, platform: Platform, *, after: timedelta = timedelta(0)) -> Settled:
        """It may have been taken: looked into once it can be told."""
        if acts.repeats(held) or young(held, platform):
            wait = back_off(held.attempts, random.random(), asked=after)  # noqa: S311 - jitter
            look_at = real() + wait // timedelta(microseconds=1)
        else:
            look_at = real() + self._settle  # from now: the row may have waited in its lane before it left
        return Settled(held, State.IN_DOUBT, look_at=look_at, unknown=True)

    def cut_short(self, held: Held) -> Settled:
        """The attempt was cancelled while under way."""
        platform = self.platform(held)
        if platform is None:
            return self.postponed(held)
        return self.doubtful(held, platform)


def young(held: Held, platform: Platform) -> bool:
    """Whether the platform still knows the key of the first attempt that may have arrived."""
    honoured = platform.honours_keys_for // timedelta(microseconds=1)
    return held.begun_at is None or time.time_ns() // 1_000 - held.begun_at < honoured
