"""What the bot and the process beside it tell each other: JSON, each piece behind its length."""

import asyncio
import json
from typing import Any

MOST = 64 * 1024  # bytes; a preview has a tenth of that
_LENGTH = 4


def framed(told: dict[str, Any]) -> bytes:
    content = json.dumps(told, ensure_ascii=True).encode("ascii")
    return len(content).to_bytes(_LENGTH, "big") + content


async def unframed(reader: asyncio.StreamReader) -> dict[str, Any]:
    """The next piece.

    Raises:
        EOFError: at the end, and where what comes is none of ours.
    """
    length = int.from_bytes(await reader.readexactly(_LENGTH), "big")
    if length > MOST:
        raise EOFError
    try:
        return dict(json.loads(await reader.readexactly(length)))
    except (ValueError, TypeError):
        raise EOFError from None
