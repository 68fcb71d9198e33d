"""What somebody asks the page of a library for: read from its address, and written back into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from communitybot.commands.tags import tag_of
from communitybot.conversation.visible import one_line
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence
from communitybot.resources.reading import subject_of
from communitybot.resources.views import ResourceQuery, Sort

WORDS_MOST = 100
MOST_PAGES = 200
A_PAGE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted; whatever cannot be read is not asked for. `page` counts from 1."""

    words: str = ""
    grade: Grade | None = None
    subject: str = ""
    kind: Kind | None = None
    licence: Licence | None = None
    open: bool = False
    tag: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Read it from the part of an address behind its question mark."""
        page = query.get("page", "1")
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
        return cls(
            words=one_line(query.get("q", "")[: WORDS_MOST * 2])[:WORDS_MOST],
            grade=next((one for one in Grade if one.value == query.get("grade")), None),
            subject=subject_of(query.get("subject", "")),
            kind=next((one for one in Kind if one.value == query.get("type")), None),
            licence=next((one for one in Licence if one.value == query.get("licence")), None),
            open=query.get("open") == "1",
            tag=tag_of(query.get("tag", "")[:100]),
            page=min(max(number, 1), MOST_PAGES),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for at all, the page left aside."""
        return replace(self, page=1) != type(self)()

    def query(self, **changed: object) -> str:
        """The part of an address that asks for this, with some of it changed; from the first page on."""
        # whoever writes a link names fields of ours, each with a value of its kind
        other = replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]
        said = {
            "q": other.words,
            "grade": other.grade.value if other.grade else "",
            "subject": other.subject,
            "type": other.kind.value if other.kind else "",
            "licence": other.licence.value if other.licence else "",
            "open": "1" if other.open else "",
            "tag": other.tag,
            "page": str(other.page) if other.page > 1 else "",
        }
        kept = {name: value for name, value in said.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def sought(self) -> ResourceQuery:
        return ResourceQuery(
            words=self.words,
            grade=self.grade,
            subject=self.subject or None,
            kind=self.kind,
            licence=self.licence,
            login=False if self.open else None,
            tag=self.tag or None,
            sort=Sort.BEST if self.words else Sort.NEW,
            public=True,
            limit=A_PAGE,
            offset=(self.page - 1) * A_PAGE,
        )
