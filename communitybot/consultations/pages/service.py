"""What the web shows of consultations: each closed one, for whoever has the address its members were told."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.response import Response
from communitybot.consultations.pages.building import build
from communitybot.consultations.pages.files import as_csv, as_markdown
from communitybot.consultations.pages.page import ConsultationPage
from communitybot.consultations.repository import ConsultsWork
from communitybot.ports import Units
from communitybot.proven import ProvenAddresses

FILES: Mapping[str, Callable[[ConsultationPage], str]] = {"md": as_markdown, "csv": as_csv}


class ConsultationPages:
    """Answers the web server's questions; each answer is as people agreed to at this moment."""

    def __init__(self, units: Units[ConsultsWork], addresses: ProvenAddresses) -> None:
        self._units = units
        self._addresses = addresses

    async def page(self, consultation: str, proof: str) -> ConsultationPage | None:
        """The page at an address; None for one we did not make, and for whatever is not closed."""
        if not self._addresses.proves(consultation, proof):
            return None

        async def unit(work: ConsultsWork) -> tuple[Consultation, Sequence[Response], str] | None:
            found = await work.consultations.addressed(consultation)
            if found is None or found.stage is not Stage.CLOSED:
                return None
            community = await work.communities.get(found.community)
            given = await work.consultations.responses(found.community, found.id)
            return found, given, community.name if community else ""

        kept = await self._units.read(unit)
        # thousands of answers take a while to count: in a thread, so that nobody else waits
        return None if kept is None else await asyncio.to_thread(build, *kept)

    def file(self, page: ConsultationPage, ending: str) -> str:
        """The same as a file: `md` or `csv`."""
        return FILES[ending](page)
