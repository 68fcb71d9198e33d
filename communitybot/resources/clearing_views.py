"""What somebody wrote of a resource, as those who moderate look through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from communitybot.resources.model.judgement import Try
from communitybot.resources.model.resource import Note, Resource


class WordKind(StrEnum):
    """Which of the two things a person can write of a resource."""

    NOTE = "note"
    TRY = "try"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A note, or what somebody told of using it."""

    kind: WordKind
    person: str
    name: str
    text: str
    at: datetime

    @property
    def mark(self) -> str:
        """A short name of just these words: what is written in their place later has another."""
        return f"{self.kind.value}.{self.person}.{self.at:%Y%m%dT%H%M%S%f}"

    @classmethod
    def of_note(cls, note: Note) -> Self:
        return cls(kind=WordKind.NOTE, person=note.person, name=note.name, text=note.text, at=note.at)

    @classmethod
    def of_try(cls, tried: Try) -> Self:
        return cls(kind=WordKind.TRY, person=tried.person, name=tried.name, text=tried.words, at=tried.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPage:
    """A page of all that was written of a resource."""

    resource: Resource
    words: Sequence[Word]
    number: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What is written of a resource now, and what was taken away; None where that was not there any more."""

    page: WordsPage
    word: Word | None
