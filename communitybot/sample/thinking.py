"""Plants the sample's ideas, and brings each as far as its people have come, through the same services."""

from collections.abc import Mapping
from typing import Any, Protocol

from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.ideas.advancing import Advancing
from communitybot.ideas.backing import Backing
from communitybot.ideas.friends import FriendsDesk
from communitybot.ideas.model.idea import GROWING, Stage
from communitybot.ideas.modelling import Modelling
from communitybot.ideas.moderating import Moderating
from communitybot.ideas.pen import Wish
from communitybot.ideas.posting import Posting
from communitybot.ideas.teaming import Teaming
from communitybot.ideas.views import IdeaWish
from communitybot.ports import Clock, Units
from communitybot.sample.ideas import IDEAS, SampleIdea


class Soil(Protocol):
    """What ideas are planted into."""

    @property
    def clock(self) -> Clock: ...
    @property
    def units(self) -> Units[Any]: ...


async def think(soil: Soil, by_name: Mapping[str, Caller]) -> int:
    """Plant the ideas of those who are there; returns how many they are."""
    planted = [sample for sample in IDEAS if sample.author in by_name]
    for sample in planted:
        await _plant(soil, sample, by_name)
    return len(planted)


async def _plant(soil: Soil, sample: SampleIdea, by_name: Mapping[str, Caller]) -> None:
    author = by_name[sample.author]
    posting = Posting(soil.units, soil.clock)
    idea = (await posting.draft(author, _wish(sample), role=sample.role)).idea.id
    await posting.send(author, idea)
    if sample.stage is Stage.SUBMITTED:
        return
    moderator = next(caller for caller in by_name.values() if ADMINISTRATOR in caller.roles)
    await Moderating(soil.units, soil.clock).publish(moderator, idea)
    for name in sample.supporters:
        await Backing(soil.units, soil.clock).support(by_name[name], idea, on=True)
    teams = Teaming(soil.units, soil.clock)
    for name, role in sample.team.items():
        await teams.ask(by_name[name], idea, role)
        await teams.accept(author, idea, by_name[name].person)
    friends = FriendsDesk(soil.units, soil.clock)
    for name, notes in sample.friends.items():
        await friends.ask(author, idea, [by_name[name].person])
        await friends.agree(by_name[name], idea)
        if notes is not None:
            await friends.note(by_name[name], idea, notes)
    if sample.model:
        wishes = [Wish(part, text, 0) for part, text in sample.model.items()]
        await Modelling(soil.units, soil.clock).write(author, idea, wishes)
    for stage in GROWING[1 : GROWING.index(sample.stage) + 1]:
        await Advancing(soil.units, soil.clock).advance(author, idea, stage)


def _wish(sample: SampleIdea) -> IdeaWish:
    return IdeaWish(
        title=sample.title,
        need=sample.need,
        approach=sample.approach,
        benefits=sample.benefits,
        helps=sample.helps,
        roles=sample.roles,
        category=sample.category,
        tags=sample.tags,
        place=sample.place,
    )
