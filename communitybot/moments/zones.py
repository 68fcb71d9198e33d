"""Time zones as people name them: "ET", "New York time", "Europe/Paris", "UTC+2"."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from importlib import resources
from zoneinfo import available_timezones

from communitybot.moments import wall
from communitybot.moments.refusal import Unreadable
from communitybot.moments.tokens import Kind, Token, said
from communitybot.moments.words import several
from communitybot.moments.zone_words import OFFERED, SEASONAL, SHARED, WORDS

MOST_SUGGESTED = 25  # the shorter of the platforms' choice lists
OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2}):?([0-9]{2})?")
VAGUE = several("center west east north south general continental knox local factory etc universal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The clocks a phrase names: a zone, or a fixed distance from UTC.

    `letters` are the abbreviation that was typed, in capitals, when it names half a year ("EST") or is
    shared by several countries.
    """

    zone: str | None
    offset: timedelta | None = None
    letters: str | None = None

    def instant(self, naive: datetime) -> datetime:
        """Return the instant, in UTC, of a wall time; the letters choose between doubled hours."""
        if self.zone is None:
            return naive.replace(tzinfo=timezone(self.offset or timedelta())).astimezone(UTC)
        first = wall.at(naive, self.zone)
        if self.letters and wall.is_doubled(naive, self.zone):
            later = wall.second(naive, self.zone)
            if later.astimezone(wall.zone_info(self.zone)).tzname() == self.letters:
                return later
        return first

    def local(self, moment: datetime) -> datetime:
        """Return what these clocks show at an instant, without a zone."""
        rules = wall.zone_info(self.zone) if self.zone else timezone(self.offset or timedelta())
        return moment.astimezone(rules).replace(tzinfo=None)


def zone_named(text: str) -> str | None:
    """Return the IANA name of the zone that words mean ("Eastern", "new york time", "UTC"), else None."""
    if len(text) > 100:
        return None
    name = " ".join(text.lower().replace("_", " ").split())
    for shorter in (name, name.removesuffix(" time"), name.removesuffix(" time zone")):
        found = WORDS.get(shorter) or known().get(shorter.replace(" ", "_")) or cities().get(shorter)
        if found:
            return found
    return None


def suggest_zones(text: str) -> list[tuple[str, str]]:
    """Return at most 25 zones that fit what was typed so far, the commonest first, with their labels."""
    sought = " ".join(text.lower().replace("_", " ").split())[:60]
    best: dict[str, None] = {}
    if exact := zone_named(sought):
        best[exact] = None
    for fits in (str.startswith, str.__contains__):
        for zone, label in OFFERED:
            names = (label, label.partition("(")[2], zone.partition("/")[2])
            if any(fits(name.lower().replace("_", " "), sought) for name in names):
                best[zone] = None
        for word, zone in (*WORDS.items(), *cities().items(), *_spelt()):
            if fits(word, sought) and sought:
                best[zone] = None
    return [(zone, label_of(zone)) for zone in list(best)[:MOST_SUGGESTED]]


def label_of(zone: str) -> str:
    """Return the words for a zone: "New York (Eastern)", "Lima (America)"."""
    label = dict(OFFERED).get(zone)
    if label:
        return label
    region, _, city = zone.replace("_", " ").rpartition("/")
    return f"{city} ({region})" if region else city


def take_place(tokens: tuple[Token, ...], i: int) -> tuple[Place, int] | None:
    """Read a zone beginning at piece `i`; refuse a name that looks like one but is not."""
    token = tokens[i]
    if token.kind is Kind.OFFSET:
        return Place(zone=None, offset=_distance(token.text, tokens, i)), i + 1
    if token.kind is Kind.ZONE:
        if zone := known().get(token.text):
            return Place(zone=zone), i + 1
        raise Unreadable(
            f"I read {said(tokens, i, i + 1)} as a time zone", "I know none of that name", "friday 5pm ET"
        )
    words = [token.text for token in tokens[i : i + 4] if token.kind is Kind.WORD]
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        zone = WORDS.get(phrase) or cities().get(phrase)
        if zone:
            end = i + length
            end += end < len(tokens) and tokens[end].text == "time"
            lettered = phrase in SEASONAL or phrase in SHARED
            return Place(zone=zone, letters=phrase.upper() if lettered else None), end
    return None


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """Return every IANA name by its lower-case form, read once from the list that comes with tzdata."""
    try:
        names = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    except (ImportError, OSError):
        names = sorted(available_timezones())
    return {name.lower(): name for name in names if name.lower() not in VAGUE}


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """Return the zone of every city that names one, by its lower-case name with spaces."""
    found: dict[str, str] = {}
    for name in known().values():
        region, _, city = name.rpartition("/")
        if region and not region.startswith(("Etc", "US", "SystemV")) and city.lower() not in VAGUE:
            found.setdefault(city.lower().replace("_", " "), name)
    return found


def _spelt() -> list[tuple[str, str]]:
    return [(name.replace("_", " "), zone) for name, zone in known().items() if name not in WORDS]


def _distance(text: str, tokens: tuple[Token, ...], i: int) -> timedelta:
    found = OFFSET.fullmatch(text)
    hours, minutes = (int(found[2]), int(found[3] or 0)) if found else (99, 0)
    if found is None or hours > 14 or minutes > 59:
        understood = f"I read {said(tokens, i, i + 1)} as a distance from UTC"
        raise Unreadable(understood, "no clock is more than 14 hours away", "friday 5pm UTC-5")
    return timedelta(hours=hours, minutes=minutes) * (-1 if found[1] == "-" else 1)
