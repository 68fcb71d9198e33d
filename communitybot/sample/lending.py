"""Plants the sample's resources in the room for them, through the same services people use."""

from collections.abc import Mapping
from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.resources.addresses import read_address
from communitybot.resources.drafting import Drafting
from communitybot.resources.editing import Editing
from communitybot.resources.looking import Looking
from communitybot.resources.previews import Preview, Wished
from communitybot.resources.trying import Trying
from communitybot.resources.views import ResourceWish
from communitybot.sample.resources import RESOURCES, SampleResource
from communitybot.sample.thinking import Soil


async def lend(soil: Soil, by_name: Mapping[str, Caller]) -> int:
    """Plant the resources of those who are there; returns how many they are."""
    planted = [sample for sample in RESOURCES if sample.sharer in by_name]
    for sample in planted:
        await _plant(soil, sample, by_name)
    return len(planted)


async def _plant(soil: Soil, sample: SampleResource, by_name: Mapping[str, Caller]) -> None:
    sharer = by_name[sample.sharer]
    house = await soil.units.read(lambda work: work.communities.get(sharer.community))
    at = replace(sharer, place=next(iter(house.resource_rooms), sharer.place))
    drafting = Drafting(soil.units, soil.clock, Looking(soil.units, soil.clock))  # without a door to pages
    drafted = await drafting.draft(at, _wished(sample))
    if not isinstance(drafted, Preview):
        return
    resource = drafted.resource.id
    await drafting.send(at, resource)
    for name, words in sample.notes.items():
        await Editing(soil.units, soil.clock).note(by_name[name], resource, words)
    for name, (grade, repeat, words) in sample.tried.items():
        trying = Trying(soil.units, soil.clock)
        await trying.tell(by_name[name], resource, grade=grade, words=words, repeat=repeat)


def _wished(sample: SampleResource) -> Wished:
    wish = ResourceWish(
        title=sample.title,
        about=sample.about if sample.link else None,
        text=None if sample.link else sample.about,
        kind=sample.kind,
        grades=sample.grades,
        subjects=sample.subjects,
        licence=sample.licence,
        login=sample.login,
        tags=sample.tags,
    )
    return Wished(wish=wish, address=read_address(sample.link) if sample.link else None)
