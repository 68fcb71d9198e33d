"""Run the stand-in in a process of its own; it prints its addresses and secrets as one line of JSON."""

import argparse
import asyncio
import json
import signal

from twins.loom.twin import Twin


async def run(port: int, seed: int, scale: float) -> None:
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    async with Twin.open(seed, scale, port) as twin:
        told = {
            "SLACK_API_URL": twin.api_url,
            "SLACK_BOT_TOKEN": twin.bot_token,
            "SLACK_APP_TOKEN": twin.app_token,
            "SLACK_SIGNING_SECRET": twin.signing_secret,
            "SLACK_CLIENT_ID": twin.client_id,
            "SLACK_CLIENT_SECRET": twin.client_secret,
            "control": f"{twin.world.base_url}/control/",
        }
        print(json.dumps(told), flush=True)
        await stopped.wait()


def main() -> None:
    asked = argparse.ArgumentParser(prog="loom", description=__doc__)
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--scale", type=float, default=1.0)
    given = asked.parse_args()
    asyncio.run(run(given.port, given.seed, given.scale))


if __name__ == "__main__":
    main()
