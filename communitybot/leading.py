"""Teach to Lead put together: what people can do with ideas, and what the outbox does for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communitybot.idea_dates import LabDates
from communitybot.ideas.commands import LinkTo, idea_features
from communitybot.ideas.delivery.forgetting import Keeps
from communitybot.ideas.delivery.handlers import handlers
from communitybot.ideas.listening import idea_ear
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.service import BriefAddresses, BriefPages
from communitybot.ideas.suiting import suits
from communitybot.outbox.entry import Handler
from communitybot.people.profile_commands import MyProfile
from communitybot.people.profile_service import Profiles
from communitybot.ports import Clock
from communitybot.storage.work import UnitsOfWork
from communitybot.threads.hearing import Ear


@dataclass(frozen=True, slots=True)
class Leading:
    """Everything about ideas that the bot is made of."""

    features: tuple[object, ...]
    handlers: Mapping[str, Handler]
    pages: BriefPages
    ear: Ear[Idea, Any]


def leading(
    units: UnitsOfWork,
    clock: Clock,
    link: LinkTo = lambda _ref: None,
    *,
    base_url: str,
    key: bytes,
    keeps: Keeps,
) -> Leading:
    """Wire ideas. `link` gives the web address of a message; `base_url` and `key` make those of pages.

    `keeps(platform)` says whether the words of a platform may be kept.
    """
    addresses = BriefAddresses(base_url, key)
    dates = LabDates(clock)
    made: Mapping[str, Any] = handlers(clock, dates, keeps)
    return Leading(
        features=(
            *idea_features(units, clock, dates, addresses, link),
            MyProfile(Profiles(units, clock, suits)),
        ),
        handlers=made,
        pages=BriefPages(units, addresses),
        ear=idea_ear(clock, keeps),
    )
