"""Whether a request is Slack's: its signature over the raw bytes, and a time of the last five minutes."""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence

FRESH = 300  # seconds; Slack's own advice against replays
VERSION = "v0"

_STAMP = re.compile(r"[0-9]{1,12}")


def is_genuine(secret: str, headers: Mapping[str, str], body: bytes, *, now: float) -> bool:
    """Whether the body was signed with this secret at most five minutes before or after `now`.

    Never raises, however malformed the headers are; compares in constant time. A header that comes twice is
    none of Slack's: whoever stands between us might have read the other one.
    """
    told = [(name.lower(), value) for name, value in headers.items()]
    stamp, given = (_only(told, name) for name in ("x-slack-request-timestamp", "x-slack-signature"))
    if not secret or not _STAMP.fullmatch(stamp) or abs(now - int(stamp)) > FRESH:
        return False
    return hmac.compare_digest(sign(secret, stamp, body).encode(), given.encode("utf-8", "replace"))


def _only(told: Sequence[tuple[str, str]], wanted: str) -> str:
    values = [value for name, value in told if name == wanted]
    return values[0] if len(values) == 1 else ""


def sign(secret: str, stamp: str, body: bytes) -> str:
    """The signature Slack sends for a body at a time."""
    signed = b":".join((VERSION.encode(), stamp.encode(), body))
    return f"{VERSION}={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
