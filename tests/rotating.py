"""Values for the parameters of many commands: all of them where a parameter is new, then some in turn."""

import itertools
from collections.abc import Iterator, Sequence

from communitybot.commands.spec import Parameter


class Rotating:
    """Gives every value to the first parameter of a name and kind, and `few` to each other of the same.

    What has one name is mostly read in one way; so each way meets every value, and every command's own way
    of answering meets a few, not everywhere the same.
    """

    def __init__(self, values: Sequence[str], few: int) -> None:
        self._values, self._few = values, few
        self._met: set[tuple[str, str]] = set()
        self._turn: Iterator[str] = itertools.cycle(values)

    def of(self, parameter: Parameter) -> Sequence[str]:
        way = (parameter.name, parameter.kind.value)
        if way in self._met:
            return tuple(itertools.islice(self._turn, self._few))
        self._met.add(way)
        return self._values
