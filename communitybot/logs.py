"""Log lines for whoever runs the bot: what happened and where, never anybody's words."""

import logging
import sys
from functools import cache
from typing import Any


class Log:
    """A source of lines. structlog is loaded with the first line that is written, which may be never."""

    least = logging.NOTSET  # of every source: what weighs less is dropped

    def __init__(self, name: str) -> None:
        self._name = name

    def info(self, sentence: str, **fields: Any) -> None:
        if self.least <= logging.INFO:
            _structlog().get_logger(self._name).info(sentence, **fields)

    def warning(self, sentence: str, **fields: Any) -> None:
        _structlog().get_logger(self._name).warning(sentence, **fields)

    def error(self, sentence: str, **fields: Any) -> None:
        _structlog().get_logger(self._name).error(sentence, **fields)


def quiet_logs() -> None:
    """From now on warnings and worse only, as one readable line each on standard error."""
    Log.least = logging.WARNING
    logging.getLogger("aiosqlite").setLevel(logging.WARNING)  # below that it quotes what is stored


@cache
def _structlog() -> Any:
    import structlog

    if Log.least > logging.NOTSET:
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
            ],
            wrapper_class=structlog.make_filtering_bound_logger(Log.least),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
    return structlog
