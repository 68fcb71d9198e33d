"""Keeps Discord's list of our commands as the specs have it, and writes it only when it has changed.

Discord itself is asked what it has: that survives restarts and lost files, and several processes agree on it.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from adapters.discord.client import Client
from communitybot.logs import Log

log = Log("adapters.discord")

Json = dict[str, Any]

# What we say of a command, and what Discord leaves out because it is so anyway.
COMMAND = {"type": 1, "name": "", "description": "", "contexts": None, "options": []}
OPTION = {
    "type": 0,
    "name": "",
    "description": "",
    "required": False,
    "autocomplete": False,
    "min_value": None,
    "max_value": None,
    "max_length": None,
    "choices": [],
    "options": [],
}


async def sync(client: Client, wanted: Sequence[Json]) -> bool:
    """Overwrite the global commands if they are not as wanted; returns whether they were not."""
    where: Json = {"application_id": client.application_id}
    path = "/applications/{application_id}/commands"
    there = await client.call("GET", path, **where)
    if digest(there) == digest(wanted):
        return False
    await client.call("PUT", path, json=list(wanted), **where)
    log.info("The commands were written.", action="discord.commands", count=len(wanted))
    return True


def digest(commands: Iterable[Json]) -> str:
    """Hash what people can see of commands, in whatever order they are listed."""
    seen = sorted((_plain(each, COMMAND) for each in commands), key=lambda each: (each["type"], each["name"]))
    return blake2b(json.dumps(seen, sort_keys=True).encode(), digest_size=16).hexdigest()


def _plain(told: Json, known: Json) -> Json:
    kept = {name: otherwise if told.get(name) is None else told[name] for name, otherwise in known.items()}
    kept["options"] = [_plain(each, OPTION) for each in kept["options"]]
    if "choices" in kept:
        kept["choices"] = [{"name": each["name"], "value": each["value"]} for each in kept["choices"]]
    return kept
