"""How many pages one person, and one community, may have the bot look at."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.ports import Clock

SPAN = timedelta(minutes=10)
EACH_PERSON = 20
EACH_COMMUNITY = 150
MOST_KNOWN = 5_000


class Allowance:
    """Counts the pages that were asked for, before any work is done for them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: OrderedDict[tuple[str, str], deque[datetime]] = OrderedDict()

    def take(self, caller: Caller) -> bool:
        """Count a page, if it is still allowed; one that is not counts for nobody."""
        now = self._clock.now()
        person = self._lately((caller.community, caller.person), now)
        community = self._lately((caller.community, ""), now)
        if len(person) >= EACH_PERSON or len(community) >= EACH_COMMUNITY:
            return False
        person.append(now)
        community.append(now)
        return True

    def _lately(self, who: tuple[str, str], now: datetime) -> deque[datetime]:
        asked = self._asked.setdefault(who, deque())
        self._asked.move_to_end(who)
        while asked and asked[0] <= now - SPAN:
            asked.popleft()
        while len(self._asked) > MOST_KNOWN:
            self._asked.popitem(last=False)
        return asked
