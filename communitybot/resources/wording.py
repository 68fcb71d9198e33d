"""The words of a resource before others read them: what is missing, what to look at, which tags fit."""

from collections.abc import Sequence
from dataclasses import replace

from communitybot.communities.names import fold
from communitybot.errors import Misread
from communitybot.people.cautions import Caution, cautions_in
from communitybot.resources.model.resource import ABOUT_MOST, MOST_TAGS, Resource
from communitybot.resources.views import Counted, ResourceWish

FITTING = 10
WORDED = ("title", "about", "text", "kind", "grades", "subjects", "licence", "login", "tags", "author")
"""What a wish can change of a resource, by the same names in both."""


def worded(resource: Resource, wish: ResourceWish) -> Resource:
    """The resource with what a wish names; the rest stays."""
    named = {name: given for name in WORDED if (given := getattr(wish, name)) is not None}
    named |= dict.fromkeys(wish.unsaid)
    return replace(resource, **named)


def demand_title(resource: Resource) -> None:
    if not resource.title:
        raise Misread(
            "It has no title yet, and nobody finds it without one. It is kept as a draft.",
            example="Fraction strips",
            field="title",
        )


def cautions_of(resource: Resource, note: str = "") -> Sequence[Caution]:
    """What may tell who a student is, in what its sharer wrote."""
    parts = (
        ("the title", resource.title),
        ("what it is about", resource.about),
        ("its words", resource.text),
        ("its tags", " ".join(tag.replace("-", " ") for tag in resource.tags)),
        ("its subjects", ", ".join(resource.subjects)),
        ("the name of the file", resource.file),
        ("your note", note),
    )
    return cautions_in(parts)


def fitting(resource: Resource, in_use: Sequence[Counted]) -> tuple[str, ...]:
    """Tags in use that its words name and that it has not yet, most used first."""
    if len(resource.tags) >= MOST_TAGS:
        return ()
    told = fold(f"{resource.title} {resource.about} {' '.join(resource.subjects)} {resource.text}"[:500])
    words = {_stem(word.strip(".,;:!?()\"'\u201c\u201d")) for word in told.replace("-", " ").split()}
    fits = [
        tag.name
        for tag in in_use
        if tag.name not in resource.tags and {_stem(part) for part in fold(tag.name).split("-")} <= words
    ]
    return tuple(fits[:FITTING])


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def placed(wish: ResourceWish, *, alone: bool) -> ResourceWish:
    """A wish with what was said of a resource in its place: of one that is words `alone`, it is its words.

    Raises:
        Misread: when a few sentences on a link or a file are too many.
    """
    if wish.about is None:
        return wish
    if alone:
        return replace(wish, about=None, text=wish.about)
    if len(wish.about) > ABOUT_MOST:
        raise Misread(
            f"What it is about may have {ABOUT_MOST} characters; this has {len(wish.about):,}.",
            example="Paper strips to compare fractions.",
            field="about",
        )
    return wish
