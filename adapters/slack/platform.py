"""Where the bot's messages go in Slack: posted once, found again by their key, edited in place."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.errors import code_of
from adapters.slack.files import share
from adapters.slack.history import History
from adapters.slack.reply import draw_message
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import Message
from communitybot.logs import Log
from communitybot.ports import DeliveryError, PlatformPerson, Unauthorised, Undeliverable

MOST_KNOWN = 5_000  # people whose private places are remembered
LATELY = timedelta(days=1)  # ours: a thread asked for again after that is another thread

AS_WISHED = frozenset({"already_pinned", "no_pin"})
"""What Slack says of a pin that stands, or is gone, already."""

LITERAL: Mapping[str, Any] = {"parse": "none", "link_names": False}
"""Nothing in a text is looked for names; an edit would otherwise be read as if a person had typed it."""

Json = Mapping[str, Any]
log = Log("communitybot.slack")


Lost = Callable[[PlaceAddress, DeliveryError], Awaitable[bool]]


class SlackPlatform:
    """A platform without memory of keys: each message carries its own in metadata, and history is read."""

    name = "slack"
    honours_keys_for = timedelta(0)

    def __init__(
        self,
        calls: Calls,
        history: History,
        now: Callable[[], datetime],
        lost: Lost | None = None,
        *,
        stands: Callable[[PlaceAddress, str], object] = lambda _place, _stamp: None,
    ) -> None:
        """`lost` is asked of each refusal whether the whole place is lost, and tells the bot if it is.

        `stands` is told where each message was posted.
        """
        self._stands = stands
        self._calls = calls
        self._lost = lost
        self._history = history
        self._now = now
        self._urls: dict[str, str] = {}
        self._direct: OrderedDict[PersonAddress, PlaceAddress] = OrderedDict()  # they never change

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        drawn = draw_message(message, now=self._now(), marker=key)
        posting = self._calls.post(place.space, place.place, thread_ts=place.thread, **drawn, **LITERAL)
        answer = await self._in_a_room(place, posting)
        ref = MessageRef(place, str(answer["ts"]))
        self._history.remember(place, key, ref)
        self._stands(place, ref.message)
        if message.files:
            await self._share(place, message, place.thread or ref.message)
        return ref

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        return await self._history.find(place, key, since)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        drawn = draw_message(message, now=self._now())
        for not_of_edits in ("unfurl_links", "unfurl_media"):
            drawn.pop(not_of_edits, None)
        place = ref.place
        drawn |= LITERAL
        editing = self._calls.call(place.space, "chat.update", channel=place.place, ts=ref.message, **drawn)
        await self._in_a_room(place, editing)

    async def remove(self, ref: MessageRef) -> None:
        try:
            await self._calls.call(ref.place.space, "chat.delete", channel=ref.place.place, ts=ref.message)
        except Undeliverable as problem:
            if not problem.gone:
                raise

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,  # noqa: ARG002 - Slack's threads have none
        opening: Message,
        key: str,
        *,
        first: MessageRef | None = None,
        pinned: bool = True,
    ) -> PlaceAddress:
        """Post the opening, once, and pin it; in Slack any message can begin a thread."""
        if place.thread is not None:
            raise Undeliverable("a thread cannot begin in a thread")
        ref = first or await self._opened(place, key) or await self.post(place, opening, key)
        if pinned:
            await self._pinning("pins.add", ref)
        return PlaceAddress(place.platform, place.space, place.place, ref.message)

    async def close(self, place: PlaceAddress) -> None:
        """Unpin the thread's opening. Slack's threads stay open."""
        if place.thread is not None:
            await self._pinning("pins.remove", MessageRef(place.room, place.thread))

    async def reopen(self, place: PlaceAddress) -> None:
        """Do nothing: Slack's threads stay open."""

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        known = self._direct.get(person)
        if known is None:
            answer = await self._calls.call(person.space, "conversations.open", users=person.person)
            known = PlaceAddress(self.name, person.space, str(answer["channel"]["id"]))
            self._direct[person] = known
        while len(self._direct) > MOST_KNOWN:
            self._direct.popitem(last=False)
        return known

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        try:
            answer = await self._calls.call(person.space, "users.info", user=person.person)
        except Undeliverable as problem:
            if problem.gone:
                return None
            raise
        user = answer["user"]
        if user.get("deleted"):
            return None
        return PlatformPerson(person, shown_name(user), user.get("tz") or None)

    def link(self, ref: MessageRef) -> str | None:
        """The message's web address, once the workspace's own is known (it is asked for at the start)."""
        url = self._urls.get(ref.place.space)
        if url is None:
            return None
        address = f"{url.rstrip('/')}/archives/{ref.place.place}/p{ref.message.replace('.', '')}"
        thread = ref.place.thread
        return f"{address}?thread_ts={thread}&cid={ref.place.place}" if thread else address

    def at_home(self, team: str, url: str | None) -> None:
        """Remember a workspace's web address."""
        if url:
            self._urls[team] = url

    async def _in_a_room(self, place: PlaceAddress, work: Awaitable[Json]) -> Json:
        """Do something in a room; if it turns out to be lost, the bot hears of that first."""
        try:
            return await work
        except (Undeliverable, Unauthorised) as refused:
            if self._lost is not None:
                refused.room = await self._lost(place, refused)
            raise

    async def _pinning(self, method: str, ref: MessageRef) -> None:
        """Pin or unpin, where the bot may: a thread is found without a pin, so no failure matters."""
        place = ref.place
        try:
            await self._calls.call(place.space, method, channel=place.place, timestamp=ref.message)
        except DeliveryError as problem:
            if code_of(problem.__cause__ or problem) not in AS_WISHED:  # type: ignore[arg-type] # any may be asked
                log.info("A pin was left as it was.", action="slack.pins", problem=str(problem))

    async def _opened(self, place: PlaceAddress, key: str) -> MessageRef | None:
        """The opening, if it was posted lately; where history cannot be read, nothing is known."""
        this_hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)  # the same when asked again
        try:
            return await self.find(place, key, this_hour - LATELY)
        except Unauthorised:
            return None

    async def _share(self, place: PlaceAddress, message: Message, under: str) -> None:
        """Put the files under the message. It stands already, so a failure must not have it posted again."""
        try:
            await share(self._calls, place, message.files, under=under)
        except DeliveryError as problem:
            log.warning(
                "A message went out without its files.", action="slack.platform", problem=str(problem)
            )


def shown_name(user: Json) -> str:
    """The name a person chose to be shown by, else their whole name, else their account's."""
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((name for name in names if isinstance(name, str) and name.strip()), "Somebody")
