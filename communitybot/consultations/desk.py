"""What the services of consultations stand on: finding one, and who may do what with it."""

from collections.abc import Callable

from communitybot.communities.model import Community
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.repository import ConsultsWork
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, NotFound
from communitybot.people.rights import refusal
from communitybot.ports import Clock, Units

EXAMPLE = "/consults"


class Desk:
    """One part of the services of consultations: it keeps nothing itself.

    `keeps(platform)` says whether what people say on a platform may be kept here.
    """

    def __init__(self, units: Units[ConsultsWork], clock: Clock, keeps: Callable[[str], bool]) -> None:
        self._units = units
        self._clock = clock
        self._keeps = keeps


async def find(work: ConsultsWork, caller: Caller, consultation: str, *, hold: bool = False) -> Consultation:
    """The consultation of that id in the caller's community.

    Raises:
        NotFound: when there is none, or it is somebody else's draft.
    """
    found = await work.consultations.get(caller.community, consultation, hold=hold)
    if found is None or (found.stage is Stage.DRAFT and found.created_by != caller.person):
        raise NotFound("I know no such consultation here; it may have been discarded.", example=EXAMPLE)
    return found


async def community_of(work: ConsultsWork, community: str) -> Community:
    found = await work.communities.get(community)
    if found is None:
        raise NotFound("I do not know this community yet.", example="/communitybot")
    return found


def manages(caller: Caller, community: Community) -> bool:
    """Hosts and administrators open consultations, see how they go, and close them."""
    if caller.community != community.id:
        return False
    return caller.administers or caller.person in community.hosts


def demand_managing(caller: Caller, community: Community) -> None:
    if not manages(caller, community):
        raise refusal(caller, "Only hosts and administrators can do that.", example=EXAMPLE)


def asks(caller: Caller, consultation: Consultation) -> bool:
    """Whether the consultation is the caller's own question."""
    return caller.community == consultation.community and caller.person == consultation.asker.person


def demand_asking(caller: Caller, community: Community, consultation: Consultation) -> None:
    """Refuse whoever does not conclude it.

    Whoever opened it is sent the buttons for that in private, where some platforms do not say who is an
    administrator: there they may, too.
    """
    opened = not caller.rights_told and caller.person == consultation.created_by
    if not (opened or asks(caller, consultation) or manages(caller, community)):
        raise refusal(caller, "Only whoever asks, hosts and administrators can do that.", example=EXAMPLE)


def demand_closed(consultation: Consultation) -> None:
    if consultation.stage is not Stage.CLOSED:
        raise AlreadyDone("That can be done once the consultation is closed.", example="/consult view")


def rooms_of(consultation: Consultation, community: Community) -> tuple[PlaceAddress, ...]:
    """Where a consultation is shown: the rooms chosen for it that are there, else those for ideas."""
    there = {room.address for room in community.open_rooms}
    chosen = tuple(room for room in consultation.rooms if room in there)
    return chosen or community.idea_rooms
