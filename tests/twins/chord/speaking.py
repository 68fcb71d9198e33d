"""What people say: in rooms and threads, answering one another, thinking better of it, with an emoji."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twins.chord import messages, permissions
from twins.chord.router import Upload
from twins.chord.rules import MESSAGE_KEYS
from twins.chord.sight import Sight, sight_of
from twins.chord.state import Channel, Message, User

if TYPE_CHECKING:
    from twins.chord.core import Core


class Impossible(AssertionError):
    """Something a person cannot do: Discord's own app would not let them."""


@dataclass(eq=False, repr=False)
class Room:
    """A channel, as tests hold it."""

    core: "Core"
    channel: Channel

    @property
    def id(self) -> str:
        return self.channel.id

    @property
    def name(self) -> str:
        return self.channel.name

    def __repr__(self) -> str:
        return f"Room({self.name!r})"


Place = Room | Channel | str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with what is said."""

    name: str
    kind: str
    content: bytes = b"x"
    description: str | None = None


class Speaking:
    """The acts of somebody who talks; each has a second name for the tests of a single act."""

    core: "Core"
    user: User
    id: str

    def _channel(self, place: Place) -> Channel:
        raise NotImplementedError  # each kind of speaker has its own

    def _message(self, sight: Sight) -> Message:
        raise NotImplementedError  # each kind of speaker has its own

    async def say(
        self, place: Place, text: str, *, reply_to: Sight | None = None, files: Sequence[Attached] = ()
    ) -> Sight:
        """Say something in a channel."""
        channel = self._channel(place)
        bit = permissions.SEND_MESSAGES_IN_THREADS if channel.is_thread else permissions.SEND_MESSAGES
        permissions.need(self.core.world, channel, self.id, bit)
        self._reopen(channel)
        body: dict[str, object] = {"content": text}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to.id}
        uploads = [
            Upload(str(number), each.name, each.kind, each.content) for number, each in enumerate(files)
        ]
        if files:
            body["attachments"] = [
                {"id": number, "filename": each.name, "description": each.description}
                for number, each in enumerate(files)
            ]
        made = messages.create(self.core, channel, self.user, body, uploads, keys=MESSAGE_KEYS)
        return sight_of(made, self.core)

    async def reword(self, sight: Sight, text: str) -> Sight:
        message = self._message(sight)
        if message.author.id != self.id:
            raise Impossible("only one's own messages can be edited")
        return sight_of(
            messages.edit(self.core, message, {"content": text}, (), keys=MESSAGE_KEYS), self.core
        )

    async def react(self, sight: Sight, emoji: str) -> None:
        """Put an emoji under a message."""
        message = self._message(sight)
        message.reactions.setdefault(emoji, set()).add(self.id)
        self.core.tell_reaction(message, self.user, emoji)

    async def unreact(self, sight: Sight, emoji: str) -> None:
        """Take an emoji of one's own away again."""
        message = self._message(sight)
        if self.id not in message.reactions.get(emoji, set()):
            raise Impossible("they have not reacted so")
        message.reactions[emoji].discard(self.id)
        self.core.tell_reaction(message, self.user, emoji, taken_back=True)

    async def unsay(self, sight: Sight) -> None:
        message = self._message(sight)
        held = permissions.in_channel(self.core.world, self._channel(sight.channel_id), self.id)
        if message.author.id != self.id and not held & permissions.MANAGE_MESSAGES:
            raise Impossible("it is somebody else's")
        messages.delete(self.core, message)

    def _reopen(self, channel: Channel) -> None:
        """resources/channel.mdx: whoever writes un-archives a thread that is not locked."""
        held = permissions.in_channel(self.core.world, channel, self.id)
        if channel.locked and not held & permissions.MANAGE_THREADS:
            raise Impossible("the thread is locked")
        if channel.archived:
            channel.archived = False
            self.core.tell_channel("THREAD_UPDATE", channel)

    types, edits, deletes, reacts = say, reword, unsay, react
