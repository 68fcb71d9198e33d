"""What a message carries so that it can be known again: its nonce, and the id of its frame."""

from hashlib import blake2b
from typing import Any

from adapters.discord.reply import ACTION_ROW, FRAME, LARGEST_MARKER

Json = dict[str, Any]

LONGEST_NONCE = 25  # Discord: message nonce


def nonce_of(key: str) -> str:
    """Give the key itself where it fits, else a hash of it: the same at every attempt."""
    return key if len(key) <= LONGEST_NONCE else blake2b(key.encode(), digest_size=12).hexdigest()


def marker_of(key: str) -> int:
    """Hash the key into 31 bits; never 0, which Discord takes for no id."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") % LARGEST_MARKER + 1


def carries(message: Json, marker: int) -> bool:
    """Whether a message's outermost frame has this id; where a video plays, its first row of controls."""
    return any(
        part.get("id") == marker and part.get("type") in {ACTION_ROW, FRAME}
        for part in message.get("components") or []
    )
