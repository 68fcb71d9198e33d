"""Where things are on a platform: short strings that survive a round trip and name their platform first."""

import re
from dataclasses import dataclass, field
from typing import Self

MOST = 64  # characters of one name in an address
_ID = rf"[A-Za-z0-9._~-]{{1,{MOST}}}"
_SPACE = re.compile(rf"({_ID}):({_ID})")
_PLACE = re.compile(rf"({_ID}):({_ID})/({_ID})(?:/({_ID}))?")
_PERSON = re.compile(rf"({_ID}):({_ID})@({_ID})")
_MESSAGE = re.compile(_ID)
_REF = re.compile(rf"({_ID}:{_ID}/{_ID}(?:/{_ID})?)#({_ID})")


class BadAddress(ValueError):
    """A string that is no address."""


def _check(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise BadAddress(f"not an address: {text[:100]!r}")
    return found


def _read(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return _check(pattern, text).groups()


@dataclass(frozen=True, slots=True)
class SpaceAddress:
    """A Discord server, a Slack workspace, the playground: `discord:81384788765712384`."""

    platform: str
    space: str

    def __post_init__(self) -> None:
        _check(_SPACE, str(self))

    def __str__(self) -> str:
        return f"{self.platform}:{self.space}"

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(*_read(_SPACE, text))


@dataclass(frozen=True, slots=True)
class PlaceAddress:
    """A room, or a thread in it: `slack:T01/C02` or `slack:T01/C02/1413327600.000100`."""

    platform: str
    space: str
    place: str
    thread: str | None = None
    _text: str = field(init=False, repr=False, compare=False)  # asked for at every delivery

    def __post_init__(self) -> None:
        text = f"{self.platform}:{self.space}/{self.place}" + (f"/{self.thread}" if self.thread else "")
        _check(_PLACE, text)
        object.__setattr__(self, "_text", text)

    def __str__(self) -> str:
        return self._text

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(*_read(_PLACE, text))

    @property
    def room(self) -> "PlaceAddress":
        """The room itself, for a thread; otherwise the same place."""
        return PlaceAddress(self.platform, self.space, self.place)

    @property
    def in_space(self) -> SpaceAddress:
        return SpaceAddress(self.platform, self.space)


@dataclass(frozen=True, slots=True)
class PersonAddress:
    """Somebody's account in a space: `playground:demo@teacher`."""

    platform: str
    space: str
    person: str

    def __post_init__(self) -> None:
        _check(_PERSON, str(self))

    def __str__(self) -> str:
        return f"{self.platform}:{self.space}@{self.person}"

    @classmethod
    def parse(cls, text: str) -> Self:
        return cls(*_read(_PERSON, text))

    @property
    def in_space(self) -> SpaceAddress:
        return SpaceAddress(self.platform, self.space)


@dataclass(frozen=True, slots=True)
class MessageRef:
    """One posted message: `playground:demo/events#17`; what `edit`, `remove` and jump links need."""

    place: PlaceAddress
    message: str

    def __post_init__(self) -> None:
        # one is made at every delivery, and most platforms number their messages
        if not (len(self.message) <= MOST and self.message.isascii() and self.message.isdigit()):
            _check(_MESSAGE, self.message)

    def __str__(self) -> str:
        return f"{self.place}#{self.message}"

    @classmethod
    def parse(cls, text: str) -> Self:
        place, message = _read(_REF, text)
        return cls(PlaceAddress.parse(place), message)


Destination = PlaceAddress | PersonAddress
"""Where a message can go: a place, or a person (their direct place is found when it is sent)."""


def parse_destination(text: str) -> Destination:
    """Read back what `str()` of a destination gave; `BadAddress` otherwise."""
    return PersonAddress.parse(text) if "@" in text else PlaceAddress.parse(text)
