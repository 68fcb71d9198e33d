"""Where the bot's messages go: kept in the playground's file first, then told to every open page."""

from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.playground import cast
from adapters.playground.controls import by_id
from adapters.playground.news import Newsroom, Rearranged
from adapters.playground.places import Place, Places, place_id
from adapters.playground.records import Said, Thread
from adapters.playground.store import Store
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.frozen import freeze
from communitybot.conversation.message import Message
from communitybot.ports import PlatformPerson, Undeliverable

FOR_EVER = timedelta(days=36_500)


class PlaygroundPlatform:
    """A platform that keeps its word: keys are unique for ever, and a message is kept before it is shown."""

    name = cast.PLATFORM
    honours_keys_for = FOR_EVER

    def __init__(self, store: Store, newsroom: Newsroom, now: Callable[[], datetime]) -> None:
        self._store = store
        self._newsroom = newsroom
        self._now = now
        self._places = Places(store)

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        return reference(self.put(self._open(place), message, key=key))

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:  # noqa: ARG002
        """Look the key up. `since` is not needed: a key names one message for ever here."""
        known = self._store.by_key(place_id(place), key)
        return None if known is None or known.removed else reference(known)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        said = self._there(ref)
        if said is None or said.removed or said.author is not None:
            raise Undeliverable("the message is gone", gone=True)
        self.change(said, message)

    async def remove(self, ref: MessageRef) -> None:
        said = self._there(ref)
        if said is not None and not said.removed:
            self._newsroom.tell(self._store.remove(said.id))

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,
        opening: Message,
        key: str,
        *,
        first: MessageRef | None = None,
        pinned: bool = True,
    ) -> PlaceAddress:
        """Start it. While it is open, and if it is `pinned`, the page shows it at the top of its room."""
        room = self._open(place)
        if room.kind != "room":
            raise Undeliverable("a thread starts in a room")
        begun = self.put(room, opening, key=key) if first is None else self._there(first)
        if begun is None or begun.removed or begun.author is not None or begun.place != room.id:
            raise Undeliverable("the opening is gone", gone=True)
        thread = Thread(id=f"{room.id}/{begun.id}", parent=room.id, title=title, closed=False, pinned=pinned)
        self._store.open_thread(thread, begun.id)
        opened = self._store.message(begun.id)
        if opened is not None:
            self._newsroom.tell(opened)
            self._newsroom.tell(Rearranged())
        return PlaceAddress(place.platform, place.space, place.place, str(begun.id))

    async def close(self, place: PlaceAddress) -> None:
        if self._store.close_thread(place_id(place)):
            self._newsroom.tell(Rearranged())

    async def reopen(self, place: PlaceAddress) -> None:
        if self._store.reopen_thread(place_id(place)):
            self._newsroom.tell(Rearranged())

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        member = _member(person)
        if member is None:
            raise Undeliverable("there is nobody of that name", gone=True)
        return member.direct

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        member = _member(person)
        return None if member is None else PlatformPerson(member.address, member.name, member.zone)

    def link(self, ref: MessageRef) -> str | None:  # noqa: ARG002
        """None: its page shows rooms, and no address leads to one message of them."""
        return None

    def put(
        self, place: Place, message: Message, *, key: str | None = None, only_for: str | None = None
    ) -> Said:
        """Keep a message of the bot and tell of it; a known key gives the first one back, told once."""
        said, is_new = self._store.say(
            place=place.id,
            at=self._now(),
            only_for=only_for,
            body=_body(message),
            key=key,
            controls=tuple(by_id(message)),
            files=message.files,
        )
        if is_new:
            self._newsroom.tell(said)
        return said

    def change(self, said: Said, message: Message) -> Said:
        """Replace a message of the bot; the same words again change nothing."""
        if said.body == _body(message) and not message.files and not said.files:
            return said
        changed = self._store.edit(
            said.id,
            body=_body(message),
            at=self._now(),
            controls=tuple(by_id(message)),
            files=message.files,
        )
        self._newsroom.tell(changed)
        return changed

    def _open(self, address: PlaceAddress) -> Place:
        here = (address.platform, address.space) == (cast.PLATFORM, cast.SPACE.space)
        place = self._places.find(place_id(address)) if here else None
        if place is None:
            raise Undeliverable(f"there is no place {address}", gone=True)
        if place.closed:
            raise Undeliverable("the thread is closed")
        return place

    def _there(self, ref: MessageRef) -> Said | None:
        number = ref.message
        if not (number.isascii() and number.isdigit() and len(number) <= 15):
            return None
        said = self._store.message(int(number))
        return said if said is not None and said.place == place_id(ref.place) else None


def reference(said: Said) -> MessageRef:
    """How the bot names a message."""
    room, _, thread = said.place.partition("/")
    return MessageRef(PlaceAddress(cast.PLATFORM, cast.SPACE.space, room, thread or None), str(said.id))


def _member(person: PersonAddress) -> cast.Member | None:
    here = (person.platform, person.space) == (cast.PLATFORM, cast.SPACE.space)
    return cast.member(person.person) if here else None


def _body(message: Message) -> str:
    """The words alone: files are kept beside them."""
    return freeze(Message(message.blocks))
