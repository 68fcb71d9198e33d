"""The process that goes to pages, for tests: it reaches what it is told, and can be let go of its limits."""

import json
import ssl
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.servers import names

from adapters.links import asking, child, reading
from adapters.links.asking import Asking
from adapters.links.vetting import Vetting
from adapters.links.visiting import Turns, Visiting

told = json.loads(sys.argv[1])
if told.get("unbounded"):
    asking.DECODED = asking.ON_WIRE = asking.FREE = told["unbounded"]
    asking.Asking.ask.__kwdefaults__["most"] = told["unbounded"]
    child.ROOM = told.get("room", 16 * told["unbounded"])
    reading.MOST = told["unbounded"]


class AtOnce(Turns):
    async def wait(self, host: str) -> None:
        """Nobody waits."""


tls = ssl.create_default_context(cafile=told["ca"]) if told.get("ca") else None
vetting = Vetting(names(told["names"]), allowed=frozenset((host, port) for host, port in told["allowed"]))
child.serve(Visiting(vetting, Asking(vetting, "tests", tls), AtOnce(), within=told.get("within", 8.0)))
