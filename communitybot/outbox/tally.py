"""What the relay counts, and what it says once instead of every time."""

from collections import Counter
from pathlib import Path
from traceback import extract_tb
from typing import Any

from communitybot.logs import Log

log = Log("communitybot.outbox")


class Tally:
    """Counters for metrics, by name, and the memory of what was reported already."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._told: set[tuple[str, str]] = set()

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] += by

    def once(self, about: str, sentence: str, *, action: str, **fields: Any) -> None:
        """Log a warning the first time it is about this, and count every time."""
        self.counts[action] += 1
        if (action, about) not in self._told:
            self._told.add((action, about))
            log.warning(sentence, action=action, about=about, **fields)

    def bug(self, sentence: str, problem: BaseException, *, action: str, **fields: Any) -> None:
        """Log what nobody may raise, and where it was raised; never its words, which may quote people's."""
        self.counts[action] += 1
        where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(problem.__traceback__)]
        log.error(sentence, action=action, problem=type(problem).__name__, where=" ".join(where), **fields)
