"""What is posted in rooms, and what the bot asks those who posted it."""

from dataclasses import dataclass
from itertools import count

import gathering
from gathering import Gathering, Member, room, space
from reading_cards import labels, said

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.controls import Button, Select
from communitybot.conversation.inbound import Chosen, Invoked, Posted, Pressed
from communitybot.resources.addresses import read_address
from communitybot.resources.model.resource import Resource, Sharer, State

TICKETS = "https://www.edutopia.org/article/exit-tickets"
TILES = "https://tiles.example.org/fractions?utm_source=x"
_ids = count(1)


@dataclass
class School(Gathering):
    """A gathering in whose rooms links are posted."""

    def member(self, name, platform, **given):
        return Poster(self, name, platform, **given)

    async def drafts(self, member):
        caller = await member.caller()
        return await self.units.read(lambda work: work.resources.drafts("c1", caller.person, limit=50))

    async def has(self, address):
        """Somebody shared a link here."""
        read, now = read_address(address), self.clock.now()
        shared = Resource(
            id="shared-before",
            community="c1",
            state=State.SHARED,
            title="Exit tickets",
            address=read.address,
            canonical=read.canonical,
            sharer=Sharer("p0", "Hana Ito"),
            added=now,
            shared=now,
        )
        await self.units.run(lambda work: work.resources.add(shared))


class Poster(Member):
    """Somebody who posts in rooms, gives commands and presses buttons."""

    async def posts(self, text, where=None, *, ref=None):
        """Say something in a room; told by the platform with its id."""
        ref = ref or MessageRef(where or room(self.platform), f"{next(self.hall.numbers)}")
        if await self.hall.bot.listens(ref.place.room):  # adapters ask before they tell
            await self.hall.bot.hear(Posted(who=self.who, ref=ref, text=text, at=self.hall.clock.now()))
        return ref

    async def asks(self, command, **values):
        return await self.hall.bot.invoke(
            Invoked(
                id=f"i{next(_ids)}", who=self.who, place=room(self.platform), command=command, values=values
            )
        )

    async def saves(self, text, *, by=None):
        """Choose "Save as resource" in the menu of a message; `by` is who said it, oneself if left out."""
        author = by or self
        ref = MessageRef(room(self.platform), f"{next(self.hall.numbers)}")
        chosen = Chosen(ref=ref, text=text, account=author.account, name=author.name)
        return await self.asks("resource keep", message=chosen)

    async def presses(self, shown, label):
        found = next(one for one in shown.controls if isinstance(one, Button) and one.label == label)
        return await self.hall.bot.press(
            Pressed(id=f"i{next(_ids)}", who=self.who, place=room(self.platform), action=found.action)
        )

    async def chooses(self, shown, value):
        """Choose from the list of a message."""
        found = next(one for one in shown.controls if isinstance(one, Select))
        return await self.hall.bot.press(
            Pressed(
                id=f"i{next(_ids)}",
                who=self.who,
                place=room(self.platform),
                action=found.action,
                value=value,
            )
        )

    def told(self):
        """The messages the bot wrote to them in private, as they are now."""
        posted = self.hall.platforms[self.platform].visible()
        return [each.shown for each in posted if each.place.place == f"dm-{self.account.person}"]

    def asked(self):
        """The words of those that ask about links."""
        words = [said(each) for each in self.told()]
        return [each for each in words if "for the library?" in each]


async def opened(database_url, **given):
    return await gathering.opened(database_url, kind=School, **given)


__all__ = ["TICKETS", "TILES", "labels", "opened", "room", "said", "space"]
