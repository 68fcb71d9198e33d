"""A space's first day: whoever added the bot, or first runs something there, is shown how to set it up."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.communities.welcome_cards import welcome_card
from communitybot.conversation.addresses import PersonAddress
from communitybot.outbox.entry import Entry, Handler, NewEntry, Outbox, Outcome, Skip, State
from communitybot.ports import Clock

WELCOME = "community.welcome"
AFTER = timedelta(seconds=5)  # ours: what they asked for is answered first


class WelcomeWork(Protocol):
    """The stores a unit of work offers here."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def outbox(self) -> Outbox: ...


class Welcome:
    """Greets one person of each space, whatever is heard of that space later, and however often."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def greet(
        self, work: WelcomeWork, community: str, account: PersonAddress, person: str, *, asked: bool = False
    ) -> None:
        """Promise the one message; `asked` when they are just being answered, so that it comes after."""
        now = self._clock.now()
        if not await work.communities.greet(account.in_space, person, now):
            return
        entry = NewEntry(
            key=f"{WELCOME}:{account.in_space}",
            community=community,
            kind=WELCOME,
            due=now + AFTER if asked else now,
            destination=str(account),
            subject=f"community:{community}",
            args={"person": person},
        )
        await work.outbox.put([entry])

    def handlers(self) -> Mapping[str, Handler]:
        return {WELCOME: self.draw}

    async def draw(self, entries: Sequence[Entry], work: WelcomeWork) -> Sequence[Outcome]:
        """Show things as they are now; who has set up meanwhile needs no telling."""
        outcomes: list[Outcome] = []
        for entry in entries:
            community = await work.communities.get(entry.community)
            waits = await work.communities.may_settle(entry.community, entry.args["person"])
            if community is None or not waits:
                outcomes.append(Skip("it is set up already", State.CANCELLED))
            else:
                outcomes.append(welcome_card(community))
        return outcomes
