"""A bot that looks at one page, says which process did, and waits to be killed."""

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.reading import at, previews
from hostile.servers import Server


async def main() -> None:
    site = Server(int(sys.argv[1]))
    async with previews(site) as (door, reader):
        await door.look(at(site))
        print(reader.pid, flush=True)
        await asyncio.sleep(60)


asyncio.run(main())
