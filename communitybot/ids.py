"""Short, sortable, unguessable-enough names for rows."""

import secrets
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
_last = 0


def new_id() -> str:
    """Return a 14-character id that sorts by the millisecond it was made in.

    Nine characters hold the time (45 bits of milliseconds, enough until the year 3084), five hold
    25 random bits. Ids are names, never secrets: whoever may see a row is decided elsewhere.
    """
    global _last  # noqa: PLW0603 - ids made in one millisecond keep their order
    _last = max(_last + 1, time.time_ns() // 1_000_000)
    return _encode(_last, 9) + _encode(secrets.randbits(25), 5)


def _encode(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, rest = divmod(number, 32)
        letters.append(ALPHABET[rest])
    return "".join(reversed(letters))
