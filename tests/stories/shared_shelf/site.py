"""The pages that the story's links lead to: small sites on this machine, met by the bot's own reader."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hostile.reading import reader
from hostile.servers import Server, answer, pages, serving

from adapters.links.previews import Previews

STRIPS, LAB, WALKS, LATE = (f"{name}.example.org" for name in ("strips", "lab", "walks", "late"))


def _page(title: str, about: str) -> bytes:
    return answer(
        f'<meta property="og:title" content="{title}"><meta property="og:description" content="{about}">'
    )


@dataclass
class Sites:
    """What stands on the web; a page that is taken away is not found any more."""

    known: dict[str, bytes]
    server: Server
    door: Previews

    def at(self, host: str, path: str) -> str:
        return f"http://{host}:{self.server.port}{path}"

    def takes_away(self, path: str) -> None:
        del self.known[path]

    def lets_in(self, hall) -> None:
        """The bot that runs now looks at these sites, and at nothing else."""
        hall.house.looking.door = self.door


@asynccontextmanager
async def sites() -> AsyncIterator[Sites]:
    known = {
        "/strips": _page("Fraction strips", "Paper strips to compare fractions."),
        "/walk": _page("A number line to walk on", "Tape on the floor, for fractions and more."),
        "/density": _page("Density columns", "Six liquids in a jar, for a lab on density."),
        "/late": _page("Fractions of an hour", "A clock to cut out."),
    }
    names = {name: [["127.0.0.1"]] for name in (STRIPS, LAB, WALKS, LATE)}
    async with serving(pages(known)) as server, reader([server], names=names) as reading:
        made = Sites(known, server, Previews(reading))
        await made.door.look(made.at(LATE, "/late"))  # its process has begun before anybody waits for it
        yield made
