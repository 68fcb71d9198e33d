"""A community that holds live chats, on three platforms."""

from dataclasses import dataclass
from datetime import datetime

import gathering
from gathering import MONDAY, NEW_YORK, PLATFORMS, Gathering, Member, away, back, room, space
from reading_cards import said

from communitybot.livechats.model.chat import Host
from communitybot.livechats.views import ChatPlan

__all__ = [
    "MONDAY",
    "NEW_YORK",
    "PLATFORMS",
    "Member",
    "away",
    "back",
    "opened",
    "room",
    "space",
]

SEVEN = datetime.fromisoformat("2014-10-14T19:00:00")  # Tuesday evening in New York
START = datetime.fromisoformat("2014-10-14T23:00:00+00:00")
QUESTIONS = (
    "What does connected learning mean to you?",
    "How has it changed how your students learn?",
    "What would a culture of digital learning look like in your school?",
    "Who helps you to stay connected?",
    "What will you try next?",
    "What do you ask of those who decide?",
)


@dataclass
class Hall(Gathering):
    """A gathering that holds live chats."""

    @property
    def chats(self):
        return self.house.chats.service

    def told(self, member):
        """What the bot told somebody about the chat in private."""
        posted = self.platforms[member.platform].visible()
        told = [said(each.shown) for each in posted if each.place.place == f"dm-{member.account.person}"]
        return [words for words in told if "ce14" in words]

    async def chat(self, chat):
        return await self.units.read(lambda work: work.chats.get("c1", chat.id))

    async def lines(self, chat, **wanted):
        return await self.units.read(lambda work: work.chats.lines("c1", chat.id, **wanted))

    async def planned(self, host, **wishes):
        """A chat that was planned and posted by a host who runs the place."""
        caller = await host.caller()
        plan = ChatPlan(
            title="Connected educators",
            starts=wishes.pop("starts", SEVEN),
            zone=NEW_YORK,
            hashtag="ce14",
            hosts=wishes.pop("hosts", (Host(host.name, caller.person),)),
            questions=wishes.pop("questions", QUESTIONS),
            archive=wishes.pop("archive", True),
            **wishes,
        )
        draft = await self.chats.draft(caller, plan)
        return await self.chats.post(caller, draft.id)


async def opened(database_url, **given):
    """Build everything over a database, with the community and its rooms."""
    return await gathering.opened(database_url, kind=Hall, **given)
