"""Days and lengths as pages write them."""

import re
from datetime import date

_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})")
_SPAN = re.compile(
    r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:[.,]\d{1,9})?S)?)?", re.IGNORECASE
)
LONGEST = 100 * 3_600  # seconds; ours: nobody watches that for a lesson
YEARS = range(1800, 2101)


def read_day(text: str) -> str:
    """A day as `2026-03-01`; empty for whatever does not begin with one."""
    found = _DAY.match(text[:40])
    if found is None or int(found[1]) not in YEARS:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def read_span(text: str) -> int:
    """A length in seconds, of `PT4M30S` or `270`; 0 for whatever is none."""
    text = text.strip()[:40]
    if re.fullmatch(r"[0-9]{1,7}(?:\.[0-9]{1,9})?", text):
        return _bounded(int(text.partition(".")[0]))
    found = _SPAN.fullmatch(text)
    if found is None:
        return 0
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return _bounded(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _bounded(seconds: int) -> int:
    return seconds if 0 < seconds <= LONGEST else 0
