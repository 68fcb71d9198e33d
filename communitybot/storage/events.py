"""The event repository: all its parts on one connection."""

from communitybot.storage.events_answers import AnswerRows
from communitybot.storage.events_feeds import FeedRows, FollowRows, ProgrammeRows
from communitybot.storage.events_lists import ListingRows
from communitybot.storage.events_search import SearchRows
from communitybot.storage.events_store import EventRows
from communitybot.storage.events_wire import WireRows


class StoredEvents(
    EventRows, ListingRows, SearchRows, AnswerRows, FollowRows, ProgrammeRows, FeedRows, WireRows
):
    """Everything about events, in tables; satisfies `communitybot.events.repository.EventRepository`."""
