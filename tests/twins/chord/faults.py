"""Switches for what goes wrong between the bot and Discord: chosen in order, or by chance from a seed."""

from collections import defaultdict, deque
from dataclasses import dataclass, field

from twins.loopback.dice import Dice

ANY = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one request."""


@dataclass(frozen=True, slots=True)
class LateAccept(Fault):
    """Taken `seconds` after it came; whoever has hung up by then is not told."""

    seconds: float


@dataclass(frozen=True, slots=True)
class DropAnswer(Fault):
    """Taken, and the connection broken without an answer."""


@dataclass(frozen=True, slots=True)
class AnswerError(Fault):
    """Taken, and answered with an error of the server."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class DeleteThenDrop(Fault):
    """Taken, deleted by a moderator at once, and the answer lost."""


@dataclass(frozen=True, slots=True)
class HangUp(Fault):
    """Not taken, and the connection broken."""


@dataclass(frozen=True, slots=True)
class Broken(Fault):
    """Not taken, and answered with an error of the server."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class Limited(Fault):
    """429: a route's own limit, a shared one, or the bot's global one."""

    retry_after: float = 1.0
    scope: str = "user"


@dataclass(frozen=True, slots=True)
class Banned(Fault):
    """429 as Cloudflare gives it: a page, and no `Via` header."""


@dataclass(frozen=True, slots=True)
class Denied(Fault):
    """Refused with a code, as `errors.WORDS` has them."""

    code: int
    status: int = 0


@dataclass(frozen=True, slots=True)
class BlackHole(Fault):
    """Never answered, never taken."""


@dataclass(slots=True)
class Faults:
    """What goes wrong next, by route (`POST /channels/{channel_id}/messages`) or anywhere (`*`)."""

    dice: Dice
    _planned: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _always: dict[str, Fault] = field(default_factory=dict)
    _chances: dict[str, list[tuple[float, Fault]]] = field(default_factory=lambda: defaultdict(list))
    happened: list[tuple[str, Fault]] = field(default_factory=list)

    def next(self, route: str, *faults: Fault, times: int = 1) -> None:
        """Let the next requests of a route go wrong, one after another."""
        self._planned[route].extend(faults * times)

    def always(self, route: str, fault: Fault | None) -> None:
        """Let every request of a route go wrong until told otherwise with None."""
        if fault is None:
            self._always.pop(route, None)
        else:
            self._always[route] = fault

    def chance(self, route: str, share: float, fault: Fault) -> None:
        """Let a share of a route's requests go wrong, as the seed decides."""
        self._chances[route].append((share, fault))

    def clear(self) -> None:
        self._planned.clear()
        self._always.clear()
        self._chances.clear()

    def due(self, route: str) -> Fault | None:
        fault = self._due(route)
        if fault is not None:
            self.happened.append((route, fault))
        return fault

    def _due(self, route: str) -> Fault | None:
        for key in (route, ANY):
            if self._planned.get(key):
                return self._planned[key].popleft()
            if key in self._always:
                return self._always[key]
        for key in (route, ANY):
            for share, fault in self._chances.get(key, []):
                if self.dice.happens(share):
                    return fault
        return None
