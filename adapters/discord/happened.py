"""Discord's events in threads and rooms as what the core hears; a missing name is asked for once."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.discord import events, places
from adapters.discord.inbound import who_is
from adapters.discord.names import Names
from adapters.discord.reactions import Reactions
from adapters.discord.spoken import is_persons, posted, reworded
from adapters.discord.threads import Threads
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Heard, Posted, Reacted, Removed, Who, has_address

Json = Mapping[str, Any]
Emoji = Mapping[str, Any]


class Happened:
    """Reads events. Without the words of messages (`words`), what has none is not told."""

    def __init__(self, threads: Threads, names: Names, *, words: bool, me: Callable[[], str]) -> None:
        self._threads = threads
        self._names = names
        self._words = words
        self._me = me
        self._reactions = Reactions()

    def in_room(self, data: Json) -> bool:
        """Whether it certainly happened in no thread."""
        guild, channel = str(data["guild_id"]), str(data["channel_id"])
        return self._threads.known(guild, channel) is None and self._threads.is_room(guild, channel)

    def of_room(self, event: str, data: Json) -> bool:
        """Whether it is of the one kind that is told of rooms as well: new words with a web address."""
        return event == events.SAID and has_address(str(data.get("content") or ""))

    async def place(self, event: str, data: Json) -> PlaceAddress | None:
        """The thread it happened in, or the room where that may be told of; None anywhere else."""
        guild, channel = str(data["guild_id"]), str(data["channel_id"])
        thread = await self._threads.find(guild, channel)
        if thread is None and self.of_room(event, data):  # after a start, rooms are not all known yet
            return places.place(guild, {"id": channel})
        return thread

    def is_new(self, event: str) -> bool:
        """Whether it adds something, which matters only where somebody listens now."""
        return event not in {events.CHANGED, events.GONE, events.SWEPT}

    async def read(self, event: str, data: Json, place: PlaceAddress) -> list[Heard]:
        """What there is to tell, often nothing."""
        match event:
            case events.SAID:
                return self._said(data, place)
            case events.CHANGED:
                return self._changed(data, place)
            case events.GONE:
                return [Removed(refs=(MessageRef(place, str(data["id"])),))]
            case events.SWEPT:
                return [Removed(refs=tuple(MessageRef(place, str(each)) for each in data["ids"]))]
        ref = MessageRef(place, str(data["message_id"]))
        mark = _mark(data.get("emoji") or {})
        match event:
            case events.MARKED:
                return self._marked(data, ref, mark)
            case events.UNMARKED:
                return await self._unmarked(data, ref, mark)
            case events.CLEARED:
                return [*self._reactions.clear(ref)]
            case events.CLEARED_OF if mark:
                return [*self._reactions.clear(ref, mark)]
        return []

    def _said(self, data: Json, place: PlaceAddress) -> list[Heard]:
        if not is_persons(data):
            return []
        told: Posted | None = posted(data, place, self._names.in_message(place.space, data))
        return [told] if told is not None and (self._words or told.text) else []

    def _changed(self, data: Json, place: PlaceAddress) -> list[Heard]:
        if not is_persons(data):
            return []
        told = reworded(data, place, self._names.in_message(place.space, data))
        return [told] if told is not None and (self._words or told.text) else []

    def _marked(self, data: Json, ref: MessageRef, mark: str) -> list[Heard]:
        member = data.get("member") or {}
        user = member.get("user") or {}
        if not mark or not user or user.get("bot"):
            return []
        self._names.heard(ref.place.space, user, member)
        told = Reacted(who=who_is({"member": member}, ref.place.space), ref=ref, mark=mark)
        self._reactions.put(told)
        return [told]

    async def _unmarked(self, data: Json, ref: MessageRef, mark: str) -> list[Heard]:
        """Tell who took a reaction back; Discord gives a number, which may be an app's as well."""
        guild, user = ref.place.space, str(data["user_id"])
        if not mark or user == self._me():
            return []
        who = self._reactions.take(ref, user, mark)
        if who is None:
            await self._names.meet(guild, [user])
            if not self._names.is_person(guild, user):
                return []
            name = self._names.of(guild, user) or ""
            who = Who(account=places.person(guild, user), name=name, rights_told=False)
        return [Reacted(who=who, ref=ref, mark=mark, on=False)]


def _mark(emoji: Emoji) -> str:
    """Name an emoji: as itself, or as `:name:`; nothing for one of a server that has deleted it."""
    name = str(emoji.get("name") or "")
    return f":{name}:" if emoji.get("id") and name else name
