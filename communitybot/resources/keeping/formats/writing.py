"""A file that grows by one resource at a time, and knows how large it has become."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from communitybot.resources.model.resource import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a file says of itself: whose library, narrowed to what, and which part it is."""

    community: str
    narrowed: str = ""
    part: int = 1


class Growing(ABC):
    """The words of a file so far, as bytes; each format adds its own."""

    ending = ""
    mime = ""

    def __init__(self, about: About) -> None:
        self.about = about
        self.size = 0
        self._said: list[bytes] = []

    @abstractmethod
    def add(self, resource: Resource) -> bool:
        """Write one resource; False where the format has no place for it."""

    def ended(self, *, more: bool) -> bytes:
        """The whole file; `more` says that another part follows it."""
        del more
        return b"".join(self._said)

    def _say(self, words: str) -> None:
        written = words.encode("utf-8", errors="replace")
        self._said.append(written)
        self.size += len(written)
