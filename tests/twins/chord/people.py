"""People who use Discord: they type, press, choose and fill in what they see, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twins.chord import interactions as kinds
from twins.chord import permissions, typing_in
from twins.chord.interactions import Interaction
from twins.chord.modal import Modal
from twins.chord.sight import Sight, sight_of
from twins.chord.speaking import Impossible, Place, Room, Speaking
from twins.chord.state import SYSTEM, Channel, Json, Message, User

if TYPE_CHECKING:
    from twins.chord.core import Core


@dataclass(eq=False, repr=False)
class Person(Speaking):
    """Somebody with an account; every act is theirs alone."""

    core: "Core"
    user: User

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    def __repr__(self) -> str:
        return f"Person({self.name!r})"

    # What they see

    def sees(self, place: Place) -> list[Sight]:
        """Every message before them in a channel, oldest first; what Discord itself says is left out."""
        channel = self._channel(place)
        held = permissions.in_channel(self.core.world, channel, self.id)
        if not held & permissions.VIEW_CHANNEL:
            return []
        shown = sorted(channel.messages.values(), key=lambda each: int(each.id))
        mine = [each for each in shown if each.only_for in {None, self.id} and each.kind not in SYSTEM]
        return [sight_of(each, self.core) for each in mine]

    @property
    def direct(self) -> Room:
        """Their direct channel with the bot."""
        return Room(self.core, self.core.world.direct(self.core.bot, self.user))

    def close_dms(self, *, closed: bool = True) -> None:
        self.user.dms_open = not closed

    # What they do

    async def command(
        self, place: Place, words: str, values: Mapping[str, object] | None = None
    ) -> Interaction:
        """Use a slash command with typed options; what the app would not send is `Impossible`."""
        channel = self._channel(place)
        self._may_use(channel)
        data = typing_in.command(self.core, channel, words, values or {})
        return Interaction(self.core, kinds.COMMAND, self.user, channel, data).send()

    async def complete(
        self,
        words: str,
        option: str,
        typed: str,
        *,
        place: Place | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Interaction:
        """Type into an option that suggests; the answer is the choices."""
        channel = self._channel(place) if place is not None else self._somewhere()
        data = typing_in.command(self.core, channel, words, {**(values or {}), option: typed}, focused=option)
        return Interaction(self.core, kinds.AUTOCOMPLETE, self.user, channel, data).send()

    async def act(self, sight: Sight, name: str) -> Interaction:
        """Choose a message command (Apps > name) on a message."""
        message = self._message(sight)
        channel = self._channel(sight.channel_id)
        data = typing_in.message_command(self.core, channel, name, message)
        return Interaction(self.core, kinds.COMMAND, self.user, channel, data, target=message).send()

    async def press(self, sight: Sight | Interaction, name: str) -> Interaction:
        """Press a button by its label or custom_id."""
        message = self._message(sight)
        control = sight_of(message, self.core).control(name)
        if control.kind != 2 or control.custom_id is None or control.disabled:
            raise Impossible(f"{name!r} cannot be pressed")
        return self._component(message, {"custom_id": control.custom_id, "component_type": 2})

    async def choose(self, sight: Sight | Interaction, name: str, *values: str) -> Interaction:
        """Choose in a select, by value or label; the select by its placeholder or custom_id."""
        message = self._message(sight)
        control = sight_of(message, self.core).control(name)
        if control.disabled or control.kind == 2:
            raise Impossible(f"{name!r} cannot be chosen in")
        by_label = dict(control.options)
        chosen = [by_label.get(each, each) for each in values]
        if control.options and not set(chosen) <= set(by_label.values()):
            raise Impossible(f"{values} are not among {list(by_label)}")
        if not control.least <= len(chosen) <= control.most:
            raise Impossible(f"choose {control.least} to {control.most}")
        data: Json = {"custom_id": control.custom_id, "component_type": control.kind, "values": chosen}
        if not control.options:
            data["resolved"] = typing_in.resolved(self.core, self._channel(message.channel_id), chosen)
        return self._component(message, data)

    async def forge(self, sight: Sight, custom_id: str) -> Interaction:
        """Press a button that is not there, as a tampered client might."""
        return self._component(self._message(sight), {"custom_id": custom_id, "component_type": 2})

    async def fill(self, modal: Modal, values: Mapping[str, object] | None = None) -> Interaction:
        """Fill in a modal by label or custom_id and send it; what is left out keeps its value."""
        opener = modal.opened_by
        if opener.person.id != self.id:
            raise Impossible("it is before somebody else")
        data = typing_in.modal(self.core, opener.channel, modal, values or {})
        made = Interaction(
            self.core, kinds.MODAL_SUBMIT, self.user, opener.channel, data, source=opener.source
        )
        return made.send()

    # How they find things

    def _component(self, message: Message, data: Json) -> Interaction:
        channel = self._channel(message.channel_id)
        return Interaction(self.core, kinds.COMPONENT, self.user, channel, data, source=message).send()

    def _message(self, sight: Sight | Interaction) -> Message:
        if isinstance(sight, Interaction):
            shown = sight.sees()
            if not isinstance(shown, Sight):
                raise Impossible(f"there is no message, but {shown}")
            sight = shown
        message = self._channel(sight.channel_id).messages.get(sight.id)
        if message is None or message.only_for not in {None, self.id}:
            raise Impossible("the message is not before them")
        if not permissions.sees(self.core.world, self._channel(sight.channel_id), self.id):
            raise Impossible("the channel is not before them")
        return message

    def _channel(self, place: Place) -> Channel:
        if isinstance(place, Room):
            return place.channel
        return self.core.world.channels[place] if isinstance(place, str) else place

    def _may_use(self, channel: Channel) -> None:
        held = permissions.in_channel(self.core.world, channel, self.id)
        if not held & permissions.USE_APPLICATION_COMMANDS:
            raise Impossible("commands cannot be used there")

    def _somewhere(self) -> Channel:
        for channel in self.core.world.channels.values():
            if channel.guild_id and permissions.sees(self.core.world, channel, self.id):
                return channel
        raise Impossible("in no server")
