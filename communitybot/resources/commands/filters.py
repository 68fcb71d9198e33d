"""Which resources a list shows, small enough to travel in the button that turns its page."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

from communitybot.commands.form import escaped, unescaped
from communitybot.conversation.actions import Action, BadAction
from communitybot.errors import NotFound
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.views import ResourceQuery, Sort

PER_PAGE = 8
LAST_PAGE = 500
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
NONE = "-"
TYPED = frozenset({"words", "subject", "tag"})
SORTS, KINDS, LICENCES = tuple(Sort), tuple(Kind), tuple(Licence)
YES_NO = (False, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What `/resources` was asked for; words as typed, tag and subject as they are kept."""

    words: str = ""
    grade: Grade | None = None
    subject: str = ""
    kind: Kind | None = None
    licence: Licence | None = None
    login: bool | None = None
    tag: str = ""
    sort: Sort = Sort.BEST

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The names of what narrows the list beside its words, in the order people read it."""
        return tuple(
            field.name
            for field in fields(self)
            if field.name not in {"words", "sort"} and getattr(self, field.name) not in {None, ""}
        )

    def without(self, *names: str) -> Self:
        """The same list, without some of what narrows it."""
        empty: dict[str, Any] = {name: "" if name in TYPED else None for name in names}
        return replace(self, **empty)

    def query(self, page: int) -> ResourceQuery:
        """What is asked of the store for a page, counted from 1."""
        return ResourceQuery(
            words=self.words,
            grade=self.grade,
            subject=self.subject or None,
            kind=self.kind,
            licence=self.licence,
            login=self.login,
            tag=self.tag or None,
            sort=self.sort,
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )

    def action(self, verb: str, page: int = 1) -> Action | None:
        """The action that shows a page of this list; None when what was typed is too long for a button."""
        chosen = "".join(
            NONE if each is None else LETTERS[among.index(each)]
            for each, among in (
                (self.sort, SORTS),
                (self.grade, IN_ORDER),
                (self.kind, KINDS),
                (self.licence, LICENCES),
                (self.login, YES_NO),
            )
        )
        typed = (escaped(each) for each in (self.words, self.subject, self.tag))
        try:
            return Action(verb, (chosen, *typed, str(page)))
        except BadAction:
            return None

    @classmethod
    def parse(cls, arguments: tuple[str, ...]) -> tuple[Self, int]:
        """Read filter and page back from a button; `NotFound` for a forged or an old one."""
        try:
            chosen, words, subject, tag, page = arguments
            sort, grade, kind, licence, login = (
                None if letter == NONE else LETTERS.index(letter) for letter in chosen
            )
            wanted = cls(
                words=unescaped(words),
                grade=None if grade is None else IN_ORDER[grade],
                subject=unescaped(subject),
                kind=None if kind is None else KINDS[kind],
                licence=None if licence is None else LICENCES[licence],
                login=None if login is None else YES_NO[login],
                tag=unescaped(tag),
                sort=SORTS[sort or 0],
            )
            return wanted, min(max(1, int(page)), LAST_PAGE)
        except (ValueError, IndexError):  # a BadAction is a ValueError
            raise NotFound(
                "That button is from an older list, so I cannot tell what it showed.", example="/resources"
            ) from None
