"""What live chats ask of the calendar: the date of an event that each of them stands on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from communitybot.conversation.inbound import Caller
from communitybot.livechats.model.chat import Host
from communitybot.livechats.views import ChatPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as the calendar has it now; `start` and `end` are in UTC.

    `called_off`: no chat is held then, since it was `cancelled` or is something else now.
    `description` is what its planner wrote about it.
    """

    event: str
    original: datetime
    title: str
    hashtag: str
    hosts: tuple[Host, ...]
    zone: str
    start: datetime
    end: datetime
    description: str = ""
    called_off: bool = False
    cancelled: bool = False


class Calendar(Protocol):
    """The events a chat stands on. Every call is part of the unit of work it is given.

    `archive` of a plan is what was decided, not what was wished for.
    """

    async def draft(self, work: Any, caller: Caller, plan: ChatPlan) -> Dated:
        """Keep the event of a plan as a draft; raises what planning an event raises."""
        ...

    async def post(self, work: Any, caller: Caller, event: str) -> Dated: ...

    async def discard(self, work: Any, caller: Caller, event: str) -> None: ...

    async def tell(self, work: Any, caller: Caller, dated: tuple[str, datetime], *, archived: bool) -> None:
        """Let the date a chat stands on say whether the chat is archived, as far as it is still to come."""
        ...

    async def cancel(self, work: Any, caller: Caller, dated: tuple[str, datetime], reason: str) -> None: ...

    async def dated(self, work: Any, community: str, event: str, original: datetime) -> Dated | None:
        """The date as it is now, also after its series was moved or split; None when it is gone."""
        ...
