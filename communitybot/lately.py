"""What was lately made of things that never change, found again by which thing it was made of."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

M = TypeVar("M")

MOST = 256  # ours: a card and what it was drawn from are a few tens of kB


class Lately(Generic[M]):
    """Remembers the last things made. By identity: to hash a card costs as much as to draw it."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._made: OrderedDict[tuple[int, Hashable], tuple[object, M]] = OrderedDict()

    def made(self, of: object, how: Hashable, make: Callable[[], M]) -> M:
        """What `make` gives, or gave lately, for this very object (never an equal one) and this `how`.

        `of` must never change, and nobody may change what is given: it is given again.
        """
        key = (id(of), how)
        known = self._made.get(key)
        if known is not None:
            self._made.move_to_end(key)
            return known[1]
        made = make()
        self._made[key] = (of, made)  # held, so that no other object can get its identity
        if len(self._made) > self._most:
            self._made.popitem(last=False)
        return made
