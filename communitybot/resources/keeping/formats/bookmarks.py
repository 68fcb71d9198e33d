"""A library as a Netscape bookmarks file, which every browser and most keepers of bookmarks open."""

from communitybot.resources.keeping.formats.plain import in_line, link_of
from communitybot.resources.keeping.formats.writing import About, Growing
from communitybot.resources.model.resource import Resource

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>{title}</TITLE>
<H1>{title}</H1>
<DL><p>
"""


class Bookmarks(Growing):
    """A folder a subject; what has none stands beside them. Only links have a place in it."""

    ending, mime = "html", "text/html"

    def __init__(self, about: About) -> None:
        super().__init__(about)
        self._folders: dict[str, list[str]] = {}
        title = " \u00b7 ".join(filter(None, (about.community, about.narrowed)))
        self._say(_HEAD.format(title=in_line(title)))

    def add(self, resource: Resource) -> bool:
        link = link_of(resource)
        if not link:
            return False
        tags = f' TAGS="{in_line(",".join(resource.tags))}"' if resource.tags else ""
        added = int(resource.added.timestamp())
        told = f'<DT><A HREF="{in_line(link)}" ADD_DATE="{added}"{tags}>{in_line(resource.title)}</A>\n'
        if resource.about:
            told += f"<DD>{in_line(resource.about)}\n"
        self._folders.setdefault(resource.subjects[0] if resource.subjects else "", []).append(told)
        self.size += len(told.encode("utf-8", errors="replace"))
        return True

    def ended(self, *, more: bool) -> bytes:
        for name in sorted(self._folders, key=lambda each: (not each, each)):
            links = self._folders[name]
            if not name:
                self._say("".join(links))
                continue
            self._say(f"<DT><H3>{in_line(name)}</H3>\n<DL><p>\n{''.join(links)}</DL><p>\n")
        self._say("</DL><p>\n")
        return super().ended(more=more)
