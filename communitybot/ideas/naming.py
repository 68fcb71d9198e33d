"""Reads people and days out of what is typed: "Ana Ruiz, Ben", "Dr. Kim, superintendent", "15 december"."""

import re
from datetime import date, datetime

from communitybot.conversation.limits import one_line
from communitybot.errors import Misread
from communitybot.ideas.model.lab import MOST_STAKEHOLDERS, Stakeholder
from communitybot.moments import Unreadable, read
from communitybot.moments.wall import zone_info

BETWEEN_NAMES = re.compile(r"\s*[,;\n]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
NAME_MOST = 80
EMPTIED = frozenset({"none", "nobody", "nothing", "-", "no"})


def read_names(text: str | None, *, most: int, field: str) -> tuple[str, ...]:
    """Names with commas or the word "and" between them, each once."""
    pieces = (one_line(re.sub(r"(?i)^and\s+", "", one), 10_000) for one in BETWEEN_NAMES.split(text or ""))
    found = tuple(dict.fromkeys(piece for piece in pieces if piece))
    if len(found) > most:
        raise Misread(f"I count {len(found)} names; {most} fit.", example="Ana Ruiz, Ben Okoro", field=field)
    for name in found:
        _demand_short(name, field, "Ana Ruiz, Ben Okoro")
    return found


def read_name(text: str, *, field: str) -> str:
    """One name, however it is written: "Dr. Kim, superintendent" stays whole."""
    name = one_line(text, 10_000)
    _demand_short(name, field, "Ana Ruiz")
    return name


def read_stakeholders(text: str | None) -> tuple[Stakeholder, ...] | None:
    """One a line or between semicolons, "name, role"; "none" is nobody. None where nothing was typed."""
    if text is None or not text.strip():
        return None
    if text.strip().casefold() in EMPTIED:
        return ()
    lines = (one_line(line.strip().lstrip("-*•"), 10_000) for line in re.split(r"[\n;]", text))
    found = tuple(dict.fromkeys(_stakeholder(line) for line in lines if line))
    if len(found) > MOST_STAKEHOLDERS:
        raise Misread(
            f"I count {len(found)} stakeholders; {MOST_STAKEHOLDERS} fit.",
            example="Dr. Kim, superintendent",
            field="stakeholders",
        )
    return found


def stakeholders_typed(stakeholders: tuple[Stakeholder, ...]) -> str:
    """Stakeholders as one would type them, one a line; read again, they are the same."""
    return "\n".join(f"{one.name}, {one.role}" if one.role else one.name for one in stakeholders)


def read_date(text: str, *, now: datetime, zone: str, field: str) -> date:
    """A day still to come, or today, without an hour."""
    typed = text.strip()
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        found = _spoken(typed, now=now, zone=zone, field=field)
    if found < now.astimezone(zone_info(zone)).date():
        raise Misread(
            f"I read *{one_line(typed, 40)}* as {found:%A} {found.day} {found:%B %Y}, which has passed.",
            example="in 4 weeks",
            field=field,
        )
    return found


def _spoken(typed: str, *, now: datetime, zone: str, field: str) -> date:
    for words in (f"{typed} at 23:59", typed):
        try:
            return read(words, now=now, zone=zone).start.date()
        except Unreadable:
            continue
    short = one_line(typed, 40)
    raise Misread(
        f"I read *{short}*, which is no day I know.", understood=short, example="15 december", field=field
    )


def _stakeholder(line: str) -> Stakeholder:
    name, _, role = (part.strip() for part in line.partition(","))
    for part in (name, role):
        _demand_short(part, "stakeholders", "Dr. Kim, superintendent")
    return Stakeholder(name or role, role if name else "")


def _demand_short(name: str, field: str, example: str) -> None:
    if len(name) > NAME_MOST:
        short = one_line(name, 40)
        raise Misread(
            f"I read “{short}”, but it is longer than {NAME_MOST} letters.",
            understood=short,
            example=example,
            field=field,
        )
