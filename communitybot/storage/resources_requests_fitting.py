"""Whether a resource may answer a request: by most of the words that tell what is wanted."""

from communitybot.resources.model.request import Request
from communitybot.resources.model.resource import Resource
from communitybot.storage.saying_little import COMMON, STOP
from communitybot.storage.stems import stem
from communitybot.storage.words import words_of

_OF_ASKING = """
anybody anyone anything code find free good great hello hi know level link log login look nice one please
resource search seek share somebody someone something sought thank thing wish
"""
OF_ASKING = frozenset(map(stem, _OF_ASKING.split()))
"""Stems that say that something is asked for, and not what."""

FEW = 2  # of so few telling words all have to be there
ENOUGH = (2, 3)  # of more of them, two in three
READ = 3_000  # characters of a resource that is words


def wanted(request: Request) -> frozenset[str]:
    """The stems of the words that tell what a request is about."""
    words = (word for word in words_of(request.words) if word not in STOP and not word.isdigit())
    return frozenset(map(stem, words)) - COMMON - OF_ASKING


def telling(resource: Resource) -> frozenset[str]:
    """The stems a resource is compared by."""
    parts = (resource.title, resource.about, resource.text[:READ], *resource.tags, *resource.subjects)
    kind = (resource.kind.value,) if resource.kind else ()
    return frozenset(map(stem, words_of(" ".join((*parts, *kind)))))


def fits(request: Request, resource: Resource, said: frozenset[str]) -> bool:
    """Whether a resource with these stems may be what is asked for; nothing fits where nothing is told."""
    if request.login is False and resource.login:
        return False
    if request.kind is not None and resource.kind not in {None, request.kind}:
        return False
    if request.grades and resource.grades and not set(request.grades) & set(resource.grades):
        return False
    needed = wanted(request)
    there = len(needed & said)
    if len(needed) <= FEW:
        return bool(needed) and there == len(needed)
    part, whole = ENOUGH
    return there * whole >= len(needed) * part
