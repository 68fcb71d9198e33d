"""Who somebody is: name, zone and whether they run the workspace, asked of Slack at most once a minute."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.platform import shown_name
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Who
from communitybot.ports import DeliveryError

FRESH = 60.0  # seconds; who was an administrator a minute ago may be none now
PATIENCE = 0.6  # seconds; ours: somebody is waiting, so what the request itself tells must do after that
MOST_REMEMBERED = 5_000  # people

RUNS_IT = ("is_admin", "is_owner", "is_primary_owner")


@dataclass(frozen=True, slots=True)
class _Known:
    who: Who
    until: float


class People:
    """Remembers people for a minute; of several who ask about one person at once, one asks Slack."""

    def __init__(self, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._clock = clock
        self._known: OrderedDict[PersonAddress, _Known] = OrderedDict()
        self._asking: dict[PersonAddress, asyncio.Task[Who | None]] = {}

    async def who(self, team: str, user: str) -> Who:
        """The person, as Slack tells now. When it cannot be asked, what was known, but without any power.

        Somebody of whom nothing is known has no name then: the core keeps the one it knew.
        """
        account = PersonAddress("slack", team, user)
        known = self._known.get(account)
        if known is not None and known.until > self._clock():
            return known.who
        asking = self._asking.get(account)
        if asking is None:
            asking = asyncio.create_task(self._ask(account), name="slack who")
            self._asking[account] = asking
            asking.add_done_callback(lambda _: self._asking.pop(account, None))
        try:
            async with asyncio.timeout(PATIENCE):
                told = await asyncio.shield(asking)
        except TimeoutError:
            told = None
        if told is not None:
            return told
        if known is not None:
            return replace(known.who, roles=frozenset())
        return Who(account=account, name="")

    async def stop(self) -> None:
        """End what is being asked."""
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, account: PersonAddress) -> Who | None:
        try:
            answer = await self._calls.call(
                account.space, "users.info", user=account.person, include_locale="true"
            )
        except DeliveryError:
            return None
        who = who_is(account, answer.get("user") or {})
        self._known[account] = _Known(who, self._clock() + FRESH)
        self._known.move_to_end(account)
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return who


def who_is(account: PersonAddress, user: Mapping[str, Any]) -> Who:
    """Read what users.info tells. A guest, or somebody of another organisation, never runs the workspace."""
    stranger = user.get("is_stranger") or user.get("is_restricted") or user.get("is_ultra_restricted")
    runs_it = not stranger and any(user.get(role) is True for role in RUNS_IT)
    elsewhere = user.get("team_id") not in {None, account.space}
    return Who(
        account=account,
        name=shown_name(user),
        zone=user.get("tz") or None,
        locale=user.get("locale") or None,
        roles=frozenset({ADMINISTRATOR}) if runs_it and not elsewhere else frozenset(),
    )
