"""Looks at pages for the bot: asks the process beside it, and believes no more of its answer than fits."""

from datetime import date, timedelta
from typing import Any

from adapters.links.process import Reader, Unanswered
from communitybot.ports import Alive, LinkPreview, NoPreview

_WORDS = ("address", "canonical", "title", "description", "site", "author", "language", "kind", "licence")
_MORE_WORDS = ("image", "image_alt")
LONGEST = 2_048


class Previews:
    """What pages tell of themselves, for whoever asks."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def look(self, address: str) -> LinkPreview:
        try:
            told = await self._reader.ask("look", address[: LONGEST + 1])
        except Unanswered as unanswered:
            raise NoPreview(unanswered.reason, passing=unanswered.passing) from None
        preview = told.get("preview")
        if not isinstance(preview, dict):
            raise NoPreview(str(told.get("refused", "the page could not be read"))[:200])
        return _preview(preview)

    async def alive(self, address: str) -> Alive:
        try:
            told = await self._reader.ask("alive", address[: LONGEST + 1])
        except Unanswered:
            return Alive.UNSURE
        if told.get("gone") is True:
            return Alive.GONE
        return Alive(told["alive"]) if told.get("alive") in set(Alive) else Alive.UNSURE


def _preview(told: dict[str, Any]) -> LinkPreview:
    words = {name: _words(told.get(name)) for name in (*_WORDS, *_MORE_WORDS)}
    lasts = told.get("lasts")
    return LinkPreview(
        **words,
        written=_day(told.get("written")),
        lasts=timedelta(seconds=lasts) if isinstance(lasts, int) and 0 < lasts < 10**6 else None,
    )


def _words(told: object) -> str:
    return told[:LONGEST] if isinstance(told, str) else ""


def _day(told: object) -> date | None:
    try:
        return date.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
