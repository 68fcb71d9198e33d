"""What people can do with consultations, as commands and buttons; `consultation_features` builds them all."""

from collections.abc import Callable

from communitybot.consultations.commands.answering import Answering
from communitybot.consultations.commands.changing import Changing
from communitybot.consultations.commands.choosing import Choosing
from communitybot.consultations.commands.concluding import Concluding
from communitybot.consultations.commands.opening import Opening
from communitybot.consultations.commands.surroundings import Surroundings
from communitybot.consultations.commands.viewing import Viewing
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.service import Consultations
from communitybot.ports import Clock, Units

__all__ = ["consultation_features"]


def consultation_features(
    consultations: Consultations,
    units: Units[ConsultsWork],
    clock: Clock,
    address: Callable[[Consultation], str],
) -> tuple[object, ...]:
    """Build the objects that `commands.collect` reads, in the order help shows their commands."""
    choosing, around = Choosing(consultations), Surroundings(units, consultations)
    opening = Opening(consultations, clock, around)
    return (
        Viewing(consultations=consultations, clock=clock, choosing=choosing, around=around, address=address),
        Answering(consultations, choosing),
        opening,
        Changing(consultations=consultations, clock=clock, choosing=choosing, opening=opening, around=around),
        Concluding(consultations, choosing),
    )
