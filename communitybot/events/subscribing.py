"""Following hosts and topics, programmes that group events, and calendar subscriptions."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.communities.names import clean, fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.events.desk import Desk, community_of
from communitybot.events.model import Feed, Follow, FollowKind, Programme
from communitybot.events.repository import EventsWork
from communitybot.events.views import FeedView
from communitybot.ids import new_id
from communitybot.moments.words import spoken_date

MOST_FOLLOWED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWish:
    """What somebody wants changed of a programme; None leaves it as it is."""

    name: str | None = None
    theme: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None


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
            AlreadyDone: when there is one of that name with other days or another theme.
            Misread: without a name, or when it would end before it begins.
        """
        made = _tidied(
            Programme(
                id=new_id(), community=caller.community, name=name, theme=theme, starts=starts, ends=ends
            )
        )

        async def unit(work: EventsWork) -> Programme:
            if not (await community_of(work, caller)).may_host(caller):
                raise NotAllowed("Only hosts plan programmes here. Ask an administrator to add you.")
            known = await work.events.programme(caller.community, fold(made.name))
            if known is None:
                await work.events.add_programme(made, fold(made.name))
                return made
            if (known.starts, known.ends) != (made.starts, made.ends) or made.theme not in {"", known.theme}:
                raise _taken(known, made)
            return known

        return await self._units.run(unit)

    async def change_programme(self, caller: Caller, key: str, wish: ProgrammeWish) -> Programme:
        """Give a programme, by id, another name, other days or another theme.

        Raises:
            NotFound: when it is gone.
            NotAllowed: for who may not plan events; once it has events, for all but hosts of the community
                and administrators.
            AlreadyDone: when another one has that name.
            Misread: when it would end before it begins.
        """

        async def unit(work: EventsWork) -> Programme:
            before = await self._theirs(work, caller, key)
            after = _tidied(
                replace(
                    before,
                    name=wish.name or before.name,
                    theme=before.theme if wish.theme is None else wish.theme,
                    starts=wish.starts or before.starts,
                    ends=wish.ends or before.ends,
                )
            )
            other = await work.events.programme(caller.community, fold(after.name))
            if other is not None and other.id != before.id:
                raise AlreadyDone(f"There is another programme named {other.name}.", field="title")
            await work.events.change_programme(after, fold(after.name))
            return after

        return await self._units.run(unit)

    async def remove_programme(self, caller: Caller, key: str) -> Programme:
        """Remove a programme, by id, that no event belongs to.

        Raises:
            NotFound: when it is gone.
            NotAllowed: as for a change.
            AlreadyDone: when it has events.
        """

        async def unit(work: EventsWork) -> Programme:
            programme = await self._theirs(work, caller, key)
            if await work.events.has_events(caller.community, programme.id):
                raise AlreadyDone(
                    f"{programme.name} has events, so it stays. It can get other days or another name.",
                    example=f"/programme edit {programme.name}, ends: 31 march",
                )
            await work.events.remove_programme(caller.community, programme.id)
            return programme

        return await self._units.run(unit)

    async def _theirs(self, work: EventsWork, caller: Caller, key: str) -> Programme:
        """The programme, if the caller may change it."""
        known = await work.events.programme(caller.community, key)
        if known is None:
            raise NotFound("That programme is gone.", example="/programmes")
        community = await community_of(work, caller)
        trusted = caller.administers or caller.person in community.hosts
        if not trusted and await work.events.has_events(caller.community, known.id):
            raise NotAllowed(
                f"{known.name} has events, so only hosts of this community and administrators change it."
            )
        if not community.may_host(caller):
            raise NotAllowed("Only hosts plan programmes here. Ask an administrator to add you.")
        return known

    async def programmes(self, caller: Caller) -> tuple[Programme, ...]:
        async def unit(work: EventsWork) -> tuple[Programme, ...]:
            return tuple(await work.events.programmes(caller.community))

        return await self._units.read(unit)


class Subscribing(Desk):
    """Calendar subscriptions: whoever knows the address may read; only its hash is kept."""

    async def make_feed(self, caller: Caller, mine: bool) -> tuple[Feed, str]:  # noqa: FBT001 - one of two calendars
        """The caller's one subscription to their own dates, or to all, with its secret; made when missing.

        The secret is worked out from our own key, so the same address can be shown again.
        """
        whose = caller.person if mine else None
        name = new_id()
        secret = self._secret(name)
        new = Feed(
            id=name,
            community=caller.community,
            person=whose,
            secret_hash=self._hash(secret),
            created_at=self._clock.now(),
            created_by=caller.person,
        )

        async def unit(work: EventsWork) -> tuple[Feed, str]:
            for feed in await work.events.feeds_of(caller.community, caller.person):
                known = self._secret(feed.id)
                if feed.person == whose and hmac.compare_digest(feed.secret_hash, self._hash(known)):
                    return feed, known
            await work.events.add_feed(new)
            return new, secret

        return await self._units.run(unit)

    def _secret(self, feed: str) -> str:
        """The secret of a subscription, by its id: 256 bits nobody can tell without our own key."""
        digest = hmac.new(self._key, f"calendar:{feed}".encode(), "sha256").digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")

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


def _tidied(programme: Programme) -> Programme:
    """A programme of whole days with a tidy name; `Misread` where that cannot be."""
    name = clean(programme.name, "")
    if not name:
        raise Misread("A programme needs a name.", field="name", example="Connected Educator Month")
    first, last = (
        day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        for day in (programme.starts, programme.ends)
    )
    if last < first:
        trouble = (
            f"I read {spoken_date(first)} to {spoken_date(last)}, but the last day comes before the first."
        )
        raise Misread(trouble, field="ends", example=spoken_date(first + timedelta(days=30)).lower())
    return replace(programme, name=name, theme=clean(programme.theme, "", most=200), starts=first, ends=last)


def _taken(known: Programme, wanted: Programme) -> AlreadyDone:
    """There is one of that name, and it is not the one wanted: say what it is, and how to change it."""
    days = f"{spoken_date(known.starts)} to {spoken_date(known.ends)}"
    theme = f", {known.theme}" if known.theme else ""
    change = f"starts: {wanted.starts:%Y-%m-%d}, ends: {wanted.ends:%Y-%m-%d}"
    if wanted.theme:
        change += f", theme: {wanted.theme}"
    return AlreadyDone(
        f"There is a programme of that name already: {known.name}, {days}{theme}. I have left it as it is.",
        example=f"/programme edit {known.name}, {change}",
    )


def _follow(caller: Caller, kind: FollowKind, value: str) -> Follow:
    folded = fold(clean(value, ""))
    if not folded:
        raise Misread(
            f"Which {kind.value} do you want to follow?", field="value", example="/event follow #ce14"
        )
    return Follow(person=caller.person, kind=kind, value=folded)
