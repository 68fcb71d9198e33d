"""Which ideas a list shows, small enough to travel in the button that turns its page."""

import base64
import binascii
from dataclasses import dataclass, replace
from typing import Self

from communitybot.conversation.actions import Action, BadAction
from communitybot.errors import NotFound
from communitybot.ideas.model.idea import Category, Stage
from communitybot.ideas.views import IdeaQuery, Sort

PER_PAGE = 8
LAST_PAGE = 1_000
SORTS, STAGES, CATEGORIES = tuple(Sort), tuple(Stage), tuple(Category)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What `/ideas` was asked for; `tag` and `near` are as typed."""

    sort: Sort = Sort.HOT
    stage: Stage | None = None
    category: Category | None = None
    tag: str = ""
    near: str = ""

    @property
    def narrowed(self) -> bool:
        return replace(self, sort=Sort.HOT) != Filter()

    def query(self, page: int) -> IdeaQuery:
        """What is asked of the store for a page, counted from 1."""
        return IdeaQuery(
            sort=self.sort,
            stage=self.stage,
            category=self.category,
            tag=self.tag or None,
            near=self.near or None,
            limit=PER_PAGE,
            offset=(page - 1) * PER_PAGE,
        )

    def action(self, verb: str, page: int = 1) -> Action | None:
        """The action that shows a page of this list; None when what was typed is too long for a button."""
        stage = "" if self.stage is None else str(STAGES.index(self.stage))
        category = "" if self.category is None else str(CATEGORIES.index(self.category))
        order = str(SORTS.index(self.sort))
        try:
            return Action(verb, (order, stage, category, _packed(self.tag), _packed(self.near), str(page)))
        except BadAction:
            return None

    @classmethod
    def parse(cls, arguments: tuple[str, ...]) -> tuple[Self, int]:
        """Read filter and page back from a button; `NotFound` for a forged or an old one."""
        try:
            order, stage, category, tag, near, page = arguments
            wanted = cls(
                sort=SORTS[int(order)],
                stage=STAGES[int(stage)] if stage else None,
                category=CATEGORIES[int(category)] if category else None,
                tag=_unpacked(tag),
                near=_unpacked(near),
            )
            return wanted, min(max(1, int(page)), LAST_PAGE)
        except (ValueError, IndexError, binascii.Error):
            raise NotFound(
                "That button is from an older list, so I cannot tell what it showed.", example="/ideas"
            ) from None


def _packed(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def _unpacked(packed: str) -> str:
    return base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True).decode()
