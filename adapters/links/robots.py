"""What a site asks of programs that read it: its robots.txt, read as RFC 9309 says."""

from collections.abc import Iterator
from dataclasses import dataclass

AGENT = "communitybot"
MOST_RULES = 1_000
_LONGEST = 500  # of a rule; a longer one is none


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules for us, each with whether it allows. Without any, everything may be read."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, asked: str) -> bool:
        """Whether a path with its query may be read: the longest rule decides, of two as long the kinder."""
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, asked)]
        return not fitting or max(fitting)[1]


NOTHING = Robots((("/", False),))


def read_robots(text: str) -> Robots:
    """The rules for us: those under our name, if there are any, else those for everybody."""
    rules: dict[str, list[tuple[str, bool]]] = {AGENT: [], "*": []}
    named: set[str] = set()
    met: set[str] = set()
    naming = True
    for field, value in _lines(text):
        if field == "user-agent":
            named = {value.lower()} | (named if naming else set())
            met |= named
            naming = True
        elif field in {"allow", "disallow"}:
            naming = False
            if not 0 < len(value) <= _LONGEST:  # an empty one forbids nothing
                continue
            for agent in named & rules.keys():
                rules[agent] += [(value, field == "allow")]
    return Robots(tuple(rules[AGENT if AGENT in met else "*"][:MOST_RULES]))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def _fits(rule: str, asked: str) -> bool:
    """Whether a rule begins a path; `*` stands for anything, `$` at its end for the end. In linear time."""
    ends = rule.endswith("$")
    first, *rest = rule.removesuffix("$").split("*")
    if not asked.startswith(first):
        return False
    at = len(first)
    for index, part in enumerate(rest):
        if ends and index == len(rest) - 1:
            return len(asked) - len(part) >= at and asked.endswith(part)
        found = asked.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(asked)
