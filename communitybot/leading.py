"""Teach to Lead put together: what people can do with ideas, and what the outbox does for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communitybot.ideas.commands import idea_features
from communitybot.ideas.delivery.handlers import handlers
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.storage.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class Leading:
    """Everything about ideas that the bot is made of."""

    features: tuple[object, ...]
    handlers: Mapping[str, Handler]


def leading(units: UnitsOfWork, clock: Clock) -> Leading:
    """Wire ideas."""
    made: Mapping[str, Any] = handlers(clock)
    return Leading(features=idea_features(units, clock), handlers=made)
