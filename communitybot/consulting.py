"""Consultations put together: what people can do with them, what the outbox does, what pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from communitybot.consultations.commands import consultation_features
from communitybot.consultations.delivery.handlers import handlers
from communitybot.consultations.delivery.threads import URGENT
from communitybot.consultations.listening import ConsultationEar, consultation_ear
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.pages.service import ConsultationPages
from communitybot.consultations.service import Consultations
from communitybot.outbox.entry import Handler
from communitybot.ports import Clock
from communitybot.proven import ProvenAddresses
from communitybot.storage.work import UnitsOfWork


@dataclass(frozen=True, slots=True)
class Consulting:
    """Everything about consultations that the bot is made of."""

    service: Consultations
    features: tuple[object, ...]
    handlers: Mapping[str, Handler]
    pages: ConsultationPages
    ear: ConsultationEar
    urgent: frozenset[str]


def consulting(
    units: UnitsOfWork, clock: Clock, *, base_url: str, key: bytes, keeps: Callable[[str], bool]
) -> Consulting:
    """Wire consultations; `key` is the bot's secret.

    `keeps(platform)` says whether what people say on a platform may be kept here.
    """
    addresses = ProvenAddresses(base_url, key, folder="consultations", kind="consultation")

    def address(one: Consultation) -> str:
        return addresses.members(one.id)

    service = Consultations(units, clock, keeps)
    made: Mapping[str, Any] = handlers(clock, address, keeps)
    return Consulting(
        service=service,
        features=consultation_features(service, units, clock, address),
        handlers=made,
        pages=ConsultationPages(units, addresses),
        ear=consultation_ear(clock),
        urgent=URGENT,
    )
