"""What a line of a file tells of a link, before anybody asks whether it is one."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_SINCE_1601 = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)  # before the web there were no bookmarks
_DATES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words as they stand in the file; `added` is read later."""

    line: int
    address: str
    title: str = ""
    about: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    added: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that a file tells; `lost` are its lines that tell of nothing, with why."""

    told: tuple[Told, ...]
    lost: tuple[tuple[int, str], ...] = ()
    more: bool = False


def moment_of(text: str, now: datetime) -> datetime | None:
    """When a link was kept: seconds since 1970, their thousandths or millionths, Chrome's count, or a date.

    None for what is no such thing, and for a time to come.
    """
    words = text.strip()[:40]
    try:
        found = _counted(int(words)) if words.isascii() and words.isdecimal() else _dated(words)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found is not None and _FIRST <= found <= now else None


def _counted(number: int) -> datetime:
    if number > 10**16:
        return _SINCE_1601 + timedelta(microseconds=number)
    for power in (10**14, 10**11):
        if number > power:
            return datetime.fromtimestamp(number / (power // 10**8), UTC)
    return datetime.fromtimestamp(number, UTC)


def _dated(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return next(filter(None, (_by(pattern, words) for pattern in _DATES)), None)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _by(pattern: str, words: str) -> datetime | None:
    try:
        return datetime.strptime(words, pattern).replace(tzinfo=UTC)
    except ValueError:
        return None
