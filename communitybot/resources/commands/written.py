"""What was written about a resource, read into a wish; and a resource as one would type it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from communitybot.commands.kinds import text_of
from communitybot.commands.tags import emptied, tidy
from communitybot.communities.names import clean
from communitybot.conversation.inbound import Value
from communitybot.conversation.phrases import tags_words
from communitybot.errors import Refusal
from communitybot.resources.cards.words import grades_in_words
from communitybot.resources.model.resource import AUTHOR_MOST, NOTE_MOST, TEXT_MOST, Kind, Licence, Resource
from communitybot.resources.reading import (
    left_out,
    read_grades,
    read_subjects,
    read_tags,
    read_text,
    read_title,
)
from communitybot.resources.views import ResourceWish

LAST = "login"  # the field that ends the form of a resource, and always holds something
UNSAID = "unsaid"
TEXTS = ("title", "about", "grade", "subject", "tags", "author", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words as they came; None is what was not asked or not said, and empty what was emptied.

    `unsaid` are those of the others that were emptied, by name.
    """

    title: str | None = None
    about: str | None = None
    kind: Kind | None = None
    grade: str | None = None
    subject: str | None = None
    licence: Licence | None = None
    login: bool | None = None
    tags: str | None = None
    author: str | None = None
    note: str | None = None
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """The wish that was read, and what its writer should know of how, a sentence each."""

    wish: ResourceWish
    told: tuple[str, ...] = ()


def read(written: Written) -> Read:
    """Read what somebody wrote about a resource; `about` is what it is, in an address or in words alone.

    Raises:
        Misread: for the first field that cannot be read, by its name.
    """
    wish = ResourceWish(
        title=None if written.title is None else read_title(emptied(written.title)),
        about=None if written.about is None else read_text(written.about, TEXT_MOST, "about"),
        kind=written.kind,
        grades=None if written.grade is None else read_grades(written.grade),
        subjects=None if written.subject is None else read_subjects(written.subject),
        licence=written.licence,
        login=written.login,
        tags=None if written.tags is None else read_tags(written.tags),
        author=None if written.author is None else clean(emptied(written.author), "", AUTHOR_MOST),
        note=None if written.note is None else read_text(written.note, NOTE_MOST, "note"),
        unsaid=written.unsaid,
    )
    return Read(wish, left_out(written.tags or "", written.subject or ""))


def mistakes(written: Written) -> Mapping[str, str]:
    """What is wrong with a form, each under its field."""
    found: dict[str, str] = {}
    for name in TEXTS:
        try:
            read(Written(**{name: getattr(written, name)}))
        except Refusal as refusal:
            found[name] = refusal.sentence()
    return found


def from_form(values: Mapping[str, Value]) -> Written:
    """What a form of a resource says: a field that was emptied empties, one that was not seen leaves.

    Some platforms leave an emptied field out, others one of a step that was not come to. The last field
    always holds something: with it, the whole form was seen. An emptied title is none that was wished.
    """
    whole = bool(text_of(values.get(LAST)))
    words = {
        name: unicodedata.normalize("NFC", tidy(text_of(values.get(name))))
        for name in TEXTS
        if (name in values or whole) and (name != "title" or text_of(values.get("title")))
    }
    login = text_of(values.get(LAST)).casefold()
    unsaid = [name for name in ("kind", "licence") if whole and not text_of(values.get(name))]
    return Written(
        **words,
        unsaid=frozenset([*unsaid, LAST] if login == UNSAID else unsaid),
        kind=next((one for one in Kind if one.value == text_of(values.get("kind"))), None),
        licence=next((one for one in Licence if one.value == text_of(values.get("licence"))), None),
        login=login == "yes" if login in {"yes", "no"} else None,
    )


def typed(resource: Resource, note: str = "") -> dict[str, Value]:
    """A resource as it stands in the fields of its form."""
    login = UNSAID if resource.login is None else ("yes" if resource.login else "no")
    known: dict[str, Value] = {
        "title": resource.title,
        "about": resource.about if resource.address or resource.file else resource.text,
        "kind": resource.kind.value if resource.kind is not None else None,
        "grade": grades_in_words(resource.grades),
        "subject": ", ".join(resource.subjects),
        "licence": resource.licence.value if resource.licence is not None else None,
        LAST: login,
        "tags": tags_words(resource.tags, 300),
        "author": resource.author,
        "note": note,
    }
    return {name: value for name, value in known.items() if value not in {None, ""}}
