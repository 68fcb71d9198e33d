"""The terms a resource is found by: one word each, made here, so that both databases find the same.

Each begins with a few letters made of its community's id, so that no search reads another community's words,
and a letter that says what it is: `...s_fraction` is the stem of a word anywhere, `...t_fraction` of one in
the title, `...l_fraction` of one in tags and subjects, and all others are the facets of a search.
"""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from communitybot.communities.names import fold
from communitybot.resources.model.credit import uncredited
from communitybot.resources.model.resource import Resource
from communitybot.resources.views import ResourceQuery
from communitybot.storage.stems import stem
from communitybot.storage.words import words_in

REPEATED = (1, 3, 10, 30, 100)
"""How many would use it again: each step is a term, so that what proved good is found first among many."""


class Of(StrEnum):
    """What a term says."""

    STEM = "s"
    TITLE = "t"
    LABEL = "l"
    GRADE = "g"
    SUBJECT = "b"
    KIND = "k"
    LICENCE = "c"
    LOGIN = "n"
    TAG = "h"
    AGAIN = "x"


@lru_cache(maxsize=1_000)
def library_of(community: str) -> str:
    """The letters with which all terms of a community begin.

    Two of very many may have the same: each then reads the other's words, but finds nothing of it.
    """
    return b32encode(blake2b(community.encode(), digest_size=3).digest()).decode().rstrip("=").lower()


def term(library: str, of: Of, value: str) -> str:
    return f"{library}{of.value}_{value}"


def facet(library: str, of: Of, value: str) -> str:
    """A facet's term: letters and digits as they are, all else by its number."""
    folded = value.casefold()
    plain = (letter if letter.isalnum() else f"_{ord(letter):x}_" for letter in folded)
    return term(library, of, "".join(plain))


def words_found(resource: Resource, notes: Sequence[str]) -> set[str]:
    """All words a resource is found by."""
    named = (resource.title, *resource.tags, *resource.subjects)
    body = (resource.about, resource.text, resource.site, resource.author, resource.file, *notes)
    return words_in("\n".join((*named, *body)))


def words_shown(resource: Resource) -> set[str]:
    """Those of them that anybody on the web may read: nobody's notes, and no name of a member."""
    named = fold(resource.author) == fold(resource.sharer.name)
    shown = replace(resource, text=uncredited(resource.text), author="" if named else resource.author)
    return words_found(shown, ())


def named(resource: Resource) -> str:
    """The stems of its title and, behind a bar, those of its tags and subjects."""
    return f"{_joined(resource.title)}|{_joined(*resource.tags, *resource.subjects)}"


def _joined(*said: str) -> str:
    return " ".join(sorted(set(map(stem, words_in(" ".join(said))))))


def terms_of(library: str, resource: Resource, words: set[str]) -> set[str]:
    """All terms of a resource that everybody sees and its words."""
    found = {term(library, Of.STEM, stem(word)) for word in words}
    found |= {term(library, Of.TITLE, stem(word)) for word in words_in(resource.title)}
    labels = words_in(" ".join((*resource.tags, *resource.subjects)))
    found |= {term(library, Of.LABEL, stem(word)) for word in labels}
    return found | {facet(library, of, value) for of, value in _facets(resource)}


def wanted(library: str, query: ResourceQuery) -> list[str]:
    """The terms that all resources have which fit a search, whatever its words."""
    asked = (
        (Of.GRADE, query.grade),
        (Of.SUBJECT, query.subject),
        (Of.KIND, query.kind),
        (Of.LICENCE, query.licence),
        (Of.LOGIN, None if query.login is None else _of_login(login=query.login)),
        (Of.TAG, query.tag),
    )
    return [facet(library, of, value) for of, value in asked if value is not None]


def _facets(resource: Resource) -> list[tuple[Of, str]]:
    found = [(Of.GRADE, grade.value) for grade in resource.grades]
    found += [(Of.SUBJECT, subject) for subject in resource.subjects]
    found += [(Of.TAG, tag) for tag in resource.tags]
    found += [(Of.AGAIN, str(step)) for step in REPEATED if resource.again >= step]
    if resource.kind:
        found.append((Of.KIND, resource.kind.value))
    if resource.licence:
        found.append((Of.LICENCE, resource.licence.value))
    if resource.login is not None:
        found.append((Of.LOGIN, _of_login(login=resource.login)))
    return found


def _of_login(*, login: bool) -> str:
    return "yes" if login else "no"
