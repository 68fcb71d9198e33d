"""Discord's numbers as addresses and back: servers, channels, threads, private channels."""

from collections.abc import Mapping
from typing import Any

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, SpaceAddress

Json = Mapping[str, Any]

PLATFORM = "discord"
DIRECT = "dm."  # begins the place of a private channel, so that it is known as one after a restart
THREADS = frozenset({10, 11, 12})  # Discord: announcement, public and private threads
PRIVATE = frozenset({1, 3})  # Discord: a private channel, a group of them
WEB = "https://discord.com/channels"


def space(guild: str) -> SpaceAddress:
    return SpaceAddress(PLATFORM, guild)


def person(guild: str, user: str) -> PersonAddress:
    return PersonAddress(PLATFORM, guild, user)


def place(guild: str, channel: Json) -> PlaceAddress:
    """Address a channel as Discord describes it; a thread lies in its parent."""
    number = str(channel["id"])
    kind = channel.get("type")
    if kind in PRIVATE:
        return direct(guild, number)
    if kind in THREADS and channel.get("parent_id"):
        return PlaceAddress(PLATFORM, guild, str(channel["parent_id"]), number)
    return PlaceAddress(PLATFORM, guild, number)


def direct(guild: str, channel: str) -> PlaceAddress:
    return PlaceAddress(PLATFORM, guild, f"{DIRECT}{channel}")


def is_direct(address: PlaceAddress) -> bool:
    return address.place.startswith(DIRECT)


def channel_of(address: PlaceAddress) -> str:
    """The number of the channel that messages to a place go to."""
    return address.thread or address.place.removeprefix(DIRECT)


def is_number(text: str) -> bool:
    """Whether a text can be one of Discord's ids."""
    return text.isascii() and text.isdigit() and len(text) <= 20


def web_address(ref: MessageRef) -> str | None:
    """Where a browser or the app opens a message."""
    channel = channel_of(ref.place)
    if ref.place.platform != PLATFORM or not (is_number(channel) and is_number(ref.message)):
        return None
    where = "@me" if is_direct(ref.place) else ref.place.space
    return f"{WEB}/{where}/{channel}/{ref.message}"
