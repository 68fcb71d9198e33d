"""Plants the sample's resources in the room for them, through the same services people use."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from communitybot.conversation.inbound import Caller
from communitybot.resources.addresses import read_address
from communitybot.resources.answering import Answering
from communitybot.resources.asking import Asking
from communitybot.resources.collecting import Collecting
from communitybot.resources.drafting import Drafting
from communitybot.resources.editing import Editing
from communitybot.resources.filling import Filling
from communitybot.resources.helping import Helping
from communitybot.resources.looking import Looking
from communitybot.resources.model.collection import Sharing
from communitybot.resources.previews import Preview, Wished
from communitybot.resources.saving import Saving
from communitybot.resources.trying import Trying
from communitybot.resources.views import ResourceWish
from communitybot.resources.wished import read_wish
from communitybot.sample.resources import (
    COLLECTIONS,
    REQUESTS,
    RESOURCES,
    SampleCollection,
    SampleRequest,
    SampleResource,
)
from communitybot.sample.thinking import Soil


async def lend(soil: Soil, by_name: Mapping[str, Caller]) -> int:
    """Plant the resources of those who are there, what they ask for, and what they collect.

    Returns how many resources there are. Everybody acts in the room for resources.
    """
    here = {name: await _in_room(soil, caller) for name, caller in by_name.items()}
    planted = {
        sample.title: await _plant(soil, sample, here) for sample in RESOURCES if sample.sharer in here
    }
    for request in REQUESTS:
        if request.asker in here:
            await _ask(soil, request, here, planted)
    for shelf in COLLECTIONS:
        if shelf.owner in here:
            await _collect(soil, shelf, here, planted)
    return len(planted)


async def _in_room(soil: Soil, caller: Caller) -> Caller:
    house = await soil.units.read(lambda work: work.communities.get(caller.community))
    return replace(caller, place=next(iter(house.resource_rooms), caller.place))


async def _plant(soil: Soil, sample: SampleResource, here: Mapping[str, Caller]) -> str:
    """Share one and use it; returns its id."""
    sharer = here[sample.sharer]
    drafting = Drafting(soil.units, soil.clock, Looking(soil.units, soil.clock))  # without a door to pages
    drafted = await drafting.draft(sharer, _wished(sample))
    resource = drafted.resource.id
    if not isinstance(drafted, Preview):
        return resource
    await drafting.send(sharer, resource)
    for name, words in _there(here, sample.notes):
        await Editing(soil.units, soil.clock).note(here[name], resource, words)
    for name, (grade, repeat, words) in _there(here, sample.tried):
        trying = Trying(soil.units, soil.clock)
        await trying.tell(here[name], resource, grade=grade, words=words, repeat=repeat)
    for name in here.keys() & set(sample.saved):
        await Saving(soil.units, soil.clock).save(here[name], resource)
    return resource


async def _ask(
    soil: Soil, sample: SampleRequest, here: Mapping[str, Caller], planted: Mapping[str, str]
) -> None:
    asker, asking = here[sample.asker], Asking(soil.units, soil.clock)
    request = (await asking.draft(asker, read_wish(sample.words))).request
    await asking.send(asker, request.id, request.revision)
    answering = Answering(soil.units, soil.clock, Looking(soil.units, soil.clock))
    for name in here.keys() & set(sample.needed):
        await answering.need(here[name], request.id, on=True)
    for name, title in _there(here, sample.answers):
        await answering.answer(here[name], request.id, planted[title])


async def _collect(
    soil: Soil, sample: SampleCollection, here: Mapping[str, Caller], planted: Mapping[str, str]
) -> None:
    owner = here[sample.owner]
    made = await Collecting(soil.units, soil.clock).create(owner, sample.name, sample.about)
    for name, right in _there(here, sample.people):
        await Helping(soil.units, soil.clock).let(owner, made.id, here[name].account, right)
    await Collecting(soil.units, soil.clock).change(owner, made.id, sharing=Sharing.COMMUNITY)
    for name, title in sample.items:
        if name in here:
            await Filling(soil.units, soil.clock).add(here[name], made.id, planted[title])


def _there(here: Mapping[str, Caller], told: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What is told of those who are there."""
    return [(name, each) for name, each in told.items() if name in here]


def _wished(sample: SampleResource) -> Wished:
    wish = ResourceWish(
        title=sample.title,
        about=sample.about if sample.link else None,
        text=None if sample.link else sample.about,
        author=sample.author or None,
        kind=sample.kind,
        grades=sample.grades,
        subjects=sample.subjects,
        licence=sample.licence,
        login=sample.login,
        tags=sample.tags,
    )
    return Wished(wish=wish, address=read_address(sample.link) if sample.link else None)
