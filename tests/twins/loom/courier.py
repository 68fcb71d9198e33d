"""Bringing interactions and events to the app: over a socket or HTTP, events again when not acknowledged."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

from twins.loom.acks import Ack
from twins.loom.doors import Doors
from twins.loom.payloads import event_callback
from twins.loom.records import Json
from twins.loom.scopes import EVENTS
from twins.loom.sockets import Sockets
from twins.loom.world import World
from twins.loopback.dice import Dice

# After the first try: at once, after a minute, after five (docs.slack.dev/apis/events-api#retries).
RETRIES = (0.0, 60.0, 300.0)
# Why Slack says it tries again (same page): what is neither is an answer of another status.

# What a message event is called when one subscribes to it.
MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
# What the app hears only from where it is a member.
PRIVY = frozenset({*MESSAGES.values(), "reaction_added", "reaction_removed"})


@dataclass(slots=True)
class Courier:
    world: World
    sockets: Sockets
    doors: Doors
    dice: Dice
    acks: list[tuple[str, Ack]] = field(default_factory=list)
    events: list[tuple[Json, list[Ack]]] = field(default_factory=list)  # each with its deliveries
    held: list[tuple[Json, str]] | None = None
    retries: bool = True
    doubles: float = 0.0  # the share of acknowledged events that are told once more all the same
    subscribed: frozenset[str] | None = None  # None: to all there are
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def interact(self, kind: str, payload: Json) -> Ack:
        """Bring an interaction, once: Slack never repeats these."""
        ack = await self._route(kind, payload).deliver(kind, payload)
        self.acks.append((str(payload.get("type", kind)), ack))
        return ack

    def _route(self, kind: str, payload: Json) -> Sockets | Doors:
        return self.doors if self.doors.addresses.of(kind, payload) else self.sockets

    def tell(self, event: Json, team: str) -> None:
        """Send an event if the app may hear it, or keep it while a test holds events back."""
        if not self._hears(event, team):
            return
        if self.held is not None:
            self.held.append((event, team))
            return
        self.start(self.bring(event_callback(self.world, team, event)))

    def _hears(self, event: Json, team: str) -> bool:
        """Whether the app subscribes to the event, has its scope, and is where it happened."""
        name, bot = event["type"], self.world.teams[team].bot_user
        if name == "message":
            name = MESSAGES[event["channel_type"]]
        about = event.get("item", event).get("channel") if name in PRIVY else None
        if about is not None and bot not in self.world.channels[about].members:
            return False
        if self.subscribed is not None and name not in self.subscribed:
            return False
        if name in {"app_uninstalled", "tokens_revoked"}:
            return True
        needed, token = EVENTS.get(name, ()), self.world.tokens.get(self.world.teams[team].bot_token)
        return (
            token is not None and token.refused is None and (not needed or bool(token.scopes & set(needed)))
        )

    async def bring(self, payload: Json) -> list[Ack]:
        """Bring one event, up to four times in all until it is acknowledged."""
        tries: list[Ack] = []
        self.events.append((payload, tries))
        retry: Json | None = None
        for number in range(len(RETRIES) + 1):
            ack = await self._route("events_api", payload).deliver("events_api", payload, retry=retry)
            tries.append(ack)
            self.acks.append(("event", ack))
            if ack.error is None and number == 0 and self.dice.happens(self.doubles):
                ack = Ack(error="operation_timeout")  # the acknowledgement was lost on its way
            if ack.error is None or ack.final or not self.retries or number == len(RETRIES):
                break
            await self.world.clock.sleep(RETRIES[number])
            retry = {"retry_attempt": number + 1, "retry_reason": _reason(ack)}
        return tries

    async def repeat(self, payload: Json, times: int) -> list[Ack]:
        """Bring one event again and again though it was acknowledged, numbered as retries are."""
        tries = []
        for number in range(times):
            retry = {"retry_attempt": number, "retry_reason": "http_timeout" if number else ""}
            route = self._route("events_api", payload)
            tries.append(await route.deliver("events_api", payload, retry=retry))
        self.events.append((payload, tries))
        return tries

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.doors.close()


def _reason(ack: Ack) -> str:
    if ack.error == "operation_timeout":
        return "http_timeout"
    return "connection_failed" if ack.status == 0 else "http_error"
