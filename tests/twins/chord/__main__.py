"""The Discord twin in a process of its own, for drills that kill the bot: `python -m twins.chord --port N`.

It prints where it is as one line of JSON, then obeys orders on its input, one a line, until it ends.
"""

import argparse
import asyncio
import json
import sys

from twins.chord.orders import Orders
from twins.chord.twin import Twin


async def main() -> None:
    wanted = argparse.ArgumentParser(prog="twins.chord", description=__doc__)
    wanted.add_argument("--port", type=int, default=0)
    wanted.add_argument("--seed", type=int, default=0)
    wanted.add_argument("--scale", type=float, default=1.0)
    wanted.add_argument("--pace", type=float, default=1.0)
    wanted.add_argument("--rooms", default="events,general")
    wanted.add_argument("--check-late", action="store_true")
    given = wanted.parse_args()
    opened = Twin.open(
        seed=given.seed,
        scale=given.scale,
        pace=given.pace,
        port=given.port,
        check_late=given.check_late,
    )
    async with opened as twin:
        owner = twin.person("Priya Raman")
        server = twin.guild("Oak Ridge", owner=owner, channels=given.rooms.split(","))
        orders = Orders(twin, owner, server)
        _print(orders.greeting())
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                answer = {"ok": await orders.obey(json.loads(line))}
            except Exception as problem:  # noqa: BLE001 - whoever asked is told, and the twin lives on
                answer = {"problem": f"{type(problem).__name__}: {problem}"}
            _print(answer)


def _print(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


asyncio.run(main())
