"""What comes out of the services of requests: one as somebody sees it, a page of them, a preview."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.resources.model.request import Reply, Request
from communitybot.resources.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Answer:
    """A resource a request was answered with, as everybody sees it."""

    reply: Reply
    resource: Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRequest:
    """A request as one person sees it. `needs_it`: they said they need it too. `zone` is the community's."""

    request: Request
    answers: Sequence[Answer]
    mine: bool
    moderates: bool
    needs_it: bool
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPreview:
    """A request before others see it: where it would be posted (by name), and what is here already."""

    request: Request
    room: str
    here: Sequence[Resource]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """Some requests of a list; `more` says that others follow, `mine` whose list it is."""

    requests: Sequence[Request]
    number: int
    more: bool
    mine: bool
    zone: str
