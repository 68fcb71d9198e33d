"""People who type commands, press buttons and send forms, and read what comes back."""

from dataclasses import dataclass
from itertools import count

from hall import MONDAY, NEW_YORK, Member, room

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Invoked, Pressed, Submitted
from communitybot.conversation.plain import plain
from communitybot.conversation.replies import Amend, Answer, Ask

_happenings = count(1)


@dataclass
class Speaker:
    """A member at a keyboard, in a room or a thread."""

    member: Member
    place: PlaceAddress

    async def types(self, line):
        command, _, rest = line.removeprefix("/").partition(" ")
        return await self.member.hall.bot.invoke(
            Invoked(id=_next(), who=self.member.who, place=self.place, command=command, typed=rest)
        )

    async def presses(self, reply, label, *, value=None):
        """Press a button, or choose a value in a list, by the beginning of its label."""
        message = getattr(reply, "message", reply)
        action = next(
            each.action
            for each in message.controls
            if getattr(each, "label", getattr(each, "placeholder", "")).startswith(label)
        )
        return await self.acts(action, value=value)

    async def acts(self, action, *, value=None):
        pressed = Pressed(id=_next(), who=self.member.who, place=self.place, action=action, value=value)
        return await self.member.hall.bot.press(pressed)

    async def sends(self, ask, **values):
        """Send a form as it stands, but for these values."""
        assert isinstance(ask, Ask), ask
        kept = {field.name: field.value for field in ask.form.fields if field.value is not None}
        return await self.member.hall.bot.submit(
            Submitted(
                id=_next(),
                who=self.member.who,
                place=self.place,
                action=ask.form.action,
                values=kept | values,
            )
        )


def speaker(member, place=None):
    return Speaker(member, place or room(member.platform))


def words(reply):
    assert isinstance(reply, Answer | Amend), reply
    return plain(reply.message, zone=NEW_YORK, now=MONDAY)


def buttons(reply):
    return [getattr(each, "label", getattr(each, "placeholder", "")) for each in reply.message.controls]


def options(reply):
    """The choices of the first list, by label."""
    select = next(each for each in reply.message.controls if hasattr(each, "options"))
    return {each.label: each.value for each in select.options}


def _next():
    return f"h{next(_happenings)}"
