"""Following hosts and topics, programmes that group events, and calendar subscriptions."""

import hmac
from datetime import datetime, timedelta

from communitybot.communities.names import clean, fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread, NotAllowed
from communitybot.events.desk import Desk, community_of
from communitybot.events.model import Feed, Follow, FollowKind, Programme
from communitybot.events.repository import EventsWork
from communitybot.events.views import FeedView
from communitybot.ids import new_id, new_secret

MOST_FOLLOWED = 100
KEPT = timedelta(days=30)  # how long what is over or cancelled stays in a subscription


class Following(Desk):
    """Being told once of each new event by a host, on a topic or with a hashtag."""

    async def follow(self, caller: Caller, kind: FollowKind, value: str) -> Follow:
        """Follow a host's name, a topic or a hashtag, however it is written. Again does nothing."""
        follow = _follow(caller, kind, value)

        async def unit(work: EventsWork) -> Follow:
            if len(await work.events.follows(caller.community, caller.person)) >= MOST_FOLLOWED:
                raise Misread(f"You follow {MOST_FOLLOWED} things already.", example="/event follow")
            await work.events.follow(caller.community, follow)
            return follow

        return await self._units.run(unit)

    async def unfollow(self, caller: Caller, kind: FollowKind, value: str) -> bool:
        """Stop following; False when it was not followed."""
        follow = _follow(caller, kind, value)

        async def unit(work: EventsWork) -> bool:
            return await work.events.unfollow(caller.community, follow)

        return await self._units.run(unit)

    async def follows(self, caller: Caller) -> tuple[Follow, ...]:
        async def unit(work: EventsWork) -> tuple[Follow, ...]:
            return tuple(await work.events.follows(caller.community, caller.person))

        return await self._units.read(unit)


class Programming(Desk):
    """Programmes: a month, a conference, a series of evenings under one theme."""

    async def make_programme(
        self, caller: Caller, name: str, theme: str, starts: datetime, ends: datetime
    ) -> Programme:
        """Make a programme, from one day to another by the community's calendar. Again gives the first.

        Raises:
            NotAllowed: when the caller may not plan events here.
            Misread: without a name, or when it would end before it begins.
        """
        tidy = clean(name, "")
        if not tidy:
            raise Misread("A programme needs a name.", field="name", example="Connected Educator Month")
        first, last = (
            day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None) for day in (starts, ends)
        )
        if last < first:
            raise Misread(
                "A programme ends on the day it begins or later.", field="ends", example="ends: oct 31"
            )

        async def unit(work: EventsWork) -> Programme:
            if not (await community_of(work, caller)).may_host(caller):
                raise NotAllowed("Only hosts plan programmes here. Ask an administrator to add you.")
            known = await work.events.programme(caller.community, fold(tidy))
            if known is not None:
                return known
            made = Programme(
                id=new_id(),
                community=caller.community,
                name=tidy,
                theme=clean(theme, "", most=200),
                starts=first,
                ends=last,
            )
            await work.events.add_programme(made, fold(tidy))
            return made

        return await self._units.run(unit)

    async def programmes(self, caller: Caller) -> tuple[Programme, ...]:
        async def unit(work: EventsWork) -> tuple[Programme, ...]:
            return tuple(await work.events.programmes(caller.community))

        return await self._units.read(unit)


class Subscribing(Desk):
    """Calendar subscriptions: whoever knows the address may read; only its hash is kept."""

    async def make_feed(self, caller: Caller, mine: bool) -> tuple[Feed, str]:  # noqa: FBT001 - one of two calendars
        """Make a subscription to the caller's own dates, or to all; the secret is shown this once."""
        secret = new_secret()
        feed = Feed(
            id=new_id(),
            community=caller.community,
            person=caller.person if mine else None,
            secret_hash=self._hash(secret),
            created_at=self._clock.now(),
            created_by=caller.person,
        )

        async def unit(work: EventsWork) -> None:
            await work.events.add_feed(feed)

        await self._units.run(unit)
        return feed, secret

    def _hash(self, secret: str) -> str:
        """What is kept of a secret: useless without our own key, so a stolen database opens no calendar."""
        return hmac.new(self._key, secret.encode(), "sha256").hexdigest()

    async def revoke_feeds(self, caller: Caller) -> int:
        """End all subscriptions the caller made; returns how many were open."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> int:
            return await work.events.revoke_feeds(caller.community, caller.person, now)

        return await self._units.run(unit)

    async def feed(self, secret: str) -> FeedView | None:
        """What an address shows now; None for a secret that is unknown or revoked."""
        since = self._clock.now() - KEPT

        async def unit(work: EventsWork) -> FeedView | None:
            feed = await work.events.feed(self._hash(secret))
            community = await work.communities.get(feed.community) if feed else None
            if feed is None or community is None:
                return None
            person = await work.people.get(feed.community, feed.person) if feed.person else None
            if feed.person and person is None:
                return None
            dates = await work.events.subscribed(feed.community, feed.person, since)
            events = {one.event.id: one.event for one in dates}
            changes = await work.events.changes(feed.community, list(events))
            return FeedView(
                community=community,
                person=person,
                events=tuple(events.values()),
                changes={event: tuple(held.values()) for event, held in changes.items()},
                occurrences=tuple(dates),
            )

        return await self._units.read(unit)


def _follow(caller: Caller, kind: FollowKind, value: str) -> Follow:
    folded = fold(clean(value, ""))
    if not folded:
        raise Misread(
            f"Which {kind.value} do you want to follow?", field="value", example="/event follow #ce14"
        )
    return Follow(person=caller.person, kind=kind, value=folded)
