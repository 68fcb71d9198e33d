"""What was written in a form or a line about an idea, read into a wish; and an idea as one would type it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from communitybot.commands.kinds import text_of
from communitybot.commands.tags import emptied, tidy
from communitybot.conversation.inbound import Value
from communitybot.ideas.model.idea import Category, Idea, Role
from communitybot.ideas.reading import read_place, read_roles, read_tags, read_title, told
from communitybot.ideas.views import IdeaWish

LAST = "me"  # the field that ends the form of an idea


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words as they came; None is what was not asked or not said, and empty what was emptied."""

    title: str | None = None
    need: str | None = None
    approach: str | None = None
    benefits: str | None = None
    helps: str | None = None
    roles: str | None = None
    tags: str | None = None
    place: str | None = None
    category: Category | None = None
    anonymous: bool | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """The wish that was read, and how, a sentence each."""

    wish: IdeaWish
    notes: tuple[str, ...]


def read(written: Written) -> Read:
    """Read what somebody wrote about an idea.

    Raises:
        Misread: for a title that is none, or too long.
    """
    roles = None if written.roles is None else read_roles(written.roles)
    tags = None if written.tags is None else read_tags(written.tags)
    wish = IdeaWish(
        title=None if written.title is None else read_title(written.title),
        need=None if written.need is None else emptied(written.need),
        approach=None if written.approach is None else emptied(written.approach),
        benefits=None if written.benefits is None else emptied(written.benefits),
        helps=None if written.helps is None else emptied(written.helps),
        roles=None if roles is None else roles.found,
        category=written.category,
        tags=None if tags is None else tags.found,
        place=None if written.place is None else read_place(written.place),
        anonymous=written.anonymous,
    )
    return Read(wish, told(roles.notes if roles else (), tags.notes if tags else ()))


def from_form(values: Mapping[str, Value]) -> tuple[Written, Role | None]:
    """What a form of an idea says: a field that was emptied empties, one that was not seen leaves.

    Some platforms leave an emptied field out, others one of a step that was not come to. The last field
    always holds something: with it, the whole form was seen.
    """
    whole = bool(text_of(values.get(LAST)))
    words = {
        name: unicodedata.normalize("NFC", tidy(text_of(values.get(name))))
        for name in ("title", "need", "approach", "benefits", "helps", "roles", "tags", "place")
        if name in values or whole
    }
    hidden = text_of(values.get("anonymous")).casefold()
    return (
        Written(
            **words,
            category=_category(text_of(values.get("category"))),
            anonymous=hidden == "yes" if hidden in {"yes", "no"} else None,
        ),
        _role(text_of(values.get("me"))),
    )


def typed(idea: Idea, role: Role | None) -> dict[str, Value]:
    """An idea as it stands in the fields of its form."""
    known: dict[str, Value] = {
        "title": idea.title,
        "need": idea.need,
        "approach": idea.approach,
        "benefits": idea.benefits,
        "helps": idea.helps,
        "roles": ", ".join(one.value for one in idea.roles),
        "category": idea.category.value if idea.category is not None else None,
        "tags": " ".join(f"#{tag}" for tag in idea.tags),
        "place": idea.place,
        "anonymous": idea.anonymous,
        "me": role.value if role is not None else None,
    }
    return {name: value for name, value in known.items() if value not in {None, ""}}


def _category(text: str) -> Category | None:
    return next((one for one in Category if one.value == text), None)


def _role(text: str) -> Role | None:
    return next((one for one in Role if one.value == text), None)
