"""The library of a community as anybody on the web may read it, once it wants that; nobody is named there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communitybot.communities.model import Community
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.phrases import capital
from communitybot.conversation.visible import one_line, visible
from communitybot.ports import Units
from communitybot.resources.cards.words import grades_in_words, login_words, tried_words, what_words
from communitybot.resources.keeping.formats.plain import link_of
from communitybot.resources.model.credit import uncredited
from communitybot.resources.model.grades import IN_ORDER
from communitybot.resources.model.resource import Kind, Licence, Resource
from communitybot.resources.pages.asked import MOST_PAGES, Asked
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import Counted, Found

MOST_WAYS = 24  # tags, and subjects, offered as links
ABOUT = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link that narrows what is shown, or (where it is `current`) widens it again."""

    label: str
    query: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the choices of the form."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A resource as everybody may know it; `text` are the lines of one that is words."""

    title: str
    link: str
    what: str
    about: str
    facts: tuple[str, ...]
    tags: tuple[Way, ...]
    text: tuple[str, ...]
    file: bool
    copy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPage:
    """A page of a library: what was asked for, and what there is of it."""

    community: str
    slug: str
    asked: Asked
    shown: tuple[Shown, ...]
    tags: tuple[Way, ...]
    subjects: tuple[Option, ...]
    grades: tuple[Option, ...]
    kinds: tuple[Option, ...]
    licences: tuple[Option, ...]
    dropped: tuple[Way, ...]
    earlier: str | None
    later: str | None
    read: str
    feed: str


class LibraryPages:
    """Answers what the web asks of libraries."""

    def __init__(self, units: Units[ResourcesWork]) -> None:
        self._units = units

    async def public(self, slug: str) -> bool:
        """Whether a community shows its library."""

        async def look(work: ResourcesWork) -> bool:
            return await _public(work, slug) is not None

        return await self._units.read(look)

    async def page(self, slug: str, query: Mapping[str, str]) -> LibraryPage | None:
        """A page of a library; None where it is not public, and for a page behind its last."""
        asked = Asked.read(query)

        async def look(work: ResourcesWork) -> LibraryPage | None:
            community = await _public(work, slug)
            if community is None:
                return None
            found = await work.resources.sought(community.id, asked.sought())
            if not found.hits and asked.page > 1:
                return None
            tags = await work.resources.tags(community.id, limit=MOST_WAYS)
            subjects = await work.resources.subjects(community.id, limit=MOST_WAYS)
            return _page(community, asked, found, tags=tags, subjects=subjects)

        return await self._units.read(look)


async def _public(work: ResourcesWork, slug: str) -> Community | None:
    community = await work.communities.by_slug(slug)
    if community is None or not (await work.resources.settings(community.id)).public:
        return None
    return community


def _page(
    community: Community, asked: Asked, found: Found, *, tags: Sequence[Counted], subjects: Sequence[Counted]
) -> LibraryPage:
    return LibraryPage(
        community=one_line(community.name),
        slug=community.slug,
        asked=asked,
        shown=tuple(_shown(resource, asked) for resource in (hit.resource for hit in found.hits)),
        tags=tuple(_tag(each.name, asked, f"{each.name} ({each.count:,})") for each in tags),
        subjects=_options([each.name for each in subjects], asked.subject),
        grades=tuple(
            Option(value=each.value, label=capital(grades_in_words([each])), chosen=each is asked.grade)
            for each in IN_ORDER
        ),
        kinds=_options([each.value for each in Kind], asked.kind.value if asked.kind else ""),
        licences=_options([each.value for each in Licence], asked.licence.value if asked.licence else ""),
        dropped=tuple(_dropped(asked)),
        earlier=asked.query(page=asked.page - 1) if asked.page > 1 else None,
        later=asked.query(page=asked.page + 1) if found.more and asked.page < MOST_PAGES else None,
        read=" ".join(one_line(word) for word in found.read) if asked.words else "",
        feed=f"/library/{community.slug}/feed.rss{Asked(tag=asked.tag).query()}",
    )


def _options(names: Sequence[str], chosen: str) -> tuple[Option, ...]:
    every = names if chosen in {"", *names} else (chosen, *names)
    return tuple(Option(value=name, label=capital(name), chosen=name == chosen) for name in every)


def _tag(name: str, asked: Asked, label: str = "") -> Way:
    current = name == asked.tag
    return Way(label=label or name, query=asked.query(tag="" if current else name), current=current)


def _dropped(asked: Asked) -> Sequence[Way]:
    """What is asked for, each as a link that asks for it no more."""
    said: dict[str, tuple[str, object]] = {
        "words": (f"\u201c{asked.words}\u201d", ""),
        "grade": (grades_in_words([asked.grade]) if asked.grade else "", None),
        "subject": (asked.subject, ""),
        "kind": (asked.kind.value if asked.kind else "", None),
        "licence": (asked.licence.value if asked.licence else "", None),
        "open": ("no log-in" if asked.open else "", False),
        "tag": (f"#{asked.tag}" if asked.tag else "", ""),
    }
    if not asked.words:
        del said["words"]
    return [
        Way(label=label, query=asked.query(**{name: nothing}))
        for name, (label, nothing) in said.items()
        if label
    ]


def _shown(resource: Resource, asked: Asked) -> Shown:
    """A resource without its sharer, also where they wrote it themselves."""
    facts = (
        grades_in_words(resource.grades),
        ", ".join(one_line(each) for each in resource.subjects),
        resource.licence.value if resource.licence else "",
        login_words(resource),
        tried_words(resource),
    )
    text = visible(uncredited(resource.text)) if not resource.address else ""
    return Shown(
        title=one_line(resource.title),
        link=link_of(resource),
        what=what_words(resource, author=fold(resource.author) != fold(resource.sharer.name)),
        about=limits.shorten(one_line(resource.about), ABOUT),
        facts=tuple(capital(each) for each in facts if each),
        tags=tuple(_tag(tag, asked) for tag in resource.tags),
        text=tuple(line for line in text.split("\n") if line.strip()),
        file=bool(resource.file),
        copy=resource.kept_at if resource.broken is not None else "",
    )
