"""What the event services ask of the store; every call demands the community."""

from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.events.repository.answers import Answers, Own, Presence
from communitybot.events.repository.dates import SERIES, EventStore, Slot, Wire, slot_of
from communitybot.events.repository.lists import Listings, Sought, Wanted
from communitybot.events.repository.subscriptions import Feeds, Followings, Programmes
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository


class EventRepository(EventStore, Listings, Answers, Presence, Followings, Programmes, Feeds, Wire, Protocol):
    """Everything about events that is kept."""


class EventsWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def events(self) -> EventRepository: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...


__all__ = ["SERIES", "EventRepository", "EventsWork", "Own", "Slot", "Sought", "Wanted", "slot_of"]
